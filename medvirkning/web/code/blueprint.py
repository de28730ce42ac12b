"""What a receipt code opens. The code is the only key: whoever has it may see the case, and never the address left."""

from typing import Any

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contribution_by_code
from medvirkning.kernel.clock import today
from medvirkning.kernel.codes import NotACode, read_code
from medvirkning.surveys.own_answers import found_by_code
from medvirkning.web.code.forms import CodeForm
from medvirkning.web.keys import secret
from medvirkning.web.loading import programme_or_404
from medvirkning.web.security import missed

blueprint = Blueprint("code", __name__)


@blueprint.after_request
def keep_to_oneself(response: Response) -> Response:
    """Nobody keeps these pages, and no search engine finds them."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def opened(code: str) -> Contribution:
    """The case behind a code in an address. Written in another way, it leads to the address; unknown, to a 404 page."""
    try:
        wanted = read_code(code)
    except NotACode:
        abort(unknown())
    if wanted != code and request.method == "GET":
        abort(redirect(url_for("code.case", code=wanted), 303))
    found = contribution_by_code(wanted, secret=secret())
    if found is None:
        if request.method == "GET" and (page := survey_page(wanted)):
            abort(redirect(page, 303))
        missed()
        abort(unknown())
    programme_or_404(found.programme.slug)
    g.code = wanted
    return found


def survey_page(code: str) -> str | None:
    """Where a code from a survey leads: on with what is begun, or to one's own answers; None for a code of none."""
    found = found_by_code(code, secret=secret(), today=today())
    if found is None:
        return None
    survey, begun = found
    here: dict[str, Any] = {"slug": survey.programme.slug, "survey_slug": survey.slug}
    if begun is not None:
        return url_for("answering.resume", **here, answering_id=begun)
    return url_for("answering.own", **here, code=code)


def unknown() -> Any:
    """The same page for every code that opens nothing."""
    form = CodeForm()
    form.object_to("code", _("We know no such code. Look at the receipt once more."))
    return Response(render_template("code/find.html", form=form), 404)
