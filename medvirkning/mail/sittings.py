"""Opening and closing a round's meetings, with the minutes kept in both written languages."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from medvirkning.grants.schemes import Round
from medvirkning.mail.minutes import written
from medvirkning.people.models import Person
from medvirkning.people.words import LANGUAGES
from medvirkning.review import conducting
from medvirkning.review.meetings import Meeting
from medvirkning.review.protocol import Protocol


def open_meeting(
    the_round: Round,
    *,
    present: Collection[UUID],
    stands_in: Mapping[UUID, UUID],
    leader: UUID | None = None,
    by: Person,
    at: datetime,
) -> Meeting:
    """See `conducting.open_meeting`."""
    return conducting.open_meeting(
        the_round, present=present, stands_in=stands_in, leader=leader, by=by, at=at, write=write
    )


def close_meeting(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """See `conducting.close_meeting`."""
    conducting.close_meeting(meeting, by=by, at=at, write=write)


def write(told: Protocol) -> dict[str, Any]:
    """The minutes in each language, as JSON can hold them."""
    return {language: asdict(written(told, language)) for language in LANGUAGES}
