"""The queue: which applications a member sees, in which order, a page at a time.

A page is two queries, however long the queue: first the ids, from an index that already has them in order, then the
rows. The counts on the tabs come from `round_tally`, which the database keeps, and from the member's own few rows.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Exists, Select, and_, case, exists, func, literal, or_, select, text, union_all
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import DECIDED, NOT_SENT
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import roles
from medvirkning.review.agreements import Agreement
from medvirkning.review.cases import STEPS_ASIDE
from medvirkning.review.models import Assessment, Declaration, RoundTally
from medvirkning.review.rules import GROUP
from medvirkning.review.words import Sort, Tab

PAGE_SIZE = 25

_ORDERS = {
    Sort.OLDEST: (Application.sent_at, Application.id),
    Sort.AMOUNT: (Application.asked.desc(), Application.id.desc()),
    Sort.ZONE: (Application.zone_id, Application.sent_at, Application.id),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asked to see of one round's queue."""

    round_id: UUID
    person_id: UUID
    zone_id: UUID | None = None
    tab: Tab = Tab.ALL
    sort: Sort = Sort.OLDEST


@dataclass(frozen=True, slots=True)
class Counts:
    """How many applications stand on each tab, and what they ask for together in kroner, closed ones left out."""

    all: int
    left: int
    unchecked: int
    missing: int
    closed: int
    asked: int

    def on(self, tab: Tab) -> int:
        """The count of one tab."""
        return int(getattr(self, tab.value))


def counts(wish: Wish) -> Counts:
    """The tabs' numbers for the wish's round and zone."""
    tally = select(
        func.coalesce(func.sum(RoundTally.waiting), 0),
        func.coalesce(func.sum(RoundTally.decided), 0),
        func.coalesce(func.sum(RoundTally.incomplete), 0),
        func.coalesce(func.sum(RoundTally.unchecked), 0),
        func.coalesce(func.sum(RoundTally.asked), 0),
    ).where(RoundTally.round_id == wish.round_id)
    if wish.zone_id is not None:
        tally = tally.where(RoundTally.zone_key == wish.zone_id)
    waiting, decided, missing, unchecked, asked = db.session.execute(tally).one()
    mine = _handled(wish)
    seen = select(
        func.coalesce(func.sum(mine.c.closed), 0),
        func.coalesce(func.sum(case((Application.state.not_in(DECIDED), 1), else_=0)), 0),
        func.coalesce(func.sum(mine.c.closed * Application.asked), 0),
        func.coalesce(func.sum(case((_lacks_something(), mine.c.closed), else_=0)), 0),
        func.coalesce(func.sum(case((_unchecked(), mine.c.closed), else_=0)), 0),
    ).join(mine, mine.c.application_id == Application.id)
    if wish.zone_id is not None:
        seen = seen.where(Application.zone_id == wish.zone_id)
    found = db.session.execute(seen.where(Application.state.not_in(NOT_SENT))).one()  # `mine` is of the round already
    closed, handled, unseen, lacking, unlooked = map(int, found)
    return Counts(
        all=waiting + decided,
        left=waiting - handled,
        unchecked=unchecked - unlooked,
        missing=missing - lacking,
        closed=closed,
        asked=int(asked) - unseen,
    )


def place_in(wish: Wish, *, start: int, most: int) -> list[UUID]:
    """The ids on the wish's list from place `start` (the first is 0), at most so many."""
    oldest = _ORDERS[Sort.OLDEST]
    match wish.sort:
        case Sort.POINTS:  # what I have given points first, then the rest
            own = and_(Assessment.application_id == Application.id, Assessment.person_id == wish.person_id)
            first = _listed(wish).join(Assessment, own).order_by(Assessment.points.desc(), Application.id)
            rest = _listed(wish).where(~_mine(Assessment, wish)).order_by(*oldest)
            return _ids_of(first, rest, start, most)
        case Sort.AMOUNT:  # a place among the amounts would tell what is asked in a case that is closed
            first = _listed(wish).where(~_closed(wish)).order_by(*_ORDERS[Sort.AMOUNT])
            rest = _listed(wish).where(_closed(wish)).order_by(*oldest)
            return _ids_of(first, rest, start, most)
        case _:
            return _ids(_listed(wish).order_by(*_ORDERS[wish.sort]), start, most)


def rounds(programme_id: UUID) -> list[Round]:
    """The programme's rounds with their schemes: those without a deadline, then the last deadline first."""
    order = (Round.deadline.desc().nulls_first(), Round.opens_at.desc(), Round.id)
    wanted = select(Round).where(Round.programme_id == programme_id).order_by(*order)
    return list(db.session.scalars(wanted.options(joinedload(Round.scheme))))


def round_at_hand(found: list[Round]) -> Round | None:
    """The round to show when none is asked for: the first deadline with undecided cases, else the latest round."""
    waiting = select(RoundTally.round_id).where(
        RoundTally.round_id.in_([each.id for each in found]), RoundTally.waiting > 0
    )
    busy = set(db.session.scalars(waiting))
    return next((each for each in reversed(found) if each.id in busy), found[0] if found else None)


def left_for(person: Person, programme: Programme) -> int:
    """How many undecided applications in the programme still wait for this member's points; 0 outside the group."""
    person_id, programme_id = person.id, programme.id
    if GROUP.isdisjoint(roles(person_id, programme_id)):
        return 0
    of_programme = select(Round.id).where(Round.programme_id == programme_id)
    waiting = db.session.scalar(
        select(func.coalesce(func.sum(RoundTally.waiting), 0)).where(RoundTally.round_id.in_(of_programme))
    )
    if not waiting:
        return 0
    mine = _handled_by(person_id)
    handled = (
        select(func.count())
        .select_from(Application)
        .join(mine, mine.c.application_id == Application.id)
        .where(Application.programme_id == programme_id, Application.state.not_in(NOT_SENT | DECIDED))
    )
    return waiting - (db.session.scalar(handled) or 0)


def _handled(wish: Wish):
    return _handled_by(wish.person_id, wish.round_id)


def _handled_by(person_id: UUID, round_id: UUID | None = None):
    """What one is through with, each once: stepped aside from or applied oneself (closed = 1), else assessed (0).

    Whoever agrees with another's assessment has assessed it.
    """
    aside = select(Declaration.application_id, literal(1).label("closed")).where(
        Declaration.person_id == person_id, Declaration.answer.in_(STEPS_ASIDE)
    )
    own = select(Application.id, literal(1)).where(
        Application.owner_id == person_id, Application.state.not_in(NOT_SENT)
    )
    assessed = select(Assessment.application_id, literal(0)).where(
        Assessment.person_id == person_id, Assessment.submitted_at.is_not(None)
    )
    agreed = select(Agreement.application_id, literal(0)).where(
        Agreement.person_id == person_id, Agreement.agreed_at.is_not(None)
    )
    if round_id is not None:
        agreed = agreed.where(Agreement.round_id == round_id)
        aside = aside.where(Declaration.round_id == round_id)
        own = own.where(Application.round_id == round_id)
        assessed = assessed.where(Assessment.round_id == round_id)
    every = union_all(aside, own, assessed, agreed).subquery()
    grouped = select(every.c.application_id, func.max(every.c.closed).label("closed"))
    return grouped.group_by(every.c.application_id).subquery()


def _listed(wish: Wish) -> Select[tuple[UUID]]:
    """The ids of the wish's tab and zone. Conditions on the state are negative: an index on it would lose the order."""
    listed = _in_zone(select(Application.id), wish).where(Application.sent_at.is_not(None))
    match wish.tab:
        case Tab.LEFT:
            assessed = _mine(Assessment, wish).where(Assessment.submitted_at.is_not(None))
            undecided = Application.state.not_in(NOT_SENT | DECIDED)
            agreed = _mine(Agreement, wish).where(Agreement.agreed_at.is_not(None))
            return listed.where(undecided, ~_closed(wish), ~assessed, ~agreed)
        case Tab.UNCHECKED:
            return listed.where(_unchecked(), ~_closed(wish))
        case Tab.MISSING:
            return listed.where(_lacks_something(), ~_closed(wish))
        case Tab.CLOSED:
            return listed.where(Application.state.not_in(NOT_SENT), _closed(wish))
        case _:
            return listed.where(Application.state.not_in(NOT_SENT))


def _unchecked() -> ColumnElement[bool]:
    return and_(text("application.state = 'sent'"))


def _lacks_something() -> ColumnElement[bool]:
    return and_(text("application.missing > 0"), Application.state.not_in(NOT_SENT | DECIDED))


def _closed(wish: Wish) -> ColumnElement[bool]:
    """Whether a case is closed to the wisher: stepped aside from, or applied in."""
    aside = _mine(Declaration, wish).where(Declaration.answer.in_(STEPS_ASIDE))
    return or_(Application.owner_id == wish.person_id, aside)


def _mine(of: type[Declaration] | type[Assessment] | type[Agreement], wish: Wish) -> Exists:
    """That there is a row of the wisher's own about the application."""
    own = exists().where(of.application_id == Application.id, of.person_id == wish.person_id)
    return own.correlate(Application)


def _in_zone(chosen: Select, wish: Wish) -> Select:
    conditions: list[ColumnElement[bool]] = [Application.round_id == wish.round_id]
    if wish.zone_id is not None:
        conditions.append(Application.zone_id == wish.zone_id)
    return chosen.where(*conditions)


def _ids_of(first: Select[tuple[UUID]], rest: Select[tuple[UUID]], start: int, most: int) -> list[UUID]:
    """So many from place `start` of one list after the other."""
    found = _ids(first, start, most)
    if len(found) < most:
        before = db.session.scalar(select(func.count()).select_from(first.order_by(None).subquery())) or 0
        found += _ids(rest, max(start - before, 0), most - len(found))
    return found


def _ids(chosen: Select[tuple[UUID]], start: int, most: int) -> list[UUID]:
    return list(db.session.scalars(chosen.offset(start).limit(most)))
