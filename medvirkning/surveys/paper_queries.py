"""Looking up forms on paper: what is printed, what waits to be approved, which numbers are used."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from medvirkning.kernel.database import db
from medvirkning.surveys.keyed import KeyedForm
from medvirkning.surveys.printed import PrintedForms


def last_number(survey_id: UUID) -> int:
    """The highest number printed so far; 0 before the first."""
    found = db.session.scalar(
        select(func.max(PrintedForms.first + PrintedForms.forms - 1)).where(PrintedForms.survey_id == survey_id)
    )
    return int(found or 0)


def printed_of(survey_id: UUID) -> list[PrintedForms]:
    """All that has been printed, the last first."""
    wanted = select(PrintedForms).where(PrintedForms.survey_id == survey_id).order_by(PrintedForms.first.desc())
    return list(db.session.scalars(wanted))


def printed_in(survey_id: UUID, printed_id: UUID) -> PrintedForms | None:
    """These forms, if they are this survey's."""
    found = db.session.get(PrintedForms, printed_id)
    return found if found is not None and found.survey_id == survey_id else None


def printed_with(survey_id: UUID, number: int) -> PrintedForms | None:
    """The forms that the one with this number was printed with; None for a number that is on no form."""
    wanted = select(PrintedForms).where(PrintedForms.survey_id == survey_id, PrintedForms.first <= number)
    found = db.session.scalar(wanted.order_by(PrintedForms.first.desc()).limit(1))
    return found if found is not None and number in found.numbers else None


def keyed_form(survey_id: UUID, number: int) -> KeyedForm | None:
    """The form with this number, if it has been keyed in."""
    wanted = select(KeyedForm).where(KeyedForm.survey_id == survey_id, KeyedForm.number == number)
    return db.session.scalar(wanted)


def forms_waiting(survey_id: UUID) -> list[KeyedForm]:
    """The forms that are keyed in and don't count yet, by number."""
    wanted = select(KeyedForm).where(KeyedForm.survey_id == survey_id, KeyedForm.approved_at.is_(None))
    return list(db.session.scalars(wanted.options(joinedload(KeyedForm.keyed_by)).order_by(KeyedForm.number)))


def forms_approved(survey_id: UUID) -> int:
    """How many forms on paper count."""
    wanted = select(func.count()).select_from(KeyedForm)
    found = wanted.where(KeyedForm.survey_id == survey_id, KeyedForm.approved_at.is_not(None))
    return db.session.scalar(found) or 0
