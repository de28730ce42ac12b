"""What tablets ask for over HTTP: known by a cookie, they get their page and their package, and nobody else does."""

import re
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.caravan.pairing import make_code, revoke
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.caravan_cast import AtTheStop, at_the_stop, let_in
from tests.cast import World
from tests.tablet_client import EVERY_KIND, Tablet


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world, survey_cast.opened(world, EVERY_KIND), languages=("nb", "nn", "ar"))


@pytest.fixture
def tablet(app: Flask, here: AtTheStop) -> Tablet:
    return Tablet(app, here.token)


def test_the_page_is_the_same_for_all_and_knows_both_languages(app: Flask, world: World) -> None:
    page = Tablet(app).ask("GET", "/")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    assert "Koble til nettbrettet" in page.text
    assert "Kople til nettbrettet" in page.text


def test_the_worker_is_told_what_to_keep_and_files_are_there(app: Flask) -> None:
    told = Tablet(app).ask("GET", "/sw.js")
    assert told.headers["Cache-Control"] == "no-cache"
    assert "kiosk-" in told.text
    assert "/nettbrett/pakke" not in told.text.split("\n", 1)[0]
    manifest = Tablet(app).ask("GET", "/manifest.webmanifest").get_json(force=True)
    assert manifest["start_url"] == manifest["scope"] == "/nettbrett/"


def test_is_let_in_by_a_code_once(app: Flask, world: World) -> None:
    with transaction():
        code = make_code(world.programme, "Nettbrett 1", by=world.cecilie, secret=secret(), at=now())
    tablet = Tablet(app)
    answer = tablet.ask("POST", "/koble", json={"code": code.lower()})
    assert answer.get_json()["tablet"]["name"] == "Nettbrett 1"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/nettbrett" in cookie
    assert tablet.ask("GET", "/pakke").status_code == 204
    again = Tablet(app).ask("POST", "/koble", json={"code": code, "language": "nn"})
    assert again.status_code == 422
    assert "Set-Cookie" not in again.headers
    assert again.get_json()["error"].startswith("Koden er feil")


@pytest.mark.parametrize("sent", [{}, {"code": "x"}, {"code": ""}, [], None])
def test_no_code_is_told_in_words(app: Flask, world: World, sent: Any) -> None:
    answer = Tablet(app).ask("POST", "/koble", json=sent)
    assert answer.status_code == 422
    assert answer.get_json()["error"]


def test_nobody_else_gets_anything(app: Flask, here: AtTheStop) -> None:
    stranger = Tablet(app, "x" * 43)
    refused = stranger.ask("GET", "/pakke")
    assert refused.status_code == 401
    assert stranger.ask("PUT", f"/ting/{uuid4()}", data=b"MV1").status_code == 401


def test_the_package_holds_every_screen_in_every_language(tablet: Tablet, here: AtTheStop) -> None:
    package = tablet.ask("GET", "/pakke").get_json()
    assert set(package["screens"]) == {"nb", "nn", "ar"}
    (survey,) = package["surveys"]
    common = {"top", "banner", "attract", "start", "what", "where", "photo", "check", "thanks", "idle", "pin", "corner"}
    for tag in ("nb", "nn", "ar"):
        assert common <= set(package["screens"][tag])
        assert _keys(package["words"][tag]) == _keys(package["words"]["nb"])
    assert survey["languages"] == ["nb", "nn"], "it isn't asked in Arabic"
    for tag in survey["languages"]:
        assert set(survey["screens"][tag]) == {
            "/front", "/check", "trives", "savner", "forst", "alder", "hvor", "bilde", "syn/lys", "syn/vei", "mer",
        }  # fmt: skip
    assert 'dir="rtl"' in package["screens"]["nb"]["top"]
    assert "Hei, nabo!" in package["screens"]["nb"]["attract"]
    assert "style=" not in str(package["screens"])
    assert len({form["code"] for form in package["forms"]}) == len(package["forms"]) == 200


def test_the_package_names_no_person(tablet: Tablet, here: AtTheStop, world: World) -> None:
    told = tablet.ask("GET", "/pakke").text
    assert world.cecilie.name not in told
    assert world.cecilie.email not in told


def test_a_no_of_ours_is_marked_as_ours(app: Flask, tablet: Tablet, here: AtTheStop, world: World) -> None:
    spare = Tablet(app, let_in(world, "Nettbrett 2").token)
    with transaction():
        revoke(here.tablet, by=world.cecilie, at=now())
    for asking, status in ((spare, 204), (Tablet(app), 401), (tablet, 403)):
        answer = asking.ask("GET", "/pakke")
        assert (answer.status_code, answer.headers.get("X-Nettbrett")) == (status, "1")


def test_tablets_of_two_programmes_know_nothing_of_each_other(app: Flask, world: World, here: AtTheStop) -> None:
    other = Tablet(app, let_in(world, "Nettbrett 2").token)
    nothing = other.ask("GET", "/pakke")
    assert nothing.status_code == 204


def _keys(words: dict[str, str]) -> set[str]:
    """The keys, without the kinds of number that each language tells apart."""
    return {re.sub(r"\.(zero|one|two|few|many|other)$", "", key) for key in words}
