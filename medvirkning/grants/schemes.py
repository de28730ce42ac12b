"""Schemes, their criteria and rounds. Amounts are whole kroner. The database refuses changes to adopted criteria."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON, TypeDecorator

from medvirkning.grants.awarded import report_due
from medvirkning.grants.rules import answer_day
from medvirkning.grants.scheme_words import (
    AccountSource,
    Intake,
    MissingReport,
    OrganisationNumber,
    OwnShare,
    PaymentWay,
    SignIn,
    WantedOf,
)
from medvirkning.grants.values import NotFunded, Terms, Wanted
from medvirkning.grants.words import ApplicantKind, CriterionKind, DecidingMode
from medvirkning.kernel.database import LocalizedText, LocalizedTexts, UTCDateTime, db, one_of
from medvirkning.kernel.localized import Localized
from medvirkning.programmes.models import Programme


class NotFundedList(TypeDecorator[list[NotFunded]]):
    """What is not funded, stored as a JSON list of objects."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: list[NotFunded] | None, dialect: Dialect) -> list[dict[str, Any]] | None:
        return None if value is None else [one.to_json() for one in value]

    def process_result_value(self, value: list[dict[str, Any]] | None, dialect: Dialect) -> list[NotFunded] | None:
        return None if value is None else [NotFunded.from_json(one) for one in value]


class Scheme(db.Model):
    """A grant scheme (tilskuddsordning). Everything municipalities do differently is a setting here."""

    __table_args__ = (
        UniqueConstraint("programme_id", "slug"),
        UniqueConstraint("programme_id", "case_prefix"),
        CheckConstraint("appeal_weeks >= 3", name="appeal_weeks"),  # law key appeal_deadline
        CheckConstraint("least_amount >= 0 AND most_amount >= 0 AND most_amount >= least_amount", name="amounts"),
        CheckConstraint("most_per_year >= 0 AND most_aid >= 0 AND auditor_from >= 0", name="sums"),
        CheckConstraint(
            "own_share BETWEEN 1 AND 100 AND most_share BETWEEN 1 AND 100 AND most_fees BETWEEN 1 AND 100 "
            "AND first_share BETWEEN 1 AND 100",
            name="shares",
        ),
        CheckConstraint("intake <> 'rolling' OR answer_days > 0", name="answer_days"),
        CheckConstraint("payment <> 'divided' OR first_share IS NOT NULL", name="first_share"),
        CheckConstraint("report_months > 0", name="report_months"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    programme_id: Mapped[UUID] = mapped_column(ForeignKey("programme.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60))
    name: Mapped[Localized] = mapped_column(LocalizedText)
    purpose: Mapped[Localized] = mapped_column(LocalizedText)
    applicant_kinds: Mapped[list[str]] = mapped_column(JSON)  # of ApplicantKind
    zones: Mapped[list[str]] = mapped_column(JSON, default=list)  # codes of those it covers; none for all
    organisation_number: Mapped[OrganisationNumber] = mapped_column(
        one_of(OrganisationNumber), default=OrganisationNumber.NO
    )
    voluntary_register: Mapped[bool] = mapped_column(default=False)  # Frivillighetsregisteret
    register_exempt: Mapped[list[str]] = mapped_column(JSON, default=list)  # of ApplicantKind: need not be in it
    register_stops: Mapped[bool] = mapped_column(default=False)  # what the register says is more than advice
    sign_in: Mapped[SignIn] = mapped_column(one_of(SignIn), default=SignIn.EMAIL_LINK)
    intake: Mapped[Intake] = mapped_column(one_of(Intake), default=Intake.ROUNDS)
    answer_days: Mapped[int | None]  # from sending to answer, where applications come at any time
    least_amount: Mapped[int | None]
    most_amount: Mapped[int | None]
    most_per_year: Mapped[int | None]  # of one applicant
    most_over_years: Mapped[int | None]  # of one applicant, in so many calendar years, this one too
    ceiling_years: Mapped[int | None]
    own_share: Mapped[int | None]  # per cent, as the other shares
    lower_share: Mapped[int | None]  # what the own share may come down to where the need is documented
    own_counts: Mapped[list[str]] = mapped_column(JSON, default=lambda: [OwnShare.MONEY.value])  # of OwnShare
    most_share: Mapped[int | None]  # of the cost that one may apply for
    most_fees: Mapped[int | None]  # of the expenses that may go to fees
    most_aid: Mapped[int | None]  # kroner of de minimis aid to a business in three years; none: not asked
    not_funded: Mapped[list[NotFunded]] = mapped_column(NotFundedList, default=list)
    asks_land: Mapped[bool] = mapped_column(default=False)  # of physical measures: whose ground it is
    asks_upkeep: Mapped[bool] = mapped_column(default=False)  # of physical measures: who runs it and looks after it
    second_confirms: Mapped[bool] = mapped_column(default=False)
    only_warns: Mapped[list[str]] = mapped_column(JSON, default=list)  # of ApplicationWord: what stops nobody
    conditions: Mapped[list[Localized]] = mapped_column(LocalizedTexts, default=list)
    deciding_mode: Mapped[DecidingMode] = mapped_column(one_of(DecidingMode), default=DecidingMode.RECOMMENDS)
    may_agree: Mapped[bool] = mapped_column(default=False)  # members with another's assessment, in place of points
    decided_by: Mapped[Localized] = mapped_column(LocalizedText)  # who decides
    adopted_by: Mapped[Localized] = mapped_column(LocalizedText)  # organ, case and date of the scheme's adoption
    appeal_body: Mapped[Localized] = mapped_column(LocalizedText)
    appeal_weeks: Mapped[int] = mapped_column(default=3)
    report_months: Mapped[int] = mapped_column(default=2)  # after the measure has ended
    report_day: Mapped[str] = mapped_column(String(5), default="")  # or a day of the year, 12-15, which goes before
    auditor_from: Mapped[int | None]  # kroner: from this sum an auditor approves the accounts
    second_signer: Mapped[bool] = mapped_column(default=False)  # two names under the report
    missing_report: Mapped[MissingReport] = mapped_column(one_of(MissingReport), default=MissingReport.SHOWN)
    payment: Mapped[PaymentWay] = mapped_column(one_of(PaymentWay), default=PaymentWay.ADVANCE)
    first_share: Mapped[int | None]  # per cent that is paid first, where payment is divided
    account_source: Mapped[AccountSource] = mapped_column(one_of(AccountSource), default=AccountSource.APPLICATION)
    note: Mapped[str] = mapped_column(Text, default="")  # the municipality's own, shown to those who edit it
    contact_name: Mapped[str] = mapped_column(String(120))
    contact_email: Mapped[str] = mapped_column(String(254))
    case_prefix: Mapped[str] = mapped_column(String(10))

    programme: Mapped[Programme] = relationship()
    wanted: Mapped[list["WantedAttachment"]] = relationship(order_by="WantedAttachment.position")
    rounds: Mapped[list["Round"]] = relationship(order_by="Round.opens_at", back_populates="scheme")

    @property
    def terms(self) -> Terms:
        """What the scheme asks of an application."""
        return Terms(
            kinds=frozenset(ApplicantKind(kind) for kind in self.applicant_kinds),
            organisation_number=self.organisation_number,
            voluntary_register=self.voluntary_register,
            least_amount=self.least_amount,
            most_amount=self.most_amount,
            most_per_year=self.most_per_year,
            own_share=self.own_share,
            own_counts=frozenset(OwnShare(one) for one in self.own_counts),
            most_share=self.most_share,
            most_fees=self.most_fees,
            most_aid=self.most_aid,
            not_funded=tuple(self.not_funded),
            wanted=tuple(one.wanted for one in self.wanted),
            zones=frozenset(zone.id for zone in self.programme.zones if zone.code in self.zones),
            asks_land=self.asks_land,
            asks_upkeep=self.asks_upkeep,
            account_asked=self.account_source is AccountSource.APPLICATION,
            second_confirms=self.second_confirms,
            missing_report=self.missing_report,
            only_warns=frozenset(self.only_warns),
            register_exempt=frozenset(ApplicantKind(kind) for kind in self.register_exempt),
            register_stops=self.register_stops,
            lower_share=self.lower_share,
            most_over_years=self.most_over_years,
            ceiling_years=self.ceiling_years,
        )

    def report_due(self, done_on: date) -> date:
        """The last day for the report of something that ended, or was decided, on this day."""
        return report_due(done_on, months=self.report_months, day=self.report_day)


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
    asked_of: Mapped[WantedOf] = mapped_column(one_of(WantedOf), default=WantedOf.ALL)
    later_days: Mapped[int | None]  # after the deadline, or after sending where there is none

    @property
    def wanted(self) -> Wanted:
        """The attachment as rules see it."""
        return Wanted(self.key, self.required, self.may_come_later, self.asked_of, self.later_days)


class CriteriaSet(db.Model):
    """Criteria as they were adopted, once. Other criteria are a new set with the next version."""

    __table_args__ = (UniqueConstraint("scheme_id", "version"), CheckConstraint("version > 0", name="version"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    scheme_id: Mapped[UUID] = mapped_column(ForeignKey("scheme.id"))
    version: Mapped[int]
    adopted_by: Mapped[Localized] = mapped_column(LocalizedText)
    adopted_on: Mapped[date]
    by_priority: Mapped[bool] = mapped_column(default=False)  # the first weighs most, as they were adopted

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
    scale: Mapped[list[Localized]] = mapped_column(LocalizedTexts, default=list)  # words for 0 to most; none: the usual


class Round(db.Model):
    """A round of a scheme: when one may apply, and the pot. `granted` is kept by the decisions' trigger.

    Where applications come at any time, a round is a pot: it has neither deadline nor answer day until it is closed.
    """

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
    deadline: Mapped[datetime | None] = mapped_column(UTCDateTime)  # the last moment: kernel.clock.oslo_deadline
    pot: Mapped[int] = mapped_column(BigInteger)
    granted: Mapped[int] = mapped_column(BigInteger, default=0)
    criteria_set_id: Mapped[UUID] = mapped_column(ForeignKey("criteria_set.id"))
    meeting_on: Mapped[date | None]
    answer_by: Mapped[date | None]

    scheme: Mapped[Scheme] = relationship(back_populates="rounds")
    criteria_set: Mapped[CriteriaSet] = relationship()

    def answer_day(self, sent_on: date) -> date | None:
        """The day by which whoever sends on this day has an answer; None where nothing is promised."""
        return answer_day(self.answer_by, self.scheme.answer_days, sent_on=sent_on)
