"""Money that is claimed back: the advance notice, what the applicant says, and the claim or that it is let go.

The database refuses to ask for more than is paid, to change a notice or a claim that has been sent, and to let whoever
claimed note that it is paid. What comes in a claim's place after an appeal is a row of its own.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.follow_up.lifecycle import REPAYMENT
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.words import RepaymentGround, RepaymentState
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person


@dataclass(frozen=True, slots=True)
class ToPay:
    """What is to be paid back: whole kroner, by a day. None where nothing is claimed, or the claim was set aside."""

    amount: int | None
    due_on: date | None


class Repayment(Stateful, db.Model):
    """One matter of repayment. `amount` is what the notice told of, `claimed` what was claimed; whole kroner.

    `notice` and `claim` are the letters as they were sent. There is the ending of a matter that is let go, or repaid;
    `repaid_amount` is what came back, in kroner.
    """

    LIFECYCLE = REPAYMENT

    __table_args__ = (
        CheckConstraint("amount > 0 AND claimed > 0 AND claimed <= amount", name="amounts"),
        CheckConstraint("length(trim(reasons)) > 0", name="reasons"),
        CheckConstraint("repaid_by_id <> claimed_by_id", name="four_eyes"),
        CheckConstraint(
            "(claimed IS NULL) = (claimed_at IS NULL) AND (claimed IS NULL OR (claimed_by_id IS NOT NULL "
            "AND due_on IS NOT NULL AND appeal_deadline IS NOT NULL AND digest IS NOT NULL "
            "AND attachment_id IS NOT NULL AND length(trim(claim_reasons)) > 0))",
            name="claimed",
        ),
        CheckConstraint("state NOT IN ('claimed', 'repaid') OR claimed IS NOT NULL", name="state"),
        CheckConstraint("(state = 'repaid') = (repaid_on IS NOT NULL AND repaid_by_id IS NOT NULL)", name="repaid"),
        CheckConstraint("(state = 'let_go') = (let_go_at IS NOT NULL AND let_go_by_id IS NOT NULL)", name="let_go"),
        Index("ix_repayment_of", "application_id", "notified_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("acceptance.application_id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    state: Mapped[RepaymentState] = mapped_column(one_of(RepaymentState))
    ground: Mapped[RepaymentGround] = mapped_column(one_of(RepaymentGround))
    amount: Mapped[int] = mapped_column(BigInteger)
    reasons: Mapped[str] = mapped_column(Text)
    answer_by: Mapped[date]
    notified_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    notified_at: Mapped[datetime] = mapped_column(UTCDateTime)
    notice: Mapped[dict[str, Any]] = mapped_column(JSON)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    claimed: Mapped[int | None] = mapped_column(BigInteger)
    claim_reasons: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    appeal_deadline: Mapped[date | None]
    claimed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    claim: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    digest: Mapped[str | None] = mapped_column(String(64))
    attachment_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachment.id"))
    let_go_reason: Mapped[str] = mapped_column(Text, default="")
    let_go_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    let_go_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    repaid_on: Mapped[date | None]
    repaid_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    repaid_amount: Mapped[int | None] = mapped_column(BigInteger)

    acceptance: Mapped[Acceptance] = relationship()
    notified_by: Mapped[Person] = relationship(foreign_keys=notified_by_id)
    claimed_by: Mapped[Person | None] = relationship(foreign_keys=claimed_by_id)
    let_go_by: Mapped[Person | None] = relationship(foreign_keys=let_go_by_id)
    repaid_by: Mapped[Person | None] = relationship(foreign_keys=repaid_by_id)
    changes: Mapped[list["ClaimChange"]] = relationship(order_by="ClaimChange.number", back_populates="repayment")

    @property
    def stands(self) -> ToPay:
        """What is to be paid back now, whatever the applicant has been told."""
        return _last(self, self.changes)

    @property
    def told(self) -> ToPay:
        """The same, as far as the applicant has been told."""
        return _last(self, [each for each in self.changes if each.told_at])

    @property
    def changing(self) -> bool:
        """Whether something else has come in the claim's place, and its letter is not sent."""
        return any(each.told_at is None for each in self.changes)

    @property
    def at_stake(self) -> int:
        """Kroner it is about now: what is to be paid back or, while that is not decided, what the notice told of."""
        return self.amount if self.told.amount is None else self.told.amount

    @property
    def too_much(self) -> int:
        """Kroner that were paid back and are not owed after all, as far as the applicant has been told."""
        owed = self.told.amount
        return 0 if self.repaid_amount is None or owed is None else max(self.repaid_amount - owed, 0)


class ClaimChange(db.Model):
    """What came in a claim's place after an appeal, in whole kroner: another sum, or 0. None: it was set aside.

    Never changed or deleted, but for when it was told of, once: the database refuses.
    """

    __table_args__ = (
        UniqueConstraint("repayment_id", "number"),
        CheckConstraint("amount IS NULL OR amount >= 0", name="amount"),
        CheckConstraint("(amount IS NOT NULL AND amount > 0) = (due_on IS NOT NULL)", name="due_on"),
        CheckConstraint("length(trim(reasons)) > 0", name="reasons"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    repayment_id: Mapped[UUID] = mapped_column(ForeignKey("repayment.id"))
    number: Mapped[int]  # counted in the matter
    amount: Mapped[int | None] = mapped_column(BigInteger)
    due_on: Mapped[date | None]
    reasons: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    repayment: Mapped[Repayment] = relationship(back_populates="changes")
    by: Mapped[Person] = relationship()


def _last(made: Repayment, changes: list[ClaimChange]) -> ToPay:
    return ToPay(changes[-1].amount, changes[-1].due_on) if changes else ToPay(made.claimed, made.due_on)
