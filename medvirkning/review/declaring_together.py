"""Declaring in many cases of a round at once, each by the rules of one: from a list, or that there is nothing more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import hold
from medvirkning.kernel.errors import Objection, RuleBroken, Stale
from medvirkning.kernel.holding import hold_all
from medvirkning.people.models import Person
from medvirkning.review.declaring import AlreadyDeclared, declare
from medvirkning.review.hints import hints_in_each
from medvirkning.review.models import Declaration
from medvirkning.review.undeclared import undeclared, undeclared_among
from medvirkning.review.words import DeclarationAnswer, Ground

AT_ONCE = 100  # that there are no ties to; meanwhile others wait to write, and each name is to be read


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of one case of the list."""

    application_id: UUID
    answer: DeclarationAnswer
    ground: Ground | None
    note: str


class RowsBroken(RuleBroken):
    """Some of the list can't be said as it stands, so none of it is kept. Carries what is wrong by case."""

    def __init__(self, rows: Mapping[UUID, Sequence[Objection]]) -> None:
        self.rows = dict(rows)
        super().__init__([objection for found in rows.values() for objection in found])


@dataclass(frozen=True, slots=True)
class Rest:
    """What somebody can say they have no ties to in one go, the first `AT_ONCE`, and those with a hint among them.

    Where there is a hint, a no must say why not, so those are answered one by one.
    """

    covered: list[Application]
    hinted: list[Application]

    @property
    def seal(self) -> str:
        """A digest of what is covered: what a page showed, so that nothing else is declared by its press."""
        return digest([str(each.id) for each in self.covered])


def declare_each(the_round: Round, said: Sequence[Said], *, by: Person, at: datetime) -> list[Declaration]:
    """Declare in each of these cases of the round. Those that are answered already, or are gone, are passed by.

    The round's row is held first, as where cases are decided, and the cases before any is changed. Raises RowsBroken
    with all that is wrong.
    """
    hold(the_round)
    answers = {each.application_id: each for each in said}
    applications = undeclared_among(the_round.id, by, list(answers))
    hold_all(applications)
    made: list[Declaration] = []
    broken: dict[UUID, Sequence[Objection]] = {}
    for application in applications:
        own = answers[application.id]
        try:
            made.append(declare(application, answer=own.answer, ground=own.ground, note=own.note, by=by, at=at))
        except AlreadyDeclared:
            continue
        except RuleBroken as told:
            broken[application.id] = told.objections
    if broken:
        raise RowsBroken(broken)
    return made


def rest_of(the_round: Round, person: Person) -> Rest:
    """What this person has said nothing of in the round, the first of them."""
    found = undeclared(the_round.id, person, start=0, most=AT_ONCE)
    hints = hints_in_each(person, found)
    return Rest([each for each in found if not hints[each.id]], [each for each in found if hints[each.id]])


def declare_rest(the_round: Round, *, seen: str, by: Person, at: datetime) -> list[Declaration]:
    """Declare no ties to all of what `seen` is the seal of. Raises Stale where that is no longer what is left."""
    hold(the_round)
    rest = rest_of(the_round, by)
    if seen != rest.seal:
        raise Stale("rest")
    none = [Said(each.id, DeclarationAnswer.NO, None, "") for each in rest.covered]
    return declare_each(the_round, none, by=by, at=at)
