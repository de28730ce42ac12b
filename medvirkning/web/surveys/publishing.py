"""Opening a survey and publishing new versions: a page that tells what is wrong, what lacks, and what happens."""

from typing import Any

import wtforms
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.permissions import Can
from medvirkning.surveys import opening
from medvirkning.surveys.describing import faults
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import newest_published, versions_of
from medvirkning.surveys.rules import opening_objections
from medvirkning.surveys.versions import not_countable
from medvirkning.surveys.words import SurveyState
from medvirkning.web.access import requires, signed_in
from medvirkning.web.forms import Form
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.language_names import language_name
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.differing import difference_lines
from medvirkning.web.surveys.loaders import Found, draft_at, survey_at
from medvirkning.web.surveys.places import Place, lacking_languages, wrong_places


class PublishForm(Form):
    """The revision of the draft that was looked at: another is not published unseen."""

    revision = wtforms.IntegerField()


@blueprint.route("/<uuid:survey_id>/apne", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, draft_at)
def publish(found: Found) -> Any:
    """Open the survey, or publish another version of its questions."""
    assert found.draft is not None
    form, wrong = PublishForm(revision=found.draft.revision), wrong_with(found)
    if request.method == "POST":
        first = found.survey.state is SurveyState.DRAFT
        try:
            with transaction():
                opening.publish(found.survey, revision=form.revision.data or 0, by=signed_in(), at=now())
        except RuleBroken as broken:
            wrong = wrong_places(found, broken.objections)
        except Conflict:
            flash(_("Somebody else has changed the survey meanwhile. Look at it once more."), "warning")
            return redirect(url_for(".publish", **found.here), 303)
        else:
            flash(_("The survey is open.") if first else _("The new version is published."), "ok")
            return redirect(url_for(".outlined", **found.here), 303)
    newest = newest_published(found.survey.id)
    page = render_template(
        "surveys/publish.html",
        found=found,
        asked=found.questionnaire,
        wrong=wrong,
        languages=[language_name(tag) for tag in found.questionnaire.languages],
        lacking=lacking_languages(found),
        differences=difference_lines(newest.questionnaire, found.questionnaire) if newest else [],
        newest=newest,
    )
    return page, 422 if request.method == "POST" else 200


@blueprint.route("/<uuid:survey_id>/lukk", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, survey_at)
def close(found: Found) -> Any:
    """Take no more answers; asked once before it is done."""
    if request.method == "GET":
        if found.survey.state is not SurveyState.OPEN:
            return redirect(url_for(".outlined", **found.here), 303)
        return render_template("surveys/close.html", found=found)
    return _moved(found, opening.close, _("The survey is closed. What somebody has begun can be sent for another day."))


@blueprint.route("/<uuid:survey_id>/apne-igjen", methods=["GET", "POST"])
@requires(Can.BUILD_SURVEYS, survey_at)
def reopen(found: Found) -> Any:
    """Take answers again; asked once before it is done."""
    if request.method == "GET":
        if found.survey.state is not SurveyState.CLOSED:
            return redirect(url_for(".outlined", **found.here), 303)
        wrong = opening_objections(closes_on=found.survey.closes_on, today=today())
        told = [sentence(one.code, one.facts) for one in wrong]
        return render_template("surveys/reopen.html", found=found, wrong=told)
    return _moved(found, opening.reopen, _("The survey is open again."))


def _moved(found: Found, move: Any, told: str) -> Any:
    survey: Survey = found.survey
    try:
        with transaction():
            move(survey, by=signed_in(), at=now())
    except RuleBroken as broken:
        for one in broken.objections:
            flash(sentence(one.code, one.facts), "error")
    else:
        flash(told, "ok")
    return redirect(url_for(".outlined", **found.here), 303)


def wrong_with(found: Found) -> list[Place]:
    """All that stands in the way of publishing the draft today, place by place."""
    asked = found.questionnaire
    earlier = (one.questionnaire for one in versions_of(found.survey.id) if one.published_at is not None)
    wrong = [
        *opening_objections(closes_on=found.survey.closes_on, today=today()),
        *faults(asked, [zone.code for zone in found.programme.zones]),
        *not_countable(earlier, asked),
    ]
    return wrong_places(found, wrong)
