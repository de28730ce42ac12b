"""One question a page: kept on the server at each step, so that nothing is lost whatever happens next."""

from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask_babel import gettext as _

from medvirkning.attachments.queries import attached_to, attachment_of
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.programmes.models import Programme
from medvirkning.programmes.quilt import quilt
from medvirkning.surveys import branching
from medvirkning.surveys.answering import AnsweredElsewhere, asked_of, change_language, code_of, digest_of, save_answer
from medvirkning.surveys.answers import Answers, AnswerValue
from medvirkning.surveys.checking import most_photos
from medvirkning.surveys.models import Survey
from medvirkning.surveys.photographing import keep_photos
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.access import public
from medvirkning.web.answer_words import worded
from medvirkning.web.answering.blueprint import (
    STEPS,
    answering_or_away,
    blueprint,
    page_in,
    page_language,
    survey_or_404,
)
from medvirkning.web.keys import secret
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.locale import speak
from medvirkning.web.photos import ACCEPT, cleaned, photo_response
from medvirkning.web.questions import QuestionForm, answered, asked
from medvirkning.web.security import limiter

OF_ONE = "/<slug>/undersokelser/<survey_slug>/<uuid:answering_id>"


@blueprint.get(OF_ONE)
@public
def resume(slug: str, survey_slug: str, answering_id: UUID) -> Any:
    """On to the first question that waits, or to the check of the answers."""
    programme, survey = survey_or_404(slug, survey_slug)
    answering = answering_or_away(programme, survey, answering_id)
    questionnaire = asked_of(answering)
    there = bool(answering.last) and answering.last in questionnaire.by_key
    key = branching.next_after(questionnaire, answering.answers, answering.last if there else None)
    return redirect(_address(programme, survey, answering, key), 303)


@blueprint.route(f"{OF_ONE}/sporsmal/<key>", methods=["GET", "POST"])
@public
@limiter.limit(STEPS, methods=["POST"])
def step(slug: str, survey_slug: str, answering_id: UUID, key: str) -> Any:
    """A question: shown with the answer so far, and kept when it is sent."""
    programme, survey = survey_or_404(slug, survey_slug)
    answering = answering_or_away(programme, survey, answering_id)
    questionnaire = asked_of(answering)
    if key not in branching.applies(questionnaire, answering.answers):
        return redirect(url_for(".resume", slug=slug, survey_slug=survey_slug, answering_id=answering_id), 303)
    question = questionnaire.by_key[key]
    if request.method == "POST":
        return _posted(programme, survey, answering, questionnaire, question)
    value = answering.answers.get(key)
    form = asked(question, value, language=answering.language, programme=programme, row=_row(question))
    return _page(programme, survey, answering, questionnaire, form, shown=digest_of(value))


@blueprint.get(f"{OF_ONE}/bilde/<uuid:photo_id>")
@public
def photo(slug: str, survey_slug: str, answering_id: UUID, photo_id: UUID) -> Any:
    """A photo of what is being written."""
    programme, survey = survey_or_404(slug, survey_slug)
    answering = answering_or_away(programme, survey, answering_id)
    return photo_response(attachment_of(Answering.__tablename__, answering.id, photo_id), seconds=0)


def _posted(
    programme: Programme, survey: Survey, answering: Answering, questionnaire: Questionnaire, question: Question
) -> Any:
    value, at = answering.answers.get(question.key), now()
    language = request.form.get("language", "")
    if language in questionnaire.languages:
        with transaction():
            change_language(answering.id, survey.id, language, at=at)
        answering.language = language
        speak(page_language(language))
    form = asked(question, value, language=answering.language, programme=programme, row=_row(question))
    shown = request.form.get("shown", "")
    if form.switches_language or form.moves:
        return _page(programme, survey, answering, questionnaire, form, shown=shown)
    given: AnswerValue | None = None
    photos: list[CleanPicture] = []
    faults: list[str] = []
    if not request.form.get("skip"):
        given = answered(form)
        photos, faults = cleaned(request.files.getlist("photos"))
        for fault in faults:
            form.object_to("photos", fault)
        if photos and question.kind is QuestionKind.PHOTO:
            form.extra_errors.clear()
            form["photos"].errors = faults
    if form.status == 422:
        return _page(programme, survey, answering, questionnaire, form, shown=shown)
    try:
        with transaction():
            if photos:
                given = keep_photos(answering.id, question, given, photos, at=at)
            kept = save_answer(answering.id, survey.id, question.key, given, shown=shown, at=at)
    except AnsweredElsewhere as clash:
        theirs = worded(question, clash.theirs, answering.language, programme)
        page = _page(
            programme,
            survey,
            answering,
            questionnaire,
            form,
            shown=digest_of(clash.theirs),
            elsewhere=theirs or [_("Nothing")],
        )
        return page[0], 409
    except RuleBroken as broken:
        for objection in broken.objections:
            form.object_to(str(objection.facts.get("field", "")), sentence(objection.code, objection.facts))
        return _page(programme, survey, answering, questionnaire, form, shown=shown)
    except NotThere:
        return redirect(request.url, 303)
    return redirect(_onward(programme, survey, answering, questionnaire, question, kept.answers, given), 303)


def _onward(
    programme: Programme,
    survey: Survey,
    answering: Answering,
    questionnaire: Questionnaire,
    question: Question,
    answers: Answers,
    given: AnswerValue | None,
) -> str:
    """Where the press leads: the next row, here again when a photo came or went, the check, or the next question."""
    here = _address(programme, survey, answering, question.key)
    if question.kind is QuestionKind.MATRIX and not request.form.get("skip") and not request.form.get("declined"):
        rows = [row.key for row in question.rows]
        at = rows.index(_row(question)) + 1
        if at < len(rows):
            return f"{here}?rad={rows[at]}"
    if "remove" in request.form or any(file.filename for file in request.files.getlist("photos")):
        return here
    if request.args.get("til") == "sjekk":
        return _address(programme, survey, answering, None)
    return _address(programme, survey, answering, branching.next_after(questionnaire, answers, question.key))


def _address(programme: Programme, survey: Survey, answering: Answering, key: str | None) -> str:
    here: dict[str, Any] = {"slug": programme.slug, "survey_slug": survey.slug, "answering_id": answering.id}
    return url_for(".check", **here) if key is None else url_for(".step", **here, key=key)


def _row(question: Question) -> str:
    """The row of a matrix that the page shows: the one asked for, else the first."""
    if question.kind is not QuestionKind.MATRIX:
        return ""
    rows = [row.key for row in question.rows]
    wanted = request.args.get("rad", "")
    return wanted if wanted in rows else rows[0]


def _back(programme: Programme, survey: Survey, answering: Answering, questionnaire: Questionnaire, form: Any) -> str:
    question = form.question
    if form.row is not None and (at := [row.key for row in question.rows].index(form.row.key)):
        return f"{_address(programme, survey, answering, question.key)}?rad={question.rows[at - 1].key}"
    before = branching.before(questionnaire, answering.answers, question.key)
    if before is None:
        return url_for(".front", slug=programme.slug, survey_slug=survey.slug)
    return _address(programme, survey, answering, before)


def _page(
    programme: Programme,
    survey: Survey,
    answering: Answering,
    questionnaire: Questionnaire,
    form: QuestionForm,
    *,
    shown: str,
    elsewhere: list[Any] | None = None,
) -> Any:
    question = form.question
    photos = _photos(programme, survey, answering, question) if question.kind is QuestionKind.PHOTO else []
    page = page_in(
        answering.language,
        "answering/step.html",
        survey=survey,
        form=form,
        shown=shown,
        elsewhere=elsewhere,
        code=code_of(answering.id, answering.code_turn, secret=secret()),
        progress=branching.progress(questionnaire, answering.answers, question.key),
        section=questionnaire.section_of(question.key),
        language=answering.language,
        languages=questionnaire.languages,
        back=_back(programme, survey, answering, questionnaire, form),
        drawing=quilt(programme.zones, scenery=programme.drawing) if question.kind is QuestionKind.ZONE else None,
        photos=photos,
        room=most_photos(question),
        accept=ACCEPT,
        next_address=_address(
            programme, survey, answering, branching.next_after(questionnaire, answering.answers, question.key)
        ),
    )
    return page, form.status


def _photos(programme: Programme, survey: Survey, answering: Answering, question: Question) -> list[dict[str, Any]]:
    here: dict[str, Any] = {"slug": programme.slug, "survey_slug": survey.slug, "answering_id": answering.id}
    kept = answering.answers.get(question.key, {}).get("photos", ())
    return [
        {
            "src": url_for(".photo", **here, photo_id=one.id),
            "value": one.sha256,
            "width": one.width,
            "height": one.height,
        }
        for one in attached_to(Answering.__tablename__, answering.id)
        if one.about == question.key and one.sha256 in kept
    ]
