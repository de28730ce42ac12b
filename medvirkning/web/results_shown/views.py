"""What was answered to a survey, for everyone: as it was published, the answer first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, abort, render_template

from medvirkning.kernel.localized import Localized
from medvirkning.kernel.spreadsheet_files import csv_file
from medvirkning.programmes.models import Programme
from medvirkning.surveys.as_published import AsPublished, as_published
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import survey_by_slug
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.shown import Shown, shown_from
from medvirkning.surveys.words import QuestionRole, SurveyState
from medvirkning.surveys.zone_shares import by_zone_from
from medvirkning.web.access import public
from medvirkning.web.charts import Chart, Words, charts
from medvirkning.web.downloads import file_of
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import locale
from medvirkning.web.marked import told
from medvirkning.web.number_files import Divided, Told, number_rows
from medvirkning.web.zone_maps import Zoned, zoned

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
    zoned: Zoned | None
    stays: date | None  # the day of an earlier reading, where the numbers are of that


@dataclass(frozen=True)
class Published:
    """A survey that has been open, and what of it is published."""

    survey: Survey
    programme: Programme
    questions: list[AsPublished]


@blueprint.get("/<slug>/undersokelser/<survey_slug>/resultater")
@public
def results(slug: str, survey_slug: str) -> str:
    """Every published question of a survey, in the survey's order."""
    here = _published(slug, survey_slug)
    found = [_answered(one, here.programme) for one in here.questions]
    return render_template("results_shown/results.html", survey=here.survey, found=found, told=told)


@blueprint.get("/<slug>/undersokelser/<survey_slug>/resultater.csv")
@public
def numbers(slug: str, survey_slug: str) -> Response:
    """The published numbers as a file: those of the page, one a row."""
    here = _published(slug, survey_slug)
    rows = number_rows((_told(one, here.programme) for one in here.questions), here.programme)
    return file_of(csv_file(rows), f"{here.survey.slug}.csv", "text/csv")


def _published(slug: str, survey_slug: str) -> Published:
    programme = programme_or_404(slug)
    survey = survey_by_slug(programme.id, survey_slug)
    if survey is None or survey.state is SurveyState.DRAFT:
        abort(404)
    return Published(survey, programme, as_published(survey.id))


def _told(one: AsPublished, programme: Programme) -> Told:
    stored = one.publication.shown
    home = next((other for other in one.questionnaire.questions if other.role is QuestionRole.HOME_ZONE), None)
    divided = []
    if stored.get("by") and home is not None:
        zoned = by_zone_from(stored["by"])
        words = Words(home, programme, locale())
        divided = [Divided(told(home.text, locale()), words.cell, [(zoned.look.part, zoned.table)])]
    return Told(one.question, shown_from(stored), divided)


def _answered(one: AsPublished, programme: Programme) -> Answered:
    question, published = one.question, one.publication
    shown, by, stays = shown_from(published.shown), published.shown.get("by"), published.shown.get("stays")
    return Answered(
        question=question,
        title=told(question.text, locale()),
        heard=published.heard,
        charts=charts(question, shown, programme, locale()),
        shown=shown,
        people=published.shown["people"],
        small=published.shown["small"],
        published_at=published.published_at,
        stays=date.fromisoformat(stays) if stays else None,
        zoned=zoned(question, by_zone_from(by), programme, f"zones-{question.key}") if by else None,
    )
