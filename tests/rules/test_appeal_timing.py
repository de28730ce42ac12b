"""The clock of appeals: every day of 2026 and 2027, and by hand the days that catch people out."""

from datetime import date, timedelta

import pytest

from medvirkning.appeals.timing import (
    answer_by,
    last_day,
    last_day_for_others,
    may_be_worse,
    taken,
    timing,
)
from medvirkning.appeals.words import LateGround, Timing
from medvirkning.kernel.days import months_after
from medvirkning.kernel.deadlines import appeal_deadline

DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(365 + 365)]
# Written from the almanac: the days off that are neither Saturday nor Sunday.
OFF = {
    *(date(2026, month, day) for month, day in [(1, 1), (4, 2), (4, 3), (4, 6), (5, 1), (5, 14), (5, 25), (12, 25)]),
    *(date(2027, month, day) for month, day in [(1, 1), (3, 25), (3, 26), (3, 29), (5, 6), (5, 17)]),
}


def test_the_days_are_two_whole_years() -> None:
    assert (DAYS[0], DAYS[-1]) == (date(2026, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize("weeks", [3, 4, 6])
def test_whatever_day_the_notice_goes_the_last_day_is_a_working_day_and_never_too_soon(weeks: int) -> None:
    for told in DAYS:
        last = appeal_deadline(told, weeks)
        assert last.weekday() < 5, told
        assert last not in OFF, told
        assert last - told >= timedelta(weeks=weeks), told
        assert last - told <= timedelta(weeks=weeks, days=5), told
        between = [told + timedelta(weeks=weeks, days=n) for n in range((last - told).days - 7 * weeks)]
        assert all(day.weekday() >= 5 or day in OFF for day in between), f"{told}: not the first working day"


@pytest.mark.parametrize(
    ("told", "last"),
    [
        pytest.param(date(2026, 3, 12), date(2026, 4, 7), id="2026 maundy thursday: to the tuesday after easter"),
        pytest.param(date(2026, 3, 16), date(2026, 4, 7), id="2026 easter monday"),
        pytest.param(date(2026, 3, 11), date(2026, 4, 1), id="2026 the wednesday before easter is an ordinary day"),
        pytest.param(date(2026, 4, 10), date(2026, 5, 4), id="2026 1 may is a friday: to monday"),
        pytest.param(date(2026, 4, 26), date(2026, 5, 18), id="2026 17 may is a sunday: to monday"),
        pytest.param(date(2026, 5, 4), date(2026, 5, 26), id="2026 whit monday: to tuesday"),
        pytest.param(date(2026, 12, 4), date(2026, 12, 28), id="2026 christmas day is a friday: to monday"),
        pytest.param(date(2026, 12, 3), date(2026, 12, 24), id="2026 christmas eve is an ordinary day"),
        pytest.param(date(2027, 3, 4), date(2027, 3, 30), id="2027 maundy thursday: to the tuesday after easter"),
        pytest.param(date(2027, 3, 8), date(2027, 3, 30), id="2027 easter monday"),
        pytest.param(date(2027, 4, 10), date(2027, 5, 3), id="2027 1 may is a saturday: to monday"),
        pytest.param(date(2027, 4, 24), date(2027, 5, 18), id="2027 whit saturday: whit monday is 17 may too"),
        pytest.param(date(2027, 4, 26), date(2027, 5, 18), id="2027 17 may is whit monday"),
        pytest.param(date(2027, 12, 4), date(2027, 12, 27), id="2027 christmas day is a saturday: to monday"),
        pytest.param(date(2027, 12, 10), date(2027, 12, 31), id="2027 new year's eve is an ordinary day"),
    ],
)
def test_by_hand(told: date, last: date) -> None:
    assert appeal_deadline(told, 3) == last


def test_reasons_or_a_corrected_letter_start_the_time_anew_and_never_shorten_it() -> None:
    written = date(2026, 10, 16)
    assert last_day(written, weeks=3) == written
    assert last_day(written, [date(2026, 10, 14)], weeks=3) == date(2026, 11, 4)
    assert last_day(written, [date(2026, 9, 1)], weeks=3) == written
    assert last_day(written, [date(2026, 10, 14), date(2026, 12, 4)], weeks=3) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("learned", "gives", "last"),
    [
        pytest.param(date(2026, 9, 30), True, date(2026, 10, 21), id="three weeks from when they learned of it"),
        pytest.param(date(2026, 12, 18), True, date(2026, 12, 24), id="never more than three months where it gives"),
        pytest.param(date(2026, 12, 18), False, date(2027, 1, 8), id="a no gives nobody anything to keep in peace"),
    ],
)
def test_others_count_from_when_they_learned_of_it(learned: date, gives: bool, last: date) -> None:
    assert last_day_for_others(learned, date(2026, 9, 24), weeks=3, gives=gives) == last


@pytest.mark.parametrize(
    ("sent", "when"),
    [
        (date(2026, 10, 16), Timing.IN_TIME),
        (date(2026, 10, 17), Timing.LATE),
        (date(2027, 9, 24), Timing.LATE),
        (date(2027, 9, 25), Timing.TOO_LATE),
    ],
)
def test_late_and_too_late(sent: date, when: Timing) -> None:
    assert timing(sent, deadline=date(2026, 10, 16), decided=date(2026, 9, 24)) is when


@pytest.mark.parametrize(
    ("when", "ground", "so"),
    [
        (Timing.IN_TIME, None, True),
        (Timing.LATE, None, False),
        (Timing.LATE, LateGround.NOT_TO_BLAME, True),
        (Timing.LATE, LateGround.SPECIAL_REASONS, True),
        (Timing.TOO_LATE, LateGround.SPECIAL_REASONS, False),
    ],
)
def test_what_is_looked_into(when: Timing, ground: LateGround | None, so: bool) -> None:
    assert taken(when, ground) is so


def test_the_desk_is_done_within_the_month_whatever_day_it_came() -> None:
    for came in DAYS:
        assert came + timedelta(days=21) <= answer_by(came) <= months_after(came, 1)


def test_worse_only_for_three_months() -> None:
    assert may_be_worse(date(2026, 11, 30), date(2027, 2, 28))
    assert not may_be_worse(date(2026, 11, 30), date(2027, 3, 1))
