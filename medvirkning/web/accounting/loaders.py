"""Fetching what is the applicant's own after the answer; before it there is nothing here."""

from typing import Any
from uuid import UUID

from medvirkning.follow_up.queries import course_of
from medvirkning.grants.models import Application
from medvirkning.grants.queries import own_application
from medvirkning.people.models import Person
from medvirkning.web.loading import shown


def own_answered(person: Person, application_id: UUID, **_rest: Any) -> Application | None:
    """The person's own application, once its letter has been sent."""
    found = own_application(person.id, application_id)
    if found is None or course_of(found) is None:
        return None
    shown(found.round.scheme.programme)
    return found
