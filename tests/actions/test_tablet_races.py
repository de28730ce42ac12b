"""What tablets send comes many at once, in every order: it is all taken in, and nothing stands in another's way."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from medvirkning.caravan import going_through
from medvirkning.caravan.going_through import go_through_safely, go_through_waiting
from medvirkning.caravan.items import Item
from medvirkning.caravan.looking_into import look_into, open_item
from medvirkning.caravan.queries import tallies_of
from medvirkning.caravan.receiving import Bearer, bearer, receive_item, receive_photo
from medvirkning.caravan.shifting import end_shift
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.taking_in import take_in
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.people.models import Person
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.caravan_cast import answers, at_the_stop, item, item_envelope, photo_envelope, photo_named, received, said
from tests.cast import World
from tests.photos import phone_photo

pytestmark = pytest.mark.postgres_too
HELD_UP = 60  # seconds until a thread that waits for a lock is taken for stuck


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def at_once(app: Flask, acts: list[Callable[[], Any]]) -> None:
    """Do all of it in the same moment, each as a request of its own."""
    ready = Barrier(len(acts))

    def do(act: Callable[[], Any]) -> None:
        with app.app_context():
            ready.wait(HELD_UP)
            act()

    end_reading()
    threads = [Thread(target=do, args=[act], daemon=True) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(HELD_UP)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for ever"
    db.session.expire_all()


def sends(item_id: UUID, envelope: bytes, by: Bearer) -> Callable[[], None]:
    def act() -> None:
        with transaction():
            receive_item(item_id, envelope, by, at=now())
        go_through_safely(item_id, secret=secret(), at=now())

    return act


def sends_photo(photo_id: UUID, envelope: bytes, item_id: UUID, by: Bearer) -> Callable[[], None]:
    def act() -> None:
        with transaction():
            receive_photo(photo_id, envelope, by, at=now())
        go_through_safely(item_id, secret=secret(), at=now())

    return act


def stands() -> dict[tuple[ItemState, Any], int]:
    found: dict[tuple[ItemState, Any], int] = {}
    for one in db.session.scalars(select(Item)):
        found[one.stands, one.held_for] = found.get((one.stands, one.held_for), 0) + 1
    return found


def test_photos_of_one_thing_come_in_the_same_moment(app: Flask, world: World) -> None:
    here, picture, acts = at_the_stop(world), phone_photo((80, 60)), []
    for _each in range(6):
        item_id, photos = uuid4(), [uuid4(), uuid4(), uuid4()]
        received(here, said(here.shift, photos=[photo_named(one, picture) for one in photos]), item_id)
        by = bearer(here.tablet)
        acts.append([sends_photo(one, photo_envelope(one, picture), item_id, by) for one in photos])
    for together in acts:
        at_once(app, together)
    assert stands() == {(ItemState.TAKEN, None): 6}


def test_late_ones_of_every_kind_come_in_the_same_moment(app: Flask, world: World) -> None:
    survey = survey_cast.opened(world)
    rounds, helped = 4, {"spoken": "arabisk", "agreed": True, "read_back": True}
    for _each in range(rounds):
        here = at_the_stop(world, survey)
        by = bearer(here.tablet)
        told: list[Any] = [
            said(here.shift, language="nb"),
            answers(here.shift, survey, {"trives": {"answer": ["ja"]}}, language="nn"),
            said(here.shift, language="ar", helped=helped),
            answers(here.shift, survey, {"trives": {"answer": ["nei"]}}, language="uk", helped=helped),
        ]
        sent = [(key, item_envelope(key, one)) for one in told if (key := uuid4())]
        with transaction():
            end_shift(here.shift, by=world.cecilie, at=now())
        at_once(app, [sends(key, envelope, by) for key, envelope in sent])
        assert tallies_of(here.shift.id)["kind"] == {"contribution": 2, "answers": 2}
    assert stands() == {(ItemState.TAKEN, None): 4 * rounds}


def test_a_shift_that_ends_while_something_is_taken_in_has_it_in_its_report(app: Flask, world: World) -> None:
    here, key = at_the_stop(world), uuid4()
    shift_id, coordinator_id = here.shift.id, world.cecilie.id
    with transaction():
        receive_item(key, item_envelope(key, said(here.shift)), bearer(here.tablet), at=now())

    def ends() -> None:
        with app.app_context(), transaction():
            end_shift(db.session.get_one(Shift, shift_id), by=db.session.get_one(Person, coordinator_id), at=now())

    kept = db.session.get_one(Item, key)
    found = look_into(kept, open_item(kept, secret=secret()), secret=secret())
    ending = Thread(target=ends, daemon=True)
    with transaction():
        take_in(key, found, brought=None, secret=secret(), at=now())
        ending.start()
        ending.join(0.5)  # it waits for us; were it not to, it would be through by now
    ending.join(HELD_UP)
    db.session.expire_all()
    assert here.shift.reported
    assert here.shift.reported["tables"]["kind"]["counts"]["contribution"] == 1


def test_a_database_that_is_away_for_a_moment_holds_nothing_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    here, real, away = at_the_stop(world), going_through.take_in, [True]

    def away_at_first(*given: Any, **more: Any) -> None:
        if away.pop():
            raise OperationalError("deadlock detected", {}, Exception())
        real(*given, **more)

    monkeypatch.setattr(going_through, "take_in", away_at_first)
    _kept, stands_at = received(here, said(here.shift))
    assert stands_at is ItemState.WAITING
    away.append(False)
    assert go_through_waiting(secret=secret(), at=now()) == 1
    assert item().stands is ItemState.TAKEN
