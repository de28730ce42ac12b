"""What tablets send over HTTP: told that it is kept only when it is."""

from hashlib import sha256
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.items import Item
from medvirkning.caravan.pairing import revoke
from medvirkning.caravan.shifting import end_shift
from medvirkning.caravan.words import ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contribution_by_code
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.caravan_cast import AtTheStop, at_the_stop, item_envelope, photo_envelope, photo_named, said
from tests.cast import World
from tests.photos import phone_photo
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


def test_other_pages_cannot_send_in_its_name(tablet: Tablet, here: AtTheStop) -> None:
    key = uuid4()
    answer = tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift)), headers={})
    assert answer.status_code == 400
    assert db.session.scalars(select(Item)).all() == []


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
    told = said(here.shift, photos=[photo_named(photo)])
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
    shut = tablet.ask("GET", "/pakke")
    assert shut.status_code == 403
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
