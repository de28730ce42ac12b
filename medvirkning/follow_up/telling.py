"""Telling of a matter of repayment: the journals, and the applicant that something is there."""

from datetime import datetime
from typing import Any

from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.words import RepaymentVerb
from medvirkning.grants.words import ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person

LAWS = ["advance_notice", "reasons", "notice", "appeal"]
CLAIM_NOTICE = "repayment_claim"  # the kind of the mail that says a claim has come


def tell_journals(
    made: Repayment,
    event: str,
    by: Person,
    at: datetime,
    verbs: tuple[RepaymentVerb | None, ApplicationVerb | None] = (None, None),
    **facts: Any,
) -> None:
    """The same event in the matter's journal and in the application's."""
    told = {**facts, "laws": LAWS}
    record(made, event, by=by, at=at, programme_id=made.programme_id, verb=verbs[0], facts=told)
    about = {**facts, "repayment": str(made.id)}
    application = made.acceptance.application
    record(application, event, by=by, at=at, programme_id=made.programme_id, verb=verbs[1], facts=about)


def mail_applicant(made: Repayment, kind: str, at: datetime, **values: Any) -> None:
    """Tell the applicant that something is there, and not what."""
    application = made.acceptance.application
    about = {"number": application.number, "application_id": application.id, **values}
    post(kind, to=application.owner.email, language=application.language, at=at, **about)
