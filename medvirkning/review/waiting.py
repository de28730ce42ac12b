"""The letters of a round that wait to be sent, as one person meets them: open, to be declared in first, or closed."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.cases import closed_ids, undeclared_ids
from medvirkning.review.models import Decision, Declaration, Letter
from medvirkning.review.words import DeclarationAnswer


@dataclass(frozen=True, slots=True)
class Waits:
    """One letter that waits, and its case: enough to find it by."""

    id: UUID
    application_id: UUID
    number: str | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The letters that wait, by case number. `undeclared` are those one must declare in first; `closed` stay closed."""

    open: list[Waits]
    undeclared: list[Waits]
    closed: list[Waits]


def waiting_in(the_round: Round, person: Person) -> Waiting:
    """The round's letters that wait, as this person meets them. None of them is read: see `read`."""
    found = (
        select(Letter.id, Decision.application_id, Application.number)
        .join(Letter.decision)
        .join(Decision.application)
        .where(Decision.round_id == the_round.id, Letter.sent_at.is_(None))
        .order_by(Application.number, Letter.id)
    )
    letters = [Waits(*row) for row in db.session.execute(found)]
    ids = [each.application_id for each in letters]
    aside = closed_ids(person.id, ids)
    undeclared = undeclared_ids(person, the_round.programme_id, ids) - aside
    parts: dict[str, list[Waits]] = {"open": [], "undeclared": [], "closed": []}
    for each in letters:
        case = each.application_id
        parts["closed" if case in aside else "undeclared" if case in undeclared else "open"].append(each)
    return Waiting(**parts)


def read(waiting: Collection[Waits]) -> list[Letter]:
    """These letters with their cases, in this order."""
    found = (
        select(Letter)
        .join(Letter.decision)
        .join(Decision.application)
        .where(Letter.id.in_([each.id for each in waiting]))
        .options(
            contains_eager(Letter.decision).contains_eager(Decision.application),
            contains_eager(Letter.decision).joinedload(Decision.by),
        )
    )
    letters = {each.id: each for each in db.session.scalars(found)} if waiting else {}
    return [letters[each.id] for each in waiting if each.id in letters]


def rounds_waiting(programme_id: UUID) -> list[Round]:
    """The programme's rounds with letters that wait, the one that opened last first."""
    unsent = select(Decision.round_id).join(Decision.letter).where(Letter.sent_at.is_(None))
    found = select(Round).where(Round.programme_id == programme_id, Round.id.in_(unsent))
    return list(db.session.scalars(found.order_by(Round.opens_at.desc())))


def others_who_may(programme_id: UUID, letters: Collection[Waits]) -> list[str]:
    """The names of those who send letters and have declared themselves impartial in one of these cases."""
    senders = [*people_with(programme_id, Role.CHAIR), *people_with(programme_id, Role.COORDINATOR)]
    declared = select(Declaration.person_id).where(
        Declaration.application_id.in_([each.application_id for each in letters]),
        Declaration.answer == DeclarationAnswer.NO,
    )
    impartial = {*db.session.scalars(declared)}
    return sorted({person.name for person in senders if person.id in impartial})
