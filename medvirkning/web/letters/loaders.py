"""Fetching letters: for staff through the programme, for applicants through the application that is theirs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.grants.models import Application
from medvirkning.grants.queries import own_application
from medvirkning.people.models import Person
from medvirkning.review.letters import letter_in, sent_letter_about
from medvirkning.review.models import Letter
from medvirkning.web.cases import open_case
from medvirkning.web.loading import OfApplication, programme_at, shown


def letter_at(person: Person, slug: str, letter_id: UUID) -> Letter | None:
    """The programme's letter. Until it is sent it is as closed as its case: one who must declare is asked first, and
    one who steps aside gets a page that says why (403).
    """
    programme = programme_at(person, slug)
    letter = None if programme is None else letter_in(programme.id, letter_id)
    if letter is not None and letter.sent_at is None:
        open_case(person, slug, letter.decision.application_id, brev=letter.id)
    return letter


def own_letter_of(person: Person, application_id: UUID, **_rest: Any) -> "OwnLetter | None":
    """The letter about the person's own application, once it has been sent."""
    application = own_application(person.id, application_id)
    letter = None if application is None else sent_letter_about(application.id)
    if application is None or letter is None:
        return None
    shown(application.round.scheme.programme)
    return OwnLetter(application, letter)


@dataclass(frozen=True)
class OwnLetter(OfApplication):
    """A sent letter with the standing of its application."""

    application: Application
    letter: Letter
