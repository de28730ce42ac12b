"""Schemes, their criteria and rounds; applications, their budgets, and what was sent.

Amounts are whole kroner. Adopted criteria and sent snapshots are never changed: the database refuses it.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.grants.lifecycle import APPLICATION
from medvirkning.grants.words import (
    ApplicantKind,
    ApplicationState,
    BudgetSide,
    CriterionKind,
    Line,
    Terms,
    Wanted,
)
from medvirkning.kernel.database import LocalizedText, LocalizedTexts, UTCDateTime, db, one_of
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.stateful import Stateful
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme, Zone


def _digits(column: str, count: int) -> str:
    """Nothing but so many digits, in words both databases know."""
    return f"length({column}) = {count} AND ltrim({column}, '0123456789') = ''"


class Scheme(db.Model):
    """A grant scheme (tilskuddsordning). Everything municipalities do differently is a setting here."""

    __table_args__ = (
        UniqueConstraint("programme_id", "slug"),
        UniqueConstraint("programme_id", "case_prefix"),
        CheckConstraint("appeal_weeks >= 3", name="appeal_weeks"),  # law key appeal_deadline
        CheckConstraint("least_amount >= 0 AND most_amount >= 0 AND most_amount >= least_amount", name="amounts"),
        CheckConstraint("report_months > 0", name="report_months"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[Localized] = mapped_column(LocalizedText)
    purpose: Mapped[Localized] = mapped_column(LocalizedText)
    applicant_kinds: Mapped[list[str]] = mapped_column(JSON)  # of ApplicantKind
    needs_organisation_number: Mapped[bool] = mapped_column(default=False)
    least_amount: Mapped[int | None]
    most_amount: Mapped[int | None]
    not_funded: Mapped[list[Localized]] = mapped_column(LocalizedTexts, default=list)
    conditions: Mapped[list[Localized]] = mapped_column(LocalizedTexts, default=list)
    decided_by: Mapped[Localized] = mapped_column(LocalizedText)  # who decides
    adopted_by: Mapped[Localized] = mapped_column(LocalizedText)  # organ, case and date of the scheme's adoption
    appeal_body: Mapped[Localized] = mapped_column(LocalizedText)
    appeal_weeks: Mapped[int] = mapped_column(default=3)
    report_months: Mapped[int] = mapped_column(default=2)  # after the measure has ended
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_email: Mapped[str] = mapped_column(String(254))
    case_prefix: Mapped[str] = mapped_column(String(10))

    programme: Mapped[Programme] = relationship()
    wanted: Mapped[list["WantedAttachment"]] = relationship(order_by="WantedAttachment.position")
    rounds: Mapped[list["Round"]] = relationship(order_by="Round.deadline", back_populates="scheme")

    @property
    def terms(self) -> Terms:
        """What the scheme asks of an application."""
        return Terms(
            kinds=frozenset(ApplicantKind(kind) for kind in self.applicant_kinds),
            needs_organisation_number=self.needs_organisation_number,
            least_amount=self.least_amount,
            most_amount=self.most_amount,
            wanted=tuple(Wanted(one.key, one.required, one.may_come_later) for one in self.wanted),
        )


class WantedAttachment(db.Model):
    """An attachment the scheme asks for."""

    __table_args__ = (UniqueConstraint("scheme_id", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    key: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    name: Mapped[Localized] = mapped_column(LocalizedText)
    help: Mapped[Localized | None] = mapped_column(LocalizedText)
    required: Mapped[bool] = mapped_column(default=False)
    may_come_later: Mapped[bool] = mapped_column(default=True)


class CriteriaSet(db.Model):
    """Criteria as they were adopted, once. Other criteria are a new set with the next version."""

    __table_args__ = (UniqueConstraint("scheme_id", "version"), CheckConstraint("version > 0", name="version"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    version: Mapped[int]
    adopted_by: Mapped[Localized] = mapped_column(LocalizedText)
    adopted_on: Mapped[date]

    criteria: Mapped[list["Criterion"]] = relationship(order_by="Criterion.position")


class Criterion(db.Model):
    """One criterion: self-check, score form, reasons of the letter and public page all read it from here."""

    __table_args__ = (UniqueConstraint("set_id", "key"), CheckConstraint("most > 0", name="most"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    set_id: Mapped[UUID] = mapped_column(ForeignKey("criteria_set.id"))
    key: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    text: Mapped[Localized] = mapped_column(LocalizedText)
    help: Mapped[Localized | None] = mapped_column(LocalizedText)
    kind: Mapped[CriterionKind] = mapped_column(one_of(CriterionKind))
    most: Mapped[int]  # points; 1 for an absolute one


class Round(db.Model):
    """A round of a scheme: when one may apply, and the pot. `granted` is kept by the decisions' trigger."""

    __tablename__ = "grant_round"
    __table_args__ = (
        UniqueConstraint("scheme_id", "slug"),
        CheckConstraint("deadline > opens_at", name="deadline"),
        CheckConstraint("pot >= 0", name="pot"),
        CheckConstraint("granted >= 0 AND granted <= pot", name="granted"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[Localized] = mapped_column(LocalizedText)
    opens_at: Mapped[datetime] = mapped_column(UTCDateTime)
    deadline: Mapped[datetime] = mapped_column(UTCDateTime)  # the last moment in time: kernel.clock.oslo_deadline
    pot: Mapped[int] = mapped_column(BigInteger)
    granted: Mapped[int] = mapped_column(BigInteger, default=0)
    criteria_set_id: Mapped[UUID] = mapped_column(ForeignKey("criteria_set.id"))
    meeting_on: Mapped[date | None]
    answer_by: Mapped[date]

    scheme: Mapped[Scheme] = relationship(back_populates="rounds")
    criteria_set: Mapped[CriteriaSet] = relationship()


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
        CheckConstraint(_digits("account_number", 11), name="account_number"),
        Index("ix_application_round_id_state", "round_id", "state", "number"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[str | None] = mapped_column(String(40))  # NT-2026-014
    language: Mapped[str] = mapped_column(String(5))
    state: Mapped[ApplicationState] = mapped_column(one_of(ApplicationState), default=ApplicationState.DRAFT)
    version: Mapped[int] = mapped_column()
    applicant_kind: Mapped[ApplicantKind | None] = mapped_column(one_of(ApplicantKind))
    applicant_name: Mapped[str] = mapped_column(Text, default="")
    organisation_number: Mapped[str | None] = mapped_column(String(9))
    account_number: Mapped[str | None] = mapped_column(String(11))
    contact_name: Mapped[str] = mapped_column(Text, default="")
    contact_email: Mapped[str | None] = mapped_column(String(254))
    contact_phone: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(Text, default="")
    what: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")
    whom: Mapped[str] = mapped_column(Text, default="")
    developed_with: Mapped[str] = mapped_column(Text, default="")
    participants: Mapped[int | None]
    zone_id: Mapped[UUID | None] = mapped_column(ForeignKey("zone.id"), index=True)
    whole_area: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    least_workable: Mapped[int | None]
    asked: Mapped[int] = mapped_column(BigInteger, default=0)
    attachment_plans: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    missing: Mapped[int] = mapped_column(default=0)  # attachments said to come later and not here yet; kept by actions
    unread: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    last_forms: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    begun_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
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

    @property
    def line(self) -> Line:
        """The line as rules see it."""
        return Line(self.side, self.text, self.amount, self.written)


class Snapshot(db.Model):
    """An application as it was sent, with the digest of its content. Never changed, never removed."""

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    sent_at: Mapped[datetime] = mapped_column(UTCDateTime)
