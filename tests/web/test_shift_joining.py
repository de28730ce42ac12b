"""More tablets into a shift that goes on, and one in again that was handed in by a slip."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.queries import shift_at
from medvirkning.caravan.shifting import end_shift, hand_in, join_shift
from medvirkning.caravan.shifts import AtWork
from medvirkning.caravan.words import CaravanEvent, CaravanFault
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from tests import cast
from tests.browsing import Browse
from tests.caravan_cast import AtTheStop, at_the_stop, let_in
from tests.cast import World


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


def page_of(here: AtTheStop) -> str:
    return f"/storhaug/arbeid/vakter/{here.shift.id}"


def test_a_coordinator_lets_in_one_that_is_free(world: World, here: AtTheStop, browse: Browse) -> None:
    free, mine, page = let_in(world, "Nettbrett 2").tablet, browse(world.cecilie), page_of(here)
    assert f"{page}/nettbrett" in mine.get(page).links()
    assert "Nettbrett 2" in mine.get(f"{page}/nettbrett").text
    assert "Velg minst ett nettbrett" in mine.post(f"{page}/nettbrett").text
    assert mine.post(f"{page}/nettbrett", {"tablets": str(free.id)}).location == page
    assert shift_at(free.id) == here.shift
    assert "Nettbrett 2" in mine.get(page).text
    joined = history("shift", here.shift.id)[-1]
    assert (joined.event, joined.facts) == (CaravanEvent.SHIFT_JOINED, {"tablets": ["Nettbrett 2"]})
    assert "Ingen nettbrett er ledige" in mine.get(f"{page}/nettbrett").text
    assert browse(world.eli).get(f"{page}/nettbrett").status == 403


def test_one_that_was_handed_in_by_a_slip_comes_in_again(world: World, here: AtTheStop, browse: Browse) -> None:
    with transaction():
        hand_in(here.shift, here.tablet, taken=3, waiting=0)
    assert shift_at(here.tablet.id) is None
    mine = browse(world.cecilie)
    assert mine.post(f"{page_of(here)}/nettbrett", {"tablets": str(here.tablet.id)}).status == 303
    assert shift_at(here.tablet.id) == here.shift
    db.session.expire_all()
    (at_work,) = db.session.scalars(select(AtWork)).all()
    assert (at_work.ended, at_work.told_taken) == (False, None)


def test_not_one_that_is_busy_nor_into_what_has_ended(world: World, here: AtTheStop, browse: Browse) -> None:
    busy, free = at_the_stop(world), let_in(world, "Nettbrett 2").tablet
    with pytest.raises(RuleBroken) as broken, transaction():
        join_shift(here.shift, [busy.tablet], by=world.cecilie, at=now())
    assert [one.code for one in broken.value.objections] == [CaravanFault.TABLET_BUSY]
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())
    assert browse(world.cecilie).get(f"{page_of(here)}/nettbrett").location == page_of(here)
    with pytest.raises(RuleBroken) as broken, transaction():
        join_shift(here.shift, [free], by=world.cecilie, at=now())
    assert [one.code for one in broken.value.objections] == [CaravanFault.SHIFT_ENDED]
