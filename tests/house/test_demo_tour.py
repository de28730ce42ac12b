"""The demo's tour plan: stops before and after the day it is built, whatever day that is, and one that is cancelled."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from medvirkning.caravan.calendar_queries import coming, overlapping, past
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.people import enrol_people, give_roles
from medvirkning.cli.demo.programmes import set_up
from medvirkning.cli.demo.tour import plan_tour
from medvirkning.kernel.clock import frozen, now, oslo
from medvirkning.kernel.database import transaction


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
    assert (first.starts_at - begun).days < 7
    assert {f"{oslo(stop.starts_at):%H.%M}" for stop in been + ahead} == {"14.00", "11.00", "16.30"}
    assert not [stop for stop in been + ahead if overlapping(stop)]
    for stop in been + ahead:
        assert stop.zone is not None
        for text in (stop.note, stop.accessibility, stop.cancelled_because):
            assert not text or not text.missing(["nb", "nn"])
