"""What the registers said of an application's organisation, and when: the answer that was used is kept."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from medvirkning.grants.applicant_words import RegisterOutcome, RegisterWarning
from medvirkning.grants.registers import Organisation, Reply, warnings
from medvirkning.grants.values import Registered
from medvirkning.kernel.database import UTCDateTime, db, one_of


class RegisterAnswer(db.Model):
    """The last answer about one number in one application. `content` is an Organisation when it was found."""

    application_id: Mapped[UUID] = mapped_column(ForeignKey("application.id"), primary_key=True)
    organisation_number: Mapped[str] = mapped_column(String(9), primary_key=True)
    outcome: Mapped[RegisterOutcome] = mapped_column(one_of(RegisterOutcome))
    content: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    tries: Mapped[int] = mapped_column(default=1)  # that were not answered, in a row

    @property
    def reply(self) -> Reply:
        """The answer as it came."""
        return Reply(self.outcome, Organisation.from_json(self.content) if self.content else None)

    @property
    def warnings(self) -> list[RegisterWarning]:
        """What one should know before money is given."""
        return warnings(self.reply)


def answer_about(application_id: UUID, number: str | None) -> RegisterAnswer | None:
    """What the registers said of the number that stands in the application."""
    return None if number is None else db.session.get(RegisterAnswer, (application_id, number))


def registered(application_id: UUID, number: str | None) -> Registered | None:
    """What the registers said of the number, as the rules see it; None where they have not been asked."""
    found = answer_about(application_id, number)
    if found is None:
        return None
    organisation = found.reply.organisation
    return Registered(found.outcome, organisation.voluntary if organisation else None)


def answers_about(numbers: Iterable[tuple[UUID, str | None]]) -> dict[UUID, RegisterAnswer]:
    """For applications and their numbers, what the registers said, where they were asked; one query."""
    wanted = {application_id: number for application_id, number in numbers if number}
    found = db.session.scalars(select(RegisterAnswer).where(RegisterAnswer.application_id.in_(wanted)))
    return {one.application_id: one for one in found if one.organisation_number == wanted[one.application_id]}


def warnings_of(numbers: Iterable[tuple[UUID, str | None]]) -> dict[UUID, list[RegisterWarning]]:
    """For applications and their numbers, those there is something to warn of; one query."""
    return {about: one.warnings for about, one in answers_about(numbers).items() if one.warnings}
