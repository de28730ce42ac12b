"""What the clock sees to: applicants are reminded of what they are to correct."""

from datetime import datetime

from sqlalchemy import select

from medvirkning.grants.checking import REMINDED
from medvirkning.grants.handling import Correction
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.outbox.actions import post


def remind_of_corrections(*, at: datetime) -> int:
    """Write once to each who has three days or less left to correct something; how many. A later deadline is new."""
    today = oslo_date(at)
    waiting = select(Correction.id).where(
        Correction.ended_at.is_(None), Correction.deadline >= today, Correction.deadline <= today + REMINDED
    )
    return sum(_remind(db.session.get_one(Correction, each), at) for each in list(db.session.scalars(waiting)))


def _remind(correction: Correction, at: datetime) -> bool:
    hold(correction)
    if correction.ended_at is not None or correction.reminded_of == correction.deadline:
        return False
    application = correction.application
    correction.reminded_of = correction.deadline
    about = {"application": application.id, "number": application.number, "deadline": correction.deadline.isoformat()}
    post("correction_reminder", to=application.owner.email, language=application.language, at=at, **about)
    facts = {"deadline": correction.deadline.isoformat()}
    record(application, "correction_reminded", by=None, at=at, programme_id=application.programme_id, facts=facts)
    return True
