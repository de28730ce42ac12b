"""What was answered to a survey, for everyone: as it was published, the answer first."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, render_template

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.publications import Publication
from medvirkning.surveys.queries import newest_published, standing_publications, survey_by_slug
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.shown import Shown, shown_from
from medvirkning.surveys.words import SurveyState
from medvirkning.web.access import public
from medvirkning.web.charts import Chart, charts
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import locale
from medvirkning.web.questions import told

blueprint = Blueprint("results_shown", __name__)


@dataclass(frozen=True)
class Answered:
    """One question as it was published."""

    question: Question
    title: Any
    heard: Localized
    charts: list[Chart]
    shown: Shown
    people: int
    small: int
    published_at: datetime


@blueprint.get("/<slug>/undersokelser/<survey_slug>/resultater")
@public
def results(slug: str, survey_slug: str) -> str:
    """Every published question of a survey, in the survey's order."""
    programme = programme_or_404(slug)
    survey = survey_by_slug(programme.id, survey_slug)
    newest = None if survey is None else newest_published(survey.id)
    if survey is None or newest is None or survey.state is SurveyState.DRAFT:
        abort(404)
    standing = standing_publications(survey.id)
    found = [
        _answered(question, standing[question.key], programme)
        for question in newest.questionnaire.questions
        if question.key in standing
    ]
    return render_template("results_shown/results.html", survey=survey, found=found, told=told)


def _answered(question: Question, published: Publication, programme: Any) -> Answered:
    shown = shown_from(published.shown)
    return Answered(
        question=question,
        title=told(question.text, locale()),
        heard=published.heard,
        charts=charts(question, shown, programme, locale()),
        shown=shown,
        people=published.shown["people"],
        small=published.shown["small"],
        published_at=published.published_at,
    )
