"""What the party has been told beside the letter about the decision: of a change of it, and of the letter otherwise.

The time to appeal counts from when they were told, and the public sees a changed amount only after that. Rows are never
changed or deleted: the database refuses.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.models import DecisionChange, Letter
from medvirkning.review.telling_words import OtherWay


class ChangeTold(db.Model):
    """The letter about a change has been sent."""

    __tablename__ = "change_told"

    change_id: Mapped[UUID] = mapped_column(ForeignKey("decision_change.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    change: Mapped[DecisionChange] = relationship()


class ToldOtherwise(db.Model):
    """The party was told of the letter in another way than by our e-mail, which never came. `on` is the day, Oslo."""

    __tablename__ = "told_otherwise"
    __table_args__ = (Index("ix_told_otherwise_letter_id", "letter_id", "on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"))
    way: Mapped[OtherWay] = mapped_column(one_of(OtherWay))
    on: Mapped[date]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    letter: Mapped[Letter] = relationship()
    by: Mapped[Person] = relationship()


class CorrectedTold(db.Model):
    """The same of a corrected letter."""

    __tablename__ = "corrected_told"
    __table_args__ = (Index("ix_corrected_told_corrected_id", "corrected_id", "on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    corrected_id: Mapped[UUID] = mapped_column(ForeignKey("corrected_letter.id"))
    way: Mapped[OtherWay] = mapped_column(one_of(OtherWay))
    on: Mapped[date]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    corrected: Mapped[CorrectedLetter] = relationship()
    by: Mapped[Person] = relationship()
