"""What is kept after a decision: that the grant is accepted, where the money goes, and what has been paid.

Four amounts are kept apart: asked (the application), proposed (review), granted and paid (here). Triggers add up what
stands on payment lists and what is paid, and the database refuses more than what is granted.
"""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from medvirkning.follow_up.lifecycle import PAYMENT_LIST
from medvirkning.follow_up.rules import due_now
from medvirkning.follow_up.words import ListState
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person


class Acceptance(db.Model):
    """A grant that is accepted. `listed` and `paid` are kept by triggers: what stands on lists, and what has gone out.

    An appeal that changes the amount changes `granted` with it, by a trigger, but never to less than stands on lists.

    `account_number` is where the money goes: as in the application, or as it was changed and confirmed since; the
    database takes no other. How the
    money is paid and what the report needs are the scheme's words on the day of the yes; the database lists no more
    than what they let be paid.
    """

    __table_args__ = (
        CheckConstraint("granted >= 0 AND paid >= 0 AND paid <= listed AND listed <= granted", name="amounts"),
        CheckConstraint(
            "length(account_number) = 11 AND ltrim(account_number, '0123456789') = ''", name="account_number"
        ),
        Index("ix_acceptance_programme_at", "programme_id", "accepted_at"),
        Index("ix_acceptance_report_due", "report_due"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    granted: Mapped[int] = mapped_column(BigInteger)  # kroner, as decided: the most that can be paid
    listed: Mapped[int] = mapped_column(BigInteger, default=0)
    paid: Mapped[int] = mapped_column(BigInteger, default=0)
    account_number: Mapped[str | None] = mapped_column(String(11))  # none until one has been confirmed
    report_due: Mapped[date]  # the last day to tell how it went
    payment: Mapped[PaymentWay] = mapped_column(one_of(PaymentWay), default=PaymentWay.ADVANCE)
    first_share: Mapped[int | None]  # per cent, where payment is divided
    auditor_from: Mapped[int | None]  # kroner: from this sum an auditor approves the accounts
    second_signer: Mapped[bool] = mapped_column(default=False)
    approved: Mapped[int | None] = mapped_column(BigInteger)  # kroner the approved report comes to; not in advance
    accepted_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    accepted_at: Mapped[datetime] = mapped_column(UTCDateTime)

    application: Mapped[Application] = relationship()
    accepted_by: Mapped[Person] = relationship()

    @property
    def left(self) -> int:
        """Kroner granted that stand on no list yet."""
        return self.granted - self.listed

    @property
    def told(self) -> int:
        """Kroner of it that count before the letter about a change is sent: more is paid then, less counts at once."""
        return min(self.granted, self.application.granted or 0)

    @property
    def due_now(self) -> int:
        """Kroner that may go on a list now: the rest waits for the report where the scheme says so."""
        return due_now(self.told, self.payment, self.first_share, listed=self.listed, approved=self.approved)

    @property
    def in_all(self) -> int:
        """Kroner the grant comes to: what the approved report shows, where it is paid against receipts."""
        return self.granted if self.approved is None else min(self.approved, self.granted)


class AccountChange(db.Model):
    """Another account number, asked for after sending. It counts when another person has confirmed it."""

    __table_args__ = (
        CheckConstraint("answered_by_id <> asked_by_id", name="four_eyes"),
        CheckConstraint("(answered_by_id IS NULL) = (confirmed IS NULL)", name="answered"),
        CheckConstraint(
            "length(account_number) = 11 AND ltrim(account_number, '0123456789') = ''", name="account_number"
        ),
        Index(
            "uq_account_change_waiting",
            "application_id",
            unique=True,
            sqlite_where=text("confirmed IS NULL"),
            postgresql_where=text("confirmed IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), index=True)
    account_number: Mapped[str] = mapped_column(String(11))
    reason: Mapped[str] = mapped_column(Text, default="")
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    confirmed: Mapped[bool | None]  # None while it waits

    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)


class Closing(db.Model):
    """That staff finished a case nothing more came of, and why. Never changed or deleted: the database refuses."""

    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="reason"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime)

    by: Mapped[Person] = relationship()


class PaymentList(Stateful, db.Model):
    """Payments that go to the economy system together. Never approved by whoever made it: the database refuses.

    It refuses too to approve what goes to another account than the grant's, to put more on a list that is approved, and
    to take an approved list back without a reason.
    """

    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("approved_by_id <> made_by_id", name="four_eyes"),
        CheckConstraint("state NOT IN ('approved', 'paid') OR approved_by_id IS NOT NULL", name="approved"),
        CheckConstraint("(state = 'paid') = (paid_on IS NOT NULL)", name="paid"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    number: Mapped[int]  # counted in the programme
    state: Mapped[ListState] = mapped_column(one_of(ListState), default=ListState.MADE)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    paid_on: Mapped[date | None]
    dropped_reason: Mapped[str] = mapped_column(Text, default="")

    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id)
    approved_by: Mapped[Person | None] = relationship(foreign_keys=approved_by_id)
    payments: Mapped[list["Payment"]] = relationship(order_by="Payment.position", back_populates="payment_list")

    LIFECYCLE = PAYMENT_LIST


class Payment(db.Model):
    """One amount of one grant on a list, with the account it goes to. Dropped with its list; else never changed."""

    __table_args__ = (
        UniqueConstraint("list_id", "application_id"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("paid_on IS NULL OR live", name="paid_is_live"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    list_id: Mapped[UUID] = mapped_column(ForeignKey("payment_list.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("acceptance.application_id"), index=True)
    position: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)  # kroner
    account_number: Mapped[str] = mapped_column(String(11))
    live: Mapped[bool] = mapped_column(default=True)  # counts towards what is listed
    paid_on: Mapped[date | None]

    payment_list: Mapped[PaymentList] = relationship(back_populates="payments")
    acceptance: Mapped[Acceptance] = relationship()
