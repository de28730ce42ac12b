"""Fetching one's own decision and appeals. Somebody else's is not there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.appeals.models import Appeal, RulingLetter
from medvirkning.appeals.queries import appeal_seen_by, letter_of
from medvirkning.appeals.subjects import Against, against_dismissal
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.queries import attachment_of
from medvirkning.follow_up.queries import repayment_in
from medvirkning.grants.models import Application
from medvirkning.grants.queries import own_application
from medvirkning.people.models import Person
from medvirkning.review.letters import sent_letter_about
from medvirkning.review.models import Decision
from medvirkning.web.loading import OfApplication, shown


@dataclass(frozen=True)
class OwnDecision(OfApplication):
    """A decision the person has got a letter about."""

    application: Application
    decision: Decision


@dataclass(frozen=True)
class OwnAgainst:
    """What somebody may appeal: what they have got, or what another has got in their case."""

    against: Against
    owner_id: UUID

    @property
    def programme_id(self) -> UUID:
        return self.against.application.programme_id


@dataclass(frozen=True)
class OwnAppeal:
    """An appeal as one of its parties meets it: `mine` is false of the applicant where another appealed."""

    appeal: Appeal
    owner_id: UUID
    file: Attachment | None = None
    letter: RulingLetter | None = None

    @property
    def programme_id(self) -> UUID:
        return self.appeal.programme_id

    @property
    def mine(self) -> bool:
        return self.appeal.owner_id == self.owner_id


def own_decision(person: Person, application_id: UUID) -> OwnDecision | None:
    """The decision about the person's own application, once its letter has been sent."""
    application = own_application(person.id, application_id)
    letter = None if application is None else sent_letter_about(application.id)
    if application is None or letter is None:
        return None
    shown(application.round.scheme.programme)
    return OwnDecision(application, letter.decision)


def what_to_appeal(
    person: Person, application_id: UUID | None = None, repayment_id: UUID | None = None, appeal_id: UUID | None = None
) -> OwnAgainst | None:
    """The decision, the claim in the case, or the dismissal of the appeal, once there is a letter about it."""
    if appeal_id is not None:
        first = own_appeal_at(person, appeal_id)
        return None if first is None else OwnAgainst(against_dismissal(first.appeal), person.id)
    own = own_decision(person, application_id) if application_id else None
    claim = repayment_in(own.application.id, repayment_id) if own and repayment_id else None
    if own is None or (repayment_id is not None and claim is None):
        return None
    return OwnAgainst(Against(own.decision, claim=claim), person.id)


def own_appeal_at(person: Person, appeal_id: UUID, **_rest: Any) -> OwnAppeal | None:
    """The person's own appeal, or one about their application."""
    found = appeal_seen_by(person.id, appeal_id)
    if found is None:
        return None
    shown(found.application.round.scheme.programme)
    return OwnAppeal(found, person.id)


def own_appeal_file(person: Person, appeal_id: UUID, attachment_id: UUID) -> OwnAppeal | None:
    """A file that came with the appeal."""
    own = own_appeal_at(person, appeal_id)
    file = None if own is None else attachment_of(Appeal.__tablename__, own.appeal.id, attachment_id)
    return None if own is None or file is None else OwnAppeal(own.appeal, own.owner_id, file=file)


def own_ruling_letter(person: Person, appeal_id: UUID, letter_id: UUID) -> OwnAppeal | None:
    """A letter about the appeal, once it has been sent."""
    own = own_appeal_at(person, appeal_id)
    letter = None if own is None else letter_of(own.appeal, letter_id)
    if own is None or letter is None or letter.sent_at is None:
        return None
    return OwnAppeal(own.appeal, own.owner_id, letter=letter)
