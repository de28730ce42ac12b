"""Correcting what has been sent: only what is open, on one page, with what was asked for at the top."""

from typing import Any

import wtforms
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.grants.attaching import MOST_FILES, attach_file, look_over
from medvirkning.grants.checking import FILE, LINES
from medvirkning.grants.correcting import send_correction
from medvirkning.grants.drafts import written
from medvirkning.grants.models import Application
from medvirkning.grants.opening import open_correction, open_fields
from medvirkning.grants.queries import files_of
from medvirkning.grants.words import ApplicationWord, Section
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Objection, Refused, RuleBroken, Stale
from medvirkning.mail.field_names import field_name
from medvirkning.permissions import Can
from medvirkning.web.access import requires, signed_in
from medvirkning.web.applying.blueprint import blueprint
from medvirkning.web.applying.forms import MOST, BudgetForm, WhatForm, WhereAndWhenForm, WhoForm, offer
from medvirkning.web.applying.lines import all_rows, field_id, kinds_of, lines_sent
from medvirkning.web.applying.loaders import own
from medvirkning.web.applying.problems import told
from medvirkning.web.forms import Form
from medvirkning.web.locale import locale

FORMS = {
    Section.WHO: WhoForm,
    Section.WHAT: WhatForm,
    Section.WHERE_AND_WHEN: WhereAndWhenForm,
    Section.BUDGET: BudgetForm,
}
AGAIN = ("add", "remove", "remove_income", "remove_effort")


@blueprint.route("/<uuid:application_id>/rett", methods=["GET", "POST"])
@requires(Can.EDIT_OWN_APPLICATION, own)
def correct(application: Application) -> Any:
    """The open fields; sent together, they lay what was sent first beside what it is now."""
    fields = open_fields(application, at=now())
    onward = url_for("applying.tasks", application_id=application.id)
    if not fields:
        return redirect(onward, 303)
    form = _form(application, fields)
    lines = lines_sent() if request.method == "POST" else [row.line for row in application.lines]
    problems: dict[tuple[int, str], str] = {}
    if request.method == "GET" or form.switches_language or any(name in request.form for name in AGAIN):
        return _page(application, fields, form, lines, problems)
    try:
        if _attach(application, fields, form):
            with transaction():
                values = {**request.form.to_dict(), "ticked": request.form.getlist("ticked")}
                budget = lines if LINES in fields else None
                send_correction(application, values, budget, seen=_revision(), by=signed_in(), at=now())
            flash(_("We have got what you changed. What you sent before is kept beside it."))
            return redirect(onward, 303)
    except Stale:  # the button was pressed twice, or from two places: the first has come
        return redirect(onward, 303)
    except RuleBroken as broken:
        _tell(form, broken.objections, lines, problems)
    return _page(application, fields, form, lines, problems), 422


def _form(application: Application, fields: frozenset[str]) -> Any:
    """The form's fields that are open, and a file for each attachment that is."""
    shown: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for section, whole in FORMS.items():
        stands = written(application, section)
        for name in (name for name in stands if name in fields and hasattr(whole, name)):
            shown[name], values[name] = getattr(whole, name), stands[name]
    for field in sorted(field for field in fields if field.startswith(FILE)):
        name = field_name(field, application.round.scheme.wanted, locale())
        shown[f"file-{field.removeprefix(FILE)}"] = wtforms.FileField(name)
    if "ticked" in shown:
        values["ticked"] = application.ticked
    form: Any = type("CorrectionForm", (Form,), shown)(**values)
    offer(form, application.round.scheme)
    return form


def _attach(application: Application, fields: frozenset[str], form: Form) -> bool:
    """Take the files that were sent, before all else: they are kept whatever is wrong with the rest."""
    fine, found = True, []
    keys = [field.removeprefix(FILE) for field in fields if field.startswith(FILE)]
    sent = [(key, file) for key in keys for file in request.files.getlist(f"file-{key}") if file.filename]
    for key, file in sent[: max(MOST_FILES - len(files_of(application)), 0) + 1]:
        try:
            found.append((key, look_over(file.read(), file.filename or "")))
        except Refused as refusal:
            form.object_to(f"file-{key}", told(refusal.objection))
            fine = False
    with transaction():
        for key, looked_over in found:
            try:
                attach_file(application, key, looked_over, by=signed_in(), at=now())
            except Refused as refusal:
                form.object_to(f"file-{key}", told(refusal.objection))
                fine = False
    return fine


def _revision() -> int:
    seen = request.form.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 6 else 0


def _tell(form: Any, objections: Any, lines: Any, problems: dict[tuple[int, str], str]) -> None:
    """Put each objection where it belongs: at a line, at a file, at a field, or in the summary."""
    for objection in objections:
        place, field = objection.facts.get("line"), str(objection.facts.get("field", ""))
        if isinstance(place, int):
            problems[place, field] = told(objection)
            form.extra_errors.append((field_id(lines, place, field), told(objection)))
        else:
            text = _("Add the file") if objection.code is ApplicationWord.ATTACHMENT_MISSING else told(objection)
            form.object_to(_at(objection, field), text)


def _at(objection: Objection, field: str) -> str:
    return f"file-{field}" if objection.facts.get("section") is Section.ATTACHMENTS else field


def _page(application: Application, fields: frozenset[str], form: Any, lines: Any, problems: Any) -> str:
    asked, files = open_correction(application.id), files_of(application)
    wanted = application.round.scheme.wanted
    return render_template(
        "applying/correct.html",
        application=application,
        round=application.round,
        form=form,
        fields=fields,
        asked=asked,
        names=[field_name(field, wanted, locale()) for field in asked.fields] if asked else [],
        most=MOST,
        sections=Section,
        zones={str(zone.id): zone for zone in application.round.scheme.programme.zones},
        budget=all_rows(lines, problems) if LINES in fields else None,
        kinds=kinds_of(application.round.scheme.terms),
        wanted=[
            (one, [each for each in files if each.about == one.key]) for one in wanted if f"{FILE}{one.key}" in fields
        ],
        seen=application.revision,
    )
