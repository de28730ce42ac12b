"""What somebody sends who has a tablet's cookie, or none, and means no good: an answer, and no error of ours."""

import json
from collections.abc import Iterator
from io import BytesIO
from shutil import disk_usage
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.items import Item
from medvirkning.caravan.pairing import make_code
from medvirkning.caravan.tallies import ShiftTally
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.surveys.models import Survey
from medvirkning.web.keys import secret
from medvirkning.web.security import limiter
from medvirkning.web.tablet import receiving
from tests import cast, survey_cast
from tests.browsing import Browse
from tests.caravan_cast import AtTheStop, answers, at_the_stop, count, item_envelope, said
from tests.cast import World
from tests.tablet_client import Tablet

DEEP = [b"[" * 200_000, b'{"a":' * 100_000]
TOO_LARGE = [2**31, 2**63, 10**30]
YES = {"trives": {"answer": ["ja"]}}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return survey_cast.opened(world)


@pytest.fixture
def here(world: World, survey: Survey) -> AtTheStop:
    return at_the_stop(world, survey)


@pytest.fixture
def tablet(app: Flask, here: AtTheStop) -> Tablet:
    return Tablet(app, here.token)


@pytest.fixture
def counted(app: Flask) -> Iterator[None]:
    """Guesses are counted for this test."""
    limiter.reset()
    limiter.enabled = True
    yield
    limiter.enabled = False
    limiter.reset()


@pytest.mark.parametrize("body", DEEP)
@pytest.mark.parametrize("path", ["/koble", "/vakt", "/overfor"])
def test_what_is_nested_too_deep_says_nothing(tablet: Tablet, path: str, body: bytes) -> None:
    assert tablet.ask("POST", path, data=body, content_type="application/json").status_code == 422


@pytest.mark.parametrize("version", TOO_LARGE)
def test_a_version_that_cannot_be_is_read_as_nothing(
    tablet: Tablet, here: AtTheStop, survey: Survey, world: World, browse: Browse, version: int
) -> None:
    told = answers(here.shift, survey, YES, version=version)
    assert tablet.ask("POST", "/overfor", json=told).status_code == 422
    key = uuid4()
    assert tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, told)).get_json()["kept"]
    assert db.session.get_one(Item, key, populate_existing=True).held_for == "unreadable"
    page = f"/{world.programme.slug}/arbeid/nettbrett/se-pa/{key}"
    browser = browse(world.cecilie)
    browser.post(f"{page}/apne", {})
    assert browser.get(page).status == 200


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/octet-stream"])
@pytest.mark.parametrize("path", ["ting", "bilde"])
def test_an_envelope_is_of_a_megabyte_at_most(tablet: Tablet, here: AtTheStop, path: str, kind: str) -> None:
    key = uuid4()
    envelope = item_envelope(key, b"x" * 1_100_000)
    assert tablet.ask("PUT", f"/{path}/{key}", data=envelope, content_type=kind).status_code == 413
    assert count(Item) == 0


def test_tablets_leave_room_on_the_disk(tablet: Tablet, here: AtTheStop, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays on the tablet: any answer but that it is kept does that."""
    key, full = uuid4(), disk_usage("/")._replace(free=1_000_000)
    monkeypatch.setattr(receiving.shutil, "disk_usage", lambda _folder: full)
    answer = tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift)))
    assert (answer.status_code, answer.get_json()["kept"]) == (507, False)
    assert count(Item) == 0


def test_one_who_has_many_networks_guesses_no_more_than_some(app: Flask, world: World, counted: None) -> None:
    found = []
    for number in range(12):
        for _each in range(30):
            network = {"REMOTE_ADDR": f"2001:db8:7:{number:x}::1"}
            answer = Tablet(app).ask("POST", "/koble", json={"code": "2222-2222"}, environ_overrides=network)
            found.append(answer.status_code)
    assert found == [422] * 300 + [429] * 60
    elsewhere = {"REMOTE_ADDR": "2001:db8:8::1"}
    assert Tablet(app).ask("POST", "/koble", json={"code": "2222-2222"}, environ_overrides=elsewhere).status_code == 422


def test_guesses_at_codes_for_tablets_are_counted(app: Flask, world: World, counted: None) -> None:
    with transaction():
        code = make_code(world.programme, "Gul", by=world.cecilie, secret=secret(), at=now())
    guesser = Tablet(app)
    tried = [guesser.ask("POST", "/koble", json={"code": "2222-2222"}).status_code for _each in range(40)]
    assert tried == [422] * 30 + [429] * 10
    assert guesser.ask("POST", "/koble", json={"code": code}).status_code == 429


def test_what_can_be_no_code_is_no_guess(app: Flask, world: World, counted: None) -> None:
    tried = {Tablet(app).ask("POST", "/koble", json={"code": "feil"}).status_code for _each in range(40)}
    assert tried == {422}


def test_a_survey_that_was_not_on_offer_is_for_somebody_to_look_at(app: Flask, world: World, survey: Survey) -> None:
    here = at_the_stop(world)
    tablet, key = Tablet(app, here.token), uuid4()
    tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, answers(here.shift, survey, YES)))
    kept = db.session.get_one(Item, key, populate_existing=True)
    assert (kept.stands, kept.held_for) == (ItemState.HELD, "unknown_survey")


def test_no_words_of_anybody_lie_among_what_is_counted(tablet: Tablet, here: AtTheStop) -> None:
    key = uuid4()
    told = said(here.shift, language="ordene mine", zone="eller disse", theme="eller desse")
    tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, told))
    cells = {row.counted: row.cell for row in db.session.scalars(select(ShiftTally))}
    assert cells == {"kind": "contribution", "channel": "tablet", "language": "", "zone": "", "theme": ""}


@pytest.mark.parametrize("version", ["1e999", "NaN", "-5", "true", '"x"', "[]"])
def test_a_file_of_no_version_is_no_file(world: World, browse: Browse, version: str) -> None:
    told: dict[str, Any] = {"medvirkning": "sealed", "version": 0, "tablet": str(uuid4())}
    head = json.dumps(told).replace(": 0", f": {version}")
    page = browse(world.cecilie).post(
        f"/{world.programme.slug}/arbeid/nettbrett/fil", {"file": (BytesIO(f"{head}\n".encode()), "gul.sealed")}
    )
    assert page.status == 422
