"""What is said in a case between the applicant and staff, and what somebody has flagged to be looked into."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.kernel.database import UTCDateTime, db
from medvirkning.people.models import Person


class Message(db.Model):
    """A short message, from the applicant or to them. `read_at` is when the other side said they had read it."""

    __tablename__ = "case_message"
    __table_args__ = (
        CheckConstraint("length(trim(text)) > 0", name="text"),
        CheckConstraint("NOT (preliminary AND from_applicant)", name="preliminary"),
        Index("ix_case_message_application_id", "application_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    from_applicant: Mapped[bool]
    preliminary: Mapped[bool] = mapped_column(default=False)  # says that the answer takes more time (law key)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship()


class Flag(db.Model):
    """Something to look into in a case, raised with a word and put away with one. Never removed."""

    __tablename__ = "case_flag"
    __table_args__ = (
        CheckConstraint("length(trim(word)) > 0", name="word"),
        CheckConstraint("(resolved_at IS NULL) = (resolved_by_id IS NULL)", name="resolved"),
        Index("ix_case_flag_application_id", "application_id", "raised_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    word: Mapped[str] = mapped_column(Text)
    raised_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    raised_at: Mapped[datetime] = mapped_column(UTCDateTime)
    outcome: Mapped[str] = mapped_column(Text, default="")  # what came of it
    resolved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    resolved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    raised_by: Mapped[Person] = relationship(foreign_keys=[raised_by_id])
    resolved_by: Mapped[Person | None] = relationship(foreign_keys=[resolved_by_id])
