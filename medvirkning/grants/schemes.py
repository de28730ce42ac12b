"""Schemes, their criteria and rounds. Amounts are whole kroner. The database refuses changes to adopted criteria."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from medvirkning.grants.words import ApplicantKind, CriterionKind, DecidingMode, Terms, Wanted
from medvirkning.kernel.database import LocalizedText, LocalizedTexts, UTCDateTime, db, one_of
from medvirkning.kernel.localized import Localized
from medvirkning.programmes.models import Programme


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
    deciding_mode: Mapped[DecidingMode] = mapped_column(one_of(DecidingMode), default=DecidingMode.RECOMMENDS)
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
