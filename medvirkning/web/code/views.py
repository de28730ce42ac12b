"""Finding a case by its code, and seeing what has come of it."""

from typing import Any
from uuid import UUID

from flask import Response, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.attachments.queries import attachment_of
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contribution_by_code
from medvirkning.web.access import public
from medvirkning.web.code import changes  # noqa: F401  (its views are this blueprint's too)
from medvirkning.web.code.blueprint import blueprint, opened, survey_page
from medvirkning.web.code.case import case_page
from medvirkning.web.code.forms import CodeForm, PhotoForm
from medvirkning.web.keys import secret
from medvirkning.web.photos import photo_response
from medvirkning.web.security import guessing, missed


@blueprint.route("/kode", methods=["GET", "POST"])
@public
@guessing
def find() -> Any:
    """Ask for a code. Written any way people write them, it leads to the case."""
    form = CodeForm()
    if form.accepted():
        if contribution_by_code(form.code.data, secret=secret()) is not None:
            return redirect(url_for("code.case", code=form.code.data), 303)
        if page := survey_page(form.code.data):
            return redirect(page, 303)
        missed()
        form.object_to("code", _("We know no such code. Look at the receipt once more."))
    return render_template("code/find.html", form=form), form.status


@blueprint.get("/k/<code>")
@public
@guessing
def case(code: str) -> Any:
    """The case behind a code."""
    return case_page(opened(code), PhotoForm())


@blueprint.get("/k/<code>/bilde/<uuid:photo_id>")
@public
@guessing
def photo(code: str, photo_id: UUID) -> Response:
    """A photo of the case, whether or not everyone may see it."""
    return photo_response(attachment_of(Contribution.__tablename__, opened(code).id, photo_id), seconds=0)
