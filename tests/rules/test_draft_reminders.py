"""When a draft's owner is reminded: twice at most, and never of a day that had come when it was begun."""

from datetime import UTC, datetime, timedelta

import pytest

from medvirkning.grants.reminders import reminder_due

DEADLINE = datetime(2026, 12, 15, 22, 59, tzinfo=UTC)
LONG_AGO = DEADLINE - timedelta(days=20)


@pytest.mark.parametrize(
    ("before", "begun", "gone", "due"),
    [
        (timedelta(days=7, seconds=1), LONG_AGO, (), None),
        (timedelta(days=7), LONG_AGO, (), 7),
        (timedelta(days=3), LONG_AGO, (), 7),
        (timedelta(days=3), LONG_AGO, (7,), None),
        (timedelta(days=1), LONG_AGO, (7,), 1),
        (timedelta(days=1), LONG_AGO, (), 1),  # the worker was away: the last one alone
        (timedelta(hours=1), LONG_AGO, (7, 1), None),
        (timedelta(0), LONG_AGO, (), None),
        (timedelta(days=-1), LONG_AGO, (), None),
        (timedelta(days=3), DEADLINE - timedelta(days=5), (), None),
        (timedelta(hours=20), DEADLINE - timedelta(days=5), (), 1),
        (timedelta(hours=20), DEADLINE - timedelta(hours=22), (), None),
    ],
)
def test_what_is_due(before: timedelta, begun: datetime, gone: tuple[int, ...], due: int | None) -> None:
    assert reminder_due(DEADLINE, begun, gone, at=DEADLINE - before) == due
