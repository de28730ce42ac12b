"""The attachments of an application: each one here, later, or in another file. Downloads ask for the same right."""

from typing import Any
from uuid import UUID

import wtforms
from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from medvirkning.attachments.queries import attachment_of
from medvirkning.grants.actions import save_section
from medvirkning.grants.attaching import (
    MOST_FILES,
    NOT_NEEDED,
    LookedOver,
    attach_file,
    look_over,
    remove_file,
    still_to_come,
)
from medvirkning.grants.models import Application
from medvirkning.grants.queries import answers, files_of, progress
from medvirkning.grants.schemes import WantedAttachment
from medvirkning.grants.sections import asked_for
from medvirkning.grants.words import UNDER_REVIEW, ApplicationState, AttachmentPlan, Section
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Objection, Refused
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.loaders import FileOf, own, own_file
from medvirkning.web.applying.problems import told
from medvirkning.web.applying.way import address, after, later_day, saved_when
from medvirkning.web.downloads import download
from medvirkning.web.filters import best
from medvirkning.web.forms import Form

IN_SHORT = {
    AttachmentPlan.HERE: _l("Attach it now"),
    AttachmentPlan.LATER: _l("Send it later"),
    AttachmentPlan.ELSEWHERE: _l("In another file"),
}


@blueprint.route("/<uuid:application_id>/vedlegg", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def attachments(application: Application) -> Any:
    """What is to be attached. Once the application is sent, only what was said to come later."""
    later = still_to_come(application) if application.state in UNDER_REVIEW else []
    if application.state is not ApplicationState.DRAFT and not later and request.method == "GET":
        return redirect(address(application, None), 303)
    written = answers(application, [])
    scheme = application.round.scheme
    asked = [one for one in scheme.wanted if asked_for(one.wanted, written, scheme.terms)]
    wanted = [one for one in asked if not later or one.key in later]
    form = _form(application, wanted)
    if request.method == "GET":
        return _page(application, form, wanted, later)
    refused = _store(application, wanted, form)
    if "remove" in request.form or form.switches_language:
        return redirect(request.full_path.rstrip("?"), 303)
    if not refused and (later or "later" in request.form):
        if later:
            flash(_("We have got the file. Thank you."))
        return redirect(url_for("applying.tasks", application_id=application.id), 303)
    if not later:
        for objection in progress(application, at=now()).objections[Section.ATTACHMENTS]:
            if (key := objection.facts["field"]) not in refused:
                form.object_to(f"plan-{key}", told(objection))
        if form.status == 200:
            return redirect(after(application, Section.ATTACHMENTS), 303)
    return _page(application, form, wanted, later), 422


@blueprint.get("/<uuid:application_id>/vedlegg/<uuid:attachment_id>")
@requires(Can.READ_OWN_APPLICATION, own_file)
def file(found: FileOf) -> Response:
    """A file, always as a download of its own, in a sandbox."""
    return download(found.file) or abort(404)


def _form(application: Application, wanted: list[WantedAttachment]) -> Form:
    """A choice and a file for each wanted attachment."""
    fields: dict[str, Any] = {}
    for one in wanted:
        plans = [plan for plan in AttachmentPlan if plan is not AttachmentPlan.LATER or one.may_come_later]
        choices = {plan.value: str(IN_SHORT[plan]) for plan in plans}
        if not one.required:
            choices[NOT_NEEDED] = _("There is none")
        fields[f"plan-{one.key}"] = wtforms.RadioField(best(one.name), choices=choices, validate_choice=False)
        fields[f"file-{one.key}"] = wtforms.FileField(_("Choose a file"))
    looked_at = Section.ATTACHMENTS.value in application.last_forms
    plans_made = {f"plan-{one.key}": NOT_NEEDED for one in wanted if looked_at and not one.required}
    plans_made |= {f"plan-{key}": plan for key, plan in application.attachment_plans.items()}
    form: Form = type("AttachmentsForm", (Form,), fields)(**plans_made)
    return form


def _store(application: Application, wanted: list[WantedAttachment], form: Form) -> set[str]:
    """Store what was sent; the keys of those wanted attachments whose file could not be taken, told at the field."""
    plans = {one.key: request.form.get(f"plan-{one.key}", "") for one in wanted}
    refused: dict[str, Objection] = {}
    files, someone, at = _looked_over(application, wanted, refused), signed_in(), now()
    with transaction():
        if application.state not in UNDER_REVIEW:
            save_section(application, Section.ATTACHMENTS, {"plans": plans}, by=someone, at=at)
        for key, file in files:
            try:
                attach_file(application, key, file, by=someone, at=at)
            except Refused as refusal:
                refused.setdefault(key, refusal.objection)
        _remove(application)
    for key, objection in refused.items():
        form.object_to(f"file-{key}", told(objection))
    return set(refused)


def _looked_over(
    application: Application, wanted: list[WantedAttachment], refused: dict[str, Objection]
) -> list[tuple[str, LookedOver]]:
    """The files that were sent and can be taken, with what they answer; the others are put among the refused.

    No more are looked at than there is room for, and one, which is told so when it is attached.
    """
    found, room = [], MOST_FILES - len(files_of(application))
    sent = [(one.key, file) for one in wanted for file in request.files.getlist(f"file-{one.key}") if file.filename]
    for key, file in sent[: max(room, 0) + 1]:
        try:
            found.append((key, look_over(file.read(), file.filename or "")))
        except Refused as refusal:
            refused.setdefault(key, refusal.objection)
    return found


def _remove(application: Application) -> None:
    """Take away the file whose button was pressed."""
    try:
        attachment_id = UUID(request.form.get("remove", ""))
    except ValueError:
        return
    gone = attachment_of(Application.__tablename__, application.id, attachment_id)
    if gone is not None:
        remove_file(application, gone, by=signed_in(), at=now())


def _page(application: Application, form: Form, wanted: list[WantedAttachment], later: list[str]) -> str:
    files = files_of(application)
    return render_template(
        "applying/attachments.html",
        application=application,
        section=Section.ATTACHMENTS,
        form=form,
        later=later,
        wanted=[(one, [file for file in files if file.about == one.key]) for one in wanted],
        days={one.key: later_day(application, one, at=now()) for one in wanted if one.may_come_later},
        when=saved_when(application, at=now()),
    )
