"""Going on with the round's meeting in the demo, for what an elected group decides of a case afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.people.models import Person
from medvirkning.review.attendance import meeting_of
from medvirkning.review.conducting import close_meeting, reopen_meeting


@contextmanager
def in_the_meeting(application: Application, *, by: Person, at: datetime) -> Iterator[None]:
    """The meeting is open again for as long as this lasts; where there is none, one person decides."""
    meeting = meeting_of(application.round_id)
    if meeting is not None:
        reopen_meeting(meeting, by=by, at=at)
    yield
    if meeting is not None:
        close_meeting(meeting, by=by, at=at)
