"""Telling how it went. Writing never fails for being half done; sending asks the rules."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect

from medvirkning.attachments.actions import attach, detach
from medvirkning.attachments.models import Attachment
from medvirkning.follow_up.accepting import aside
from medvirkning.follow_up.accounts import Asked, Told, may_ask_more, what_stops_report
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.queries import acceptance_of, expense_lines, open_repayment, report_files, report_of
from medvirkning.follow_up.reports import Report, ReportRequest, ReportSnapshot
from medvirkning.follow_up.rules import may_settle, reasoned
from medvirkning.follow_up.snapshots import content_of, snapshots_of, was_sent
from medvirkning.follow_up.words import MOST_FILES, TO_REPORT, FollowWord, ReportFile
from medvirkning.grants.attaching import LookedOver
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.grants.words import ApplicationState, ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, Refused, Stale, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person

TEXTS = ("what", "evaluation", "participants", "left_over", "second_name")
LONGEST = 10_000  # characters kept of one answer: far more than may be sent


def save_report(
    application: Application, values: Mapping[str, Any], *, at: datetime, form: str = "", seen: int | None = None
) -> Report:
    """Keep what is written, whole or not. `values` are fields by name, and `spent` by budget line.

    `seen` is the version the form was shown with: Stale where another form has saved since. Raises Conflict where
    there is nothing to report.
    """
    acceptance = _to_report(application)
    report = report_of(application.id)
    if report is None:
        report = Report(application_id=acceptance.application_id, programme_id=application.programme_id)
        db.session.add(report)
    elif seen is not None and seen != report.version and report.last_form != form:
        raise Stale("report")
    for name in TEXTS:
        if name in values:
            setattr(report, name, str(values[name]).strip()[:LONGEST])
    if "spent" in values:
        report.spent = {str(line): str(written)[:40] for line, written in values["spent"].items()}
    if "consent" in values:
        report.consent = bool(values["consent"])
    report.last_form = form
    if inspect(report).modified or report.updated_at is None:
        report.updated_at = at
    db.session.flush()
    return report


def add_file(application: Application, kind: ReportFile, file: LookedOver, *, at: datetime) -> Attachment:
    """Add a photo, a receipt or a statement. Raises Refused where there are too many already."""
    report = save_report(application, {}, at=at)
    if len(report_files(report)) >= MOST_FILES:
        raise Refused(FollowWord.TOO_MANY_FILES, most=MOST_FILES)
    return attach(
        report,
        file.data,
        kind=file.kind,
        name=file.name,
        media_type=file.media_type,
        at=at,
        about=kind.value,
        size=file.size,
    )


def remove_report_file(application: Application, attachment: Attachment) -> None:
    """Take a file away again, before the report is sent. One that was sent before stays with what was sent."""
    _to_report(application)
    report = report_of(application.id)
    if report is not None and was_sent(report, attachment):
        attachment.owner_kind = ReportSnapshot.__tablename__
    else:
        detach(attachment)
    db.session.flush()


def send_report(application: Application, *, by: Person, at: datetime) -> Report:
    """Send the report: a snapshot that stays. Pressed twice, it is sent once. Raises RuleBroken with all it lacks."""
    hold(application)
    report = report_of(application.id)
    if report is not None and application.state is ApplicationState.REPORT_RECEIVED:
        return report
    acceptance = _to_report(application)
    report = report or save_report(application, {}, at=at)
    refuse(report_lacks(report, acceptance, by=by))
    application.step(ApplicationVerb.SEND_REPORT)
    content = content_of(report, expense_lines(application), report_files(report), by=by, at=at)
    sent = ReportSnapshot(report_id=report.id, content=content, digest=digest(content), sent_at=at)
    sent.number = len(snapshots_of(report.id)) + 1
    db.session.add(sent)
    db.session.flush()  # the database takes a report as sent when there is a snapshot of it
    report.sent_at, application.report_owed_on = at, None
    facts = {"digest": sent.digest, "snapshot": sent.number, "spent": content["spent"]}
    _record(application, "report_sent", ApplicationVerb.SEND_REPORT, by=by, at=at, facts=facts)
    return report


def ask_for_more(application: Application, *, reason: str, answer_by: date, by: Person, at: datetime) -> ReportRequest:
    """Ask the applicant for more, with a reason and a day; they are told by e-mail. Raises RuleBroken."""
    hold(application)
    report, acceptance = report_of(application.id), acceptance_of(application.id)
    if report is None or acceptance is None or acceptance.approved is not None:
        raise Conflict("no report")
    refuse([*aside(by, application), *reasoned(reason), *may_ask_more(answer_by, oslo_date(at))])
    application.step(ApplicationVerb.ASK_MORE)
    acceptance.report_due = application.report_owed_on = answer_by
    request = ReportRequest(report_id=report.id, reason=reason.strip(), answer_by=answer_by, by_id=by.id, at=at)
    db.session.add(request)
    facts = {"answer_by": answer_by.isoformat()}
    _record(application, "report_more_asked", ApplicationVerb.ASK_MORE, by=by, at=at, facts=facts)
    about = {"number": application.number, "application_id": application.id, "day": answer_by.isoformat()}
    post("report_more", to=application.owner.email, language=application.language, at=at, **about)
    return request


def approve_report(application: Application, *, by: Person, at: datetime, amount: int | None = None) -> None:
    """The report is good, and the case is finished, once what was not paid before has gone out as well.

    `amount` is what the grant comes to, in kroner, by the receipts or where some is not paid; None for all of it.
    Raises RuleBroken while money stands on a list that is not paid, or it is not settled whether some goes back.
    """
    hold(application)
    report, acceptance = report_of(application.id), acceptance_of(application.id)
    if report is None or acceptance is None or application.state is not ApplicationState.REPORT_RECEIVED:
        raise Conflict("no report")
    if acceptance.approved is not None:
        raise Conflict("approved")
    unpaid = [Objection(FollowWord.LIST_UNPAID)] if acceptance.listed > acceptance.paid else []
    open_one = [Objection(FollowWord.REPAYMENT_OPEN)] if open_repayment(application.id) else []
    refuse([*aside(by, application), *unpaid, *open_one])
    hold(acceptance)
    if settles(acceptance):
        comes_to = acceptance.granted if amount is None else amount
        refuse(may_settle(comes_to, granted=acceptance.granted, paid=acceptance.paid))
        acceptance.approved = comes_to
        if comes_to > acceptance.paid:
            _record(application, "report_approved", None, by=by, at=at, facts={"amount": comes_to})
            return
    application.step(ApplicationVerb.CLOSE)
    _record(application, "report_approved", ApplicationVerb.CLOSE, by=by, at=at)


def report_lacks(report: Report, acceptance: Acceptance, *, by: Person) -> list[Objection]:
    """What stands in the way of this person sending the report as it is written now."""
    return what_stops_report(told(report, by), asked_of(acceptance))


def settles(acceptance: Acceptance) -> bool:
    """Whether approving the report says what the grant comes to: paid against receipts, or not all of it is paid."""
    return acceptance.payment is not PaymentWay.ADVANCE or acceptance.paid < acceptance.granted


def asked_of(acceptance: Acceptance) -> Asked:
    """What the report of this grant must hold."""
    return Asked(
        lines=list(expense_lines(acceptance.application)),
        granted=acceptance.granted,
        auditor_from=acceptance.auditor_from,
        second_signer=acceptance.second_signer,
        receipts=acceptance.payment is not PaymentWay.ADVANCE,
    )


def told(report: Report, by: Person) -> Told:
    """The report as the rules see it, when this person sends it."""
    return Told(
        what=report.what,
        evaluation=report.evaluation,
        participants=report.participants,
        left_over=report.left_over,
        spent=report.spent,
        consent=report.consent,
        files=[file.about for file in report_files(report)],
        signed_by=by.name,
        second_name=report.second_name,
    )


def _to_report(application: Application) -> Acceptance:
    hold(application)
    acceptance = acceptance_of(application.id)
    if acceptance is None or application.state not in TO_REPORT:
        raise Conflict("nothing to report")
    return acceptance


def _record(application: Application, event: str, verb: ApplicationVerb | None, **more: Any) -> None:
    record(application, event, programme_id=application.programme_id, verb=verb, **more)
