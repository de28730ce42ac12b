"""Answering a survey, one question a page. The address of what somebody is writing is known only to them."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from medvirkning.kernel.clock import today
from medvirkning.people.words import GUESTS, LANGUAGES
from medvirkning.programmes.models import Programme
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import survey_by_slug
from medvirkning.surveys.rules import objections_to_starting
from medvirkning.surveys.words import SurveyState
from medvirkning.web import guests
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import locale, speak
from medvirkning.web.marked import told

blueprint = Blueprint("answering", __name__)
guests.welcome(blueprint, kept={"answering_id", "code"})

# One address may be a school class, a library, or everyone at the caravan's tablet, at a press for each question.
STEPS = "3000 per 10 minutes"
STARTING = "600 per 10 minutes"
BEGUN = "begynt"  # in the address of the front page: what somebody has begun on, and can go back to


@blueprint.after_request
def keep_to_oneself(response: Response) -> Response:
    """Pages with somebody's answers are kept by nobody: the next person at a tablet presses Back."""
    told = {*(request.view_args or {}), *request.args}
    if not told.isdisjoint({"answering_id", BEGUN}) or request.endpoint == "answering.own":
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.context_processor
def _words() -> dict[str, Any]:
    return {"told": told}


def survey_or_404(slug: str, survey_slug: str) -> tuple[Programme, Survey]:
    """A survey that has been opened, in its programme."""
    programme = programme_or_404(slug)
    survey = survey_by_slug(programme.id, survey_slug)
    if survey is None or survey.state is SurveyState.DRAFT:
        abort(404)
    return programme, survey


def can_begin(survey: Survey) -> bool:
    """Whether anybody can begin to answer today."""
    days = {"opens_on": survey.opens_on, "closes_on": survey.closes_on}
    return not objections_to_starting(survey.state, **days, today=today())


def page_language(language: str) -> str:
    """The language that a page around questions in this language speaks: that one where it can, else the reader's."""
    return language if language in (*LANGUAGES, *GUESTS) else locale()


def page_in(spoken: str, template: str, /, **values: Any) -> str:
    """A page around questions in this language."""
    speak(page_language(spoken))
    return render_template(template, today=today(), **values)
