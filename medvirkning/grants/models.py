"""Applications, their budgets, and what was sent. Amounts are whole kroner.

What was sent is never changed: the database refuses it.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.grants.scheme_words import Land, LineKind, YesNo
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicantKind, ApplicationState, BudgetSide, Line
from medvirkning.kernel.database import UTCDateTime, db, one_of
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person
from medvirkning.programmes.models import Zone


def _digits(column: str, count: int) -> str:
    """Nothing but so many digits, in words both databases know."""
    return f"length({column}) = {count} AND ltrim({column}, '0123456789') = ''"


class Application(Stateful, db.Model):
    """One application. A draft is its owner's alone; what is unreadable in it is kept in `unread`, by field.

    `asked` is kroner, kept at each save. `attachment_plans` is wanted key → AttachmentPlan, `last_forms` is
    section → the form that saved it last.
    """

    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("(number IS NULL) = (sent_at IS NULL)", name="number_with_sent_at"),
        CheckConstraint("state IN ('draft', 'withdrawn') OR number IS NOT NULL", name="sent_has_number"),
        CheckConstraint("asked >= 0", name="asked"),
        CheckConstraint("least_workable >= 0", name="least_workable"),
        CheckConstraint("language IN ('nb', 'nn')", name="language"),
        CheckConstraint(_digits("organisation_number", 9), name="organisation_number"),
        CheckConstraint(_digits("partner_number", 9), name="partner_number"),
        CheckConstraint(_digits("account_number", 11), name="account_number"),
        CheckConstraint("other_aid >= 0", name="other_aid"),
        Index("ix_application_round_id_state", "round_id", "state", "number"),
        Index("ix_application_owner_id", "owner_id", "round_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    number: Mapped[str | None] = mapped_column(String(40))  # NT-2026-014
    language: Mapped[str] = mapped_column(String(5))
    state: Mapped[ApplicationState] = mapped_column(one_of(ApplicationState), default=ApplicationState.DRAFT)
    version: Mapped[int] = mapped_column()
    applicant_kind: Mapped[ApplicantKind | None] = mapped_column(one_of(ApplicantKind))
    applicant_name: Mapped[str] = mapped_column(Text, default="")
    organisation_number: Mapped[str | None] = mapped_column(String(9))
    partner_name: Mapped[str] = mapped_column(Text, default="")
    partner_number: Mapped[str | None] = mapped_column(String(9))
    in_register: Mapped[YesNo | None] = mapped_column(one_of(YesNo, "in_register"))
    other_aid: Mapped[int | None] = mapped_column(BigInteger)
    account_number: Mapped[str | None] = mapped_column(String(11))
    contact_name: Mapped[str] = mapped_column(Text, default="")
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_phone: Mapped[str] = mapped_column(Text, default="")
    responsible_name: Mapped[str] = mapped_column(Text, default="")  # of a group: the adult who answers for it
    responsible_email: Mapped[str | None] = mapped_column(String(254))
    of_age: Mapped[bool] = mapped_column(default=False)  # whoever answers for the group is over 18, it is declared
    second_name: Mapped[str] = mapped_column(Text, default="")
    second_email: Mapped[str | None] = mapped_column(String(254))
    title: Mapped[str] = mapped_column(Text, default="")
    what: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")
    whom: Mapped[str] = mapped_column(Text, default="")
    developed_with: Mapped[str] = mapped_column(Text, default="")
    participants: Mapped[int | None]
    ticked: Mapped[list[str]] = mapped_column(JSON, default=list)  # keys of what is not funded and is in it
    zone_id: Mapped[UUID | None] = mapped_column(ForeignKey("zone.id"), index=True)
    whole_area: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    physical: Mapped[YesNo | None] = mapped_column(one_of(YesNo, "physical"))
    land: Mapped[Land | None] = mapped_column(one_of(Land))
    land_owner: Mapped[str] = mapped_column(Text, default="")
    operator: Mapped[str] = mapped_column(Text, default="")
    maintainer: Mapped[str] = mapped_column(Text, default="")
    least_workable: Mapped[int | None]
    asked: Mapped[int] = mapped_column(BigInteger, default=0)
    attachment_plans: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    missing: Mapped[int] = mapped_column(default=0)  # what is waited for: attachments, a correction; kept by actions
    revision: Mapped[int] = mapped_column(default=0)  # the newest snapshot's number; 0 before sending
    unread: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    last_forms: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    granted: Mapped[int | None] = mapped_column(BigInteger)  # kroner, kept by the decision
    lapsed: Mapped[bool] = mapped_column(default=False)  # a grant that was declined, or that nobody said yes to
    report_owed_on: Mapped[date | None]  # the last day for a report that has not come; kept by those who follow up
    send_key: Mapped[UUID | None] = mapped_column(unique=True)  # the id of the form that sent it

    round: Mapped[Round] = relationship()
    owner: Mapped[Person] = relationship()
    zone: Mapped[Zone | None] = relationship()
    lines: Mapped[list["BudgetLine"]] = relationship(order_by="BudgetLine.position", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}
    LIFECYCLE = APPLICATION


class BudgetLine(db.Model):
    """One line of a budget. `amount` is None only in drafts; `written` is then what stands in the field."""

    __table_args__ = (
        CheckConstraint("amount >= 0", name="amount"),
        Index("ix_budget_line_application_id", "application_id", "position"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    position: Mapped[int]
    side: Mapped[BudgetSide] = mapped_column(one_of(BudgetSide))
    text: Mapped[str] = mapped_column(Text, default="")
    amount: Mapped[int | None]
    written: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[LineKind] = mapped_column(one_of(LineKind), default=LineKind.PLAIN)

    @property
    def line(self) -> Line:
        """The line as rules see it."""
        return Line(self.side, self.text, self.amount, self.written, self.kind or LineKind.PLAIN)


class Snapshot(db.Model):
    """An application as it was sent, with the digest of its content. Never changed, never removed.

    The first is number 1; each correction lays one more beside it.
    """

    __table_args__ = (CheckConstraint("number > 0", name="number"),)

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
