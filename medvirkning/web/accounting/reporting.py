"""Telling how it went: words and money on one page, photos and receipts on the next, and it is sent.

Everything written is stored first and told of afterwards; the script saves while one writes.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import wtforms
from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.attachments.queries import attachment_of
from medvirkning.follow_up.accounts import spent_in_all
from medvirkning.follow_up.queries import acceptance_of, expense_lines, report_files, report_of, report_requests
from medvirkning.follow_up.reporting import (
    add_file,
    asked_of,
    remove_report_file,
    report_lacks,
    save_report,
    send_report,
)
from medvirkning.follow_up.reports import Report
from medvirkning.follow_up.words import MOST_FILES, MOST_TEXT, TO_REPORT, ReportFile
from medvirkning.grants.attaching import LookedOver, look_over
from medvirkning.grants.awarded import needs_auditor
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Objection, Refused, RuleBroken, Stale
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.accounting.blueprint import blueprint
from medvirkning.web.accounting.forms import ReportForm, report_form
from medvirkning.web.accounting.loaders import ReportFileOf, own_answered, own_report_file
from medvirkning.web.downloads import download
from medvirkning.web.filters import clock_time
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import label, sentence

ON_SECOND_PAGE = ("consent", "auditor", "receipt")  # their fields


@blueprint.route("/<uuid:application_id>/rapport", methods=["GET", "POST"])
@requires(Can.ACCEPT_GRANT, own_answered)
def report(application: Application) -> Any:
    """What was done, and the money line by line."""
    if application.state not in TO_REPORT:
        return redirect(_page_of(application), 303)
    written, lines = report_of(application.id), expense_lines(application)
    form = report_form(written, lines, second_signer=_second_signer(application))
    if request.method == "GET":
        return _first_page(application, written, form)
    values = {**request.form.to_dict(), "spent": {key: request.form.get(f"spent-{key}", "").strip() for key in lines}}
    values.pop("consent", None)
    seen = request.form.get("seen", "")
    version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else None
    try:
        with transaction():
            written = save_report(
                application, values, at=now(), form=request.form.get("form_id", "")[:32], seen=version
            )
    except Stale:
        return _first_page(application, report_of(application.id), form, elsewhere=True), 409
    if request.headers.get("HX-Request") == "true":
        return render_template("accounting/_saved.html", when=clock_time(written.updated_at))
    if form.switches_language:
        return redirect(request.path, 303)
    if "later" in request.form:
        return redirect(_page_of(application), 303)
    accepted = acceptance_of(application.id)
    if accepted and _told_on_first(form, report_lacks(written, accepted, by=signed_in())):
        return _first_page(application, written, form), 422
    return redirect(url_for("accounting.report_files_page", application_id=application.id), 303)


class FilesForm(Form):
    """Photos, receipts and statements, and what goes with photos of people."""

    photo = wtforms.MultipleFileField(_l("Add photos"))
    receipt = wtforms.MultipleFileField(_l("Take pictures of the receipts, or choose files"))
    auditor = wtforms.MultipleFileField(_l("Add the auditor's statement"))
    consent = wtforms.BooleanField(
        _l("Everyone in the photos has said yes to it, and the parents of those under 18 too, in writing.")
    )


@blueprint.route("/<uuid:application_id>/rapport/filer", methods=["GET", "POST"])
@requires(Can.ACCEPT_GRANT, own_answered)
def report_files_page(application: Application) -> Any:
    """Photos and receipts; then it is sent."""
    if application.state not in TO_REPORT:
        return redirect(_page_of(application), 303)
    written = report_of(application.id)
    form = FilesForm(consent=written.consent if written else False)
    if request.method == "GET":
        return _second_page(application, form)
    refused = _store(application, written, form)
    if form.switches_language or "remove" in request.form:
        return redirect(request.path, 303)
    if not refused and "send" in request.form:
        try:
            with transaction():
                send_report(application, by=signed_in(), at=now())
        except RuleBroken as broken:
            return _not_sent(application, form, broken.objections)
        flash(_("Thank you! We have got the report."), "ok")
        return redirect(_page_of(application), 303)
    if not refused:
        return redirect(request.path, 303)
    return _second_page(application, form), 422


@blueprint.get("/<uuid:application_id>/rapport/<uuid:attachment_id>")
@requires(Can.READ_OWN_APPLICATION, own_report_file)
def report_file(found: ReportFileOf) -> Response:
    """A file of one's own report, always as a download."""
    return download(found.file) or abort(404)


def _not_sent(application: Application, form: FilesForm, objections: tuple[Objection, ...]) -> Any:
    """What is missing stands where it can be mended: on the first page, and when nothing is missing there, here."""
    written = report_of(application.id)
    first = report_form(written, expense_lines(application), second_signer=_second_signer(application))
    for name in first._fields:  # the other page was posted: show what is stored
        first[name].process(None, _stored(written, name))
    if _told_on_first(first, objections):
        return _first_page(application, written, first), 422
    for each in objections:
        form.object_to(str(each.facts["field"]), sentence(each.code, each.facts))
    return _second_page(application, form), 422


def _told_on_first(first: ReportForm, objections: Sequence[Objection]) -> bool:
    """Tell on the first page what belongs to it, at the fields. Whether there was anything."""
    own = [each for each in objections if each.facts.get("field") not in ON_SECOND_PAGE]
    for each in own:
        first.object_to(str(each.facts.get("field", "")), sentence(each.code, each.facts))
    return bool(own)


def _stored(written: Report | None, name: str) -> str:
    if written is None:
        return ""
    return str(written.spent.get(name[6:], "") if name.startswith("spent-") else getattr(written, name))


def _store(application: Application, written: Report | None, form: FilesForm) -> bool:
    """Store what was sent; whether any file was refused, told at its field. Pictures are drawn before the lock."""
    refused, room = False, MOST_FILES - (len(report_files(written)) if written else 0)
    looked: list[tuple[ReportFile, LookedOver]] = []
    sent = [(kind, file) for kind in ReportFile for file in request.files.getlist(kind.value) if file.filename]
    for kind, file in sent[: max(room, 0) + 1]:
        try:
            looked.append((kind, look_over(file.read(), file.filename or "")))
        except Refused as refusal:
            refused = True
            form.object_to(kind.value, sentence(refusal.code, refusal.facts))
    with transaction():
        save_report(application, {"consent": "consent" in request.form}, at=now())
        for kind, drawn in looked:
            try:
                add_file(application, kind, drawn, at=now())
            except Refused as refusal:
                refused = True
                form.object_to(kind.value, sentence(refusal.code, refusal.facts))
        _remove(application)
    return refused


def _remove(application: Application) -> None:
    written = report_of(application.id)
    try:
        gone_id = UUID(request.form.get("remove", ""))
    except ValueError:
        return
    gone = attachment_of(Report.__tablename__, written.id, gone_id) if written else None
    if gone is not None:
        remove_report_file(application, gone)


def _first_page(application: Application, written: Report | None, form: ReportForm, *, elsewhere: bool = False) -> str:
    return render_template(
        "accounting/report.html",
        application=application,
        form=form,
        lines=expense_lines(application),
        asked=report_requests(written)[:1] if written else [],
        spent=spent_in_all(written.spent) if written else 0,
        when=clock_time(written.updated_at) if written else "",
        form_id=request.form.get("form_id", "")[:32] or uuid4().hex,
        seen=written.version if written else 0,
        elsewhere=elsewhere,
        most=MOST_TEXT,
    )


def _second_page(application: Application, form: FilesForm) -> str:
    written = report_of(application.id)
    files = report_files(written) if written else []
    accepted = acceptance_of(application.id)
    asked = asked_of(accepted) if accepted else None
    audited = asked is not None and needs_auditor(asked.granted, asked.auditor_from)
    needed = {ReportFile.AUDITOR, *([ReportFile.RECEIPT] if asked and asked.receipts else [])}
    kinds = [kind for kind in ReportFile if kind is not ReportFile.AUDITOR or audited]
    return render_template(
        "accounting/report_files.html",
        application=application,
        form=form,
        kinds=[(kind, label(kind), [file for file in files if file.about == kind]) for kind in kinds],
        needed=needed,
        least=asked.auditor_from if asked else None,
    )


def _second_signer(application: Application) -> bool:
    accepted = acceptance_of(application.id)
    return accepted is not None and accepted.second_signer


def _page_of(application: Application) -> str:
    return url_for("applying.tasks", application_id=application.id)
