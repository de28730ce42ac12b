"""The table of corrected letters. Each stands beside the letter it corrects, which stays as it was sent.

Like a letter, it is never changed or deleted once `sent_at` is set, and none is made before the first letter is sent:
the database sees to both.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.kernel.database import UTCDateTime, db
from medvirkning.people.models import Person
from medvirkning.review.models import Decision

UNSENT = text("sent_at IS NULL")


class CorrectedLetter(db.Model):
    """A letter that corrects the one before it. `texts` are the parts that are not as they were, by their place."""

    __table_args__ = (
        UniqueConstraint("decision_id", "number"),
        CheckConstraint("number > 1", name="number"),
        CheckConstraint("length(trim(what)) > 0", name="what"),
        CheckConstraint(
            "sent_at IS NULL OR (appeal_deadline IS NOT NULL AND digest IS NOT NULL AND attachment_id IS NOT NULL "
            "AND content IS NOT NULL)",
            name="sent",
        ),
        Index("ix_corrected_letter_open", "decision_id", unique=True, sqlite_where=UNSENT, postgresql_where=UNSENT),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    number: Mapped[int]  # the letter with the decision is 1
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    language: Mapped[str] = mapped_column(String(5))
    what: Mapped[str] = mapped_column(Text)  # what is corrected, as the letter says it
    texts: Mapped[dict[str, str]] = mapped_column(JSON)
    restarts: Mapped[bool]  # whether the time to appeal begins anew
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(UTCDateTime)
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    appeal_deadline: Mapped[date | None]  # the last day, Oslo
    digest: Mapped[str | None] = mapped_column(String(64))
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachment.id"))
    version: Mapped[int] = mapped_column()

    decision: Mapped[Decision] = relationship()
    written_by: Mapped[Person] = relationship(foreign_keys=[written_by_id])
    sent_by: Mapped[Person | None] = relationship(foreign_keys=[sent_by_id])

    __mapper_args__ = {"version_id_col": version}
