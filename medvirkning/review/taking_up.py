"""The group begins on a case: from then on the applicant can't change it by themselves."""

from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.rules import GROUP


def take_up(application: Application, *, by: Person, at: datetime) -> None:
    """Let the case be under assessment, once one of the group can read it or gives it points.

    Staff who look through it don't take it up; and where a correction is waited for, that comes first. The caller
    holds the application.
    """
    if GROUP.isdisjoint(roles(by.id, application.programme_id)) or not application.may(ApplicationVerb.TAKE_UP):
        return
    verb = ApplicationVerb.TAKE_UP
    application.step(verb)
    record(application, "taken_up", by=by, at=at, programme_id=application.programme_id, verb=verb)
