"""Hints that somebody may be disqualified: from ties they registered, from the public register, from what they did,
and from whom the applicant names as the second person behind the application.

A hint closes nothing. It is shown to whom it is about and to whoever leads the case.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from medvirkning.grants.models import Application
from medvirkning.grants.register_answers import RegisterAnswer, answers_about
from medvirkning.grants.seconds import SecondRequest, named_seconds
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with
from medvirkning.review.cases import elected
from medvirkning.review.impartiality import PART_HINT, TIE_GROUND, Hint, same_organisation, same_person
from medvirkning.review.rules import MUST_DECLARE
from medvirkning.review.ties import Participation, Tie, TiesLookedOver
from medvirkning.review.words import Ground, HintKind, Part


def ties_of(person_id: UUID) -> list[Tie]:
    """A person's ties that have not ended, as they were registered."""
    wanted = select(Tie).where(Tie.person_id == person_id, Tie.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Tie.registered_at, Tie.id)))


def tie_of(person_id: UUID, tie_id: UUID) -> Tie | None:
    """One of a person's own ties that has not ended."""
    return next((tie for tie in ties_of(person_id) if tie.id == tie_id), None)


def looked_over(person_ids: Collection[UUID]) -> dict[UUID, TiesLookedOver]:
    """When each of these last said that their list was whole; who never has is not there."""
    wanted = select(TiesLookedOver).where(TiesLookedOver.person_id.in_(list(person_ids)))
    return {each.person_id: each for each in db.session.scalars(wanted)}


def register_of_ties(programme_id: UUID) -> list[tuple[Person, list[Tie], TiesLookedOver | None]]:
    """Everybody in the programme who works on cases, with their ties and when they last looked them over."""
    people = people_with(programme_id, *MUST_DECLARE)
    ids = [person.id for person in people]
    wanted = select(Tie).where(Tie.person_id.in_(ids), Tie.ended_at.is_(None)).order_by(Tie.registered_at, Tie.id)
    ties = list(db.session.scalars(wanted))
    seen = looked_over(ids)
    return [(person, [tie for tie in ties if tie.person_id == person.id], seen.get(person.id)) for person in people]


def hints_in(application: Application) -> list[Hint]:
    """Every hint in a case, about those who work on cases in its programme now, by their names."""
    people = {person.id: person for person in people_with(application.programme_id, *MUST_DECLARE)}
    return _hints([application], people)[application.id]


def hints_about(person: Person, application: Application) -> list[Hint]:
    """The hints about one person in a case."""
    return hints_in_each(person, [application])[application.id]


def hints_in_each(person: Person, applications: Sequence[Application]) -> dict[UUID, list[Hint]]:
    """The hints about one person in each of these cases, in as many queries as for one."""
    return _hints(applications, {person.id: person})


def _hints(applications: Sequence[Application], people: dict[UUID, Person]) -> dict[UUID, list[Hint]]:
    worked_on, ties = _worked_on(applications, people), _ties(people)
    seconds = named_seconds([each.id for each in applications])
    registers = answers_about((each.id, each.organisation_number) for each in applications)
    order = {person_id: place for place, person_id in enumerate(people)}
    found = {}
    for each in applications:
        in_register = _in_register(registers.get(each.id), people)
        named = _named_second(seconds.get(each.id, []), people)
        hints = [*worked_on.get(each.id, []), *_tied(each, ties), *in_register, *named]
        found[each.id] = sorted(hints, key=lambda hint: order[hint.person_id])
    return found


def _worked_on(applications: Sequence[Application], people: dict[UUID, Person]) -> dict[UUID, list[Hint]]:
    """Who helped the applicants; and who prepared the cases, where that counts."""
    known = {each.id: each for each in applications}
    wanted = select(Participation).where(
        Participation.application_id.in_(list(known)), Participation.person_id.in_(list(people))
    )
    found: dict[UUID, list[Hint]] = {}
    for each in db.session.scalars(wanted.order_by(Participation.at)):
        if each.part is Part.HELPED or elected(known[each.application_id]):
            kind, ground = PART_HINT[each.part]
            found.setdefault(each.application_id, []).append(Hint(kind, each.person_id, ground))
    return found


def _ties(people: dict[UUID, Person]) -> list[Tie]:
    wanted = select(Tie).where(Tie.person_id.in_(list(people)), Tie.ended_at.is_(None))
    return list(db.session.scalars(wanted.order_by(Tie.registered_at, Tie.id)))


def _tied(application: Application, ties: list[Tie]) -> list[Hint]:
    number, name = application.organisation_number, application.applicant_name
    return [
        Hint(HintKind.TIE, tie.person_id, TIE_GROUND[tie.role], tie.name or name, tie.role)
        for tie in ties
        if same_organisation(tie.organisation_number, tie.name, applicant_number=number, applicant_name=name)
    ]


def _in_register(answer: RegisterAnswer | None, people: dict[UUID, Person]) -> list[Hint]:
    """From what the registers answered when the number was written; nothing where they had no answer."""
    organisation = answer.reply.organisation if answer is not None else None
    roles = organisation.roles if organisation is not None else ()
    return [
        Hint(HintKind.REGISTER, person.id, Ground.BOARD, f"{role.name} ({role.role})" if role.role else role.name)
        for person in people.values()
        if (role := next((each for each in roles if same_person(person.name, each.name)), None)) is not None
    ]


def _named_second(asked: list[SecondRequest], people: dict[UUID, Person]) -> list[Hint]:
    """Who the applicant has named as the second person, by their address or their name."""
    return [
        Hint(HintKind.SECOND, person.id, Ground.BOARD, one.name)
        for person in people.values()
        if (one := next((each for each in asked if _is(person, each)), None)) is not None
    ]


def _is(person: Person, asked: SecondRequest) -> bool:
    return person.email.casefold() == asked.email.casefold() or same_person(person.name, asked.name)


def participants(application_id: UUID) -> list[Participation]:
    """Who helped the applicant or prepared the case, by when they did."""
    wanted = select(Participation).where(Participation.application_id == application_id)
    return list(db.session.scalars(wanted.options(joinedload(Participation.person)).order_by(Participation.at)))
