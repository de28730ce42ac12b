"""Writing to each other in a case, and flagging what must be looked into. Mails tell only that there is something."""

from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.grants.words import NOT_SENT
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.kernel.plain_text import blank
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.cases import closed_ids, closed_to, locked
from medvirkning.review.correspondence import Flag, Message
from medvirkning.review.talk import unread
from medvirkning.review.words import ReviewWord


def write_to_applicant(
    application: Application, text: str, *, preliminary: bool = False, by: Person, at: datetime
) -> Message:
    """Write to the applicant; with `preliminary`, to say that the answer takes more time. What they wrote is read.

    Raises RuleBroken for one who steps aside, and for an empty message.
    """
    application = locked(application)
    refuse([*closed_to(by, application), *_something(text)])
    read_messages(application, from_applicant=True, at=at)
    message = _say(application, text, from_applicant=False, preliminary=preliminary, by=by, at=at)
    _notify("message_to_applicant", application, application.owner.email, application.language, at)
    return message


def write_to_staff(application: Application, text: str, *, by: Person, at: datetime) -> Message:
    """The applicant writes about what they have sent. Coordinators to whom the case is not closed are told."""
    application = locked(application)
    if application.state in NOT_SENT:
        raise Conflict("nobody handles this application")
    refuse(_something(text))
    read_messages(application, from_applicant=False, at=at)
    message = _say(application, text, from_applicant=True, preliminary=False, by=by, at=at)
    tell_coordinators("message_to_staff", application, at=at)
    return message


def tell_coordinators(kind: str, application: Application, *, at: datetime) -> None:
    """Write a mail of this kind to the coordinators to whom the case is not closed: that there is something to see."""
    for person in people_with(application.programme_id, Role.COORDINATOR):
        if not closed_ids(person.id, [application.id]):
            _notify(kind, application, person.email, person.language, at)


def read_messages(application: Application, *, from_applicant: bool, at: datetime) -> None:
    """Say that what the other side has written is read."""
    for message in unread(application.id, from_applicant=from_applicant):
        message.read_at = at


def raise_flag(application: Application, word: str, *, by: Person, at: datetime) -> Flag:
    """Flag something to look into. Raises RuleBroken for one who steps aside, and without a word."""
    application = locked(application)
    refuse([*closed_to(by, application), *_something(word)])
    flag = Flag(application_id=application.id, word=word.strip(), raised_by_id=by.id, raised_at=at)
    db.session.add(flag)
    record(application, "flag_raised", by=by, at=at, programme_id=application.programme_id)
    return flag


def resolve_flag(flag: Flag, outcome: str, *, by: Person, at: datetime) -> Flag:
    """Put a flag away with what came of it, once. Raises RuleBroken, and Conflict where somebody was first."""
    application = locked(db.session.get_one(Application, flag.application_id))
    hold(flag)
    if flag.resolved_at is not None:
        raise Conflict("the flag is put away")
    refuse([*closed_to(by, application), *_something(outcome)])
    flag.outcome, flag.resolved_by_id, flag.resolved_at = outcome.strip(), by.id, at
    record(application, "flag_resolved", by=by, at=at, programme_id=application.programme_id)
    return flag


def _something(text: str) -> list[Objection]:
    return [Objection(ReviewWord.WORDS_MISSING)] if blank(text) else []


def _say(
    application: Application, text: str, *, from_applicant: bool, preliminary: bool, by: Person, at: datetime
) -> Message:
    message = Message(
        application_id=application.id,
        from_applicant=from_applicant,
        preliminary=preliminary,
        text=text.strip(),
        by_id=by.id,
        at=at,
    )
    db.session.add(message)
    event = "preliminary_answer" if preliminary else "message_received" if from_applicant else "message_sent"
    facts = {"laws": ["preliminary_answer"]} if preliminary else {}
    record(application, event, by=by, at=at, programme_id=application.programme_id, facts=facts)
    return message


def _notify(kind: str, application: Application, to: str, language: str, at: datetime) -> None:
    slug = application.round.scheme.programme.slug
    about = {"application": application.id, "number": application.number, "slug": slug}
    post(kind, to=to, language=language, at=at, **about)
