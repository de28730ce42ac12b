"""Fetching letters: for staff through the programme, for applicants through the application that is theirs."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.grants.models import Application
from medvirkning.grants.queries import own_application
from medvirkning.people.models import Person
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.letters import corrected_in, letter_in, letters_sent
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


def sent_letter_at(person: Person, slug: str, letter_id: UUID) -> Letter | None:
    """The programme's letter once it has been sent, for those who may correct it: as closed to them as its case."""
    letter = letter_at(person, slug, letter_id)
    if letter is None or letter.sent_at is None:
        return None
    open_case(person, slug, letter.decision.application_id)
    return letter


def corrected_at(person: Person, slug: str, corrected_id: UUID) -> CorrectedLetter | None:
    """The programme's corrected letter. Until it is sent it is as closed as its case."""
    programme = programme_at(person, slug)
    made = None if programme is None else corrected_in(programme.id, corrected_id)
    if made is not None and made.sent_at is None:
        open_case(person, slug, made.decision.application_id)
    return made


def own_letter_of(person: Person, application_id: UUID, number: int | None = None, **_rest: Any) -> "OwnLetter | None":
    """The letter about the person's own application that counts, once it has been sent; or an earlier, by number."""
    application = own_application(person.id, application_id)
    sent = [] if application is None else letters_sent(application.id)
    if application is None or not sent or not 1 <= (number or 1) <= len(sent):
        return None
    shown(application.round.scheme.programme)
    return OwnLetter(application, sent, sent[(number or 0) - 1])


@dataclass(frozen=True)
class OwnLetter(OfApplication):
    """A sent letter, one of `sent`, with the standing of its application."""

    application: Application
    sent: list[Letter | CorrectedLetter]
    letter: Letter | CorrectedLetter
