"""What the house knows of people's ties: what members have registered themselves, and who has worked on a case.

A tie is never deleted, it ends. Neither closes a case: they make hints (`hints`), and people answer.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person
from medvirkning.review.words import Part, TieRole


class Tie(db.Model):
    """A role somebody has in an organisation. The number or the name is there, or both."""

    __table_args__ = (
        CheckConstraint("organisation_number IS NOT NULL OR length(trim(name)) > 0", name="names_something"),
        CheckConstraint(
            "length(organisation_number) = 9 AND ltrim(organisation_number, '0123456789') = ''",
            name="organisation_number",
        ),
        Index("ix_tie_of", "person_id", "ended_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    organisation_number: Mapped[str | None] = mapped_column(String(9))
    name: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[TieRole] = mapped_column(one_of(TieRole))
    since: Mapped[date | None]
    registered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


class TiesLookedOver(db.Model):
    """When somebody last said that their list of ties is whole; the journal keeps the earlier times."""

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


class Participation(db.Model):
    """That somebody helped an applicant to write, or prepared the case as an employee. Never taken back."""

    __table_args__ = (Index("ix_participation_of", "person_id", "part", "application_id"),)

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    part: Mapped[Part] = mapped_column(one_of(Part), primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()
