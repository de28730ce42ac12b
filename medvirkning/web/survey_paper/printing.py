"""Printing forms: asking for some, and the file with them."""

from typing import Any

from flask import Response, current_app, flash, redirect, render_template, url_for
from flask_babel import ngettext

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.paper_form import paper_form
from medvirkning.mail.paper_pdf import paper_pdf
from medvirkning.permissions import Can
from medvirkning.surveys.asked import asked_at
from medvirkning.surveys.paper_queries import printed_of
from medvirkning.surveys.printing import print_forms
from medvirkning.surveys.queries import newest_published
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.access import requires, signed_in
from medvirkning.web.locale import locale
from medvirkning.web.survey_paper.blueprint import blueprint
from medvirkning.web.survey_paper.forms import AT_FIELD, PrintForm
from medvirkning.web.survey_paper.loaders import Found, printed_at, survey_at


@blueprint.route("/papir/trykk", methods=["GET", "POST"])
@requires(Can.KEY_IN_ANSWERS, survey_at)
def print_more(found: Found) -> Any:
    """How many, in which language; then the file is on the page of forms."""
    version, before = newest_published(found.survey.id), printed_of(found.survey.id)
    assert version is not None
    languages = version.content["languages"]
    first = locale() if locale() in languages else languages[0]
    said = next((one.hand_in for one in before if one.language == first), "")
    form = PrintForm(languages, asked_in=first, hand_in=said)
    if form.accepted():
        about = {"forms": form.forms.data, "language": form.asked_in.data, "hand_in": form.hand_in.data}
        try:
            with transaction():
                printed = print_forms(found.survey, **about, by=signed_in(), at=now())
                made, numbers = printed.forms, f"{printed.first}–{printed.last}"
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(
                ngettext(
                    "%(num)d form is ready to be printed: number %(numbers)s.",
                    "%(num)d forms are ready to be printed: numbers %(numbers)s.",
                    made,
                    numbers=numbers if made > 1 else printed.first,
                )
            )
            return redirect(url_for(".paper", **found.here), 303)
    left_out = any(one.kind is QuestionKind.PHOTO for one in version.questionnaire.questions)
    return render_template("survey_paper/print.html", found=found, form=form, left_out=left_out), form.status


@blueprint.get("/papir/trykk/<uuid:printed_id>.pdf")
@requires(Can.KEY_IN_ANSWERS, printed_at)
def file(found: Found) -> Response:
    """The forms, one after the other, each with its number."""
    printed = found.forms
    path = url_for("answering.front", slug=found.programme.slug, survey_slug=found.survey.slug)
    told = paper_form(
        printed,
        asked_at(found.survey.id, printed.version_number),
        address=f"{current_app.config['SETTINGS'].base_url}{path}",
    )
    response = Response(paper_pdf(told, at=printed.printed_at), mimetype="application/pdf")
    name = f"skjema-{found.survey.slug}-{printed.first}-{printed.last}.pdf"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
