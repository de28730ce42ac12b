"""The words of the outbox."""

from datetime import timedelta
from enum import StrEnum

LEASE = timedelta(minutes=5)  # a claim older than this belongs to a worker that died
KEPT = timedelta(days=30)  # what was sent or given up, long enough to trace it; then the address is gone
MOST_TRIES = 16  # with the waits below: 57 hours, more than the 48 an SMTP server may be down


class OutboxState(StrEnum):
    """Where a message is. It is claimed by one worker at a time."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"


def wait_after(tries: int) -> timedelta:
    """How long to wait after the n-th failure: 1 minute, doubling, never more than 8 hours."""
    return min(timedelta(minutes=2 ** max(tries - 1, 0)), timedelta(hours=8))
