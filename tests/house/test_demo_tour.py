"""The demo's tour plan: stops before and after the day it is built, whatever day that is, and one that is cancelled."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from medvirkning.caravan.calendar_queries import coming, overlapping, past
from medvirkning.caravan.queries import shifts_of
from medvirkning.caravan.words import ShiftState
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.build import come_again
from medvirkning.cli.demo.people import enrol_people, give_roles
from medvirkning.cli.demo.programmes import set_up
from medvirkning.cli.demo.shifts import work_at_stops
from medvirkning.cli.demo.tour import plan_today, plan_tour
from medvirkning.kernel.clock import frozen, now, oslo, oslo_date
from medvirkning.kernel.database import db, transaction
from medvirkning.programmes.models import Programme
from medvirkning.web.keys import secret


@pytest.mark.parametrize("weekday", range(7))
def test_it_is_whole_on_any_day_of_the_week_also_when_the_clock_is_moved(app: Flask, weekday: int) -> None:
    with frozen(datetime(2027, 3, 22 + weekday, 15, 30, tzinfo=UTC)), transaction():
        almanac, begun = Almanac(now()), now()
        people, programme = enrol_people(at=begun), set_up("storhaug", at=begun)
        give_roles(programme, people, at=begun)
        plan_tour(programme, people, almanac)
        been, ahead = past(programme.id, at=now(), most=50), coming(programme.id, at=now())
    assert min(len(been), len(ahead)) >= 5
    assert [stop.cancelled for stop in ahead].count(True) == 1
    first = next(stop for stop in ahead if not stop.cancelled)
    assert first.day == oslo_date(begun)
    assert first.starts_at < begun < first.ends_at
    assert {f"{oslo(stop.starts_at):%H.%M}" for stop in been + ahead} == {"10.00", "14.00", "11.00", "16.30"}
    assert not [stop for stop in been + ahead if overlapping(stop)]
    for stop in been + ahead:
        assert stop.zone is not None
        for text in (stop.note, stop.accessibility, stop.cancelled_because):
            assert not text or not text.missing(["nb", "nn"])


@pytest.mark.parametrize("hour", [0, 9, 14, 20, 22])
def test_todays_stop_is_not_over_at_any_hour(app: Flask, hour: int) -> None:
    with frozen(datetime(2027, 3, 24, hour, 15, tzinfo=UTC)), transaction():
        begun = now()
        people, programme = enrol_people(at=begun), set_up("storhaug", at=begun)
        stop = plan_today(programme, people, Almanac(begun))
    assert (stop.day, stop.ends_at > begun) == (oslo_date(begun), True)


@pytest.mark.parametrize("days", [1, 3, 40])
def test_a_demo_left_standing_has_the_caravan_at_work_on_the_day_it_is_started_again(app: Flask, days: int) -> None:
    made = datetime(2027, 3, 21, 9, 30, tzinfo=UTC)
    with frozen(made), transaction():
        people, programme = enrol_people(at=made), set_up("storhaug", at=made)
        give_roles(programme, people, at=made)
        plan_tour(programme, people, Almanac(made))
        work_at_stops(programme, people, Almanac(made), secret=secret())
    assert at_work(programme) == [(made.date(), ["Blå", "Gul"])]
    with frozen(made):
        assert not come_again()
    later = made + timedelta(days=days)
    with frozen(later):
        assert come_again()
        assert not come_again()
    assert at_work(programme) == [(later.date(), ["Blå", "Gul"])]


def at_work(programme: Programme) -> list[tuple[date, list[str]]]:
    """The days of the shifts that go on, each with its tablets."""
    db.session.expire_all()
    return [
        (shift.stop.day, sorted(one.tablet.name for one in shift.at_work))
        for shift in shifts_of(programme.id, ShiftState.OPEN)
    ]
