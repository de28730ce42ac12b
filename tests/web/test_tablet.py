"""What tablets ask for and send over HTTP: known by a cookie, told that it is kept only when it is."""

from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from medvirkning.caravan.items import Item
from medvirkning.caravan.pairing import make_code, revoke
from medvirkning.caravan.shifting import end_shift
from medvirkning.caravan.shifts import AtWork
from medvirkning.caravan.words import ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contribution_by_code
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.caravan_cast import AtTheStop, answers, at_the_stop, item_envelope, let_in, photo_envelope, said
from tests.cast import World
from tests.photos import phone_photo

OURS = {"X-Nettbrett": "1"}
EVERY_KIND = survey_cast.one_section(
    survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja", "nei"), required=True),
    survey_cast.question("savner", QuestionKind.SEVERAL, choices=survey_cast.choices("lys", "benker"), other=True),
    survey_cast.question("forst", QuestionKind.RANKING, choices=survey_cast.choices("lys", "benker")),
    survey_cast.question("alder", QuestionKind.NUMBER, sensitive=True),
    survey_cast.question("hvor", QuestionKind.ZONE),
    survey_cast.question("bilde", QuestionKind.PHOTO),
    survey_cast.question(
        "syn", QuestionKind.MATRIX, choices=survey_cast.choices("bra", "ille"), rows=survey_cast.choices("lys", "vei")
    ),
    survey_cast.question("mer", QuestionKind.LONG_TEXT),
)


class Tablet:
    """A tablet as the server sees it."""

    def __init__(self, app: Flask, token: str = "") -> None:
        self.app, self.client = app, FlaskClient(app, use_cookies=True)
        if token:
            self.client.set_cookie("nettbrett", token, path="/nettbrett")

    def ask(self, method: str, path: str, **more: Any) -> Any:
        with self.app.app_context():
            more.setdefault("headers", OURS)
            answer = self.client.open(f"/nettbrett{path}", method=method, **more)
        db.session.rollback()
        return answer


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
    assert again.get_json()["error"].startswith("Ingen ventar")


@pytest.mark.parametrize("sent", [{}, {"code": "x"}, {"code": ""}, [], None])
def test_no_code_is_told_in_words(app: Flask, world: World, sent: Any) -> None:
    answer = Tablet(app).ask("POST", "/koble", json=sent)
    assert answer.status_code == 422
    assert answer.get_json()["error"]


def test_nobody_else_gets_anything(app: Flask, here: AtTheStop) -> None:
    stranger = Tablet(app, "x" * 43)
    assert stranger.ask("GET", "/pakke").status_code == 401
    assert stranger.ask("PUT", f"/ting/{uuid4()}", data=b"MV1").status_code == 401


def test_other_pages_cannot_send_in_its_name(tablet: Tablet, here: AtTheStop) -> None:
    key = uuid4()
    answer = tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift)), headers={})
    assert answer.status_code == 400
    assert db.session.scalars(select(Item)).all() == []


def test_the_package_holds_every_screen_in_every_language(tablet: Tablet, here: AtTheStop) -> None:
    package = tablet.ask("GET", "/pakke").get_json()
    assert set(package["screens"]) == {"nb", "nn", "ar"}
    (survey,) = package["surveys"]
    common = {"top", "banner", "attract", "start", "what", "where", "photo", "check", "thanks", "idle", "pin", "corner"}
    for tag in ("nb", "nn", "ar"):
        assert common <= set(package["screens"][tag])
        assert set(package["words"][tag]) == set(package["words"]["nb"])
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


def test_what_is_sent_is_told_to_be_kept_by_id_and_digest(tablet: Tablet, here: AtTheStop) -> None:
    form = tablet.ask("GET", "/pakke").get_json()["forms"][0]
    key = uuid4()
    envelope = item_envelope(key, said(here.shift, form=form["id"]))
    for _again in range(2):
        answer = tablet.ask("PUT", f"/ting/{key}", data=envelope)
        assert answer.status_code == 200
        assert answer.get_json() == {
            "id": str(key), "digest": sha256(envelope).hexdigest(), "kept": True, "revoked": False,
        }  # fmt: skip
    made = contribution_by_code(form["code"], secret=secret())
    assert made is not None
    assert len(db.session.scalars(select(Contribution)).all()) == 1


def test_something_else_under_the_same_id_is_kept_too_and_told(tablet: Tablet, here: AtTheStop) -> None:
    key = uuid4()
    tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift)))
    answer = tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift, text="Noko anna")))
    assert (answer.status_code, answer.get_json()["kept"]) == (409, True)


def test_photos_come_apart(tablet: Tablet, here: AtTheStop) -> None:
    key, photo = uuid4(), uuid4()
    told = said(here.shift, photos=[{"id": str(photo), "question": ""}])
    tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, told))
    assert db.session.get_one(Item, key).stands is ItemState.WAITING
    sent = tablet.ask("PUT", f"/bilde/{photo}", data=photo_envelope(photo, phone_photo()))
    assert sent.get_json()["kept"]
    assert db.session.get_one(Item, key, populate_existing=True).stands is ItemState.TAKEN


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b"MV1" + bytes(10)])
def test_what_is_no_envelope_is_not_kept(tablet: Tablet, here: AtTheStop, body: bytes) -> None:
    answer = tablet.ask("PUT", f"/ting/{uuid4()}", data=body)
    assert (answer.status_code, answer.get_json()["kept"]) == (422, False)


def test_one_that_is_shut_out_gets_nothing_but_what_it_sends_is_taken(
    tablet: Tablet, here: AtTheStop, world: World
) -> None:
    with transaction():
        revoke(here.tablet, by=world.cecilie, at=now())
    assert tablet.ask("GET", "/pakke").status_code == 403
    key = uuid4()
    answer = tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift)))
    assert answer.get_json()["revoked"]
    item = db.session.get_one(Item, key)
    assert (item.stands, item.revoked) == (ItemState.TAKEN, True)


def test_after_the_shift_there_is_no_package_but_what_lies_there_is_taken(
    tablet: Tablet, here: AtTheStop, world: World
) -> None:
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())
    assert tablet.ask("GET", "/pakke").status_code == 204
    key = uuid4()
    assert tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift))).status_code == 200
    assert db.session.get_one(Item, key).stands is ItemState.TAKEN


def test_a_package_one_version_old_is_taken_and_marked(tablet: Tablet, here: AtTheStop) -> None:
    key = uuid4()
    tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift, package="0")))
    item = db.session.get_one(Item, key)
    assert (item.stands, item.old_package) == (ItemState.TAKEN, True)


def test_tablets_of_two_programmes_know_nothing_of_each_other(app: Flask, world: World, here: AtTheStop) -> None:
    other = Tablet(app, let_in(world, "Nettbrett 2").token)
    assert other.ask("GET", "/pakke").status_code == 204


def test_what_is_half_done_goes_on_on_ones_own_phone(
    tablet: Tablet, here: AtTheStop, world: World, browse: Any
) -> None:
    zone = world.programme.zones[1]
    told = said(here.shift, text="Ein benk", zone=zone.code)
    answer = tablet.ask("POST", "/overfor", json=told)
    assert answer.status_code == 200
    path = answer.get_json()["address"].partition("://")[2].partition("/")[2]
    assert "Ein benk" in browse().get(f"/{path}").text
    assert answer.get_json()["qr"]["size"] > 20


def test_a_survey_half_done_goes_on_where_it_was(tablet: Tablet, here: AtTheStop, browse: Any) -> None:
    survey = db.session.scalars(select(Survey)).one()
    given = {"trives": {"answer": ["ja"]}, "alder": {"answer": ["mange"]}}
    answer = tablet.ask("POST", "/overfor", json=answers(here.shift, survey, given))
    path = answer.get_json()["address"].partition("://")[2].partition("/")[2]
    writing = db.session.scalars(select(Answering)).one()
    assert writing.answers == {"trives": {"choice": "ja"}}
    assert browse().get(f"/{path}").status == 200


@pytest.mark.parametrize("sent", [None, {}, [], {"kind": "contribution"}])
def test_what_cannot_be_read_is_not_handed_over(tablet: Tablet, here: AtTheStop, sent: Any) -> None:
    assert tablet.ask("POST", "/overfor", json=sent).status_code == 422


def test_a_tablet_that_is_handed_in_is_out_of_the_shift(tablet: Tablet, here: AtTheStop) -> None:
    told = {"shift": str(here.shift.id), "taken": 12, "waiting": 3}
    for _again in range(2):
        assert tablet.ask("POST", "/vakt", json=told).status_code == 200
    (at_work,) = db.session.scalars(select(AtWork).execution_options(populate_existing=True))
    assert (at_work.ended, at_work.told_taken, at_work.told_waiting) == (True, 12, 3)
    assert tablet.ask("GET", "/pakke").status_code == 204
    key = uuid4()
    tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift)))
    assert db.session.get_one(Item, key).stands is ItemState.TAKEN


@pytest.mark.parametrize(
    "sent", [None, [], {}, {"taken": -1, "waiting": 0}, {"taken": True, "waiting": 0}, {"taken": 1, "waiting": 1}]
)
def test_what_is_no_handing_in_changes_nothing(tablet: Tablet, here: AtTheStop, sent: Any) -> None:
    assert tablet.ask("POST", "/vakt", json=sent).status_code == 422
    assert tablet.ask("GET", "/pakke").status_code == 200
