"""What all sections have in common: everything written is stored first, and told of afterwards.

Four ways to leave: the script saves while one writes and gets a few words back; a button inside the form (another
line, a file away, the other language) saves and shows the page again; «later» saves and goes to the task list;
«save and continue» saves and goes on only when nothing is missing.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import uuid4

from flask import redirect, render_template, request, url_for

from medvirkning.grants.actions import save_section
from medvirkning.grants.drafts import mark, written
from medvirkning.grants.models import Application
from medvirkning.grants.queries import progress
from medvirkning.grants.words import ApplicationState, Section
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Objection, Stale
from medvirkning.web.access import signed_in
from medvirkning.web.applying.problems import show
from medvirkning.web.applying.way import address, after, saved_when
from medvirkning.web.forms import Form

AGAIN = ("add", "remove", "remove_income", "remove_effort", "language")  # buttons that show the same page again
Tell = Callable[[list[Objection]], None]


def answer(
    application: Application,
    section: Section,
    form: Form,
    values: Mapping[str, Any],
    *,
    tell: Tell | None = None,
    shown: Callable[[], dict[str, Any]] = dict,
) -> Any:
    """Show a section, or store what was sent and go where the pressed button leads.

    `values` is what was sent, `tell` puts objections at fields where the form alone can't, and `shown` gives what
    else the template needs, once all is stored.
    """
    template = f"applying/{section.value}.html"
    if request.method == "GET" and application.state is not ApplicationState.DRAFT:
        return redirect(address(application, None), 303)
    if request.method == "GET":
        return render_template(template, **_page(application, section, form), **shown())
    try:
        too_long = _store(application, section, values)
    except Stale:
        return _stale(application, section, form, template, shown)
    if request.headers.get("HX-Request") == "true":
        page = _page(application, section, form)
        return render_template("applying/_saved.html", part=True, too_long=bool(too_long), **page, **shown())
    for objection in too_long:
        form[str(objection.facts["field"])].data = written(application, section)[str(objection.facts["field"])]
    if not too_long and any(name in request.form for name in AGAIN):
        return redirect(f"{request.full_path.rstrip('?')}{_anchor()}", 303)
    if not too_long and "later" in request.form:
        return redirect(url_for("applying.tasks", application_id=application.id), 303)
    objections = too_long or progress(application, at=now()).objections[section]
    if not objections:
        return redirect(after(application, section), 303)
    (tell or _at_fields(form))(objections)
    return render_template(template, **_page(application, section, form), **shown()), 422


def _store(application: Application, section: Section, values: Mapping[str, Any]) -> list[Objection]:
    marks = {"form": request.form.get("form_id", "")[:32], "seen": request.form.get("seen", "")[:32]}
    with transaction():
        return save_section(application, section, values, by=signed_in(), at=now(), **marks)


def _stale(application: Application, section: Section, form: Form, template: str, shown: Callable[[], Any]) -> Any:
    """Somebody has changed the section since this form was opened: show both, and let the next press decide."""
    page = _page(application, section, form)
    if request.headers.get("HX-Request") == "true":
        return render_template("applying/_saved.html", elsewhere=True, **page), 409
    theirs = list(_differences(application, section, form))
    return render_template(template, elsewhere=True, theirs=theirs, **page, **shown()), 409


def _differences(application: Application, section: Section, form: Form) -> Iterator[tuple[str, str]]:
    """What is stored in the fields where this form says something else, as label and text."""
    stored = written(application, section)
    for field in form:
        said = " ".join(field.data) if isinstance(field.data, list) else field.data
        if stored.get(field.name) not in (None, said):
            words = dict(getattr(field, "choices", None) or ())
            yield field.label.text, words.get(stored[field.name], stored[field.name])
    for line in application.lines if section is Section.BUDGET else ():
        if not line.line.blank:
            yield line.text, line.written


def _page(application: Application, section: Section, form: Form) -> dict[str, Any]:
    return {
        "application": application,
        "section": section,
        "form": form,
        "form_id": request.form.get("form_id", "")[:32] or uuid4().hex,
        "seen": mark(application, section),
        "when": saved_when(application, at=now()),
    }


def _at_fields(form: Form) -> Tell:
    return lambda objections: show(form, objections)


def _anchor() -> str:
    """Where on the page to come back to after a line was added: the new line itself."""
    side = request.form.get("add", "")
    return f"#{side}-{len(request.form.getlist(side)) + 1}" if side in ("expense", "income", "effort") else ""
