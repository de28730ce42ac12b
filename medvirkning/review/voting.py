"""An elected group decides in its open meeting, with a quorum, by votes: a case, and what is decided of it later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Conflict, Objection
from medvirkning.people.models import Person
from medvirkning.review.attendance import meeting_of, seats_of, voters_in
from medvirkning.review.cases import elected
from medvirkning.review.meetings import Ballot, LaterBallot, Meeting
from medvirkning.review.models import DecisionChange
from medvirkning.review.quorum import Votes, may_vote


@dataclass(frozen=True, slots=True)
class Sitting:
    """An elected group with one case before it: its meeting if it has one, its seats, and who votes in the case."""

    application: Application
    meeting: Meeting | None
    seats: Sequence[UUID]
    voting: Sequence[UUID]


def sitting(application: Application) -> Sitting | None:
    """The group with this case; None where one person decides and nobody votes."""
    if not elected(application):
        return None
    meeting = meeting_of(application.round_id)
    if meeting is None:
        return Sitting(application, None, (), ())
    return Sitting(application, meeting, seats_of(meeting), voters_in(meeting, application))


def may_carry(held: Sitting | None, votes: Votes | None, by: Person) -> list[Objection]:
    """Why an elected group hasn't decided this in its meeting. Without `votes`, all who were there were for it."""
    if held is None:
        return []
    is_open = held.meeting is not None and held.meeting.is_open
    return may_vote(seats=held.seats, voting=held.voting, leader=by.id, votes=votes, is_open=is_open)


def note_ballot(held: Sitting, votes: Votes | None) -> None:
    """Keep how the group voted when it decided the case."""
    db.session.add(Ballot(**_counted(held, votes)))


def note_later_ballot(
    held: Sitting | None,
    votes: Votes | None,
    *,
    at: datetime,
    change: DecisionChange | None = None,
    claimed: int | None = None,
    claim_change_id: UUID | None = None,
) -> None:
    """Keep how the group voted on another answer, or on claiming so much (whole kroner, 0 for nothing) back.

    `claim_change_id` where the claim was made before, and this came in its place. Nothing is kept without a group.
    """
    if held is not None:
        made = LaterBallot(**_counted(held, votes), claimed=claimed, claim_change_id=claim_change_id, at=at)
        made.change = change
        db.session.add(made)


def _counted(held: Sitting, votes: Votes | None) -> dict[str, Any]:
    if held.meeting is None:
        raise Conflict("no meeting")
    counted = votes or Votes(len(held.voting), 0)
    return {
        "application_id": held.application.id,
        "meeting_id": held.meeting.id,
        "in_favour": counted.in_favour,
        "against": counted.against,
        "seats": len(held.seats),
    }
