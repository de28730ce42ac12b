"""The form check: what staff find when they look through an application, and what they ask the applicant to correct."""

from collections.abc import Collection
from datetime import date, datetime

from medvirkning.grants.attaching import keep_count
from medvirkning.grants.check_words import CheckItem, CorrectionEnd
from medvirkning.grants.checking import every_field, items, may_ask, may_give_more_time, may_pass
from medvirkning.grants.handling import Correction, FormCheck
from medvirkning.grants.models import Application
from medvirkning.grants.opening import open_correction
from medvirkning.grants.words import ApplicationState, ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.programmes.words import Role
from medvirkning.review.cases import closed_to, locked, under_review
from medvirkning.review.flagging import flag_prepared
from medvirkning.review.words import ReviewWord

LAWS = ["missing_items", "guidance"]


def check_form(
    application: Application, *, in_order: Collection[CheckItem], note: str, passes: bool, by: Person, at: datetime
) -> FormCheck:
    """Keep what was found in order. With `passes` the application is complete: all of it must be.

    A request for correction that stands open ends with it: what is here is enough. Raises RuleBroken.
    """
    application = _working_on(application, by, at)
    terms = application.round.scheme.terms
    refuse(may_pass(in_order, terms) if passes else [])
    check = FormCheck(
        application_id=application.id,
        snapshot=application.revision,
        in_order=[item.value for item in CheckItem if item in in_order],
        passed=passes,
        note=note.strip(),
        by_id=by.id,
        at=at,
    )
    db.session.add(check)
    verb = ApplicationVerb.FIND_COMPLETE if passes and application.may(ApplicationVerb.FIND_COMPLETE) else None
    if verb is not None:
        application.step(verb)
        _end_correction(application, CorrectionEnd.PASSED, at)
    facts = {"passed": passes, "lacks": [item.value for item in items(terms) if item not in in_order]}
    record(application, "form_checked", by=by, at=at, programme_id=application.programme_id, verb=verb, facts=facts)
    return check


def ask_for_correction(
    application: Application, *, fields: Collection[str], reason: str, deadline: date, by: Person, at: datetime
) -> Correction:
    """Ask the applicant to correct these fields by the end of the deadline's day, Oslo.

    They are told by mail, without what it is about. Raises RuleBroken, and WrongStep where one is asked already.
    """
    application = _working_on(application, by, at)
    wanted = [one.key for one in application.round.scheme.wanted]
    refuse(may_ask(fields, reason, deadline, wanted=wanted, on=oslo_date(at)))
    application.step(ApplicationVerb.ASK_FOR_CORRECTION)
    correction = Correction(
        application_id=application.id,
        fields=[field for field in every_field(wanted) if field in fields],
        reason=reason.strip(),
        deadline=deadline,
        by_id=by.id,
        asked_at=at,
    )
    db.session.add(correction)
    keep_count(application)
    facts = {"fields": correction.fields, "deadline": deadline.isoformat(), "laws": LAWS}
    record(
        application,
        "correction_asked",
        by=by,
        at=at,
        programme_id=application.programme_id,
        verb=ApplicationVerb.ASK_FOR_CORRECTION,
        facts=facts,
    )
    _write_to_owner("correction_asked", application, deadline, at)
    return correction


def give_more_time(correction: Correction, *, deadline: date, by: Person, at: datetime) -> Correction:
    """Move the deadline of a request that still stands open, and tell the applicant. Raises RuleBroken, Conflict."""
    application = _working_on(correction.application, by, at)
    hold(correction)
    if correction.ended_at is not None:
        raise Conflict("the correction has come")
    refuse(may_give_more_time(deadline, until_now=correction.deadline, on=oslo_date(at)))
    correction.deadline = deadline
    facts = {"deadline": deadline.isoformat(), "laws": LAWS}
    record(application, "more_time_given", by=by, at=at, programme_id=application.programme_id, facts=facts)
    _write_to_owner("correction_more_time", application, deadline, at)
    return correction


def _working_on(application: Application, by: Person, at: datetime) -> Application:
    """The case, held, if it is open to this person and not decided; who works on it as an employee prepares it."""
    application = locked(application)
    decided = [] if under_review(application) else [Objection(ReviewWord.NOT_UNDER_REVIEW)]
    refuse([*closed_to(by, application), *decided])
    if Role.COORDINATOR in roles(by.id, application.programme_id):
        flag_prepared(application, by, at)
    return application


def _end_correction(application: Application, how: CorrectionEnd, at: datetime) -> None:
    correction = open_correction(application.id)
    if correction is not None:
        correction.end(how, at)
    if application.state is not ApplicationState.NEEDS_FIX:
        keep_count(application)


def _write_to_owner(kind: str, application: Application, deadline: date, at: datetime) -> None:
    about = {"application": application.id, "number": application.number, "deadline": deadline.isoformat()}
    post(kind, to=application.owner.email, language=application.language, at=at, **about)
