"""The way in: which surveys there are, and the front page of one."""

from typing import Any
from uuid import uuid4

from flask import redirect, render_template, request, url_for

from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.programmes.models import Programme
from medvirkning.surveys.answering import start
from medvirkning.surveys.branching import varies
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import newest_published, standing_publications, surveys_outside
from medvirkning.surveys.receipts import unused
from medvirkning.web.access import public
from medvirkning.web.answering import overview, own, sending  # noqa: F401  (their routes)
from medvirkning.web.answering.blueprint import (
    BEGUN,
    STARTING,
    blueprint,
    can_begin,
    page_in,
    survey_or_404,
)
from medvirkning.web.answering.forms import StartForm
from medvirkning.web.answering.writing import begun_in, code_to
from medvirkning.web.keys import secret
from medvirkning.web.language_names import own_name
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import locale
from medvirkning.web.security import limiter


@blueprint.get("/<slug>/undersokelser")
@public
def surveys(slug: str) -> str:
    """The surveys that can be answered today, and those one can read the results of."""
    programme = programme_or_404(slug)
    to_answer, to_read = surveys_outside(programme.id, today=today())
    return render_template("answering/surveys.html", surveys=to_answer, to_read=to_read, own_name=own_name)


@blueprint.route("/<slug>/undersokelser/<survey_slug>", methods=["GET", "POST"])
@public
@limiter.limit(STARTING, methods=["POST"])
def front(slug: str, survey_slug: str) -> Any:
    """Who asks, why, how long it takes, whether it is anonymous, and in which languages; then Start."""
    programme, survey = survey_or_404(slug, survey_slug)
    form = StartForm()
    if form.accepted():
        wanted = unused(form.answering.data or uuid4(), survey, secret=secret())
        try:
            with transaction():
                begun = start(
                    wanted.id,
                    survey,
                    seal=wanted.seal,
                    language=form.asked_in.data or locale(),
                    secret=secret(),
                    at=now(),
                )
        except RuleBroken:
            return redirect(url_for(".front", slug=slug, survey_slug=survey_slug), 303)
        return redirect(url_for(".resume", slug=slug, survey_slug=survey_slug, answering_id=begun), 303)
    return _front(programme, survey, form), form.status


def _front(programme: Programme, survey: Survey, form: StartForm) -> str:
    published = newest_published(survey.id)
    assert published is not None
    asked = published.questionnaire
    wanted = request.args.get("sprak", "")
    language = next((one for one in (wanted, locale()) if one in asked.languages), asked.languages[0])
    begun, open_today = begun_in(survey), can_begin(survey)
    more: dict[str, Any] = {BEGUN: begun.id} if begun else {}
    others = [
        (one, own_name(one), url_for(".front", slug=programme.slug, survey_slug=survey.slug, sprak=one, **more))
        for one in asked.languages if one != language
    ]  # fmt: skip
    return page_in(
        language,
        "answering/front.html",
        survey=survey,
        programme=programme,
        form=form,
        answering_id=form.answering.data or uuid4(),
        language=language,
        others=others,
        count=sum(1 for _each in asked.questions),
        varies=varies(asked),
        can_begin=open_today,
        told_of=not open_today and bool(standing_publications(survey.id)),
        begun=begun,
        code=code_to(begun) if begun else "",
        lost="borte" in request.args,
    )
