"""Planning the tour: what is kept of a stop, who is told, and what two who change it at once leave behind."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from medvirkning.caravan.calendar_queries import coming, next_stop, overlapping, past, past_count, stop_in
from medvirkning.caravan.planning import cancel_stop, change_stop, copy_stop, plan_again
from medvirkning.caravan.stop_words import StopFault as Fault
from medvirkning.caravan.stop_words import StopState
from medvirkning.caravan.stops import Stop
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.kernel.localized import Localized
from medvirkning.programmes.models import Place
from medvirkning.programmes.words import PlaceKind
from tests import cast, stop_cast
from tests.cast import World, both

TUESDAY = date(2026, 11, 24)
SUNDAY = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def faults(broken: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [one.code for one in broken.value.objections]


def test_a_stop_is_kept_as_it_was_planned(world: World) -> None:
    about = {"position": (58.97, 5.75), "note": both("Kaffe", "Kaffi"), "accessibility": both("Rampe")}
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY, zone="Lervig", **about)
    db.session.expire_all()
    kept = stop_in(world.programme.id, stop.id)
    assert kept is not None
    assert kept.starts_at == datetime(2026, 11, 24, 13, tzinfo=UTC)
    assert kept.ends_at == datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert kept.zone is not None
    assert kept.plan == replace(stop_cast.plan(TUESDAY, **about), zone_id=kept.zone.id)
    assert (kept.state, kept.version, kept.changed_at) == (StopState.PLANNED, 1, SUNDAY)
    assert [event.event for event in history("stop", stop.id)] == ["stop_planned"]


def test_another_programmes_place_and_zone_are_refused(world: World) -> None:
    with transaction():
        other = cast.programme("fredrikstad", "Fredrikstad")
        other.places = [Place(kind=PlaceKind.STOP, name="Torget")]
    zone_id, place_id = other.zones[0].id, other.places[0].id
    with pytest.raises(RuleBroken) as broken:
        stop_cast.planned(world, zone_id=zone_id, place_id=place_id)
    assert faults(broken) == [Fault.NOT_OUR_PLACE, Fault.NOT_OUR_ZONE]
    assert stop_in(other.id, stop_cast.planned(world).id) is None


def test_a_change_is_noted_and_counts_a_version(world: World) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    wanted = replace(stop.plan, begins=time(15), note=both("Vafler", "Vaflar"))
    with transaction():
        change_stop(stop, wanted, version=1, by=world.cecilie, at=SUNDAY + timedelta(hours=1))
    assert (stop.plan, stop.version, stop.changed_at) == (wanted, 2, SUNDAY + timedelta(hours=1))
    event = history("stop", stop.id)[-1]
    assert (event.event, event.facts) == ("stop_changed", {"changed": ["begins", "note"]})


def test_a_change_to_the_same_is_none(world: World) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    with transaction():
        change_stop(stop, stop.plan, version=1, by=world.cecilie, at=SUNDAY + timedelta(days=1))
    assert (stop.version, stop.changed_at, len(history("stop", stop.id))) == (1, SUNDAY, 1)


def test_nobody_writes_over_what_another_has_changed(world: World) -> None:
    stop = stop_cast.planned(world)
    with transaction():
        change_stop(stop, replace(stop.plan, place_name="Torget"), version=1, by=world.cecilie, at=now())
    with pytest.raises(Stale), transaction():
        change_stop(stop, replace(stop.plan, place_name="Parken"), version=1, by=world.cecilie, at=now())
    assert stop.place_name == "Torget"


def test_a_stop_that_has_been_may_be_told_of_better_but_not_moved_back(world: World) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    later = SUNDAY + timedelta(days=9)
    with transaction():
        change_stop(stop, replace(stop.plan, place_name="Kaia"), by=world.cecilie, at=later)
    with pytest.raises(RuleBroken) as broken, transaction():
        change_stop(stop, replace(stop.plan, day=date(2026, 11, 25)), by=world.cecilie, at=later)
    assert faults(broken) == [Fault.DAY_PASSED]


def test_a_cancelled_stop_stays_with_its_reason_and_may_come_about_after_all(world: World) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    with pytest.raises(RuleBroken) as broken, transaction():
        cancel_stop(stop, because=Localized({}), by=world.cecilie, at=SUNDAY)
    assert faults(broken) == [Fault.NO_REASON]
    with transaction():
        cancel_stop(stop, because=both("Uvær", "Uvêr"), by=world.cecilie, at=SUNDAY)
    assert (stop.state, stop.cancelled_because, stop.version) == (StopState.CANCELLED, both("Uvær", "Uvêr"), 2)
    assert [one.id for one in coming(world.programme.id, at=SUNDAY)] == [stop.id]
    assert next_stop(world.programme.id, at=SUNDAY) is None
    with pytest.raises(WrongStep), transaction():
        cancel_stop(stop, because=both("Uvær"), by=world.cecilie, at=SUNDAY)
    with transaction():
        plan_again(stop, by=world.cecilie, at=SUNDAY)
    assert (stop.state, stop.cancelled_because, stop.version) == (StopState.PLANNED, Localized({}), 3)
    assert [event.verb for event in history("stop", stop.id)] == [None, "cancel", "plan_again"]


def test_what_is_over_does_not_come_about_after_all(world: World) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    with transaction():
        cancel_stop(stop, because=both("Uvær", "Uvêr"), by=world.cecilie, at=SUNDAY)
    with pytest.raises(RuleBroken) as broken, transaction():
        plan_again(stop, by=world.cecilie, at=stop.ends_at)
    assert faults(broken) == [Fault.OVER]


def test_the_same_place_again_another_day(world: World) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY, zone="Lervig", note=both("Kaffe", "Kaffi"))
    when = stop_cast.plan(TUESDAY + timedelta(weeks=1), begins=time(10), ends=time(12), place_name="Et annet sted")
    with transaction():
        again = copy_stop(stop, when, by=world.cecilie, at=SUNDAY)
    assert again.plan == replace(stop.plan, day=when.day, begins=time(10), ends=time(12))
    assert (again.id != stop.id, again.version) == (True, 1)


def test_a_stop_comes_until_it_is_over_and_then_has_been(world: World) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    later = stop_cast.planned(world, TUESDAY + timedelta(days=7), at=SUNDAY)
    programme_id, instant = world.programme.id, timedelta(microseconds=1)
    assert [one.id for one in coming(programme_id, at=stop.ends_at - instant)] == [stop.id, later.id]
    assert stop.open_at(stop.starts_at)
    assert not stop.open_at(stop.starts_at - instant)
    assert not stop.open_at(stop.ends_at)
    assert [one.id for one in coming(programme_id, at=stop.ends_at)] == [later.id]
    assert next_stop(programme_id, at=stop.ends_at) == later
    assert [one.id for one in past(programme_id, at=later.ends_at, most=9)] == [later.id, stop.id]
    assert [one.id for one in past(programme_id, at=later.ends_at, most=9, skip=1)] == [stop.id]
    assert past_count(programme_id, at=stop.ends_at) == 1


def test_two_places_at_once_are_noticed_and_not_refused(world: World) -> None:
    with frozen(SUNDAY):
        stop = stop_cast.planned(world, TUESDAY)
        meets = stop_cast.planned(world, TUESDAY, begins=time(17), ends=time(19), place_name="Torget")
        stop_cast.planned(world, TUESDAY, begins=time(18), ends=time(20), place_name="Like etter")
        stop_cast.planned(world, TUESDAY + timedelta(days=1))
        gone = stop_cast.cancelled(world, TUESDAY)
    assert [one.id for one in overlapping(stop)] == [meets.id]
    assert overlapping(gone) == []


@pytest.mark.parametrize(
    "change",
    [
        "ends_at = starts_at",
        "latitude = 58.9, longitude = NULL",
        "state = 'cancelled'",
        'cancelled_because = \'{"nb": "Uvær"}\'',
        "state = 'moved'",
    ],
)
def test_the_database_refuses_what_no_stop_can_be(world: World, change: str) -> None:
    stop = stop_cast.planned(world)
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text(f"UPDATE stop SET {change}"))
    assert db.session.get(Stop, stop.id) is not None
