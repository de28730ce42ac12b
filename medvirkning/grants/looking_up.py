"""Keeping what the registers said, and filling in what they know. Asking takes time, and is done before the lock."""

from datetime import datetime, timedelta

from sqlalchemy import select

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.models import Application
from medvirkning.grants.register_answers import RegisterAnswer, answer_about
from medvirkning.grants.registers import KIND_OF_FORM, Organisation, Reply
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Refused
from medvirkning.kernel.norwegian import account_number
from medvirkning.people.models import Person

MOST_TRIES = 6
WAIT = timedelta(minutes=50)  # between tries, doubled each time: the last one is a day after the first


def keep_answer(
    application: Application, number: str, reply: Reply, *, by: Person | None, at: datetime
) -> RegisterAnswer:
    """Keep what was said of this number, over what was said before. An answer is not lost to a later silence."""
    kept = answer_about(application.id, number)
    if kept is None:
        kept = RegisterAnswer(application_id=application.id, organisation_number=number, tries=0)
        db.session.add(kept)
    silent = reply.outcome is RegisterOutcome.UNREACHABLE
    kept.tries = (kept.tries or 0) + 1 if silent else 0
    if not silent or kept.outcome in (None, RegisterOutcome.UNREACHABLE):
        kept.outcome, kept.asked_at = reply.outcome, at
        kept.content = reply.organisation.to_json() if reply.organisation else None
    facts = {"outcome": reply.outcome.value, "warnings": [warning.value for warning in kept.warnings]}
    record(application, "register_asked", by=by, at=at, programme_id=application.programme_id, facts=facts)
    return kept


def fill_in(application: Application, found: Organisation, *, at: datetime) -> None:
    """Put the organisation's name in the draft, and its kind and account number where they are open.

    Raises Conflict once the application has been sent.
    """
    hold(application)
    if application.state is not ApplicationState.DRAFT:
        raise Conflict("the application has been sent")
    application.applicant_name = found.name
    likely = KIND_OF_FORM.get(found.form)
    if application.applicant_kind is None and likely in application.round.scheme.terms.kinds:
        application.applicant_kind = likely
    if application.account_number is None and "account_number" not in application.unread and found.account_number:
        try:
            application.account_number = account_number(found.account_number)
        except Refused:
            application.account_number = None
    application.updated_at = at


def choose_language(application: Application, language: str, *, at: datetime) -> None:
    """The written language of the application, and so of the letter. Raises Conflict once it has been sent."""
    hold(application)
    if application.state is not ApplicationState.DRAFT:
        raise Conflict("the application has been sent")
    application.language, application.updated_at = language, at


def to_ask_again(*, at: datetime, most: int = 10) -> list[tuple[Application, str]]:
    """Applications and numbers that nobody could tell of when asked, and that it is time to ask about again."""
    wanted = select(RegisterAnswer).where(
        RegisterAnswer.outcome == RegisterOutcome.UNREACHABLE, RegisterAnswer.tries < MOST_TRIES
    )
    due = [
        one
        for one in db.session.scalars(wanted.order_by(RegisterAnswer.asked_at))
        if one.asked_at + WAIT * 2 ** (one.tries - 1) <= at
    ]
    return [(db.session.get_one(Application, one.application_id), one.organisation_number) for one in due[:most]]
