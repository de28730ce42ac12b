"""The round's next meetings in the demo, for what an elected group decides of a case afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from medvirkning.grants.models import Application
from medvirkning.mail.sittings import close_meeting, open_meeting
from medvirkning.people.models import Person
from medvirkning.review.attendance import meeting_of

LASTS = timedelta(minutes=40)


@contextmanager
def in_the_meeting(application: Application, *, by: Person, at: datetime) -> Iterator[None]:
    """The group meets once more, as many as the last time; where it has not met, one person decides."""
    last = meeting_of(application.round_id)
    if last is None:
        yield
        return
    here = {each.person_id for each in last.attendance if each.present}
    meeting = open_meeting(application.round, present=here, stands_in={}, by=by, at=at)
    yield
    close_meeting(meeting, by=by, at=at + LASTS)
