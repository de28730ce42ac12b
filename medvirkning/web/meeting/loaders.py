"""Fetching rounds, and cases that are to be decided, for the meeting's pages."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort

from medvirkning.grants.models import Application
from medvirkning.grants.queries import round_by_id
from medvirkning.grants.schemes import Round
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import roles
from medvirkning.review.attendance import meeting_numbered, meeting_of
from medvirkning.review.cases import case, may_open_decision
from medvirkning.review.meetings import Meeting as Held
from medvirkning.review.meetings import SavedDraft
from medvirkning.review.saved import saved_draft
from medvirkning.web.cases import Case, open_case
from medvirkning.web.loading import InProgramme, programme_at


@dataclass(frozen=True)
class Meeting(InProgramme):
    """A round's meeting, in its programme."""

    programme: Programme
    round: Round


@dataclass(frozen=True)
class AtMeeting:
    """What belongs to a round's meeting."""

    meeting: Meeting

    @property
    def programme_id(self) -> UUID:
        """Where it belongs."""
        return self.meeting.programme_id


@dataclass(frozen=True)
class Deciding(AtMeeting):
    """A case in a meeting, open to the one who leads it."""

    case: Case


@dataclass(frozen=True)
class SavedAt(AtMeeting):
    """A saved draft of a meeting."""

    saved: SavedDraft


@dataclass(frozen=True)
class Sitting(AtMeeting):
    """One of the meetings that a round has had, or has; None for a round that has had none."""

    held: Held | None


@dataclass(frozen=True)
class Somebody(AtMeeting):
    """One of those at a meeting that has been opened, and a case of its round."""

    held: Held
    person: Person
    application: Application


def meeting_at(person: Person, slug: str, round_id: UUID, **_rest: Any) -> Meeting | None:
    """Loader: a round of this programme."""
    programme, the_round = programme_at(person, slug), round_by_id(round_id)
    if programme is None or the_round is None or the_round.programme_id != programme.id:
        return None
    return Meeting(programme, the_round)


def sitting_at(person: Person, slug: str, round_id: UUID, number: int = 0) -> Sitting | None:
    """Loader: a round's meeting by its number; without one, the open or else the latest."""
    meeting = meeting_at(person, slug, round_id)
    held = meeting_numbered(round_id, number) if number else meeting_of(round_id)
    return None if meeting is None or (number and held is None) else Sitting(meeting, held)


def case_to_decide(person: Person, slug: str, round_id: UUID, application_id: UUID) -> Deciding | None:
    """Loader: a case of this round. Closed cases stay closed, and only whoever leads the case decides it (403)."""
    meeting = meeting_at(person, slug, round_id)
    found = None if meeting is None else open_case(person, slug, application_id)
    if meeting is None or found is None or found.application.round_id != round_id:
        return None
    if roles(person.id, meeting.programme_id) and may_open_decision(person, found.application):
        abort(403)
    return Deciding(meeting, found)


def saved_at(person: Person, slug: str, round_id: UUID, saved_id: UUID) -> SavedAt | None:
    """Loader: a saved draft of this round."""
    meeting, saved = meeting_at(person, slug, round_id), saved_draft(round_id, saved_id)
    return SavedAt(meeting, saved) if meeting is not None and saved is not None else None


def somebody_at(person: Person, slug: str, round_id: UUID, application_id: UUID, person_id: UUID) -> Somebody | None:
    """Loader: one of those at the meeting, and a case of its round. Nobody's content is in it."""
    meeting, held = meeting_at(person, slug, round_id), meeting_of(round_id)
    if meeting is None or held is None:
        return None
    application = case(meeting.programme_id, application_id)
    seated = next((each for each in held.attendance if each.person_id == person_id), None)
    if application is None or application.round_id != round_id or seated is None:
        return None
    return Somebody(meeting, held, seated.person, application)
