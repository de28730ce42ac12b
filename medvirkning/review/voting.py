"""An elected group decides in its open meeting, with a quorum, by votes: a case, and what is decided of it later."""

from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Conflict, Objection
from medvirkning.people.models import Person
from medvirkning.review.attendance import meeting_of, seats_of, voters_in
from medvirkning.review.cases import elected
from medvirkning.review.meetings import Ballot, LaterBallot, Meeting
from medvirkning.review.models import DecisionChange
from medvirkning.review.quorum import Votes, may_vote


def may_carry(application: Application, votes: Votes | None, by: Person) -> list[Objection]:
    """Why the group hasn't decided this in its meeting. Without `votes`, all who were there were for it.

    Empty where it is not an elected group's to decide: then one person decides, and nobody votes.
    """
    if not elected(application):
        return []
    meeting = meeting_of(application.round_id)
    seats = seats_of(meeting) if meeting else []
    voting = voters_in(meeting, application) if meeting else []
    return may_vote(seats=seats, voting=voting, leader=by.id, votes=votes, is_open=bool(meeting and meeting.is_open))


def note_ballot(application: Application, votes: Votes | None) -> None:
    """Keep how the group voted when it decided the case; nothing where it is not an elected group's to decide."""
    if elected(application):
        meeting, counted = _counted(application, votes)
        found = Ballot(application_id=application.id, meeting_id=meeting.id, in_favour=counted.in_favour)
        found.against, found.seats = counted.against, len(seats_of(meeting))
        db.session.add(found)


def note_later_ballot(
    application: Application,
    votes: Votes | None,
    *,
    at: datetime,
    change: DecisionChange | None = None,
    claimed: int | None = None,
) -> None:
    """Keep how the group voted on another answer, or on claiming so much (whole kroner) back."""
    if elected(application):
        meeting, counted = _counted(application, votes)
        found = LaterBallot(application_id=application.id, meeting_id=meeting.id, claimed=claimed, at=at)
        found.change = change
        found.in_favour, found.against, found.seats = counted.in_favour, counted.against, len(seats_of(meeting))
        db.session.add(found)


def _counted(application: Application, votes: Votes | None) -> tuple[Meeting, Votes]:
    meeting = meeting_of(application.round_id)
    if meeting is None:
        raise Conflict("no meeting")
    return meeting, votes or Votes(len(voters_in(meeting, application)), 0)
