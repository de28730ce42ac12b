"""Answers that somebody else has written in: from a form on paper, or for a resident who stands beside."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.kernel.database import UTCDateTime, db
from medvirkning.people.models import Person
from medvirkning.surveys.models import Survey
from medvirkning.surveys.responses import of_version


class KeyedForm(db.Model):
    """A form on paper, keyed in by one and approved by another. The answers are here until then, and never after."""

    __tablename__ = "survey_keyed_form"
    __table_args__ = (
        of_version(),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("approved_by_id <> keyed_by_id", name="another_person"),
        CheckConstraint("(approved_by_id IS NULL) = (approved_at IS NULL)", name="approved_by_somebody"),
        CheckConstraint("(content IS NULL) = (approved_at IS NOT NULL)", name="content_until_approved"),
        UniqueConstraint("survey_id", "number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"))
    number: Mapped[int]  # as printed on the form
    version_number: Mapped[int]
    language: Mapped[str] = mapped_column(String(20))
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))  # question key → answer
    keyed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    keyed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_back: Mapped[str] = mapped_column(String(500), default="")  # why it must be keyed in again, if it must
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    survey: Mapped[Survey] = relationship()
    keyed_by: Mapped[Person] = relationship(foreign_keys=[keyed_by_id])
    approved_by: Mapped[Person | None] = relationship(foreign_keys=[approved_by_id])


class HelpedEntry(db.Model):
    """That somebody wrote for a resident, who heard it read back and agreed. Nothing ties it to a response."""

    __tablename__ = "survey_helped_entry"
    __table_args__ = (
        CheckConstraint("agreed", name="agreed"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id"), index=True)
    helper_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    language: Mapped[str] = mapped_column(String(60))  # that was spoken
    read_back: Mapped[bool]
    agreed: Mapped[bool]
    helped_on: Mapped[date]

    survey: Mapped[Survey] = relationship()
    helper: Mapped[Person] = relationship()
