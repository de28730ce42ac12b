"""Envelopes lie where they are until something is opened: what counts, lists or waits reads none of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event, update
from sqlalchemy.orm import QueryContext
from structlog.testing import capture_logs

from medvirkning.caravan import held_queries, queries
from medvirkning.caravan.going_through import go_through_safely, go_through_waiting
from medvirkning.caravan.items import Item
from medvirkning.caravan.looking_over import what_is_in
from medvirkning.caravan.receiving import bearer, receive_item
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.web.keys import secret
from medvirkning.web.shifts.said import photos_come
from tests import cast
from tests.browsing import Browse
from tests.caravan_cast import AtTheStop, at_the_stop, item, item_envelope, photo_came, photo_named, received, said
from tests.cast import World
from tests.contribution_cast import statements
from tests.shift_examples import held

LIST = "/storhaug/arbeid/nettbrett/se-pa"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


@contextmanager
def envelopes() -> Iterator[list[str]]:
    """The statements that fetch some, as the tables they are fetched from, once what is run is run."""
    read: list[str] = []
    db.session.rollback()
    db.session.expunge_all()
    with statements() as run:
        yield read
    for statement in run:
        fetched = statement.partition("FROM")[0] if statement.lstrip().upper().startswith("SELECT") else ""
        read.extend(table for table in ("tablet_item", "tablet_photo") if f"{table}.envelope" in fetched)


def waits(here: AtTheStop) -> UUID:
    """Something that waits for one of its two photos."""
    key, photo = uuid4(), uuid4()
    photo_came(here, photo)
    _kept, stands = received(here, said(here.shift, photos=[photo_named(photo), photo_named(uuid4())]), key)
    assert stands is ItemState.WAITING
    return key


def test_what_counts_and_lists_reads_none(world: World, here: AtTheStop) -> None:
    key = held(here)
    waits(here)
    programme, shift = world.programme.id, here.shift.id
    with envelopes() as read:
        (listed,) = held_queries.held_in(programme)
        assert (listed.id, held_queries.how_many_held(programme)) == (key, 1)
        assert listed.tablet is not None
        assert queries.came_in([shift])[shift] == {ItemState.HELD: 1, ItemState.WAITING: 1}
        assert queries.item_in(programme, key) is listed
    assert read == []


@pytest.mark.parametrize("address", ["", "/se-pa", "/se-pa/{key}", "/se-pa/{key}/fjern", "/../vakter/{shift}"])
def test_pages_read_none_of_what_is_closed(world: World, here: AtTheStop, browse: Browse, address: str) -> None:
    key = held(here)
    page, mine = LIST.removesuffix("/se-pa") + address.format(key=key, shift=here.shift.id), browse(world.cecilie)
    with envelopes() as read:
        assert mine.get(page.replace("/nettbrett/..", "")).status == 200
    assert read == []


def test_one_that_is_opened_reads_its_own_and_counts_its_photos(here: AtTheStop) -> None:
    key = waits(here)
    with envelopes() as read:
        one = db.session.get_one(Item, key)
        said_there = what_is_in(one, secret=secret())
        assert said_there is not None
        assert photos_come(one, said_there) == (1, 2)
    assert read == ["tablet_item"]


def test_what_waits_for_a_photo_reads_none_of_those_that_have_come(here: AtTheStop) -> None:
    waits(here)
    with envelopes() as read:
        assert go_through_waiting(secret=secret(), at=now()) == 1
    assert read == ["tablet_item"], "it, and once"


def test_what_is_taken_in_reads_its_own_once(here: AtTheStop) -> None:
    key, photo = uuid4(), uuid4()
    photo_came(here, photo)
    envelope = item_envelope(key, said(here.shift, photos=[photo_named(photo)]))
    with transaction():
        receive_item(key, envelope, bearer(here.tablet), at=now())
    with envelopes() as read:
        assert go_through_safely(key, secret=secret(), at=now()) is ItemState.TAKEN
    assert sorted(read) == ["tablet_item", "tablet_photo"]
    assert item().envelope is None


def test_what_somebody_else_takes_in_just_then_is_no_fault(here: AtTheStop) -> None:
    key = waits(here)
    end_reading()

    def just_then(_item: Item, context: QueryContext, *_more: Any) -> None:
        taken = update(Item).where(Item.id == key).values(stands=ItemState.TAKEN, envelope=None)
        context.session.connection().execute(taken)

    event.listen(Item, "load", just_then)
    try:
        with capture_logs() as told:
            assert go_through_safely(key, secret=secret(), at=now()) is ItemState.TAKEN
    finally:
        event.remove(Item, "load", just_then)
    assert told == []
