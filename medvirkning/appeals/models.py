"""Appeals, what is made of each, and the letters about it.

What was ruled is never updated or deleted, and a sent letter never changes: triggers in the database see to it.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.appeals.lifecycle import APPEAL
from medvirkning.appeals.words import (
    MOST_NAME,
    AppealState,
    Appellant,
    BodyOutcome,
    Channel,
    DismissalGround,
    LateGround,
    RulingKind,
    Subject,
)
from medvirkning.follow_up.repayments import ClaimChange, Repayment
from medvirkning.grants.models import Application
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person
from medvirkning.review.models import Decision, DecisionChange


class Appeal(Stateful, db.Model):
    """One appeal: against one decision, the dismissal of an earlier appeal (`about`), or a claim for money back.

    `decision` is the one about the application in any case. Days are Oslo's; `deadline` is the last day it could be
    sent, as it then was.
    """

    LIFECYCLE = APPEAL

    __table_args__ = (
        CheckConstraint("length(trim(wanted)) > 0", name="wanted"),
        CheckConstraint("appellant <> 'other' OR length(trim(interest)) > 0", name="interest"),
        CheckConstraint("late_ground IS NULL OR length(trim(late_note)) > 0", name="late_note"),
        CheckConstraint("sent_on <= received_on", name="days"),
        CheckConstraint("about_id IS NULL OR claim_id IS NULL", name="subject"),
        Index("ix_appeal_desk", "programme_id", "state", "answer_by", "id"),
        Index("ix_appeal_of", "application_id", "registered_at"),
        Index("ix_appeal_from", "owner_id", "registered_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("appeal.id"), index=True)  # whose dismissal is appealed
    claim_id: Mapped[UUID | None] = mapped_column(ForeignKey("repayment.id"), index=True)
    state: Mapped[AppealState] = mapped_column(one_of(AppealState))
    version: Mapped[int] = mapped_column()
    appellant: Mapped[Appellant] = mapped_column(one_of(Appellant))
    channel: Mapped[Channel] = mapped_column(one_of(Channel))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # who appeals, if they can sign in
    name: Mapped[str] = mapped_column(String(MOST_NAME))
    address: Mapped[str] = mapped_column(Text, default="")  # for letters on paper
    interest: Mapped[str] = mapped_column(Text, default="")  # why it concerns them, where they did not apply
    language: Mapped[str] = mapped_column(String(5))  # of the letters
    wanted: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")
    sent_on: Mapped[date]
    received_on: Mapped[date]
    learned_on: Mapped[date | None]  # when somebody who got no letter learned of the decision
    registered_at: Mapped[datetime] = mapped_column(UTCDateTime)
    registered_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    deadline: Mapped[date]
    late_ground: Mapped[LateGround | None] = mapped_column(one_of(LateGround))  # taken though late
    late_note: Mapped[str] = mapped_column(Text, default="")
    question: Mapped[str] = mapped_column(Text, default="")  # what is missing
    asked_until: Mapped[date | None]
    added: Mapped[str] = mapped_column(Text, default="")  # what came afterwards
    added_on: Mapped[date | None]
    answer_by: Mapped[date]
    withdrawn_on: Mapped[date | None]
    reopened_on: Mapped[date | None]  # its dismissal was undone: from then on it is to be looked into

    application: Mapped[Application] = relationship()
    decision: Mapped[Decision] = relationship()
    about: Mapped["Appeal | None"] = relationship(remote_side=[id])
    claim: Mapped[Repayment | None] = relationship()
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    registered_by: Mapped[Person] = relationship(foreign_keys=[registered_by_id])
    rulings: Mapped[list["Ruling"]] = relationship(back_populates="appeal", order_by="Ruling.at")

    __mapper_args__ = {"version_id_col": version}

    @property
    def subject(self) -> Subject:
        """What it is against."""
        if self.about_id is not None:
            return Subject.DISMISSAL
        return Subject.DECISION if self.claim_id is None else Subject.CLAIM

    @property
    def claim_below(self) -> Repayment | None:
        """The claim it all began with: where it is against the dismissal of an appeal about one, too."""
        return self.claim if self.about is None else self.about.claim_below


class Ruling(db.Model):
    """What was made of an appeal, once of each kind. Never updated or deleted: the database refuses."""

    __table_args__ = (
        UniqueConstraint("appeal_id", "kind"),
        CheckConstraint("length(trim(reasons)) > 0", name="reasons"),
        CheckConstraint("(kind = 'dismissed') = (ground IS NOT NULL)", name="ground"),
        CheckConstraint("(kind = 'final') = (outcome IS NOT NULL)", name="outcome"),
        CheckConstraint(
            "kind NOT IN ('changed', 'anew') OR change_id IS NOT NULL OR claim_change_id IS NOT NULL", name="change"
        ),
        Index("uq_ruling_claim_change", "claim_change_id", unique=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    appeal_id: Mapped[UUID] = mapped_column(ForeignKey("appeal.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    kind: Mapped[RulingKind] = mapped_column(one_of(RulingKind))
    ground: Mapped[DismissalGround | None] = mapped_column(one_of(DismissalGround))
    outcome: Mapped[BodyOutcome | None] = mapped_column(one_of(BodyOutcome))
    change_id: Mapped[UUID | None] = mapped_column(ForeignKey("decision_change.id"), unique=True)
    claim_change_id: Mapped[UUID | None] = mapped_column(ForeignKey("claim_change.id"))
    reasons: Mapped[str] = mapped_column(Text)  # of a forwarded one: the first body's statement
    decided_on: Mapped[date]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    appeal: Mapped[Appeal] = relationship(back_populates="rulings")
    change: Mapped[DecisionChange | None] = relationship()
    claim_change: Mapped[ClaimChange | None] = relationship()
    by: Mapped[Person] = relationship()
    letter: Mapped["RulingLetter"] = relationship(back_populates="ruling", uselist=False)


class RulingLetter(db.Model):
    """The letter about a ruling, made with it. Once `sent_at` is set the database refuses any change.

    `appeal_deadline` is there where what it tells of can be appealed in its turn.
    """

    __table_args__ = (
        CheckConstraint("sent_at IS NULL OR (digest IS NOT NULL AND attachment_id IS NOT NULL)", name="sent"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    ruling_id: Mapped[UUID] = mapped_column(ForeignKey("ruling.id"), unique=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    language: Mapped[str] = mapped_column(String(5))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    composed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    appeal_deadline: Mapped[date | None]
    digest: Mapped[str | None] = mapped_column(String(64))
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachment.id"))

    ruling: Mapped[Ruling] = relationship(back_populates="letter")
    sent_by: Mapped[Person | None] = relationship()


class ReasonsDemand(db.Model):
    """Somebody who got a decision has asked, in time, for fuller reasons; the time to appeal counts from the answer.

    Answered once: the database refuses changes after that.
    """

    __table_args__ = (
        CheckConstraint("answered_at IS NULL OR length(trim(answer)) > 0", name="answer"),
        Index("ix_reasons_demand_of", "decision_id", "demanded_at"),
        Index("ix_reasons_demand_waiting", "programme_id", "answered_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decision.id"))
    demanded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    demanded_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    question: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    decision: Mapped[Decision] = relationship()
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])
