"""What the minutes of a meeting are written from: case by case, what was decided in it, and who stepped aside.

Until the meeting is closed it is a draft. Nothing of a case is told to the public, or to whoever steps aside from it,
before the applicant has been answered: `reading` says what is still closed.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.review.attendance import Aside, Place, asides, places, seats_of
from medvirkning.review.authority import recommendations
from medvirkning.review.meeting import table
from medvirkning.review.meetings import Ballot, LaterBallot, Meeting, Recommendation
from medvirkning.review.models import Decision, Letter
from medvirkning.review.sittings import Span, handled_in, span_now, span_of
from medvirkning.review.stepping import StepAside, steps_aside_of
from medvirkning.review.told import ChangeTold


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of the minutes. `decision` and `advice` are those of this meeting."""

    application: Application
    decision: Decision | None
    advice: Recommendation | None
    ballot: Ballot | None
    later: tuple[LaterBallot, ...]  # what was decided of it in this meeting, after it had been decided
    asides: tuple[Aside, ...]
    stepped: tuple[StepAside, ...]  # doubts that were settled, substitutes and times, case by case
    settled: bool  # in an earlier meeting, so that nothing waits in this one


@dataclass(frozen=True, slots=True)
class Protocol:
    """A meeting as it was, or as it is so far. Without a meeting: all the cases of a round that has had none."""

    round: Round
    meeting: Meeting | None
    places: tuple[Place, ...]
    seats: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader may not be told of the minutes yet, and which changes of decisions the parties know of.

    `closed` are the cases that are closed to this person; for the public, those whose letter about a decision waits.
    """

    closed: frozenset[UUID]
    told: frozenset[UUID]
    public: bool


def protocol(the_round: Round, meeting: Meeting | None) -> Protocol:
    """What one of the round's meetings has done, all of it: ask `reading` before anybody is shown it."""
    span = span_of(meeting) if meeting else span_now(the_round.id)
    decisions = select(Decision).where(Decision.round_id == the_round.id).options(joinedload(Decision.by))
    decided = {each.application_id: each for each in db.session.scalars(decisions)}
    ballots = {each.application_id: each for each in db.session.scalars(_of_round(Ballot, the_round))}
    later = select(LaterBallot).where(LaterBallot.meeting_id == span.id).options(joinedload(LaterBallot.change))
    again = list(db.session.scalars(later.order_by(LaterBallot.at, LaterBallot.id)))
    stepped, out = _in_time(steps_aside_of(the_round), span), asides(the_round.id, meeting)
    advised = recommendations(the_round.id)
    entries = []
    for each in agenda(span):
        decision, ballot, advice = decided.get(each.id), ballots.get(each.id), advised.get(each.id)
        here = decision is not None and (ballot.meeting_id == span.id if ballot else span.has(decision.at))
        recommended = advice is not None and span.has(advice.at)
        before = [one for one in (decision, advice) if one is not None and span.since and one.at <= span.since]
        entries.append(
            Entry(
                each,
                decision if here else None,
                advice if recommended else None,
                ballot if here else None,
                tuple(one for one in again if one.application_id == each.id),
                tuple(out.get(each.id, ())),
                tuple(one for one in stepped if one.application_id == each.id),
                settled=bool(before) and not (here or recommended),
            )
        )
    everybody = tuple(places(the_round.programme_id, meeting))
    return Protocol(the_round, meeting, everybody, len(seats_of(meeting)) if meeting else 0, tuple(entries))


def agenda(span: Span) -> list[Application]:
    """The cases of a meeting, by their numbers: see `handled_in`."""
    return list(db.session.scalars(select(Application).where(handled_in(span)).order_by(Application.number)))


def announced(the_round: Round) -> list[Application]:
    """The agenda as all may read it: the cases of the round; where one can apply at any time, those that wait.

    Never those that are taken up again, after an appeal or to claim money back.
    """
    span = span_now(the_round.id) if the_round.deadline is None else Span(None, the_round.id, 1, None, None)
    return agenda(replace(span, id=None))


def is_public(meeting: Meeting | None) -> bool:
    """Whether the minutes may be read by all: the meeting is closed, and they are no draft."""
    return meeting is not None and not meeting.is_open


def reading(the_round: Round, person: Person | None, changes: Collection[UUID]) -> Reading:
    """How far this person may read minutes of the round's that tell of these changes. Without one, how far all may."""
    decided = select(Decision.application_id).join(Decision.letter).where(Decision.round_id == the_round.id)
    if person is None:
        closed = {*db.session.scalars(decided.where(Letter.sent_at.is_(None)))}
    else:
        sent = {*db.session.scalars(decided.where(Letter.sent_at.is_not(None)))}
        closed = set(table(the_round, person).closed) - sent
    told = select(ChangeTold.change_id).where(ChangeTold.change_id.in_(list(changes)))
    return Reading(frozenset(closed), frozenset(db.session.scalars(told) if changes else ()), public=person is None)


def _in_time(stepped: list[StepAside], span: Span) -> list[StepAside]:
    """Without those who were in again before the meeting's time, and without doubts that were settled before it."""
    since = span.since
    if since is None:
        return stepped
    still = [each for each in stepped if each.in_at is None or each.in_at > since]
    return [
        replace(each, settlement=None) if each.settlement is not None and each.settlement.at <= since else each
        for each in still
    ]


def _of_round(of: type[Ballot], the_round: Round) -> Select:
    return select(of).join(Meeting, Meeting.id == of.meeting_id).where(Meeting.round_id == the_round.id)
