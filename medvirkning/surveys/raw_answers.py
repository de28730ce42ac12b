"""Answers one by one, for the few who may read them: in batches, and in the order of random ids.

There is one file for each time the results were read off (`file_days`): nobody can tell what came between two looks.
How an answer came, on what day and in what language is told only where enough people have it all in common (`alike`).
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
from medvirkning.surveys.alike import Told, told_in_common
from medvirkning.surveys.file_days import OneByOne, ReadOff, told_of
from medvirkning.surveys.models import Survey
from medvirkning.surveys.readings import Reading
from medvirkning.surveys.responses import Response

BATCH = 1_000
# In the journal: somebody took the answers one by one, or looked at texts or photos on a page.
FETCHED, LOOKED = "raw_answers_fetched", "raw_answers_looked_at"
LOOK_LASTS = timedelta(hours=24)
ABOUT: Final = ("received_on", "channel", "language", "version_number")  # what is kept of a response beside the answers


@dataclass(frozen=True)
class RawAnswer:
    """What one person has answered, and of ABOUT what enough others share; None for the rest."""

    answers: Mapping[str, Mapping[str, Any]]
    about: tuple[Any, ...]


def one_by_one(survey_id: UUID, readings: Sequence[Reading], *, today: date) -> OneByOne | None:
    """Whose answers are told of one by one today; None where there is no file. `readings` are all, the first first."""
    counted = select(Response.received_on, func.count()).where(Response.survey_id == survey_id)
    came = {row[0]: row[1] for row in db.session.execute(counted.group_by(Response.received_on))}
    read = [ReadOff(oslo_date(reading.read_at), reading.people) for reading in readings]
    return told_of(read, came, readings[0].small, today=today)


def raw_answers(survey_id: UUID, until: date, *, small: int, batch: int = BATCH) -> Iterator[RawAnswer]:
    """Everybody's answers until the end of this day. Lets go of the database between batches."""
    about = [getattr(Response, name) for name in ABOUT]
    here = Response.survey_id == survey_id, Response.received_on <= until
    counted = db.session.execute(select(*about, func.count()).where(*here).group_by(*about)).all()
    shared = told_in_common({tuple(row[:-1]): row[-1] for row in counted}, small)
    wanted = select(Response.id, Response.content, *about).where(*here).order_by(Response.id).limit(batch)
    return _in_batches(wanted, batch, shared)


def _in_batches(wanted: Select[Any], batch: int, shared: Mapping[Told, Told]) -> Iterator[RawAnswer]:
    found: Sequence[Any] = db.session.execute(wanted).all()
    while found:
        last = found[-1].id
        end_reading()
        for row in found:
            yield RawAnswer(row.content, shared[tuple(row[2:])])
        found = () if len(found) < batch else db.session.execute(wanted.where(Response.id > last)).all()


def note_fetched(survey: Survey, *, people: int, by: Person, at: datetime) -> None:
    """Somebody takes the answers one by one: the journal tells who and when, and of how many people."""
    record(survey, FETCHED, by=by, at=at, programme_id=survey.programme_id, facts={"people": people})


def note_looked(survey: Survey, *, by: Person, at: datetime) -> None:
    """Somebody looks at what people wrote or at their photos: the journal tells who and when, once in LOOK_LASTS."""
    if not looked(survey, by=by, at=at):
        record(survey, LOOKED, by=by, at=at, programme_id=survey.programme_id)


def looked(survey: Survey, *, by: Person, at: datetime) -> bool:
    """Whether it is written down that this person looks at them now."""
    told = history(Survey.__tablename__, survey.id, event=LOOKED)
    return any(each.by_id == by.id and at - each.at < LOOK_LASTS for each in told)


def fetches(survey: Survey) -> list[tuple[Person, datetime]]:
    """Who has fetched them, and when, the last first."""
    return _who(survey, FETCHED)


def looks(survey: Survey) -> list[tuple[Person, datetime]]:
    """Who has looked at texts or photos, and on what day, the last first."""
    return _who(survey, LOOKED)


def _who(survey: Survey, event: str) -> list[tuple[Person, datetime]]:
    told = history(Survey.__tablename__, survey.id, event=event)
    wanted = select(Person).where(Person.id.in_({each.by_id for each in told}))
    people = {person.id: person for person in db.session.scalars(wanted)}
    return [(people[each.by_id], each.at) for each in reversed(told) if each.by_id is not None]
