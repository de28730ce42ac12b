"""Sealed files: what a tablet saved comes in on another day, after a new key, twice, with no double and no loss."""

import json
from base64 import b64decode, b64encode
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.caravan.bringing_files import BroughtFile, bring_file
from medvirkning.caravan.going_through import go_through_waiting
from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.keeping_keys import make_key
from medvirkning.caravan.receiving import bearer, receive_item
from medvirkning.caravan.words import CaravanEvent, FileFault, ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Refused
from medvirkning.web.keys import secret
from tests import cast
from tests.caravan_cast import AtTheStop, at_the_stop, item_envelope, photo_envelope, photo_named, said
from tests.cast import World
from tests.photos import phone_photo
from tests.sealed_cast import entry, sealed

pytestmark = pytest.mark.postgres_too


def count(model: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def bring(world: World, file: bytes, **about: Any) -> BroughtFile:
    told = {"by": world.cecilie, "secret": secret(), "at": now(), **about}
    return bring_file(BytesIO(file), world.programme, **told)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


def three(here: AtTheStop) -> list[dict[str, str]]:
    """Two that say something, one of them with a photo, the photo last."""
    plain, pictured, photo = uuid4(), uuid4(), uuid4()
    told = said(here.shift, text="Med bilete", photos=[photo_named(photo)])
    return [
        entry("item", plain, item_envelope(plain, said(here.shift))),
        entry("item", pictured, item_envelope(pictured, told)),
        entry("photo", photo, photo_envelope(photo, phone_photo())),
    ]


def test_comes_in_another_day_after_a_new_key_and_twice(world: World, here: AtTheStop) -> None:
    file = sealed(here.tablet, three(here))
    later = now() + timedelta(days=40)
    with transaction():
        make_key(secret=secret(), at=later)
    first, again = bring(world, file, at=later), bring(world, file, at=later)
    assert (first.new, first.taken, first.photos, first.known) == (2, 2, 1, 0)
    assert (again.new, again.taken, again.photos, again.known) == (0, 0, 0, 2)
    assert count(Contribution) == 2
    assert {item.stands for item in db.session.scalars(select(Item))} == {ItemState.TAKEN}
    told = [event.facts["new"] for event in db.session.scalars(
        select(JournalEvent).where(JournalEvent.event == CaravanEvent.FILE_IMPORTED).order_by(JournalEvent.number)
    )]  # fmt: skip
    assert told == [2, 0]


def test_what_the_tablet_had_sent_before_comes_only_once(world: World, here: AtTheStop) -> None:
    lines = three(here)
    with transaction():
        receive_item(UUID(lines[0]["id"]), b64decode(lines[0]["envelope"]), bearer(here.tablet), at=now())
    report = bring(world, sealed(here.tablet, lines))
    assert (report.new, report.known) == (1, 1)
    assert count(Contribution) == 2


def test_waits_for_a_photo_that_comes_in_another_file(world: World, here: AtTheStop) -> None:
    lines = three(here)
    assert bring(world, sealed(here.tablet, lines[:2])).waiting == 1
    assert count(Contribution) == 1
    assert bring(world, sealed(here.tablet, lines[2:])).photos == 1
    assert count(Contribution) == 2


def test_a_bad_line_stops_no_other(world: World, here: AtTheStop) -> None:
    lines = three(here)
    report = bring(world, sealed(here.tablet, [lines[0], {"kind": "letter"}, *lines[1:]]) + b'{"kind": "it')
    assert (report.taken, report.unreadable, report.lines) == (2, 2, [3, 6])


def test_what_cannot_be_read_is_kept_for_a_look(world: World, here: AtTheStop) -> None:
    key = uuid4()
    report = bring(world, sealed(here.tablet, [entry("item", key, item_envelope(key, b"{}"))]))
    assert (report.new, report.held) == (1, 1)
    assert db.session.get_one(Item, key).envelope is not None


def test_more_than_one_waits_for_is_gone_through_later(world: World, here: AtTheStop) -> None:
    keys = [uuid4() for _each in range(3)]
    file = sealed(here.tablet, [entry("item", key, item_envelope(key, said(here.shift))) for key in keys])
    report = bring(world, file, most=1)
    assert (report.new, report.taken, report.later) == (3, 1, 2)
    assert go_through_waiting(secret=secret(), at=now(), at_a_time=1) == 2
    assert count(Contribution) == 3


def test_a_file_of_another_programme_is_not_taken_in(world: World, here: AtTheStop) -> None:
    with transaction():
        other = cast.programme("fredrikstad", "Fredrikstad")
    with pytest.raises(Refused) as refused:
        bring_file(BytesIO(sealed(here.tablet, three(here))), other, by=world.cecilie, secret=secret(), at=now())
    assert refused.value.code == FileFault.OTHER_PROGRAMME
    assert (count(Item), count(ItemPhoto)) == (0, 0)


def test_a_file_of_a_tablet_nobody_knows_is_taken_in(world: World, here: AtTheStop) -> None:
    file = sealed(here.tablet, three(here)).replace(str(here.tablet.id).encode(), str(uuid4()).encode(), 1)
    assert bring(world, file).taken == 2


def test_no_sealed_file_is_told_of(world: World) -> None:
    with pytest.raises(Refused):
        bring(world, json.dumps({"envelope": b64encode(b"x").decode()}).encode())
