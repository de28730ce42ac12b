"""Reminding of drafts before the deadline, and turning such reminders off and on."""

from collections.abc import Callable
from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.grants.reminders import DraftReminder, NoReminders
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo, oslo_date
from medvirkning.kernel.codes import new_token, token_hash
from medvirkning.kernel.database import db, insert_into
from medvirkning.outbox.actions import post


def remind(application: Application, days: int, *, off_path: Callable[[str], str], at: datetime) -> None:
    """Mail the owner that the draft is not sent. `off_path` makes the address that turns reminders off.

    Held once by the row's key: two workers at once send one. Without a deadline there is nothing to be reminded of.
    """
    deadline = application.round.deadline
    if deadline is None:
        return
    token = new_token()
    row = insert_into(DraftReminder).values(
        application_id=application.id, days=days, token_hash=token_hash(token), at=at
    )
    if not db.session.execute(row.on_conflict_do_nothing().returning(DraftReminder.days)).first():
        return
    post(
        "draft_reminder",
        to=application.owner.email,
        language=application.language,
        at=at,
        page=f"/soknad/{application.id}",
        title=application.title,
        deadline_on=oslo_date(deadline).isoformat(),
        deadline_at=f"{oslo(deadline):%H.%M}",
        off=off_path(token),
    )
    record(application, "draft_reminded", by=None, at=at, programme_id=application.programme_id, facts={"days": days})


def choose_reminders(reminder: DraftReminder, wanted: bool, *, at: datetime) -> None:
    """Turn reminders of drafts off or on for whoever was sent this one."""
    owner_id = db.session.get_one(Application, reminder.application_id).owner_id
    chosen = db.session.get(NoReminders, owner_id)
    if wanted and chosen is not None:
        db.session.delete(chosen)
    elif not wanted and chosen is None:
        db.session.add(NoReminders(person_id=owner_id, at=at))
