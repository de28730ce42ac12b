"""The journal: what happened, in order, never changed. The database refuses update and delete (a trigger)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from medvirkning.kernel.database import UTCDateTime, db


class JournalEvent(db.Model):
    """One thing that happened to one subject.

    Chained per subject: `number` counts from 1 without holes and `digest` covers the one before, so that a row
    changed or taken out of the middle shows. `facts` holds codes, ids and numbers, never what anybody wrote.
    """

    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", "number"),
        CheckConstraint("number > 0", name="number"),
        Index("ix_journal_event_programme_at", "programme_id", "at"),
        {"sqlite_with_rowid": False},  # a row number would tell at what minute a resident's day-only event was written
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID | None] = mapped_column(ForeignKey("programme.id"))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[UUID]
    number: Mapped[int]
    event: Mapped[str] = mapped_column(String(60))
    verb: Mapped[str | None] = mapped_column(String(40))  # the lifecycle's, where the state moved
    state: Mapped[str | None] = mapped_column(String(40))  # the state after
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
