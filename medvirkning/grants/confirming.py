"""A second person confirms an application that has been sent, where the scheme asks for it.

The application is in time when it is sent, whatever the second person answers, and whenever.
"""

from datetime import datetime

from sqlalchemy import select

from medvirkning.grants.attaching import keep_count
from medvirkning.grants.models import Application
from medvirkning.grants.queries import snapshot_of
from medvirkning.grants.second_words import SecondEnd, SecondStanding
from medvirkning.grants.seconding import A_WHILE, ANSWER_WITHIN, REMINDED, may_ask_again, may_ask_one_more
from medvirkning.grants.seconds import SecondRequest, newest_request, request_of, requests_since
from medvirkning.grants.words import UNDER_REVIEW, Section
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.codes import new_token, token_hash
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import NotThere, Objection, Stale, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person


def ask_second(application: Application, *, by: Person, at: datetime) -> None:
    """Ask the second person that stands in what has just been sent, unless they have been asked already.

    Another address is another person: then the request to the first one ends. Nothing is asked where the scheme
    doesn't ask for it. The caller holds the application. Raises RuleBroken where too many have been asked.
    """
    email, newest = application.second_email, newest_request(application.id)
    if not application.round.scheme.terms.second_confirms or not email:
        return
    if newest is not None and newest.email == email:
        return
    faults = may_ask_one_more(requests_since(application.id))
    refuse([Objection(each.code, None, section=Section.WHO, field="second_email") for each in faults])
    _ask(application, email, newest, by=by, at=at)


def ask_again(application: Application, *, by: Person, at: datetime) -> None:
    """Send the request once more, with a new link; the earlier ones work no longer.

    Raises NotThere where nobody has been asked, and RuleBroken where one can't ask again now.
    """
    hold(application)
    newest = newest_request(application.id)
    if newest is None:
        raise NotThere("request")
    refuse(
        [
            *may_ask_again(
                newest.standing(oslo_date(at)),
                under_review=application.state in UNDER_REVIEW,
                lately=requests_since(application.id, at - A_WHILE),
            ),
            *may_ask_one_more(requests_since(application.id)),
        ]
    )
    _ask(application, newest.email, newest, by=by, at=at)


def open_request(token: str, *, at: datetime) -> SecondRequest | None:
    """The request behind a mailed link, if it can be answered now."""
    found = request_of(token)
    return found if found is not None and _can_answer(found, at) else None


def answer_request(token: str, *, confirms: bool, seen: int, at: datetime) -> Application:
    """The second person's yes or no to what they saw, the snapshot with the number `seen`; the link is used up.

    Raises NotThere for a link that can't be answered by, and Stale where the application has been corrected since.
    """
    found = request_of(token)
    if found is None:
        raise NotThere("request")
    application = found.application
    hold(application)
    hold(found)
    if not _can_answer(found, at):
        raise NotThere("request")
    snapshot = snapshot_of(application.id)
    if snapshot is None or snapshot.number != seen:
        raise Stale("application")
    found.ending, found.ended_at = SecondEnd.CONFIRMED if confirms else SecondEnd.REFUSED, at
    found.snapshot, found.digest = snapshot.number, snapshot.digest
    keep_count(application)
    kind = "second_confirmed" if confirms else "second_refused"
    facts = {"snapshot": snapshot.number, "digest": snapshot.digest}
    record(application, kind, by=None, at=at, programme_id=application.programme_id, facts=facts)
    about = {"application": application.id, "number": application.number}
    post(kind, to=application.owner.email, language=application.language, at=at, **about)
    return application


def remind_seconds(*, at: datetime) -> int:
    """Write once more to each who has three days or less left to confirm, with one more link; how many."""
    today = oslo_date(at)
    waiting = select(SecondRequest.id).where(
        SecondRequest.ended_at.is_(None),
        SecondRequest.reminder_hash.is_(None),
        SecondRequest.answer_by >= today,
        SecondRequest.answer_by <= today + REMINDED,
    )
    return sum(_remind(db.session.get_one(SecondRequest, each), at) for each in list(db.session.scalars(waiting)))


def _remind(found: SecondRequest, at: datetime) -> bool:
    hold(found)
    if found.reminder_hash is not None or not _can_answer(found, at):
        return False
    token = new_token()
    found.reminder_hash = token_hash(token)
    _write("second_reminder", found, token, at)
    record(found.application, "second_reminded", by=None, at=at, programme_id=found.application.programme_id)
    return True


def _ask(application: Application, email: str, newest: SecondRequest | None, *, by: Person, at: datetime) -> None:
    if newest is not None and newest.ended_at is None:
        newest.ending, newest.ended_at = SecondEnd.REPLACED, at
        db.session.flush()  # first: at most one is open
    token = new_token()
    made = SecondRequest(
        application_id=application.id,
        name=application.second_name,
        email=email,
        token_hash=token_hash(token),
        asked_at=at,
        answer_by=oslo_date(at) + ANSWER_WITHIN,
        application=application,
    )
    db.session.add(made)
    keep_count(application)
    record(application, "second_asked", by=by, at=at, programme_id=application.programme_id)
    _write("second_asked", made, token, at)


def _write(kind: str, found: SecondRequest, token: str, at: datetime) -> None:
    """A mail with a link. Nothing that the applicant has written stands in it: it goes to whomever they name."""
    application = found.application
    scheme = application.round.scheme.name.text(application.language)
    about = {"token": token, "scheme": scheme, "answer_by": found.answer_by.isoformat()}
    post(kind, to=found.email, language=application.language, at=at, **about)


def _can_answer(found: SecondRequest, at: datetime) -> bool:
    waits = found.standing(oslo_date(at)) is SecondStanding.WAITING and found.ended_at is None
    return waits and found.application.state in UNDER_REVIEW
