"""Who was out of a case, from when and until when; how a doubt was settled; who stepped in. For the minutes."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person
from medvirkning.review.words import DeclarationAnswer, Ground


class Aside(db.Model):
    """One stretch of time that somebody was out of a case. `in_at` is None while they still are."""

    __table_args__ = (
        CheckConstraint("answer <> 'no'", name="steps_aside"),
        CheckConstraint("in_at >= out_at", name="in_order"),
        Index("ix_aside_in_round", "round_id", "application_id", "person_id"),
        Index("ix_aside_of", "application_id", "person_id", "in_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[DeclarationAnswer] = mapped_column(one_of(DeclarationAnswer))  # yes, or unsure and not settled
    ground: Mapped[Ground | None] = mapped_column(one_of(Ground))
    out_at: Mapped[datetime] = mapped_column(UTCDateTime)
    in_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


class Settlement(db.Model):
    """How the group settled that somebody was in doubt: the votes, and what the minutes say. Never changed."""

    __table_args__ = (
        CheckConstraint("answer <> 'unsure'", name="settled"),
        CheckConstraint("answer <> 'yes' OR ground IS NOT NULL", name="yes_has_ground"),
        CheckConstraint("votes_in >= 0 AND votes_out >= 0 AND votes_in + votes_out > 0", name="votes"),
        CheckConstraint("length(trim(text)) > 0", name="text"),
        Index("ix_settlement_in_round", "round_id", "application_id", "person_id"),
        Index("ix_settlement_of", "application_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))  # whom it is about
    answer: Mapped[DeclarationAnswer] = mapped_column(one_of(DeclarationAnswer))  # no: takes part; yes: steps aside
    ground: Mapped[Ground | None] = mapped_column(one_of(Ground))
    votes_in: Mapped[int]  # for letting them take part
    votes_out: Mapped[int]
    all_took_part: Mapped[bool]  # those in doubt too: the rest were too few for a quorum
    text: Mapped[str] = mapped_column(Text)  # for the minutes
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship(foreign_keys=[by_id])


class SteppingIn(db.Model):
    """A substitute called in for a member who is out of one case, until that member is in again."""

    __table_args__ = (
        CheckConstraint("substitute_id <> member_id", name="another"),
        Index("ix_stepping_in_round", "round_id", "application_id", "member_id"),
        Index("ix_stepping_in_now", "application_id", "ended_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    substitute_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    substitute: Mapped[Person] = relationship(foreign_keys=[substitute_id])
