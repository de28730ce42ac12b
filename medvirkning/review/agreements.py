"""Members who have given up their own points in a case, and whom they agree with. Never counted in any points."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from medvirkning.kernel.database import UTCDateTime, db
from medvirkning.people.models import Person
from medvirkning.review.models import Assessment


class Agreement(db.Model):
    """One member in one case: when they asked to see the others' points, and whose they agree with.

    The row never goes: what has been seen has been seen. The database refuses it beside points that are handed in.
    """

    __table_args__ = (
        CheckConstraint("(assessment_id IS NULL) = (agreed_at IS NULL)", name="agreed"),
        Index("ix_agreement_of", "person_id", "round_id", "agreed_at", "application_id"),
        Index("ix_agreement_in_round", "round_id", "agreed_at"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("grant_round.id"))
    looked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    assessment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assessment.id"))
    agreed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    person: Mapped[Person] = relationship()
    assessment: Mapped[Assessment | None] = relationship()

    @property
    def changed_since(self) -> bool:
        """Whether what one agreed with has been changed and handed in again."""
        theirs = self.assessment
        return bool(theirs and theirs.submitted_at and self.agreed_at and theirs.submitted_at > self.agreed_at)


def agreement_of(person_id: UUID, application_id: UUID) -> Agreement | None:
    """What this member has chosen in this case, if they have given up their own points."""
    return db.session.get(Agreement, (application_id, person_id))


def agreements_in(application_id: UUID) -> list[Agreement]:
    """Who agrees with whom in a case, by the members' names."""
    wanted = (
        select(Agreement)
        .join(Agreement.person)
        .where(Agreement.application_id == application_id, Agreement.agreed_at.is_not(None))
        .options(joinedload(Agreement.person), joinedload(Agreement.assessment).joinedload(Assessment.person))
        .order_by(Person.name, Person.id)
    )
    return list(db.session.scalars(wanted))


def agreed_with(assessment_id: UUID) -> list[Agreement]:
    """Those who agree with one assessment."""
    wanted = select(Agreement).where(Agreement.assessment_id == assessment_id).order_by(Agreement.person_id)
    return list(db.session.scalars(wanted))
