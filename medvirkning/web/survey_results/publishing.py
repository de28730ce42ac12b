"""Publishing what was answered to one question, and taking it down again."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.permissions import Can
from medvirkning.surveys.publishing_results import publish_results, take_down
from medvirkning.surveys.queries import last_publication, standing_publications
from medvirkning.web.access import requires, signed_in
from medvirkning.web.charts import charts
from medvirkning.web.locale import locale
from medvirkning.web.questions import told
from medvirkning.web.survey_results.blueprint import blueprint
from medvirkning.web.survey_results.forms import AT_FIELD, PublishForm
from medvirkning.web.survey_results.loaders import Found, question_at


@blueprint.route("/<question_key>/publiser", methods=["GET", "POST"])
@requires(Can.PUBLISH_RESULTS, question_at)
def publish(found: Found) -> Any:
    """What everyone will see of one question, and what we hear in it."""
    last = last_publication(found.survey.id, found.key)
    form = PublishForm(**({f"heard_{language}": words for language, words in last.heard} if last else {}))
    if form.accepted():
        try:
            with transaction():
                publish_results(found.survey, found.key, form.heard, by=signed_in(), at=now())
        except RuleBroken as broken:
            form.object_with(broken.objections, AT_FIELD)
        else:
            flash(_("Now everyone can see what was answered."))
            return redirect(url_for(".question", **found.here, question_key=found.key), 303)
    page = render_template(
        "survey_results/publish.html",
        found=found,
        form=form,
        title=told(found.question.text, locale()),
        charts=charts(found.question, found.told.question(found.key), found.programme, locale()),
        shown=found.told.question(found.key),
        standing=last is not None and last.taken_down_at is None,
    )
    return page, form.status


@blueprint.post("/<question_key>/ta-ned")
@requires(Can.PUBLISH_RESULTS, question_at)
def unpublish(found: Found) -> Any:
    """Show it no longer."""
    standing = standing_publications(found.survey.id).get(found.key)
    if standing is None:
        abort(409)
    with transaction():
        take_down(standing, by=signed_in(), at=now())
    flash(_("It is no longer shown."))
    return redirect(url_for(".question", **found.here, question_key=found.key), 303)
