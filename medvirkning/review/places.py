"""Where each case stands on the meeting's list for one person, without reading the list.

The order is that of `meeting.table`, which reads a whole round for the tools: first the open cases with points that
one may see, by those points; then the other open ones, the oldest first; then the closed ones, the oldest first. Only
the first part is sorted here, and it is no longer than what the group has given points to; the other two come from an
index that has them in order.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import NOT_SENT
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.agreements import Agreement
from medvirkning.review.cases import STEPS_ASIDE
from medvirkning.review.lines import line_of, lines_of, rank, spreads_of
from medvirkning.review.models import Assessment, Decision, Declaration, Proposal, RoundTally
from medvirkning.review.priorities import by_criteria
from medvirkning.review.rules import GROUP, must_declare
from medvirkning.review.sharing import Line
from medvirkning.review.words import DeclarationAnswer, Order

_OLDEST = (Application.sent_at, Application.id)


def length(round_id: UUID) -> int:
    """How many cases are on a round's list."""
    counted = select(func.sum(RoundTally.waiting + RoundTally.decided)).where(RoundTally.round_id == round_id)
    return db.session.scalar(counted) or 0


class Places:
    """One round's list as one person sees it, its places counted from 1.

    `first` are the cases with points, `is_open` is the condition that a case is open to this person, and `open` tells
    how many are.
    """

    def __init__(self, the_round: Round, person: Person, order: Order) -> None:
        self.round_id = the_round.id
        held = roles(person.id, the_round.programme_id)
        self.is_open = _open(the_round, person, declares=must_declare(held))
        seen = _shows_points(the_round, person, in_group=not GROUP.isdisjoint(held))
        self._middle = and_(self.is_open, ~seen)
        self.first = _by_points(the_round, and_(self.is_open, seen), order)
        self.open = _how_many(the_round, person, declares=must_declare(held))

    def ids(self, start: int, most: int) -> list[UUID]:
        """The cases after the first `start`, at most so many."""
        found = [line.id for line in self.first[start : start + most]]
        closed = and_(Application.round_id == self.round_id, ~self.is_open)
        for begins, part in ((len(self.first), self._middle), (self.open, closed)):
            if len(found) < most:
                wanted = self._listed(Application.id, part).order_by(*_OLDEST)
                found += db.session.scalars(wanted.offset(max(start - begins, 0)).limit(most - len(found)))
        return found

    def place_of(self, application_id: UUID) -> int:
        """Where an open case stands."""
        places = {line.id: place for place, line in enumerate(self.first, 1)}
        if application_id in places:
            return places[application_id]
        case = db.session.get_one(Application, application_id)
        before = tuple_(*_OLDEST) < tuple_(case.sent_at, case.id)
        return len(places) + 1 + (db.session.scalar(self._listed(func.count(), self._middle, before)) or 0)

    def numbered(self, most: int) -> dict[UUID, int]:
        """The places of the first so many cases after those with points."""
        wanted = self._listed(Application.id, self._middle).order_by(*_OLDEST).limit(most)
        return {each: place for place, each in enumerate(db.session.scalars(wanted), len(self.first) + 1)}

    def with_money(self) -> list[Line]:
        """The open cases that get any money, in order."""
        some = _said(self.round_id, Proposal, Proposal.amount > 0).union(_said(self.round_id, Decision)).subquery()
        wanted = lines_of(self._middle).join(some, some.c.application_id == Application.id)
        rest = sorted(db.session.execute(wanted), key=lambda row: (row.sent_at, str(row.id)))
        return [line for line in (*self.first, *map(line_of, rest)) if line.amount]

    def first_beyond(self, left: int) -> int | None:
        """The place of the first open case that nobody has said anything of and that asks for more kroner than this."""
        for place, line in enumerate(self.first, 1):
            if line.amount is None and line.asked > left:
                return place
        largest = select(func.max(Application.asked)).where(Application.round_id == self.round_id)
        if (db.session.scalar(largest) or 0) <= left:  # straight from an index, where the search below reads rows
            return None
        unsaid = Application.id.not_in(_said(self.round_id, Proposal).union(_said(self.round_id, Decision)))
        wanted = self._listed(Application.id, self._middle, unsaid, Application.asked > left).order_by(*_OLDEST)
        found = db.session.scalar(wanted.limit(1))
        return None if found is None else self.place_of(found)

    def _listed(self, what: Any, *conditions: ColumnElement[bool]) -> Select[Any]:
        return select(what).where(Application.sent_at.is_not(None), Application.state.not_in(NOT_SENT), *conditions)


def _open(the_round: Round, person: Person, *, declares: bool) -> ColumnElement[bool]:
    """What `cases.closed_to` lets somebody read: nothing of their own, and nothing they step aside from.

    For those who must declare only what they have declared on: those few cases are looked up one by one, so the round
    isn't asked for beside them.
    """
    of_others = Application.owner_id != person.id
    if not declares:
        aside = select(Declaration.application_id).where(*_aside(the_round, person))
        return and_(Application.round_id == the_round.id, of_others, Application.id.not_in(aside))
    return and_(of_others, Application.id.in_(select(Declaration.application_id).where(*_clear(the_round, person))))


def _how_many(the_round: Round, person: Person, *, declares: bool) -> int:
    """How many cases of the round are open to somebody, counted from their own few rows."""
    sent = select(func.count()).select_from(Application).where(Application.state.not_in(NOT_SENT))
    if declares:
        of_mine = and_(*_clear(the_round, person), Declaration.application_id == Application.id)
        return db.session.scalar(sent.join(Declaration, of_mine).where(Application.owner_id != person.id)) or 0
    aside = select(Declaration.application_id).where(*_aside(the_round, person))
    shut = or_(Application.owner_id == person.id, Application.id.in_(aside))
    return length(the_round.id) - (db.session.scalar(sent.where(Application.round_id == the_round.id, shut)) or 0)


def _clear(the_round: Round, person: Person) -> tuple[ColumnElement[bool], ...]:
    """The declarations that open a case to somebody."""
    return (*_mine(the_round, person), Declaration.answer == DeclarationAnswer.NO)


def _aside(the_round: Round, person: Person) -> tuple[ColumnElement[bool], ...]:
    """The declarations that close a case to somebody."""
    return (*_mine(the_round, person), Declaration.answer.in_(STEPS_ASIDE))


def _mine(the_round: Round, person: Person) -> tuple[ColumnElement[bool], ...]:
    return (Declaration.person_id == person.id, Declaration.round_id == the_round.id)


def _shows_points(the_round: Round, person: Person, *, in_group: bool) -> ColumnElement[bool]:
    """That there are points, and that `may_see_others` lets one see them."""
    handed_in = (Assessment.round_id == the_round.id, Assessment.submitted_at.is_not(None))
    some = Application.id.in_(select(Assessment.application_id).where(*handed_in))
    if not in_group:
        return some
    own = select(Assessment.application_id).where(*handed_in, Assessment.person_id == person.id)
    mine = (Agreement.person_id == person.id, Agreement.round_id == the_round.id)
    gave_up = select(Agreement.application_id).where(*mine)
    shown = (own, gave_up, _said(the_round.id, Decision))
    return and_(some, or_(*(Application.id.in_(each) for each in shown)))


def _by_points(the_round: Round, part: ColumnElement[bool], order: Order) -> list[Line]:
    ranks = by_criteria(the_round) if order is Order.CRITERIA else None
    spreads = spreads_of(Assessment.round_id == the_round.id).subquery()
    wanted = lines_of(part).add_columns(spreads.c.handed_in, spreads.c.sum)
    wanted = wanted.join(spreads, spreads.c.application_id == Application.id)
    found = [
        (rank(row.id, row.sum / row.handed_in, ranks), row.sent_at, str(row.id), line_of(row))
        for row in db.session.execute(wanted)
    ]
    return [line for *_order, line in sorted(found, key=lambda each: each[:3])]


def _said(round_id: UUID, where: type[Proposal] | type[Decision], *conditions: ColumnElement[bool]) -> Select[Any]:
    return select(where.application_id).where(where.round_id == round_id, *conditions)
