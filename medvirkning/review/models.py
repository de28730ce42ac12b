"""What the district group makes: declarations, assessments, proposals, decisions and letters.

A decision is never changed or taken back here, a sent letter never changes, and a round's `granted` follows its
decisions: triggers in the database see to all three, so that the pot can't be overspent even from SQL.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.grants.models import Application
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.people.models import Person
from medvirkning.review.words import DeclarationAnswer, Dismissal, Ground, Outcome


class Declaration(db.Model):
    """What one who works on a case has said about being disqualified. Changed openly: the journal keeps each answer."""

    __table_args__ = (
        UniqueConstraint("application_id", "person_id"),
        Index("ix_declaration_of", "person_id", "round_id", "answer", "application_id"),
        Index("ix_declaration_in_round", "round_id", "at"),
        CheckConstraint("answer <> 'yes' OR ground IS NOT NULL", name="yes_has_ground"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[DeclarationAnswer] = mapped_column(one_of(DeclarationAnswer))
    ground: Mapped[Ground | None] = mapped_column(one_of(Ground))
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()


class Assessment(db.Model):
    """One member's view of one application. `points` is the sum so far; others see it once it is handed in."""

    __table_args__ = (
        UniqueConstraint("application_id", "person_id"),
        Index("ix_assessment_of", "person_id", "round_id", "points", "application_id", "submitted_at"),
        Index("ix_assessment_in_round", "round_id", "submitted_at", "application_id", "points"),
        CheckConstraint("points >= 0", name="points"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(Text, default="")  # for the meeting
    points: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    form_id: Mapped[UUID | None]  # the page that saved it last: it need not know its own saves
    version: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship()
    scores: Mapped[list["Score"]] = relationship(cascade="all, delete-orphan", back_populates="assessment")

    __mapper_args__ = {"version_id_col": version}


class Score(db.Model):
    """Points and the reason for them on one criterion; half-done while the assessment is."""

    __table_args__ = (CheckConstraint("points >= 0", name="points"),)

    assessment_id: Mapped[UUID] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("criterion.id"), primary_key=True)
    points: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    assessment: Mapped[Assessment] = relationship(back_populates="scores")


class Proposal(db.Model):
    """What the group leans to while it talks. A draft: it binds nobody and may add up to more than the pot."""

    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        Index("ix_proposal_in_round", "round_id", "application_id", "outcome", "amount"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    amount: Mapped[int] = mapped_column(BigInteger)  # kroner
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column()  # the round's `steps.mark` when it was made: no two of a case have the same

    by: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class Decision(db.Model):
    """What was decided about one application, once. Never updated or deleted: the database refuses."""

    __table_args__ = (
        CheckConstraint(
            "(outcome = 'granted' AND amount = asked) OR (outcome = 'partly' AND amount > 0 AND amount < asked)"
            " OR (outcome IN ('refused', 'dismissed') AND amount = 0)",
            name="amount",
        ),
        CheckConstraint("(outcome = 'dismissed') = (dismissal IS NOT NULL)", name="why_dismissed"),
        CheckConstraint("length(trim(reasons)) > 0", name="reasons"),
        CheckConstraint("outcome <> 'partly' OR length(trim(cut_reasons)) > 0", name="cut_reasons"),
        Index("ix_decision_in_round", "round_id", "application_id", "outcome", "amount"),
        Index("ix_decision_programme_at", "programme_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), unique=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome))
    asked: Mapped[int] = mapped_column(BigInteger)  # kroner, as it stood when this was decided
    amount: Mapped[int] = mapped_column(BigInteger)  # kroner
    reasons: Mapped[str] = mapped_column(Text)
    cut_reasons: Mapped[str] = mapped_column(Text, default="")  # why less than was asked for
    good: Mapped[str] = mapped_column(Text, default="", server_default="")  # what was good about what is refused
    conditions: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")  # beside the scheme's own
    dismissal: Mapped[Dismissal | None] = mapped_column(one_of(Dismissal))
    mode: Mapped[DecidingMode] = mapped_column(one_of(DecidingMode))  # by what authority
    deviation: Mapped[str] = mapped_column(Text, default="")  # why it is not what the group recommended
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship()
    by: Mapped[Person] = relationship()
    letter: Mapped["Letter"] = relationship(back_populates="decision", uselist=False)


class DecisionChange(db.Model):
    """What came in a decision's place, after an appeal. The decision itself stays as it was made.

    Never updated or deleted, and `before` is what stood until then: the database refuses anything else, and gives the
    pot what is taken away and takes from it what is added. Without an outcome nothing stands: it was set aside.
    """

    __table_args__ = (
        UniqueConstraint("decision_id", "number"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint(
            "(outcome = 'granted' AND amount = asked) OR (outcome = 'partly' AND amount > 0 AND amount < asked)"
            " OR (outcome = 'refused' AND amount = 0) OR (outcome IS NULL AND amount = 0)",
            name="amount",
        ),
        CheckConstraint("length(trim(reasons)) > 0", name="reasons"),
        CheckConstraint("outcome IS NULL OR outcome <> 'partly' OR length(trim(cut_reasons)) > 0", name="cut_reasons"),
        Index("ix_decision_change_in_round", "round_id", "decision_id", "amount", "before"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    number: Mapped[int]  # 1 is the first change
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    outcome: Mapped[Outcome | None] = mapped_column(one_of(Outcome))
    asked: Mapped[int] = mapped_column(BigInteger)  # kroner, as in the decision
    before: Mapped[int] = mapped_column(BigInteger)  # kroner that stood until then
    amount: Mapped[int] = mapped_column(BigInteger)  # kroner that stand from then on
    reasons: Mapped[str] = mapped_column(Text)
    cut_reasons: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship()


class Letter(db.Model):
    """The letter about one decision, made with it. Once `sent_at` is set the database refuses any change."""

    __table_args__ = (
        CheckConstraint(
            "sent_at IS NULL OR (appeal_deadline IS NOT NULL AND digest IS NOT NULL AND attachment_id IS NOT NULL)",
            name="sent",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"), unique=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    language: Mapped[str] = mapped_column(String(5))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    composed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    appeal_deadline: Mapped[date | None]  # the last day, Oslo
    digest: Mapped[str | None] = mapped_column(String(64))  # of language, content and the PDF's own digest
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachment.id"))

    decision: Mapped[Decision] = relationship(back_populates="letter")
    sent_by: Mapped[Person | None] = relationship()


class RoundTally(db.Model):
    """How many applications a round has in each zone, kept by triggers: the queue shows counts without counting."""

    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"), primary_key=True)
    zone_key: Mapped[UUID] = mapped_column(primary_key=True)  # the zone, or all zeros for none
    waiting: Mapped[int] = mapped_column(default=0)  # sent and not decided
    decided: Mapped[int] = mapped_column(default=0)
    incomplete: Mapped[int] = mapped_column(default=0)  # of the waiting, those that lack an attachment
    unchecked: Mapped[int] = mapped_column(default=0)  # of the waiting, those nobody has looked through
    asked: Mapped[int] = mapped_column(BigInteger, default=0)  # kroner, waiting and decided


# The queue's orders, each an index that ends where the next page begins. Drafts have no `sent_at` and are passed over.
Index("ix_application_oldest", Application.round_id, Application.sent_at, Application.id, Application.state)
Index("ix_application_amount", Application.round_id, Application.asked, Application.id, Application.state)
Index("ix_application_zone", Application.round_id, Application.zone_id, Application.sent_at, Application.id)
Index(
    "ix_application_unchecked",
    Application.round_id,
    Application.sent_at,
    Application.id,
    sqlite_where=text("state = 'sent'"),
    postgresql_where=text("state = 'sent'"),
)
Index(
    "ix_application_missing",
    Application.round_id,
    Application.sent_at,
    Application.id,
    sqlite_where=text("missing > 0"),
    postgresql_where=text("missing > 0"),
)
