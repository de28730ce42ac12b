"""What staff do with an application before it is assessed: the form check, and what the applicant is asked to correct.

Every check that is made is kept; a request keeps what was asked for, until when, and how it ended.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.grants.check_words import CorrectionEnd
from medvirkning.grants.models import Application
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person


class FormCheck(db.Model):
    """One look through an application: what was in order (of CheckItem) in the snapshot with this number."""

    __table_args__ = (Index("ix_form_check_application_id", "application_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    snapshot: Mapped[int]
    in_order: Mapped[list[str]] = mapped_column(JSON)
    passed: Mapped[bool]
    note: Mapped[str] = mapped_column(Text, default="")  # staff's own; the applicant may ask to see it
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship()


class Correction(db.Model):
    """A request to correct some fields (as `checking.ways_to_name` names them), at most one open at a time."""

    __table_args__ = (
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ended"),
        Index("ix_correction_application_id", "application_id", "asked_at"),
        Index(
            "uq_correction_open",
            "application_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    fields: Mapped[list[str]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text)  # in the application's language, as the applicant reads it
    deadline: Mapped[date]  # the last day, Oslo; a working day
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    reminded_of: Mapped[date | None]  # the deadline that a reminder has gone out for
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ending: Mapped[CorrectionEnd | None] = mapped_column(one_of(CorrectionEnd))

    by: Mapped[Person] = relationship()
    application: Mapped[Application] = relationship()

    def end(self, how: CorrectionEnd, at: datetime) -> None:
        """It is over."""
        self.ending, self.ended_at = how, at
