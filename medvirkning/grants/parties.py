"""Those who apply together with the applicant."""

from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from medvirkning.kernel.database import db

MOST_CO_APPLICANTS = 8


class CoApplicant(db.Model):
    """An organisation that stands behind an application together with the applicant, and who speaks for it."""

    __table_args__ = (
        UniqueConstraint("application_id", "organisation_number"),
        CheckConstraint(
            "length(organisation_number) = 9 AND ltrim(organisation_number, '0123456789') = ''",
            name="organisation_number",
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Text)
    organisation_number: Mapped[str] = mapped_column(String(9))
    contact_name: Mapped[str] = mapped_column(Text)
    contact_email: Mapped[str] = mapped_column(String(254))


def co_applicants_of(application_id: UUID) -> list[CoApplicant]:
    """Those who apply together with the applicant, in the order they were named."""
    wanted = select(CoApplicant).where(CoApplicant.application_id == application_id)
    return list(db.session.scalars(wanted.order_by(CoApplicant.position)))
