"""Opening a shift, changing it, ending it and going on; and that a tablet is in one at a time."""

from collections.abc import Sequence
from typing import Any

import pytest
from flask import Flask

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.keeping_keys import newest_key
from medvirkning.caravan.pairing import revoke
from medvirkning.caravan.planning import cancel_stop
from medvirkning.caravan.queries import came_in, free_tablets, shift_at, shifts_of
from medvirkning.caravan.shifting import Offer, change_offer, change_pin, end_shift, open_shift, pin_kept, resume_shift
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.stops import Stop
from medvirkning.caravan.words import CaravanEvent, CaravanFault, ItemState, ShiftState
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.web.keys import secret
from tests import cast
from tests.caravan_cast import at_the_stop, let_in, planned
from tests.cast import World, both
from tests.shift_examples import held

pytestmark = pytest.mark.postgres_too
OFFER = Offer(["nb", "nn"], True, [])


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def opened(world: World, stop: Stop, tablets: Sequence[Tablet], offer: Offer = OFFER, **about: Any) -> Shift:
    told = {"pin": "2468", "open_surveys": [], "by": world.cecilie, "secret": secret(), "at": now(), **about}
    with transaction():
        return open_shift(stop, tablets, offer, **told)


def faults(broken: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [one.code for one in broken.value.objections]


def test_the_first_shift_makes_the_key_and_keeps_no_pin(world: World) -> None:
    assert newest_key() is None
    shift = opened(world, planned(world), [let_in(world).tablet])
    assert newest_key() is not None
    assert "2468" not in (shift.pin, shift.pin_salt)
    assert shift.pin == pin_kept("2468", shift.pin_salt)
    assert [event.facts for event in history("shift", shift.id)] == [
        {"languages": ["nb", "nn"], "contributions": True, "surveys": [], "themes": []}
    ]
    opened(world, planned(world), [let_in(world, "To").tablet])
    assert len(shifts_of(world.programme.id, ShiftState.OPEN)) == 2


def test_all_that_stands_in_the_way_is_told_at_once(world: World) -> None:
    stop, tablet = planned(world), let_in(world).tablet
    with transaction():
        cancel_stop(stop, because=both("Sykdom"), by=world.cecilie, at=now())
    with transaction():
        revoke(tablet, by=world.cecilie, at=now())
    with pytest.raises(RuleBroken) as broken:
        opened(world, stop, [tablet], Offer([], False, []), pin="1")
    assert faults(broken) == [
        CaravanFault.STOP_CANCELLED, CaravanFault.TABLET_REVOKED, CaravanFault.NO_LANGUAGE,
        CaravanFault.NOTHING_OFFERED, CaravanFault.PIN_FORM,
    ]  # fmt: skip
    with pytest.raises(RuleBroken) as broken:
        opened(world, planned(world), [])
    assert faults(broken) == [CaravanFault.NO_TABLET]


def test_a_tablet_is_in_one_shift_at_a_time(world: World) -> None:
    here = at_the_stop(world)
    assert free_tablets(world.programme.id) == []
    with pytest.raises(RuleBroken) as broken:
        opened(world, planned(world), [here.tablet])
    assert faults(broken) == [CaravanFault.TABLET_BUSY]
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())
    assert free_tablets(world.programme.id) == [here.tablet]
    other = opened(world, planned(world), [here.tablet])
    assert shift_at(here.tablet.id) == other
    with pytest.raises(RuleBroken) as broken, transaction():
        resume_shift(here.shift, by=world.cecilie, at=now())
    assert faults(broken) == [CaravanFault.TABLET_BUSY]
    with transaction():
        end_shift(other, by=world.cecilie, at=now())
    with transaction():
        resume_shift(here.shift, by=world.cecilie, at=now())
    assert shift_at(here.tablet.id) == here.shift


def test_goes_on_without_those_that_have_been_shut_out_since(world: World) -> None:
    here, lost = at_the_stop(world), let_in(world, "Nettbrett 2").tablet
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())
    shift = opened(world, planned(world), [here.tablet, lost])
    with transaction():
        end_shift(shift, by=world.cecilie, at=now())
        revoke(lost, by=world.cecilie, at=now())
    with transaction():
        resume_shift(shift, by=world.cecilie, at=now())
    assert (shift_at(here.tablet.id), shift_at(lost.id)) == (shift, None)
    with transaction():
        end_shift(shift, by=world.cecilie, at=now())
        revoke(here.tablet, by=world.cecilie, at=now())
    with pytest.raises(RuleBroken) as broken, transaction():
        resume_shift(shift, by=world.cecilie, at=now())
    assert faults(broken) == [CaravanFault.NO_TABLET]


def test_what_has_ended_is_neither_changed_nor_ended_again(world: World) -> None:
    shift = at_the_stop(world).shift
    with transaction():
        end_shift(shift, by=world.cecilie, at=now())
    with pytest.raises(RuleBroken) as broken, transaction():
        change_offer(shift, OFFER, open_surveys=[], by=world.cecilie, at=now())
    assert faults(broken) == [CaravanFault.SHIFT_ENDED]
    with pytest.raises(RuleBroken) as broken, transaction():
        change_pin(shift, "9753", by=world.cecilie, at=now())
    assert faults(broken) == [CaravanFault.SHIFT_ENDED]
    with pytest.raises(WrongStep), transaction():
        end_shift(shift, by=world.cecilie, at=now())


def test_tablets_fetch_anew_what_is_changed(world: World) -> None:
    shift = at_the_stop(world).shift
    salt = shift.pin_salt
    with transaction():
        change_pin(shift, "97531", by=world.cecilie, at=now())
    assert shift.offer == 2
    assert shift.pin_salt != salt
    assert shift.pin == pin_kept("97531", shift.pin_salt)
    with transaction():
        change_offer(shift, Offer(["nn"], True, []), open_surveys=[], by=world.cecilie, at=now())
    assert (shift.offer, shift.languages) == (3, ["nn"])
    told = [event.event for event in history("shift", shift.id)]
    assert told == [CaravanEvent.SHIFT_OPENED, CaravanEvent.PIN_CHANGED, CaravanEvent.SHIFT_CHANGED]


def test_what_was_held_back_is_counted_where_it_was_said(world: World) -> None:
    here = at_the_stop(world)
    held(here)
    assert came_in([here.shift.id]) == {here.shift.id: {ItemState.HELD: 1}}
