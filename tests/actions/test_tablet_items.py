"""What tablets send: here once, in whatever order and however often; what can't be taken in waits for a look."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.attachments.queries import attached_to
from medvirkning.caravan.going_through import go_through_safely, go_through_waiting
from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.keeping_keys import make_key
from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.queries import tallies_of
from medvirkning.caravan.words import HeldFor, ItemState, TabletChannel
from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import contribution_by_code
from medvirkning.kernel.clock import now, oslo_date
from medvirkning.kernel.codes import receipt_code
from medvirkning.kernel.database import db, transaction
from medvirkning.web.keys import secret
from tests import cast
from tests.caravan_cast import (
    AtTheStop,
    at_the_stop,
    count,
    item,
    item_envelope,
    let_in,
    photo_came,
    photo_named,
    received,
    said,
    take,
)  # fmt: skip
from tests.cast import World
from tests.photos import phone_photo

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


def test_becomes_a_contribution_with_its_code_and_its_stop(world: World, here: AtTheStop) -> None:
    form, zone = uuid4(), world.programme.zones[0]
    _kept, stands = received(here, said(here.shift, form=str(form), zone=zone.code, place="ved brua"))
    assert stands is ItemState.TAKEN
    made = contribution_by_code(receipt_code(secret(), str(form)), secret=secret())
    assert made is not None
    assert (made.text, made.zone_id, made.place) == ("Det trengst ein benk ved bekken.", zone.id, "ved brua")
    origin = db.session.get_one(SaidAtStop, made.id)
    assert (origin.stop_id, origin.channel) == (here.stop.id, TabletChannel.TABLET)
    assert count(Draft) == 0


def test_what_was_sent_is_gone_when_it_is_taken_in(here: AtTheStop) -> None:
    received(here, said(here.shift))
    left = item()
    assert (left.stands, left.envelope, left.shift_id) == (ItemState.TAKEN, None, here.shift.id)


def test_sent_again_is_the_same(here: AtTheStop) -> None:
    key = uuid4()
    envelope = item_envelope(key, said(here.shift))
    first, again = take(here, envelope, key), take(here, envelope, key)
    assert first == again
    assert count(Contribution) == 1


def test_the_same_id_with_something_else_is_kept_for_a_look(here: AtTheStop) -> None:
    key = uuid4()
    take(here, item_envelope(key, said(here.shift)), key)
    other = item_envelope(key, said(here.shift, text="Noko anna."))
    kept, _stands = take(here, other, key)
    assert kept.otherwise
    take(here, other, key)
    held = db.session.scalars(select(Item).where(Item.stands == ItemState.HELD)).one()
    assert (held.held_for, held.sent_as) == (HeldFor.SENT_OTHERWISE, key)
    assert count(Contribution) == 1


@pytest.mark.parametrize("order", ["photo first", "words first"])
def test_waits_for_its_photos(here: AtTheStop, order: str) -> None:
    photo = uuid4()
    told = said(here.shift, photos=[photo_named(photo)])
    if order == "photo first":
        photo_came(here, photo)
        _kept, stands = received(here, told)
    else:
        _kept, stands = received(here, told)
        assert stands is ItemState.WAITING
        assert count(Contribution) == 0
        photo_came(here, photo)
        assert go_through_waiting(secret=secret(), at=now()) == 1
        stands = item().stands
    assert stands is ItemState.TAKEN
    made = db.session.scalars(select(Contribution)).one()
    assert len(attached_to("contribution", made.id)) == 1
    assert db.session.scalars(select(ItemPhoto)).one().envelope is None


def test_another_photo_under_the_same_id_is_not_kept(here: AtTheStop) -> None:
    photo = uuid4()
    assert not photo_came(here, photo).otherwise
    assert photo_came(here, photo, phone_photo((640, 480))).otherwise
    assert count(ItemPhoto) == 1


def test_waits_no_longer_than_a_fortnight(here: AtTheStop) -> None:
    received(here, said(here.shift, photos=[photo_named(uuid4())]))
    go_through_waiting(secret=secret(), at=now() + timedelta(days=14))
    assert item().stands is ItemState.WAITING
    go_through_waiting(secret=secret(), at=now() + timedelta(days=15))
    assert item().held_for is HeldFor.BAD_PHOTO


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (b"{}", HeldFor.UNREADABLE),
        (b"\xff\x00", HeldFor.UNREADABLE),
        ({"text": " "}, HeldFor.NOT_ALLOWED),
        ({"text": "x" * 5000}, HeldFor.NOT_ALLOWED),
        ({"shift": str(uuid4())}, HeldFor.UNKNOWN_SHIFT),
    ],
    ids=["empty", "bytes", "no text", "long", "shift"],
)
def test_what_cannot_be_taken_in_waits_for_a_look(here: AtTheStop, told: Any, reason: HeldFor) -> None:
    _kept, stands = received(here, told if isinstance(told, bytes) else said(here.shift, **told))
    assert stands is ItemState.HELD
    held = item()
    assert held.held_for is reason
    assert held.envelope is not None, "nothing is lost"
    assert count(Contribution) == 0


def test_a_bad_photo_holds_it_back(here: AtTheStop) -> None:
    photo = uuid4()
    photo_came(here, photo, b"no picture")
    _kept, stands = received(here, said(here.shift, photos=[photo_named(photo, b"no picture")]))
    assert stands is ItemState.HELD
    assert item().held_for is HeldFor.BAD_PHOTO


def test_an_older_key_still_opens(here: AtTheStop) -> None:
    key = uuid4()
    envelope = item_envelope(key, said(here.shift))
    with transaction():
        make_key(secret=secret(), at=now() + timedelta(minutes=1))
    assert take(here, envelope, key)[1] is ItemState.TAKEN


def test_a_tablet_brings_nothing_into_a_shift_it_is_not_in(world: World, here: AtTheStop) -> None:
    other = at_the_stop(world, at=now())
    _kept, stands = received(other, said(here.shift))
    assert stands is ItemState.HELD
    assert item().held_for is HeldFor.UNKNOWN_SHIFT


@pytest.mark.parametrize("claimed", [date(1970, 1, 1), date(2099, 1, 1)])
def test_a_wrong_clock_counts_within_the_shift(here: AtTheStop, claimed: date) -> None:
    received(here, said(here.shift, day=claimed.isoformat()))
    assert db.session.scalars(select(Contribution)).one().received_on == oslo_date(here.shift.opened_at)


def test_one_connected_anew_is_taken_in_when_somebody_has_looked(world: World, here: AtTheStop) -> None:
    anew = let_in(world)
    _kept, stands = received(replace(here, tablet=anew.tablet), said(here.shift))
    assert (stands, item().held_for) == (ItemState.HELD, HeldFor.UNKNOWN_SHIFT)
    assert go_through_safely(item().id, secret=secret(), at=now()) is ItemState.HELD
    assert go_through_safely(item().id, secret=secret(), at=now(), by=world.cecilie) is ItemState.TAKEN
    assert item().shift_id == here.shift.id


def test_a_shift_of_another_programme_is_none_of_ours_whoever_looks(world: World, here: AtTheStop) -> None:
    with transaction():
        other = cast.programme("tromsdalen", "Tromsdalen")
    theirs = at_the_stop(replace(world, programme=other))
    received(here, said(theirs.shift))
    assert go_through_safely(item().id, secret=secret(), at=now(), by=world.cecilie) is ItemState.HELD
    assert item().held_for is HeldFor.UNKNOWN_SHIFT


def test_is_counted_for_the_shift(world: World, here: AtTheStop) -> None:
    received(here, said(here.shift))
    received(here, said(here.shift, language="nb", helped={"spoken": "arabisk", "agreed": True, "read_back": True}))
    told = tallies_of(here.shift.id)
    assert told["kind"] == {"contribution": 2}
    assert told["language"] == {"nb": 1, "nn": 1}
    assert told["channel"] == {"helped": 1, "tablet": 1}
