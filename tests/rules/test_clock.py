"""Deadlines are what the page says, also when the clock is moved."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel import clock

SUMMER = datetime(2026, 6, 10, 22, 30, tzinfo=UTC)


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def test_now_is_aware_and_utc():
    assert clock.now().tzinfo is UTC
    assert clock.now() <= clock.now()


def test_frozen_stops_the_clock_in_every_thread_and_lets_it_go():
    seen = []
    with clock.frozen(SUMMER):
        thread = Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
        with clock.frozen(SUMMER + timedelta(days=1)):
            assert clock.now() == SUMMER + timedelta(days=1)
        assert seen == [clock.now()] == [SUMMER]
        assert clock.today() == date(2026, 6, 11), "half past midnight in Oslo"
    assert clock.now() != SUMMER


def test_frozen_lets_go_after_an_exception():
    with pytest.raises(RuntimeError), clock.frozen(SUMMER):
        raise RuntimeError
    assert clock.now() != SUMMER


def test_frozen_reads_any_zone():
    with clock.frozen(datetime(2026, 6, 11, 0, 30, tzinfo=clock.OSLO)):
        assert clock.now() == SUMMER
        assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("reader", [clock.oslo, clock.oslo_date, lambda moment: clock.frozen(moment).__enter__()])
def test_a_moment_without_a_zone_is_refused(reader):
    with pytest.raises(ValueError, match="time zone"):
        reader(datetime(2026, 6, 10))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (utc(2026, 1, 1, 22, 59, 59), date(2026, 1, 1)),
        (utc(2026, 1, 1, 23, 0), date(2026, 1, 2)),
        (utc(2026, 7, 1, 21, 59, 59), date(2026, 7, 1)),
        (utc(2026, 7, 1, 22, 0), date(2026, 7, 2)),
    ],
    ids=["winter before midnight", "winter midnight", "summer before midnight", "summer midnight"],
)
def test_the_date_is_oslos(moment, day):
    assert clock.oslo_date(moment) == day


@pytest.mark.parametrize(
    ("day", "at", "last"),
    [
        (date(2026, 1, 15), time(23, 59), utc(2026, 1, 15, 22, 59, 59, 999_999)),
        (date(2026, 6, 15), time(12, 0), utc(2026, 6, 15, 10, 0, 59, 999_999)),
        (date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 1, 30, 59, 999_999)),
        (date(2026, 10, 25), time(2, 30, fold=1), utc(2026, 10, 25, 1, 30, 59, 999_999)),
        (date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1, 30, 59, 999_999)),
    ],
    ids=["winter", "summer", "the hour that comes twice", "the same, marked", "the hour left out"],
)
def test_deadline(day, at, last):
    deadline = clock.oslo_deadline(day, at)
    assert deadline == last
    assert deadline.tzinfo is UTC


def test_the_minute_on_the_page_is_whole():
    deadline = clock.oslo_deadline(date(2026, 6, 15), time(23, 59))
    assert datetime(2026, 6, 15, 23, 59, 59, tzinfo=clock.OSLO) <= deadline
    assert datetime(2026, 6, 16, 0, 0, 1, tzinfo=clock.OSLO) > deadline
    assert clock.oslo(deadline).strftime("%d.%m.%Y %H.%M") == "15.06.2026 23.59"


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        (date(2026, 1, 15), time(9), utc(2026, 1, 15, 8)),
        (date(2026, 6, 15), time.min, utc(2026, 6, 14, 22)),
        (date(2026, 10, 25), time(2, 30), utc(2026, 10, 25, 0, 30)),
        (date(2026, 3, 29), time(2, 30), utc(2026, 3, 29, 1, 30)),
    ],
    ids=["winter", "summer midnight", "the hour that comes twice", "the hour left out"],
)
def test_opening(day, at, moment):
    assert clock.oslo_moment(day, at) == moment


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_day_is_23_24_or_25_hours_and_days_meet(day):
    days = [clock.oslo_moment(day + timedelta(days=n)) for n in range(3)]
    assert all(end - start in {timedelta(hours=h) for h in (23, 24, 25)} for start, end in pairwise(days))
    assert clock.oslo_date(days[1]) == day + timedelta(days=1)
    assert clock.oslo_date(days[1] - timedelta(microseconds=1)) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.times())
def test_what_opens_and_closes_the_same_minute_is_open_for_it(day, at):
    opens = clock.oslo_moment(day, at.replace(second=0, microsecond=0))
    assert opens + timedelta(seconds=59) <= clock.oslo_deadline(day, at)
