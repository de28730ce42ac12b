"""What hangs on a wall, and what it is drawn from, in a few numbers: when none has changed, neither has the wall."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.agenda import Agenda, agenda
from medvirkning.review.agreements import Agreement
from medvirkning.review.attendance import meeting_of
from medvirkning.review.meeting import Seat, seats, table
from medvirkning.review.meetings import Meeting
from medvirkning.review.models import Assessment, Decision, DecisionChange, Declaration, RoundTally
from medvirkning.review.sittings import handled_in, span_of
from medvirkning.review.steps import mark
from medvirkning.review.told import ChangeTold
from medvirkning.review.words import Order

MOST_OWN = 500  # cases of one meeting that are looked up apart from the rest of the round's


@dataclass(frozen=True, slots=True)
class Wall:
    """The cases on a wall with their places on it from 1, how many more there are, and the whole round's money."""

    seats: list[tuple[int, Seat]]
    more: int
    agenda: Agenda


def on_the_wall(the_round: Round, person: Person, *, most: int) -> Wall:
    """The round's list, best first. While a later meeting is open, only the cases that meeting has to do with."""
    latest = meeting_of(the_round.id)
    own = _own(latest) if latest is not None and latest.is_open and latest.number > 1 else None
    if own is None:
        told = agenda(the_round, person, Order.SCORES, start=0, most=most)
        return Wall(told.seats, max(told.count - most, 0), told)
    found = table(the_round, person, only=own)
    rows = list(enumerate(seats(found, found.share.lines[:most]), 1))
    money = agenda(the_round, person, Order.SCORES, start=0, most=0)
    places = {seat.line.id: place for place, seat in rows}
    numbered = [(places.get(line.id), line) for _place, line in money.funded]
    return Wall(rows, max(len(own) - most, 0), replace(money, funded=numbered))


def _own(meeting: Meeting) -> list[UUID] | None:
    """The meeting's cases; None where they are so many that the whole list is as well."""
    wanted = select(Application.id).where(handled_in(span_of(meeting))).limit(MOST_OWN + 1)
    found = list(db.session.scalars(wanted))
    return found if len(found) <= MOST_OWN else None


def drawn_from(the_round: Round, person: Person) -> tuple[object, ...]:
    """Everything that can change a round's wall for one person: steps, decisions, points, declarations and roles."""
    meeting = meeting_of(the_round.id)
    return (
        mark(the_round.id),
        the_round.pot,
        meeting and (meeting.opened_at, meeting.closed_at),
        *_counted(Decision, the_round, func.count(), func.max(Decision.at)),
        *_told(the_round),
        *_counted(Declaration, the_round, func.count(), func.max(Declaration.at)),
        *_counted(Assessment, the_round, func.count(Assessment.submitted_at), func.max(Assessment.submitted_at)),
        *_counted(Agreement, the_round, func.count(), func.max(Agreement.agreed_at)),
        *_counted(RoundTally, the_round, func.sum(RoundTally.waiting), func.sum(RoundTally.asked)),
        sorted(roles(person.id, the_round.programme_id)),
    )


def _counted(model: Any, the_round: Round, *what: Any) -> tuple[object, ...]:
    return tuple(db.session.execute(select(*what).where(model.round_id == the_round.id)).one())


def _told(the_round: Round) -> tuple[object, ...]:
    """Other answers after an appeal, as far as the parties have been told."""
    counted = select(func.count(), func.max(ChangeTold.at)).join(ChangeTold.change)
    return tuple(db.session.execute(counted.where(DecisionChange.round_id == the_round.id)).one())
