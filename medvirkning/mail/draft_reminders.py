"""The worker's round among drafts: those near their deadline get a reminder, each in a transaction of its own."""

from medvirkning.grants.reminders import drafts_to_remind
from medvirkning.grants.reminding import remind
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import end_reading, transaction


def remind_of_drafts() -> int:
    """Post the reminders that are due; how many."""
    due = drafts_to_remind(at=now())
    for draft, days in due:
        with transaction():
            remind(draft, days, off_path=_off, at=now())
    end_reading()
    return len(due)


def _off(token: str) -> str:
    """The address that turns reminders off."""
    return f"/soknad/paminnelser/{token}"
