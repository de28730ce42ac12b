"""Every day of 2026 and 2027, and by hand the days that catch people out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel import deadlines
from medvirkning.kernel.deadlines import Holiday

# Written from the almanac, not computed.
HOLIDAYS = {
    2026: "0101 0402 0403 0405 0406 0501 0514 0517 0524 0525 1225 1226",
    2027: "0101 0325 0326 0328 0329 0501 0506 0516 0517 1225 1226",  # Whit Monday is 17 May
}
SATURDAYS_FROM = {2026: date(2026, 1, 3), 2027: date(2027, 1, 2)}


@pytest.mark.parametrize("year", HOLIDAYS)
def test_every_day_of_the_year(year):
    off = {date(year, int(day[:2]), int(day[2:])) for day in HOLIDAYS[year].split()}
    for week in range(53):
        saturday = SATURDAYS_FROM[year] + timedelta(weeks=week)
        off |= {saturday, saturday + timedelta(days=1)}
    day = date(year, 1, 1)
    while day.year == year:
        assert deadlines.is_working_day(day) is (day not in off), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2011, 4, 24),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2030, 4, 21),
        (2038, 4, 25),
        (2049, 4, 18),
    ],
)
def test_easter(year, month, day):
    assert deadlines.easter_sunday(year) == date(year, month, day)


@given(st.integers(1900, 2500))
def test_easter_is_a_sunday_between_22_march_and_25_april(year):
    easter = deadlines.easter_sunday(year)
    assert easter.weekday() == deadlines.SUNDAY
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 2), Holiday.MAUNDY_THURSDAY),
        (date(2026, 4, 4), None),
        (date(2026, 5, 1), Holiday.LABOUR_DAY),
        (date(2026, 5, 14), Holiday.ASCENSION_DAY),
        (date(2026, 5, 25), Holiday.WHIT_MONDAY),
        (date(2027, 5, 17), Holiday.CONSTITUTION_DAY),
        (date(2026, 12, 24), None),
        (date(2026, 12, 31), None),
    ],
    ids=["maundy thursday", "easter saturday", "1 may", "ascension", "whit monday", "both", "24 dec", "31 dec"],
)
def test_name_of_the_day(day, name):
    assert deadlines.holiday(day) is name


@pytest.mark.parametrize(
    ("notified", "weeks", "last"),
    [
        (date(2026, 6, 10), 3, date(2026, 7, 1)),
        (date(2026, 6, 13), 3, date(2026, 7, 6)),
        (date(2026, 6, 14), 3, date(2026, 7, 6)),
        (date(2026, 6, 10), 4, date(2026, 7, 8)),
        (date(2026, 3, 12), 3, date(2026, 4, 7)),
        (date(2026, 3, 13), 3, date(2026, 4, 7)),
        (date(2026, 3, 16), 3, date(2026, 4, 7)),
        (date(2026, 4, 10), 3, date(2026, 5, 4)),
        (date(2026, 4, 23), 3, date(2026, 5, 15)),
        (date(2026, 4, 26), 3, date(2026, 5, 18)),
        (date(2027, 4, 24), 3, date(2027, 5, 18)),
        (date(2026, 5, 4), 3, date(2026, 5, 26)),
        (date(2026, 12, 3), 3, date(2026, 12, 24)),
        (date(2026, 12, 4), 3, date(2026, 12, 28)),
        (date(2026, 12, 11), 3, date(2027, 1, 4)),
    ],
    ids=[
        "a wednesday",
        "a saturday becomes monday",
        "a sunday becomes monday",
        "four weeks",
        "maundy thursday: past all of easter",
        "good friday",
        "easter monday",
        "1 may is a friday",
        "ascension: the friday between counts",
        "17 may is a sunday",
        "a saturday, whit sunday and 17 may",
        "whit monday",
        "christmas eve is an ordinary day",
        "christmas day to monday the 28th",
        "new year's day to monday the 4th",
    ],
)
def test_appeal_deadline(notified, weeks, last):
    assert deadlines.appeal_deadline(notified, weeks) == last


@pytest.mark.parametrize("weeks", [2, 0, -3])
def test_never_under_three_weeks(weeks):
    with pytest.raises(ValueError, match="least is 3"):
        deadlines.appeal_deadline(date(2026, 6, 10), weeks)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(3, 12))
def test_an_appeal_deadline_is_never_short_and_moves_five_days_at_most(notified, weeks):
    last = deadlines.appeal_deadline(notified, weeks)
    assert deadlines.is_working_day(last)
    assert timedelta() <= last - notified - timedelta(weeks=weeks) <= timedelta(days=5)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2026, 6, 10), 1, date(2026, 6, 11)),
        (date(2026, 6, 12), 1, date(2026, 6, 15)),
        (date(2026, 4, 1), 1, date(2026, 4, 7)),
        (date(2026, 4, 1), 3, date(2026, 4, 9)),
        (date(2026, 12, 23), 2, date(2026, 12, 28)),
    ],
    ids=["tomorrow", "over a weekend", "over easter", "three from the day before easter", "24 and 28 december"],
)
def test_working_days_after(day, count, found):
    assert deadlines.working_days_after(day, count) == found


def test_no_working_days_after_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        deadlines.working_days_after(date(2026, 6, 10), 0)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_working_day_is_its_own_next(day):
    following = deadlines.next_working_day(day)
    assert following >= day
    assert (following == day) is deadlines.is_working_day(day)
