"""The one place that reads the clock, and the one that knows which clock hangs on the wall in Norway.

Everything else is given its moments. Moments are aware and in UTC; dates and times of day are Oslo's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

_frozen_at: datetime | None = None


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _frozen_at if _frozen_at is not None else datetime.now(UTC)


def today() -> date:
    """The date on the wall in Oslo."""
    return oslo_date(now())


def oslo(moment: datetime) -> datetime:
    """The same moment on Oslo's clock. Raises ValueError for a moment without a time zone."""
    return _aware(moment).astimezone(OSLO)


def oslo_date(moment: datetime) -> date:
    """The date in Oslo at this moment. Raises ValueError for a moment without a time zone."""
    return oslo(moment).date()


def oslo_moment(day: date, at: time = time.min) -> datetime:
    """When Oslo's clock shows this time on this day, in UTC: for what opens or begins.

    The hour that comes twice in October is taken the first time. The hour that March leaves out is taken as if the
    clock had not been moved yet.
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), OSLO).astimezone(UTC)


def oslo_deadline(day: date, at: time) -> datetime:
    """The last moment that is in time (`moment <= deadline`) for a deadline written as this day and time; in UTC.

    The minute on the page is whole: with 23.59, one who sends at 23:59:59 is in time. The hour that comes twice in
    October counts the second time, so that nobody who trusts a clock on the wall is late.
    """
    end = at.replace(second=59, microsecond=999_999, tzinfo=None)
    return max(datetime.combine(day, end.replace(fold=fold), OSLO).astimezone(UTC) for fold in (0, 1))


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Stop the clock at a moment, for all threads, until the block ends: for tests and for seeds. Nests."""
    global _frozen_at
    before, _frozen_at = _frozen_at, _aware(moment).astimezone(UTC)
    try:
        yield
    finally:
        _frozen_at = before


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone")
    return moment
