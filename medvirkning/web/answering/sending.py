"""The end: look over the answers, send them, and the receipt with the code."""

from typing import Any
from uuid import UUID

from flask import current_app, redirect, render_template, request, url_for

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.programmes.models import Programme
from medvirkning.surveys.answering import asked_of
from medvirkning.surveys.checking import standing_in_the_way
from medvirkning.surveys.models import Survey
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.rules import OWN_COPY_DAYS
from medvirkning.surveys.sending import prepare, receipt_of, send
from medvirkning.web.access import public
from medvirkning.web.answer_words import answered_sections
from medvirkning.web.answering.blueprint import STARTING, answering_or_away, blueprint, guest, page_in, survey_or_404
from medvirkning.web.answering.forms import SendForm
from medvirkning.web.answering.steps import OF_ONE
from medvirkning.web.keys import secret
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.security import limiter


@blueprint.route(f"{OF_ONE}/sjekk", methods=["GET", "POST"])
@public
@limiter.limit(STARTING, methods=["POST"])
def check(slug: str, survey_slug: str, answering_id: UUID) -> Any:
    """The answers, each with a way to change it; and the press that sends them."""
    programme, survey = survey_or_404(slug, survey_slug)
    here: dict[str, Any] = {"slug": slug, "survey_slug": survey_slug, "answering_id": answering_id}
    form = SendForm()
    if form.accepted():
        seals = prepare(answering_id, survey, secret=secret())
        try:
            with transaction():
                told = send(answering_id, survey, seals, secret=secret(), at=now())
        except RuleBroken as broken:
            for objection in broken.objections:
                form.object_to("", sentence(objection.code, objection.facts))
        except NotThere:
            return redirect(url_for(".front", slug=slug, survey_slug=survey_slug, borte=1, sprak=guest()), 303)
        else:
            if told.code is None:
                return render_template("answering/changed.html", survey=survey)
            return redirect(url_for(".receipt", **here, sprak=guest()), 303)
    answering = answering_or_away(programme, survey, answering_id)
    return _check(programme, survey, answering, form), form.status


@blueprint.get(f"{OF_ONE}/kvittering")
@public
def receipt(slug: str, survey_slug: str, answering_id: UUID) -> Any:
    """Thanks, the code, and how long the answers can be read with it."""
    _programme, survey = survey_or_404(slug, survey_slug)
    told = receipt_of(answering_id, survey, secret=secret())
    if told is None or told.code is None:
        return redirect(url_for(".resume", slug=slug, survey_slug=survey_slug, answering_id=answering_id), 303)
    path = url_for(".own", slug=slug, survey_slug=survey_slug, code=told.code)
    return render_template(
        "answering/receipt.html",
        survey=survey,
        code=told.code,
        path=path,
        address=f"{current_app.config['SETTINGS'].base_url}{path}",
        days=OWN_COPY_DAYS,
    )


def _check(programme: Programme, survey: Survey, answering: Answering, form: SendForm) -> str:
    questionnaire = asked_of(answering)
    here: dict[str, Any] = {"slug": programme.slug, "survey_slug": survey.slug, "answering_id": answering.id}
    wrong = standing_in_the_way(questionnaire, answering.answers)
    if request.method == "POST" and wrong:
        form.extra_errors = []
        for key, objections in wrong.items():
            where = url_for(".step", **here, key=key, til="sjekk")
            form.extra_errors += [(where, sentence(one.code, one.facts)) for one in objections[:1]]
    sections = answered_sections(questionnaire, answering.answers, answering.language, programme)
    for section in sections:
        for row in section["rows"]:
            row["change"] = url_for(".step", **here, key=row["key"], til="sjekk")
    return page_in(
        answering.language,
        "answering/check.html",
        survey=survey,
        form=form,
        sections=sections,
        language=answering.language,
        back=url_for(".resume", **here),
    )
