"""Answering for somebody who stands beside: what they say yes to first, then the pages that everybody answers on."""

from typing import Any
from uuid import uuid4

from flask import redirect, render_template, url_for

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.surveys.helping import begin_helped, helped_so_far
from medvirkning.surveys.queries import newest_published
from medvirkning.surveys.receipts import unused
from medvirkning.web.access import requires, signed_in
from medvirkning.web.keys import secret
from medvirkning.web.locale import locale
from medvirkning.web.survey_helper import helps_with
from medvirkning.web.survey_paper.blueprint import blueprint
from medvirkning.web.survey_paper.forms import AT_FIELD, HelpForm
from medvirkning.web.survey_paper.loaders import Found, survey_at


@blueprint.route("/hjelp", methods=["GET", "POST"])
@requires(Can.KEY_IN_ANSWERS, survey_at)
def help_answer(found: Found) -> Any:
    """Who is asked what before the first question, and in which language."""
    version = newest_published(found.survey.id)
    assert version is not None
    languages = version.content["languages"]
    form = HelpForm(languages, asked_in=locale() if locale() in languages else languages[0], answering=uuid4())
    if form.accepted():
        told = {"spoken": form.spoken.data, "agreed": form.agreed.data, "will_read_back": form.will_read_back.data}
        wanted = unused(form.answering.data or uuid4(), found.survey, secret=secret())
        try:
            with transaction():
                begun = begin_helped(
                    wanted.id,
                    found.survey,
                    seal=wanted.seal,
                    **told,
                    language=form.asked_in.data,
                    by=signed_in(),
                    secret=secret(),
                    at=now(),
                )
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            helps_with(begun, found.survey.id)
            there: dict[str, Any] = {
                "slug": found.programme.slug,
                "survey_slug": found.survey.slug,
                "answering_id": begun,
            }
            return redirect(url_for("answering.resume", **there), 303)
    page = render_template("survey_paper/help.html", found=found, form=form, helped=helped_so_far(found.survey.id))
    return page, form.status
