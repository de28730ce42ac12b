"""Money that is claimed back: the advance notice, what the applicant says, and the claim or that it is let go.

The database refuses to ask for more than is paid, to change a notice or a claim that has been sent, and to let whoever
claimed note that it is paid.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.follow_up.lifecycle import REPAYMENT
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.words import RepaymentGround, RepaymentState
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person


class Repayment(Stateful, db.Model):
    """One matter of repayment. `amount` is what the notice told of, `claimed` what was claimed; whole kroner.

    `notice` and `claim` are the letters as they were sent. There is the ending of a matter that is let go, or repaid.
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

    acceptance: Mapped[Acceptance] = relationship()
    notified_by: Mapped[Person] = relationship(foreign_keys=notified_by_id)
    claimed_by: Mapped[Person | None] = relationship(foreign_keys=claimed_by_id)
    let_go_by: Mapped[Person | None] = relationship(foreign_keys=let_go_by_id)
    repaid_by: Mapped[Person | None] = relationship(foreign_keys=repaid_by_id)
