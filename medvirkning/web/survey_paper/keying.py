"""Keying in a form: its number first, then all that stands on it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, NotThere, RuleBroken
from medvirkning.permissions import Can
from medvirkning.programmes.quilt import quilt
from medvirkning.surveys.keying import NEW, key_in, objections_to_number, seen_of
from medvirkning.web.access import requires, signed_in
from medvirkning.web.language_names import language_name
from medvirkning.web.survey_paper.blueprint import blueprint
from medvirkning.web.survey_paper.forms import NumberForm
from medvirkning.web.survey_paper.loaders import Found, form_at, survey_at
from medvirkning.web.survey_paper.sheets import Sheet

NUMBER = "<int(min=1,max=999999):number>"


@blueprint.route("/papir/tast-inn", methods=["GET", "POST"])
@requires(Can.KEY_IN_ANSWERS, survey_at)
def choose_number(found: Found) -> Any:
    """Which form it is."""
    form = NumberForm()
    if form.accepted():
        wrong = objections_to_number(found.survey, form.number.data, at=now())
        if not wrong:
            return redirect(url_for(".key_form", **found.here, number=form.number.data), 303)
        form.object_with(wrong, {one.code: "number" for one in wrong})
    return render_template("survey_paper/number.html", found=found, form=form), form.status


@blueprint.route(f"/papir/tast-inn/{NUMBER}", methods=["GET", "POST"])
@requires(Can.KEY_IN_ANSWERS, form_at)
def key_form(found: Found) -> Any:
    """The whole form on one page: new, or as it was keyed in and must be mended."""
    waiting = found.waiting
    if found.keyed is not None and waiting is None:
        flash(_("Form %(number)s counts already.", number=found.number), "info")
        return redirect(url_for(".paper", **found.here), 303)
    kept = None if waiting is None else waiting.content
    sheet = Sheet(found.asked, kept, found.forms.language, found.programme)
    seen = request.form.get("seen", NEW) if request.method == "POST" else seen_of(waiting)
    if request.method == "POST" and not sheet.moves:
        answers, blank = sheet.read()
        if sheet.status == 200:
            try:
                with transaction():
                    key_in(found.survey, found.number, answers, blank=blank, seen=seen, by=signed_in(), at=now())
            except RuleBroken as broken:
                sheet.object_with(broken.objections)
            except (Conflict, NotThere):
                flash(_("Somebody else has changed this form meanwhile. This is how it is now."), "warning")
                return redirect(url_for(".keyed_form", **found.here, number=found.number), 303)
            else:
                flash(_("Form %(number)s waits for somebody else to approve it.", number=found.number))
                return redirect(url_for(".paper", **found.here), 303)
    page = render_template(
        "survey_paper/key_form.html",
        found=found,
        form=sheet,
        seen=seen,
        language=language_name(found.forms.language),
        drawing=quilt(found.programme.zones, scenery=found.programme.drawing),
    )
    return page, sheet.status
