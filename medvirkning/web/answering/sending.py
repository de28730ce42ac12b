"""The end: look over the answers, send them, and the receipt with the code."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import current_app, redirect, render_template, request, url_for

from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere, Objection, RuleBroken
from medvirkning.surveys.checking import standing_in_the_way
from medvirkning.surveys.own_answers import own_answers
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.receipts import Receipt, prepare, receipt_of
from medvirkning.surveys.rules import OWN_COPY_DAYS
from medvirkning.surveys.sealing import Seal
from medvirkning.surveys.sending import NO_SEALS, Unsealed, send
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.words import Channel
from medvirkning.web.access import public
from medvirkning.web.answer_words import answered_sections
from medvirkning.web.answering.blueprint import STARTING, blueprint, page_in, survey_or_404
from medvirkning.web.answering.forms import SendForm
from medvirkning.web.answering.steps import OF_ONE
from medvirkning.web.answering.writing import Writing, writing_or_away
from medvirkning.web.guests import guest
from medvirkning.web.keys import secret
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.loading import programme_or_404
from medvirkning.web.security import limiter
from medvirkning.web.survey_helper import helping_strip

blueprint.context_processor(lambda: {"helping_strip": helping_strip})


@blueprint.route(f"{OF_ONE}/sjekk", methods=["GET", "POST"])
@public
@limiter.limit(STARTING, methods=["POST"])
def check(slug: str, survey_slug: str, answering_id: UUID) -> Any:
    """The answers, each with a way to change it; and the press that sends them."""
    here: dict[str, Any] = {"slug": slug, "survey_slug": survey_slug, "answering_id": answering_id}
    form = SendForm()
    if form.accepted():
        try:
            told = _sent(slug, survey_slug, answering_id, read_back=form.read_back.data)
        except RuleBroken as broken:
            writing = writing_or_away(slug, survey_slug, answering_id)  # which speaks the language of the questions
            form.object_with(broken.objections, {Fault.READ_BACK_FIRST: "read_back"})
            return _check(writing, form), form.status
        else:
            if told is None:
                return redirect(url_for(".front", slug=slug, survey_slug=survey_slug, borte=1), 303)
            if told.code is None:
                _programme, survey = survey_or_404(slug, survey_slug)
                return render_template("answering/changed.html", survey=survey)
            return redirect(url_for(".receipt", **here, sprak=guest()), 303)
    return _check(writing_or_away(slug, survey_slug, answering_id), form), form.status


@blueprint.get(f"{OF_ONE}/kvittering")
@public
def receipt(slug: str, survey_slug: str, answering_id: UUID) -> Any:
    """Thanks, the code, and how long the answers can be read with it."""
    _programme, survey = survey_or_404(slug, survey_slug)
    told = receipt_of(answering_id, survey, secret=secret())
    if told is None or told.code is None:
        return redirect(url_for(".resume", slug=slug, survey_slug=survey_slug, answering_id=answering_id), 303)
    own = own_answers(survey, told.code, secret=secret(), today=today())
    path = url_for(".own", slug=slug, survey_slug=survey_slug, code=told.code)
    return render_template(
        "answering/receipt.html",
        survey=survey,
        code=told.code,
        path=path,
        address=f"{current_app.config['SETTINGS'].base_url}{path}",
        days=OWN_COPY_DAYS,
        sent_on=own.sent_on if own else None,
    )


def _sent(
    slug: str, survey_slug: str, answering_id: UUID, *, read_back: bool, seals: Mapping[int, Seal] = NO_SEALS
) -> Receipt | None:
    """The receipt; None for what is neither begun nor sent. Everybody waits for this: the survey is fetched only where
    the seal was not made at the start, or the form has been sent already."""
    here: dict[str, Any] = {"programme_id": programme_or_404(slug).id, "survey_slug": survey_slug}
    try:
        with transaction():
            return send(answering_id, **here, read_back=read_back, seals=seals, secret=secret(), at=now())
    except NotThere:
        _programme, survey = survey_or_404(slug, survey_slug)
        return receipt_of(answering_id, survey, secret=secret())
    except Unsealed:
        _programme, survey = survey_or_404(slug, survey_slug)
        made = prepare(answering_id, survey, secret=secret())
    return _sent(slug, survey_slug, answering_id, read_back=read_back, seals=made)


def _named(questionnaire: Questionnaire, key: str, wrong: Objection, language: str) -> str:
    """What is wrong, with the question it is about."""
    return f"«{questionnaire.by_key[key].text.text(language)}»: {sentence(wrong.code, wrong.facts)}"


def _check(writing: Writing, form: SendForm) -> str:
    questionnaire, answers, language = writing.questionnaire, writing.answers, writing.language
    wrong = standing_in_the_way(questionnaire, answers)
    if request.method == "POST" and wrong:
        form.extra_errors = [
            (writing.question(key, til="sjekk"), _named(questionnaire, key, objections[0], language))
            for key, objections in wrong.items()
        ]
    sections = answered_sections(questionnaire, answers, language, writing.programme)
    for section in sections:
        for row in section["rows"]:
            row["change"] = writing.question(row["key"], til="sjekk")
    lacking = (
        [] if form.extra_errors else [row for section in sections for row in section["rows"] if row["key"] in wrong]
    )
    return page_in(
        language,
        "answering/check.html",
        helped=writing.answering.channel is Channel.HELPED,
        survey=writing.survey,
        form=form,
        sections=sections,
        lacking=lacking,
        language=language,
        back=writing.before(None),
    )
