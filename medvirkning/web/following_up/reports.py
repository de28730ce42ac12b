"""A report as staff read it: approved, or more is asked for."""

from typing import Any

import wtforms
from flask import Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.attachments.models import Attachment
from medvirkning.follow_up.accounts import read_amount
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.queries import report_of, report_requests
from medvirkning.follow_up.reporting import approve_report, ask_for_more, settles
from medvirkning.follow_up.reports import Report, ReportSnapshot
from medvirkning.follow_up.snapshots import file_sent, snapshots_of
from medvirkning.follow_up.words import MOST_REASON, FollowWord, ReportFile
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.downloads import download
from medvirkning.web.fields import DateField, KronerField, needed, tidy
from medvirkning.web.following_up.blueprint import blueprint
from medvirkning.web.following_up.loaders import Followed, followed_case
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import label

AT = {
    FollowWord.REASON_MISSING: "reason",
    FollowWord.REASON_TOO_LONG: "reason",
    FollowWord.DAY_TOO_EARLY: "answer_by",
    FollowWord.MORE_THAN_GRANTED: "amount",
    FollowWord.LESS_THAN_PAID: "amount",
}


class MoreForm(Form):
    """What is missing, and by when."""

    reason = wtforms.TextAreaField(_l("What do we need more of?"), filters=[tidy])
    answer_by = DateField(_l("By which day?"), [needed(_l("Choose the day to answer by"))])


class AmountForm(Form):
    """What the receipts add up to."""

    amount = KronerField(
        _l("How much does the grant come to, by the receipts?"), [needed(_l("Write how much the grant comes to"))]
    )


class Reported:
    """A case whose report has come: as it was sent the last time, with the standing of the case."""

    def __init__(self, case: Followed, report: Report, sent: ReportSnapshot) -> None:
        self.case, self.report, self.sent, self.programme_id = case, report, sent, case.programme_id


class FileIn:
    """A file of a report that has come."""

    def __init__(self, case: Followed, file: Attachment) -> None:
        self.file, self.programme_id = file, case.programme_id


def reported(person: Person, slug: str, application_id: Any, **_rest: Any) -> Reported | None:
    """Loader for a report that has been sent: a half-written one is the applicant's own."""
    case = followed_case(person, slug, application_id)
    report = None if case is None else report_of(case.application.id)
    sent = snapshots_of(report.id) if report else []
    if case is None or report is None or not sent:
        return None
    return Reported(case, report, sent[-1])


def file_in(person: Person, slug: str, application_id: Any, attachment_id: Any) -> FileIn | None:
    """Loader for a file of a report that has been sent."""
    found = reported(person, slug, application_id)
    file = None if found is None else file_sent(found.sent, attachment_id)
    return FileIn(found.case, file) if found and file else None


@blueprint.get("/<slug>/arbeid/oppfolging/<uuid:application_id>/rapport")
@requires(Can.READ_FOLLOW_UP, reported)
def report(found: Reported) -> str:
    """How it went, and the money beside what was planned."""
    return _page(found, _amount_form(found))


def _page(found: Reported, form: AmountForm | None) -> str:
    case, content = found.case, found.sent.content
    accepted, files = case.course.acceptance, content["files"]
    return render_template(
        "following_up/report.html",
        application=case.application,
        course=case.course,
        sent=found.sent,
        told=content["answers"],
        lines=content["lines"],
        planned=sum(line["planned"] or 0 for line in content["lines"]),
        spent=content["spent"],
        left_over=read_amount(content["answers"]["left_over"]),
        kinds=[(label(kind), [file for file in files if file["about"] == kind]) for kind in ReportFile],
        requests=report_requests(found.report),
        waits=case.application.state is ApplicationState.REPORT_RECEIVED and not _approved(accepted),
        accepted=accepted,
        form=form,
        thing=case,
    )


@blueprint.get("/<slug>/arbeid/oppfolging/<uuid:application_id>/rapport/<uuid:attachment_id>")
@requires(Can.READ_FOLLOW_UP, file_in)
def report_file(found: FileIn) -> Response:
    """A file, always as a download."""
    return download(found.file) or abort(404)


@blueprint.post("/<slug>/arbeid/oppfolging/<uuid:application_id>/rapport/godkjenn")
@requires(Can.FOLLOW_UP, reported)
def approve(found: Reported) -> Any:
    """The report is good: the case is finished, or the rest of the money is due."""
    form, application = _amount_form(found), found.case.application
    if form is not None and not form.accepted():
        return _page(found, form), form.status
    try:
        with transaction():
            approve_report(application, by=signed_in(), at=now(), amount=form.amount.data if form else None)
    except RuleBroken as broken:
        if form is None or not all(each.facts.get("field") for each in broken.objections):
            raise
        form.object_with(broken.objections, AT)
        return _page(found, form), form.status
    if application.state is ApplicationState.CLOSED:
        flash(_("The report is approved, and the case is finished."), "ok")
    else:
        flash(_("The report is approved. The rest of the money can go on a payment list now."), "ok")
    return redirect(_address(found.case), 303)


def _amount_form(found: Reported) -> AmountForm | None:
    """What the grant comes to, where that is not settled by what is paid; what is left over is taken off at first."""
    accepted = found.case.course.acceptance
    if accepted is None or not settles(accepted):
        return None
    left_over = read_amount(found.sent.content["answers"]["left_over"]) or 0
    return AmountForm(amount=max(accepted.granted - left_over, accepted.paid))


def _approved(accepted: Acceptance | None) -> bool:
    """Whether the report is approved, and only the rest of the money is waited for."""
    return accepted is not None and accepted.approved is not None


@blueprint.route("/<slug>/arbeid/oppfolging/<uuid:application_id>/rapport/mer", methods=["GET", "POST"])
@requires(Can.FOLLOW_UP, reported)
def ask_more(found: Reported) -> Any:
    """Ask for more, with a reason and a day."""
    case, form = found.case, MoreForm()
    if case.application.state is not ApplicationState.REPORT_RECEIVED:
        return redirect(_address(case), 303)
    if form.accepted():
        try:
            with transaction():
                ask_for_more(
                    case.application, reason=form.reason.data, answer_by=form.answer_by.data, by=signed_in(), at=now()
                )
        except RuleBroken as broken:
            form.object_with(broken.objections, AT)
        else:
            flash(_("We have asked the applicant for more."), "ok")
            return redirect(_address(case), 303)
    page = render_template("following_up/ask_more.html", application=case.application, form=form, most=MOST_REASON)
    return page, form.status


def _address(case: Followed) -> str:
    return url_for("following_up.grant", slug=case.programme.slug, application_id=case.application.id)
