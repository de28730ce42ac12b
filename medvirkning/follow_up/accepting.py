"""Accepting a grant, saying no to it, closing what is over, and changing the account with two pairs of eyes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from medvirkning.follow_up.models import Acceptance, AccountChange, Closing
from medvirkning.follow_up.queries import Course, acceptance_of, closed_after, course_of, waiting_change
from medvirkning.follow_up.rules import may_accept, may_close, reasoned, report_due, second_person
from medvirkning.follow_up.words import FollowWord
from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationState, ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.kernel.norwegian import masked_account
from medvirkning.kernel.plain_text import tidy
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.programmes.words import Role
from medvirkning.review.cases import decision_on
from medvirkning.review.changing import set_decision_aside
from medvirkning.review.standing import tell_of


def accept(
    application: Application,
    *,
    declared: bool,
    account_right: bool,
    other_account: str | None,
    by: Person,
    at: datetime,
) -> Acceptance:
    """Say yes to the grant and its conditions, and where the money goes. Pressed twice, it is accepted once.

    `other_account` is another number than the application's, which may have none: it counts when somebody in the
    municipality has confirmed it. Raises RuleBroken; Conflict where there is nothing to accept.
    """
    hold(application)
    earlier = acceptance_of(application.id)
    if earlier is not None:
        return earlier
    course = _course(application)
    own = application.account_number
    chosen = (account_right and own is not None) or other_account is not None
    refuse(may_accept(granted=course.granted, declared=declared, account_chosen=chosen, changing=course.changing))
    application.step(ApplicationVerb.ACCEPT)
    scheme = application.round.scheme
    acceptance = Acceptance(
        application_id=application.id,
        programme_id=application.programme_id,
        granted=course.granted,
        account_number=own,
        report_due=report_due(
            application.ends_on or application.starts_on, oslo_date(at), scheme.report_months, scheme.report_day
        ),
        payment=scheme.payment,
        first_share=scheme.first_share,
        auditor_from=scheme.auditor_from,
        second_signer=scheme.second_signer,
        accepted_by_id=by.id,
        accepted_at=at,
    )
    acceptance.application = application
    application.report_owed_on = acceptance.report_due
    db.session.add(acceptance)
    _record(application, "grant_accepted", by, at, ApplicationVerb.ACCEPT, granted=course.granted)
    if other_account is not None and other_account != acceptance.account_number:
        _ask(application, other_account, "", by=by, at=at)
    return acceptance


def decline(application: Application, *, by: Person, at: datetime) -> None:
    """Say no to a grant one was given. The case is closed; what was granted still counts against the pot."""
    hold(application)
    course = _course(application)
    if not course.to_accept:
        raise Conflict("nothing to say no to")
    application.step(ApplicationVerb.CLOSE)
    application.lapsed = True
    _record(application, "grant_declined", by, at, ApplicationVerb.CLOSE)


def close(application: Application, *, reason: str, by: Person, at: datetime, but: Collection[UUID] = ()) -> None:
    """Close an answered case that nothing more comes of: refused and not appealed, or a grant nobody has accepted.

    The applicant can read the reason.
    Raises RuleBroken while the applicant still has time to appeal or accept, and for `but`: cases where an appeal
    waits, or may come.
    """
    hold(application)
    course = _course(application)
    if application.state is not ApplicationState.LETTER_SENT:
        raise Conflict("accepted: the report finishes it")
    last = [day for day in (course.last_appeal, course.accept_by) if day is not None]
    waits = [Objection(FollowWord.APPEAL_WAITS)] if application.id in but else []
    refuse([*aside(by, application), *waits, *may_close(last_day=max(last), today=oslo_date(at), reason=reason)])
    application.step(ApplicationVerb.CLOSE)
    application.lapsed = course.to_accept
    closing = Closing(application_id=application.id, reason=tidy(reason), by_id=by.id, at=at)
    db.session.add(closing)
    db.session.flush()
    _record(application, "case_closed", by, at, ApplicationVerb.CLOSE, closing=str(closing.id))


def give_back_to_pot(application: Application, *, reason: str, by: Person, at: datetime) -> None:
    """What nobody took is the pot's again: nothing stands of the decision. Only
    whoever leads, the group or the programme, decides it, and says why.

    Raises RuleBroken; Conflict where the grant has not lapsed, or the pot has it already.
    """
    hold(application.round)
    hold(application)
    course, decision = _course(application), decision_on(application.id)
    if not application.lapsed or course.granted == 0 or decision is None:
        raise Conflict("nothing to give back")
    leads = not {Role.CHAIR, Role.LEAD}.isdisjoint(roles(by.id, application.programme_id))
    refuse([*aside(by, application), *([] if leads else [Objection(FollowWord.LEAD_GIVES_BACK)]), *reasoned(reason)])
    tell_of(set_decision_aside(decision, reasons=reason, by=by, at=at), at=at)  # no letter: they said no themselves
    _record(application, "grant_given_back", by, at, amount=course.granted)


def change_account(application: Application, number: str, *, reason: str, by: Person, at: datetime) -> AccountChange:
    """Ask for another account (11 digits that have been checked). Whoever applied is told by e-mail, in case it is not
    they who asked. Raises RuleBroken, as while another change waits.
    """
    hold(application)
    acceptance = acceptance_of(application.id)
    if acceptance is None:
        raise Conflict("not accepted")
    waits = [Objection(FollowWord.CHANGE_WAITS)] if waiting_change(application.id) else []
    same = [Objection(FollowWord.SAME_ACCOUNT)] if number == acceptance.account_number else []
    refuse([*aside(by, application), *waits, *same, *reasoned(reason)])
    return _ask(application, number, reason.strip(), by=by, at=at)


def answer_change(change: AccountChange, application: Application, *, yes: bool, by: Person, at: datetime) -> None:
    """Confirm another person's change of account, after asking the applicant, or refuse it. Raises RuleBroken."""
    hold(application)
    hold(change)
    acceptance = acceptance_of(application.id)
    if change.confirmed is not None or acceptance is None:
        raise Conflict("answered")
    refuse([*aside(by, application), *second_person(change.asked_by_id, by.id)])
    hold(acceptance)
    change.confirmed, change.answered_by_id, change.answered_at = yes, by.id, at
    db.session.flush()  # the database asks whether it is confirmed
    if yes:
        acceptance.account_number = change.account_number
    event = "account_confirmed" if yes else "account_refused"
    _record(application, event, by, at, account=masked_account(change.account_number))


def aside(person: Person, application: Application) -> list[Objection]:
    """Whoever has stepped aside from a case does nothing in it."""
    return [Objection(FollowWord.STEPPED_ASIDE)] if closed_after(person, application) else []


def _ask(application: Application, number: str, reason: str, *, by: Person, at: datetime) -> AccountChange:
    change = AccountChange(
        application_id=application.id, account_number=number, reason=reason, asked_by_id=by.id, asked_at=at
    )
    db.session.add(change)
    masked = masked_account(number)
    _record(application, "account_change_asked", by, at, account=masked)
    about = {"number": application.number, "application_id": application.id, "ends_in": number[-4:]}
    post("account_change", to=application.owner.email, language=application.language, at=at, **about)
    return change


def _course(application: Application) -> Course:
    course = course_of(application)
    if course is None:
        raise Conflict("not answered yet")
    return course


def _record(
    application: Application,
    event: str,
    by: Person | None,
    at: datetime,
    verb: ApplicationVerb | None = None,
    **facts: Any,
) -> None:
    record(application, event, by=by, at=at, programme_id=application.programme_id, verb=verb, facts=facts)
