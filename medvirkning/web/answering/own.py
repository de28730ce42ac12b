"""Coming back with a code: to go on, to read one's own answers, and where the survey lets one, to change them."""

from typing import Any

from flask import Response, abort, redirect, render_template, url_for
from flask_babel import gettext as _

from medvirkning.kernel.clock import now, today
from medvirkning.kernel.codes import NotACode
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.surveys.answering import answering_by_code
from medvirkning.surveys.models import Survey
from medvirkning.surveys.own_answers import OwnAnswers, open_again, own_answers, take_back
from medvirkning.web.access import public
from medvirkning.web.answer_words import answered_sections
from medvirkning.web.answering.blueprint import blueprint, page_in, page_language, survey_or_404
from medvirkning.web.answering.forms import CodeForm, SendForm
from medvirkning.web.keys import secret
from medvirkning.web.locale import speak
from medvirkning.web.security import guessing, missed


@blueprint.route("/<slug>/undersokelser/<survey_slug>/kode", methods=["GET", "POST"])
@public
@guessing
def code(slug: str, survey_slug: str) -> Any:
    """Go on with a code: to the next question of what is begun, or to one's own answers when they are sent."""
    _programme, survey = survey_or_404(slug, survey_slug)
    form = CodeForm()
    here: dict[str, Any] = {"slug": slug, "survey_slug": survey_slug}
    if form.accepted():
        begun = answering_by_code(survey.id, form.code.data, secret=secret())
        if begun is not None:
            return redirect(url_for(".resume", **here, answering_id=begun.id), 303)
        if own_answers(survey, form.code.data, secret=secret(), today=today()) is not None:
            return redirect(url_for(".own", **here, code=form.code.data), 303)
        missed()
        form.object_to("code", _unknown())
    return render_template("answering/code.html", survey=survey, form=form), form.status


@blueprint.get("/<slug>/undersokelser/<survey_slug>/mine-svar/<code>")
@public
@guessing
def own(slug: str, survey_slug: str, code: str) -> Any:
    """One's own answers, for whoever has the code."""
    programme, survey = survey_or_404(slug, survey_slug)
    found = _opened(survey, code)
    speak(page_language(found.language))
    sections = answered_sections(found.questionnaire, found.answers, found.language, programme)
    return page_in(found.language, "answering/own.html", survey=survey, found=found, code=code, sections=sections)


@blueprint.post("/<slug>/undersokelser/<survey_slug>/mine-svar/<code>/endre")
@public
@guessing
def change(slug: str, survey_slug: str, code: str) -> Any:
    """Open what was sent, to change it."""
    here: dict[str, Any] = {"slug": slug, "survey_slug": survey_slug}
    _programme, survey = survey_or_404(slug, survey_slug)
    if not _opened(survey, code).may_change:
        return redirect(url_for(".own", **here, code=code), 303)
    try:
        with transaction():
            answering_id = open_again(survey, code, secret=secret(), at=now())
    except (NotThere, RuleBroken):
        return redirect(url_for(".own", **here, code=code), 303)
    return redirect(url_for(".check", **here, answering_id=answering_id), 303)


@blueprint.route("/<slug>/undersokelser/<survey_slug>/mine-svar/<code>/ta-tilbake", methods=["GET", "POST"])
@public
@guessing
def withdraw(slug: str, survey_slug: str, code: str) -> Any:
    """Take back what was sent, after being asked once."""
    _programme, survey = survey_or_404(slug, survey_slug)
    found = _opened(survey, code)
    if not found.may_change:
        return redirect(url_for(".own", slug=slug, survey_slug=survey_slug, code=code), 303)
    form = SendForm()
    if form.accepted():
        try:
            with transaction():
                take_back(survey, code, secret=secret(), at=now())
        except (NotThere, RuleBroken):
            return redirect(url_for(".own", slug=slug, survey_slug=survey_slug, code=code), 303)
        return page_in(found.language, "answering/withdrawn.html", survey=survey)
    return page_in(found.language, "answering/withdraw.html", survey=survey, code=code), form.status


def _opened(survey: Survey, code: str) -> OwnAnswers:
    """The answers behind a code; the page that asks for one, where nothing is."""
    try:
        found = own_answers(survey, code, secret=secret(), today=today())
        if found is None:
            missed()
    except NotACode:
        found = None
    if found is None:
        form = CodeForm()
        form.object_to("code", _unknown())
        abort(Response(render_template("answering/code.html", survey=survey, form=form), 404))
    return found


def _unknown() -> str:
    return _("We know no such code in this survey. Look at what you wrote down once more.")
