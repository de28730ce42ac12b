"""Until what day answers are told of one by one: one file for each time the results were read off. Pure.

Two files, and a file and the numbers that were read off, tell what those answered who are in one of them alone. So
these are always none, or at least k.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple


class ReadOff(NamedTuple):
    """On what day the results were read off, and how many had answered then."""

    day: date
    people: int


class OneByOne(NamedTuple):
    """The last day whose answers are told of, and how many people's they are."""

    until: date
    people: int


def told_of(readings: Sequence[ReadOff], came: Mapping[date, int], k: int, *, today: date) -> OneByOne | None:
    """Whose answers are told of today; None where there is no file. `came` is how many answers came on each day.

    A reading has its file from the day after, when nobody more can come on its day, and then it stays the same. It has
    nobody who came after the reading: a later one might differ from that by a few.
    """
    found: OneByOne | None = None
    known = [0]  # how many the numbers and the files before this one are of
    for reading in readings:
        if reading.day >= today:
            break
        known.append(reading.people)
        for one in _until(reading.day, came):
            if found is not None and one.people <= found.people:
                break
            apart = all(one.people == other or abs(one.people - other) >= k for other in known)
            if one.people <= reading.people and apart:
                found = one
                known.append(one.people)
                break
    return found


def _until(last: date, came: Mapping[date, int]) -> list[OneByOne]:
    """All that a file can be of, the largest first: until this day, or the day before any that answers came on."""
    days = [day for day in sorted(came, reverse=True) if day <= last]
    ends = [last, *(day - timedelta(days=1) for day in days)]
    return [OneByOne(end, sum(came[day] for day in days[at:])) for at, end in enumerate(ends) if days[at:]]
