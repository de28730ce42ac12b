"""Answers one by one, for the few who may read them: in batches, in the order of random ids, and none from today.

Two who look on one day see the same, and so do two looks: nobody can tell what has come between them. How an answer
came, on what day and in what language is told only where enough people have that in common.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, func, select

from medvirkning.journal.actions import record
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, end_reading
from medvirkning.people.models import Person
from medvirkning.surveys.guard import one_way
from medvirkning.surveys.models import Survey
from medvirkning.surveys.readings import Reading
from medvirkning.surveys.responses import Response

BATCH = 1_000
FETCHED = "raw_answers_fetched"  # in the journal: somebody took the answers one by one
ABOUT: Final = ("received_on", "channel", "language", "version_number")  # what is kept of a response beside the answers


@dataclass(frozen=True)
class RawAnswer:
    """What one person has answered, and of ABOUT what enough others share; None for the rest."""

    answers: Mapping[str, Mapping[str, Any]]
    about: tuple[Any, ...]


def last_day(reading: Reading, *, today: date) -> date:
    """The last day whose answers are told of: the one the results were read off on, and never today."""
    return min(oslo_date(reading.read_at), today - timedelta(days=1))


def answers_until(survey_id: UUID, until: date) -> int:
    """How many people's answers came until the end of this day."""
    return db.session.scalar(_until(select(func.count()), survey_id, until)) or 0


def raw_answers(survey_id: UUID, until: date, *, small: int, batch: int = BATCH) -> Iterator[RawAnswer]:
    """Everybody's answers until the end of this day. Lets go of the database between batches."""
    shared = _shared(survey_id, until, small)
    about = [getattr(Response, name) for name in ABOUT]
    wanted = _until(select(Response.id, Response.content, *about), survey_id, until).order_by(Response.id).limit(batch)
    found: Sequence[Any] = db.session.execute(wanted).all()
    while found:
        last = found[-1].id
        end_reading()
        for row in found:
            yield RawAnswer(
                row.content,
                tuple(value if value in shared[name] else None for name, value in zip(ABOUT, row[2:], strict=True)),
            )
        found = () if len(found) < batch else db.session.execute(wanted.where(Response.id > last)).all()


def note_fetched(survey: Survey, *, people: int, by: Person, at: datetime) -> None:
    """Somebody takes the answers one by one: the journal tells who and when, and of how many people."""
    record(survey, FETCHED, by=by, at=at, programme_id=survey.programme_id, facts={"people": people})


def fetches(survey: Survey) -> list[tuple[Person, datetime]]:
    """Who has fetched them, and when, the last first."""
    told = [each for each in history(Survey.__tablename__, survey.id) if each.event == FETCHED]
    people = {each.by_id: db.session.get_one(Person, each.by_id) for each in told}
    return [(people[each.by_id], each.at) for each in reversed(told)]


def _until(wanted: Select[Any], survey_id: UUID, until: date) -> Select[Any]:
    return wanted.where(Response.survey_id == survey_id, Response.received_on <= until)


def _shared(survey_id: UUID, until: date, small: int) -> dict[str, frozenset[Any]]:
    """The values of each of ABOUT that may be told: what is left out is nobody's, or that of enough people together."""
    columns = [getattr(Response, name) for name in ABOUT]
    counted = db.session.execute(_until(select(*columns, func.count()), survey_id, until).group_by(*columns)).all()
    found = {}
    for at, name in enumerate(ABOUT):
        counts: dict[str, int] = {}
        values = {}
        for row in counted:
            values[str(row[at])] = row[at]
            counts[str(row[at])] = counts.get(str(row[at]), 0) + row[-1]
        shown = one_way(dict(sorted(counts.items())), small)
        found[name] = frozenset(value for key, value in values.items() if key not in shown.hidden)
    return found
