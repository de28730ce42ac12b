"""Reading off the results of a closed survey: from then on they are shown, and stay as they are until read anew."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, insert, literal, select

from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.people.models import Person
from medvirkning.surveys.models import Survey
from medvirkning.surveys.readings import Reading, ReadingCell
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.tallies import NumberTally, Tally
from medvirkning.surveys.words import SurveyState

_COLUMNS = ("b", "a", "a_cell", "b_cell", "people")


def read_off(survey: Survey, *, by: Person, at: datetime) -> Reading:
    """Keep the tallies as they are now. Raises RuleBroken while the survey is open, and where too few are new."""
    hold(survey)
    last = last_number(survey.id)
    before = db.session.get(Reading, (survey.id, last)) if last else None
    refuse(objections_to_reading(survey, before))
    sums = db.session.scalars(select(NumberTally).where(NumberTally.survey_id == survey.id, NumberTally.people > 0))
    reading = Reading(
        survey_id=survey.id,
        number=last + 1,
        people=survey.responses,
        small=before.small if before else survey.small,
        numbers={one.question: [one.people, one.total] for one in sums},
        read_at=at,
        by_id=by.id,
    )
    db.session.add(reading)
    db.session.flush()
    columns = [getattr(Tally, name) for name in _COLUMNS]
    kept = select(Tally.survey_id, literal(reading.number), *columns)
    cells = kept.where(Tally.survey_id == survey.id, Tally.people > 0).order_by(*columns[:-1])
    db.session.execute(insert(ReadingCell).from_select(["survey_id", "number", *_COLUMNS], cells))
    facts = {"number": reading.number, "people": reading.people}
    record(survey, "results_read_off", by=by, at=at, programme_id=survey.programme_id, facts=facts)
    return reading


def objections_to_reading(survey: Survey, before: Reading | None) -> list[Objection]:
    """Why the results can't be read off now. `before` is the last reading."""
    if survey.state is not SurveyState.CLOSED:
        return [Objection(Fault.STILL_OPEN)]
    if before is None:
        return [Objection(Fault.FEW_ANSWERS, least=survey.small)] if survey.responses < survey.small else []
    few = survey.responses - before.people < before.small
    return [Objection(Fault.FEW_NEW, least=before.small)] if few else []


def last_number(survey_id: UUID) -> int:
    """How many times the results have been read off."""
    return db.session.scalar(select(func.max(Reading.number)).where(Reading.survey_id == survey_id)) or 0


def readings_of(survey_id: UUID) -> list[Reading]:
    """All readings, the first first."""
    return list(db.session.scalars(select(Reading).where(Reading.survey_id == survey_id).order_by(Reading.number)))
