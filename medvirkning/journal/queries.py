"""Reading the journal."""

from uuid import UUID

from sqlalchemy import select

from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.database import db


def history(subject_kind: str, subject_id: UUID) -> list[JournalEvent]:
    """Everything that has happened to one subject, oldest first."""
    events = select(JournalEvent).where(
        JournalEvent.subject_kind == subject_kind, JournalEvent.subject_id == subject_id
    )
    return list(db.session.scalars(events.order_by(JournalEvent.number)))


def latest(subject_kind: str, subject_id: UUID) -> JournalEvent | None:
    """The newest event of one subject."""
    events = select(JournalEvent).where(
        JournalEvent.subject_kind == subject_kind, JournalEvent.subject_id == subject_id
    )
    return db.session.scalar(events.order_by(JournalEvent.number.desc()).limit(1))
