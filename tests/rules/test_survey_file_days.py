"""One file of answers for each reading: no two that one can lay beside each other differ by a few people."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from medvirkning.surveys.file_days import OneByOne, ReadOff, told_of

DAY = date(2026, 5, 4)
K = 5


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def told(readings: Sequence[tuple[int, int]], came: Mapping[int, int], today: int) -> tuple[int, int] | None:
    """The same with days as numbers."""
    read = [ReadOff(after(day), people) for day, people in readings]
    found = told_of(read, {after(day): people for day, people in came.items()}, K, today=after(today))
    return None if found is None else ((found.until - DAY).days, found.people)


def test_the_day_after_the_reading_it_is_those_who_were_read_off() -> None:
    came = {0: 20, 1: 7}
    assert told([(1, 27)], came, today=1) is None, "somebody might still come"
    for today in (2, 3, 90):
        assert told([(1, 27)], came, today) == (1, 27)


def test_it_is_not_told_on_which_day_the_last_one_came() -> None:
    assert told([(4, 27)], {0: 20, 1: 7}, today=5) == (4, 27)
    assert told([(9, 47)], {0: 20, 1: 7, 5: 20, 9: 1, 10: 1}, today=11) == (8, 47) == told([(8, 47)], {0: 27, 5: 20}, 9)


def test_one_who_comes_on_the_day_after_it_was_read_off_is_in_no_file() -> None:
    """Closed at midnight, read off in the morning, and one sends what was begun before."""
    came = {0: 20, 1: 1}
    assert told([(1, 20)], came, today=1) is None
    assert told([(1, 20)], came, today=2) == told([(1, 20)], came, today=9) == (0, 20)


def test_a_few_who_came_that_day_before_it_was_read_off_take_the_file_with_them() -> None:
    assert told([(1, 22)], {0: 20, 1: 3}, today=5) is None, "20 in the file would tell of two"
    assert told([(1, 25)], {0: 20, 1: 6}, today=5) == (0, 20), "five together tell no more than they do"
    assert told([(1, 8)], {0: 4, 1: 5}, today=5) is None, "four alone are too few for a file"


def test_a_later_reading_has_a_file_of_its_own_with_enough_more() -> None:
    came = {0: 20, 1: 1, 5: 8, 6: 1}
    readings = [(1, 20), (6, 29)]
    assert told(readings, came, today=6) == (0, 20), "until the day after"
    assert told(readings, came, today=7) == (5, 29)
    assert told(readings[:1], came, today=9) == (0, 20)
    assert told([(1, 20), (6, 26)], {0: 20, 1: 4, 5: 3}, today=7) == (0, 20), "27 and 24 are each a few from 26 or 20"


DAYS = st.dictionaries(st.integers(0, 6), st.integers(0, 9), max_size=6)


@given(DAYS, st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=3))
def test_whatever_comes_no_two_differ_by_a_few(came: dict[int, int], looks: list[tuple[int, int]]) -> None:
    readings: list[ReadOff] = []
    for day, of_that_day in sorted(looks):  # how many of those who came that day had come when it was read off
        people = sum(count for at, count in came.items() if at < day) + min(of_that_day, came.get(day, 0))
        if people >= (readings[-1].people if readings else 0) + K:
            readings.append(ReadOff(after(day), people))
    by_day = {after(day): count for day, count in came.items()}
    seen: list[OneByOne] = []
    for today in range(9):
        known = [one for one in readings if one.day <= after(today)]
        found = told_of(known, by_day, K, today=after(today))
        assert found == told_of(readings, by_day, K, today=after(today)), (
            "what is read off later changes nothing before"
        )
        if found is not None:
            seen.append(found)
            assert found.people == sum(count for day, count in by_day.items() if day <= found.until)
    numbers = {one.people for one in (*readings, *seen)}
    assert all(one == other or abs(one - other) >= K for one in numbers for other in numbers)
