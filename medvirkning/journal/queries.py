"""Reading the journal."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.database import db


def history(subject_kind: str, subject_id: UUID, *, event: str = "") -> list[JournalEvent]:
    """Everything that has happened to one subject, oldest first; or of that one sort of event only."""
    events = select(JournalEvent).where(
        JournalEvent.subject_kind == subject_kind, JournalEvent.subject_id == subject_id
    )
    if event:
        events = events.where(JournalEvent.event == event)
    return list(db.session.scalars(events.order_by(JournalEvent.number)))


def latest_of(subject_kind: str, ids: Collection[UUID]) -> dict[UUID, JournalEvent]:
    """The newest event of each of these subjects that has any."""
    earlier = aliased(JournalEvent)
    of_it = (earlier.subject_kind == JournalEvent.subject_kind, earlier.subject_id == JournalEvent.subject_id)
    newest = select(func.max(earlier.number)).where(*of_it).scalar_subquery()
    events = select(JournalEvent).where(
        JournalEvent.subject_kind == subject_kind, JournalEvent.subject_id.in_(list(ids)), JournalEvent.number == newest
    )
    return {each.subject_id: each for each in db.session.scalars(events)}
