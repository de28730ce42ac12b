"""What a server left when it went down is gone through by the clock, a while at a time: the mail never waits for it."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from medvirkning.caravan import going_through
from medvirkning.caravan.items import Item
from medvirkning.caravan.receiving import bearer, receive_item
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail import worker
from medvirkning.mail.tablets_again import TabletRound
from medvirkning.outbox.actions import post
from tests import cast
from tests.caravan_cast import AtTheStop, at_the_stop, item_envelope, photo_named, said
from tests.cast import World

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


def left(here: AtTheStop, key: UUID | None = None, **about: Any) -> UUID:
    """Something that was kept, and then the server went down."""
    key = key or uuid4()
    with transaction():
        receive_item(key, item_envelope(key, said(here.shift, **about)), bearer(here.tablet), at=now())
    return key


def taken() -> int:
    db.session.rollback()
    here = Item.stands == ItemState.TAKEN
    return db.session.scalar(select(func.count()).select_from(Item).where(here)) or 0


def stands(key: UUID) -> ItemState:
    return db.session.get_one(Item, key, populate_existing=True).stands


def rounds(*seconds: float) -> list[int]:
    """How many things are gone through each time, with so many seconds at a time."""
    work, found = TabletRound(*seconds), []
    work.begin()
    while work.way is not None:
        found.append(work.go_on())
    assert work.go_on() == 0, "until somebody begins anew"
    return found


def test_all_of_it_is_gone_through_in_the_end_whatever_waits_between(here: AtTheStop) -> None:
    for number in range(3):
        left(here)
        left(here, UUID(int=number + 1), photos=[photo_named(uuid4())])  # first in line, and waiting for long
    assert rounds(0.0) == [1, 1, 1, 1, 1, 1, 0]
    assert taken() == 3
    assert rounds() == [3], "those that wait are tried anew, all in one go"


def test_mail_goes_between_what_tablets_have_sent(here: AtTheStop, monkeypatch: pytest.MonkeyPatch) -> None:
    for _each in range(4):
        left(here)
    seen: list[int] = []
    monkeypatch.setattr(worker, "TabletRound", partial(TabletRound, 0.0))
    monkeypatch.setattr(worker, "PAUSE", 0)

    class Sender:
        def send(self, _email: Any) -> None:
            seen.append(taken())

    def going() -> bool:
        """One more mail each time round."""
        with transaction():
            post("sign_in", to="aud@medvirkning.example", language="nb", at=now(), path="/logg-inn/x")
        return len(seen) < 5

    worker.work(Sender(), going=going)
    assert (sorted(set(seen)), taken()) == ([0, 1, 2, 3, 4], 4)


def test_a_worker_that_is_to_stop_does_so_after_the_one_it_is_at(here: AtTheStop) -> None:
    for _each in range(3):
        left(here)
    work = TabletRound()
    work.begin()
    assert work.go_on(going=lambda: False) == 1
    assert taken() == 1


def test_what_comes_meanwhile_and_is_passed_by_has_its_turn_at_once(here: AtTheStop) -> None:
    left(here, UUID(int=2))
    left(here, UUID(int=3))
    work = TabletRound(0.0)
    work.begin()
    assert work.go_on() == 1
    late = left(here, UUID(int=1))
    work.begin()  # an hour has gone
    while work.way is not None:
        work.go_on()
    assert stands(late) is ItemState.TAKEN


def test_one_that_nothing_can_be_done_about_stops_no_other(here: AtTheStop, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the database is away for longer than one moment."""
    bad, good = left(here, UUID(int=1)), left(here, UUID(int=2))
    real, work = going_through.go_through_safely, TabletRound()

    def fails(item_id: UUID, **how: Any) -> ItemState:
        if item_id == bad:
            raise OperationalError("away", {}, Exception())
        return real(item_id, **how)

    monkeypatch.setattr(going_through, "go_through_safely", fails)
    work.begin()
    with pytest.raises(OperationalError):
        work.go_on()
    assert work.go_on() == 1
    assert (stands(good), stands(bad)) == (ItemState.TAKEN, ItemState.WAITING)
    monkeypatch.undo()
    assert rounds() == [1], "the next time"
    assert stands(bad) is ItemState.TAKEN
