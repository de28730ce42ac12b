"""Fetching letters: for staff through the programme, for applicants through the application that is theirs."""

from typing import Any
from uuid import UUID

from flask import abort

from medvirkning.grants.models import Application
from medvirkning.grants.queries import own_application
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.letters import letter_closed_to, letter_in, sent_letter_about
from medvirkning.review.models import Letter
from medvirkning.web.cases import case_at, closed_page
from medvirkning.web.loading import programme_at, shown


def letter_at(person: Person, slug: str, letter_id: UUID) -> Letter | None:
    """The programme's letter. One who steps aside from the case gets a page that says why (403) until it is sent."""
    programme = programme_at(person, slug)
    letter = None if programme is None else letter_in(programme.id, letter_id)
    if letter is not None and roles(person.id, letter.programme_id) and letter_closed_to(person, letter):
        abort(closed_page(case_at(person, slug, letter.decision.application_id) or abort(404)))
    return letter


def own_letter_of(person: Person, application_id: UUID, **_rest: Any) -> "OwnLetter | None":
    """The letter about the person's own application, once it has been sent."""
    application = own_application(person.id, application_id)
    letter = None if application is None else sent_letter_about(application.id)
    if application is None or letter is None:
        return None
    shown(application.round.scheme.programme)
    return OwnLetter(application, letter)


class OwnLetter:
    """A sent letter with the standing of its application: whose it is, and in which programme."""

    def __init__(self, application: Application, letter: Letter) -> None:
        self.letter = letter
        self.owner_id, self.programme_id = application.owner_id, application.programme_id
