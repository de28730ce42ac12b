"""What a stop of the caravan may be: its day, its times on Oslo's clock, and how they are read."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from medvirkning.caravan.stop_lifecycle import STOP
from medvirkning.caravan.stop_rules import (
    StopPlan,
    cancel_objections,
    plan_objections,
    read_position,
    read_time,
)
from medvirkning.caravan.stop_times import moments, time_objections
from medvirkning.caravan.stop_words import StopFault as Fault
from medvirkning.kernel.errors import Refused
from medvirkning.kernel.lifecycle import table
from medvirkning.kernel.localized import Localized

TODAY = date(2026, 11, 22)


def plan(**about: Any) -> StopPlan:
    told: dict[str, Any] = {"day": date(2026, 11, 24), "begins": time(14), "ends": time(18), "place_name": "Kaia"}
    return StopPlan(**told | about)


@pytest.mark.parametrize(
    ("about", "faults"),
    [
        ({}, []),
        ({"day": TODAY}, []),
        ({"day": date(2026, 11, 21)}, [Fault.DAY_PASSED]),
        ({"day": date(2028, 12, 31)}, []),
        ({"day": date(2029, 1, 1)}, [Fault.TOO_FAR_AHEAD]),
        ({"place_name": "  "}, [Fault.NO_NAME]),
        ({"position": (58.97, 5.75)}, []),
        ({"position": (5.75, 58.97)}, [Fault.NOT_A_POSITION]),
        ({"day": date(2020, 1, 1), "place_name": ""}, [Fault.DAY_PASSED, Fault.NO_NAME]),
    ],
)
def test_what_a_plan_may_be(about: dict[str, Any], faults: list[Fault]) -> None:
    assert [one.code for one in plan_objections(plan(**about), today=TODAY)] == faults


def test_a_stop_keeps_its_day_when_that_has_passed_but_gets_no_other_such_day() -> None:
    been = plan(day=date(2026, 11, 17))
    assert plan_objections(been, today=TODAY, before=been.day) == []
    assert [one.code for one in plan_objections(been, today=TODAY, before=date(2026, 11, 18))] == [Fault.DAY_PASSED]


@pytest.mark.parametrize(
    ("day", "begins", "ends", "faults"),
    [
        (date(2026, 11, 24), time(14), time(18), []),
        (date(2026, 11, 24), time(18), time(18), [Fault.NOT_AFTER]),
        (date(2026, 11, 24), time(22), time(1), [Fault.NOT_AFTER]),  # over midnight
        (date(2026, 11, 24), time(0), time(23, 59), []),
        (date(2027, 3, 28), time(2, 30), time(5), [Fault.NO_SUCH_TIME]),  # the clock goes forward
        (date(2027, 3, 28), time(1), time(2), [Fault.NO_SUCH_TIME]),
        (date(2027, 3, 28), time(1), time(3), []),
        (date(2026, 10, 25), time(2, 30), time(3), []),  # the clock goes back
    ],
)
def test_the_times_of_a_stop(day: date, begins: time, ends: time, faults: list[Fault]) -> None:
    assert [one.code for one in time_objections(plan(day=day, begins=begins, ends=ends))] == faults


@pytest.mark.parametrize(
    ("day", "begins", "ends"),
    [
        (date(2026, 7, 1), datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 7, 1, 16, tzinfo=UTC)),
        (date(2026, 11, 24), datetime(2026, 11, 24, 13, tzinfo=UTC), datetime(2026, 11, 24, 17, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 12, tzinfo=UTC), datetime(2027, 3, 28, 16, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 13, tzinfo=UTC), datetime(2026, 10, 25, 17, tzinfo=UTC)),
    ],
)
def test_the_clock_on_the_wall_counts_summer_and_winter(day: date, begins: datetime, ends: datetime) -> None:
    assert moments(plan(day=day)) == (begins, ends)


def test_the_night_the_clock_goes_back_has_an_hour_more() -> None:
    begins, ends = moments(plan(day=date(2026, 10, 25), begins=time(1), ends=time(4)))
    assert (ends - begins).total_seconds() == 4 * 3600


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("14", time(14)),
        ("14.30", time(14, 30)),
        ("14:30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("kl. 9", time(9)),
        ("Kl 9 . 05", time(9, 5)),
        ("00:00", time(0)),
        ("24", None),
        ("14.60", None),
        ("14.3", None),
        ("to", None),
        ("", None),
        ("-1", None),
        ("14:30:00", None),
        ("١٤", time(14)),
    ],
)
def test_times_as_people_write_them(written: str, read: time | None) -> None:
    if read is None:
        with pytest.raises(Refused) as refused:
            read_time(written)
        assert refused.value.code == Fault.NOT_A_TIME
    else:
        assert read_time(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("58.9712, 5.7563", (58.9712, 5.7563)),
        ("58.9712 5.7563", (58.9712, 5.7563)),
        ("58.9712° N, 5.7563° Ø", (58.9712, 5.7563)),
        ("78.22, 15.65", (78.22, 15.65)),
        ("59, 11", (59.0, 11.0)),
        ("5.7563, 58.9712", None),
        ("0, 0", None),
        ("58.9712", None),
        ("ved kaia", None),
    ],
)
def test_positions_as_maps_give_them(written: str, read: tuple[float, float] | None) -> None:
    if read is None:
        with pytest.raises(Refused) as refused:
            read_position(written)
        assert refused.value.code == Fault.NOT_A_POSITION
    else:
        assert read_position(written) == read


def test_nobody_cancels_without_a_reason() -> None:
    assert [one.code for one in cancel_objections(Localized({}))] == [Fault.NO_REASON]
    assert cancel_objections(Localized({"nn": "Vogna er på verkstad"})) == []


def test_what_is_cancelled_can_come_about_after_all() -> None:
    assert table(STOP) == [("planned", "cancel", "cancelled"), ("cancelled", "plan_again", "planned")]
