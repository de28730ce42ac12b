"""Noting who has worked on a case before the group got it: who helped the applicant, and who prepared it."""

from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.journal.actions import record
from medvirkning.kernel.database import changed, insert_into
from medvirkning.people.models import Person
from medvirkning.review.ties import Participation
from medvirkning.review.words import Part


def flag_helper(application: Application, person: Person, at: datetime) -> None:
    """Note that this person helped to write the application: a hint that they are disqualified. Once is enough."""
    _flag(application, person, Part.HELPED, at)


def flag_prepared(application: Application, person: Person, at: datetime) -> None:
    """Note that this person, as an employee, has prepared the case. In an elected committee they then have no vote."""
    _flag(application, person, Part.PREPARED, at)


def _flag(application: Application, person: Person, part: Part, at: datetime) -> None:
    row = insert_into(Participation).values(application_id=application.id, person_id=person.id, part=part, at=at)
    if changed(row.on_conflict_do_nothing()):
        facts = {"person": str(person.id), "part": part.value}
        programme_id = application.programme_id
        record(application, "took_part_before", by=person, at=at, programme_id=programme_id, facts=facts)
