"""Norwegian holidays, working days, and deadlines that the law counts in weeks.

Holidays: lov om helligdager og helligdagsfred (LOV-1995-02-24-12) § 2; 1 and 17 May are put on a par with Sundays by
LOV-1947-04-26-1. Counting: domstolloven (LOV-1915-08-13-5) § 148 second paragraph and § 149 first paragraph, which
forvaltningsloven § 30 points to. Christmas Eve, New Year's Eve and the Wednesday before Easter are ordinary days.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

SHORTEST_APPEAL_WEEKS = 3  # forvaltningsloven (1967) § 29; the 2025 act § 63. A municipality may give more, never less.

SATURDAY, SUNDAY = 5, 6


class Holiday(StrEnum):
    """Why a day is no working day, for those that are not simply a Saturday or a Sunday."""

    NEW_YEAR = "new_year"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_SUNDAY = "easter_sunday"
    EASTER_MONDAY = "easter_monday"
    LABOUR_DAY = "labour_day"
    CONSTITUTION_DAY = "constitution_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    SECOND_CHRISTMAS_DAY = "second_christmas_day"


# Days from Easter Sunday.
MOVABLE = {
    -3: Holiday.MAUNDY_THURSDAY,
    -2: Holiday.GOOD_FRIDAY,
    0: Holiday.EASTER_SUNDAY,
    1: Holiday.EASTER_MONDAY,
    39: Holiday.ASCENSION_DAY,
    49: Holiday.WHIT_SUNDAY,
    50: Holiday.WHIT_MONDAY,
}

# Month and day. Where a movable day falls on one of these (Ascension on 1 May 2008), the fixed one gives the name.
FIXED = {
    (1, 1): Holiday.NEW_YEAR,
    (5, 1): Holiday.LABOUR_DAY,
    (5, 17): Holiday.CONSTITUTION_DAY,
    (12, 25): Holiday.CHRISTMAS_DAY,
    (12, 26): Holiday.SECOND_CHRISTMAS_DAY,
}


def easter_sunday(year: int) -> date:
    """Easter Sunday of a year in the Gregorian calendar, by the anonymous algorithm (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_correction + 15) % 30
    leaps, leap_rest = divmod(year_of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=50)
def holidays(year: int) -> Mapping[date, Holiday]:
    """The public holidays of a year, in order, without the ordinary Sundays."""
    easter = easter_sunday(year)
    days = {easter + timedelta(days=away): name for away, name in MOVABLE.items()}
    days |= {date(year, month, day): name for (month, day), name in FIXED.items()}
    return MappingProxyType(dict(sorted(days.items())))


def holiday(day: date) -> Holiday | None:
    """Which public holiday this is; None for every other day, Saturdays and ordinary Sundays too."""
    return holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Whether a deadline may end on this day: not a Saturday, a Sunday or a public holiday (domstolloven § 149)."""
    return day.weekday() not in (SATURDAY, SUNDAY) and holiday(day) is None


def next_working_day(day: date) -> date:
    """The day itself if it is a working day, else the first one after it (domstolloven § 149 first paragraph)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, count: int) -> date:
    """The working day that is number `count` after this one, which is not counted. Raises ValueError below one."""
    if count < 1:
        raise ValueError("at least one working day")
    for _ in range(count):
        day = next_working_day(day + timedelta(days=1))
    return day


def appeal_deadline(notified: date, weeks: int) -> date:
    """The last day to appeal: same weekday `weeks` later, moved past Saturdays and holidays (law key `appeal`).

    `notified` is the day the notice reached the party; for electronic notice, the day it was sent. An appeal sent
    before the end of the day, Oslo time, is in time. Raises ValueError under the law's three weeks.
    """
    if weeks < SHORTEST_APPEAL_WEEKS:
        raise ValueError(f"an appeal deadline of {weeks} weeks; the law's least is {SHORTEST_APPEAL_WEEKS}")
    return next_working_day(notified + timedelta(weeks=weeks))
