"""What the minutes of a round's meeting are written from: case by case, what was decided, and who stepped aside.

Until the meeting is closed it is a draft. Nothing of a case is told to the public, or to whoever steps aside from it,
before the applicant has been answered.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import NOT_SENT
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.review.attendance import Aside, Place, asides, meeting_of, places, seats_of
from medvirkning.review.authority import recommendations
from medvirkning.review.meeting import table
from medvirkning.review.meetings import Ballot, LaterBallot, Meeting, Recommendation
from medvirkning.review.models import Decision, Letter
from medvirkning.review.stepping import StepAside, steps_aside_of
from medvirkning.review.told import ChangeTold


@dataclass(frozen=True, slots=True)
class Entry:
    """One case of the minutes. `closed` to whoever reads: then nothing but its number and title is told, until the
    letter has been sent."""

    application: Application
    closed: bool
    decision: Decision | None
    advice: Recommendation | None
    ballot: Ballot | None
    later: tuple[LaterBallot, ...]  # after it was decided, as far as the applicant has been told
    asides: tuple[Aside, ...]
    stepped: tuple[StepAside, ...]  # doubts that were settled, substitutes and times, case by case


@dataclass(frozen=True, slots=True)
class Protocol:
    """A meeting as it was, or as it is so far."""

    round: Round
    meeting: Meeting | None
    places: tuple[Place, ...]
    seats: int
    entries: tuple[Entry, ...]
    public: bool  # read by anybody


def protocol(the_round: Round, person: Person | None) -> Protocol:
    """The minutes of a round as this person may read them. Without a person, those that are public: see `is_public`."""
    meeting = meeting_of(the_round.id)
    closed = _closed(the_round, person)
    ballots = {each.application_id: each for each in _of(Ballot, meeting)}
    stepped, later = steps_aside_of(the_round), _later(meeting)
    out, advised = asides(the_round.id, meeting), recommendations(the_round.id)
    decisions = select(Decision).where(Decision.round_id == the_round.id).options(joinedload(Decision.by))
    decided = {each.application_id: each for each in db.session.scalars(decisions)}
    entries = [
        Entry(
            each,
            each.id in closed,
            decided.get(each.id),
            advised.get(each.id),
            ballots.get(each.id),
            tuple(one for one in later if one.application_id == each.id),
            tuple(out.get(each.id, ())),
            tuple(one for one in stepped if one.application_id == each.id),
        )
        for each in agenda(the_round)
    ]
    return Protocol(
        the_round,
        meeting,
        tuple(places(the_round.programme_id, meeting)),
        len(seats_of(meeting)) if meeting else 0,
        tuple(entries),
        public=person is None,
    )


def agenda(the_round: Round) -> list[Application]:
    """The cases of a round, by their numbers: what was sent and not withdrawn."""
    wanted = select(Application).where(Application.round_id == the_round.id, Application.state.not_in(NOT_SENT))
    return list(db.session.scalars(wanted.order_by(Application.number)))


def is_public(meeting: Meeting | None) -> bool:
    """Whether the minutes may be read by all: the meeting is closed, and they are no draft."""
    return meeting is not None and not meeting.is_open


def _closed(the_round: Round, person: Person | None) -> set[UUID]:
    decided = select(Decision.application_id).join(Decision.letter).where(Decision.round_id == the_round.id)
    if person is None:
        return {*db.session.scalars(decided.where(Letter.sent_at.is_(None)))}
    return set(table(the_round, person).closed) - {*db.session.scalars(decided.where(Letter.sent_at.is_not(None)))}


def _later(meeting: Meeting | None) -> list[LaterBallot]:
    if meeting is None:
        return []
    told = select(ChangeTold.change_id)
    wanted = select(LaterBallot).where(LaterBallot.meeting_id == meeting.id)
    wanted = wanted.where(or_(LaterBallot.change_id.is_(None), LaterBallot.change_id.in_(told)))
    return list(db.session.scalars(wanted.options(joinedload(LaterBallot.change)).order_by(LaterBallot.at)))


def _of(model: type[Ballot], meeting: Meeting | None) -> list[Ballot]:
    if meeting is None:
        return []
    return list(db.session.scalars(select(model).where(model.meeting_id == meeting.id)))
