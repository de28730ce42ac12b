"""One question a page: kept on the server at each step, so that nothing is lost whatever happens next."""

from typing import Any
from uuid import UUID

from flask import redirect, request
from flask_babel import gettext as _

from medvirkning.attachments.queries import attached_to, attachment_of
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.programmes.quilt import quilt
from medvirkning.surveys import branching
from medvirkning.surveys.answering import AnsweredElsewhere, change_language, digest_of, save_answer
from medvirkning.surveys.answers import DECLINE, ORDER, Answers, AnswerValue
from medvirkning.surveys.checking import most_photos
from medvirkning.surveys.photographing import keep_photos, let_go
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.access import public
from medvirkning.web.answer_words import worded
from medvirkning.web.answering.blueprint import STEPS, blueprint, page_in, page_language
from medvirkning.web.answering.writing import Writing, code_to, writing_or_away
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.locale import speak
from medvirkning.web.photos import ACCEPT, cleaned, photo_response
from medvirkning.web.questions import QuestionForm, answered, asked, written
from medvirkning.web.rankings import mixed
from medvirkning.web.security import limiter

OF_ONE = "/<slug>/undersokelser/<survey_slug>/<uuid:answering_id>"


@blueprint.get(OF_ONE)
@public
def resume(slug: str, survey_slug: str, answering_id: UUID) -> Any:
    """On to the first question that waits, to the overview of sections, or to the check of the answers."""
    writing = writing_or_away(slug, survey_slug, answering_id)
    if writing.any_order:
        return redirect(writing.page("overview"), 303)
    last = writing.answering.last
    return redirect(writing.after(last if last in writing.questionnaire.by_key else None), 303)


@blueprint.route(f"{OF_ONE}/sporsmal/<key>", methods=["GET", "POST"])
@public
@limiter.limit(STEPS, methods=["POST"])
def step(slug: str, survey_slug: str, answering_id: UUID, key: str) -> Any:
    """A question: shown with the answer so far, and kept when it is sent."""
    writing = writing_or_away(slug, survey_slug, answering_id)
    if key not in branching.applies(writing.questionnaire, writing.answers):
        return redirect(writing.page("resume"), 303)
    question = writing.questionnaire.by_key[key]
    if request.method == "POST":
        return _posted(writing, question)
    return _page(writing, _form(writing, question), shown=digest_of(writing.answers.get(key)))


@blueprint.get(f"{OF_ONE}/bilde/<uuid:photo_id>")
@public
def photo(slug: str, survey_slug: str, answering_id: UUID, photo_id: UUID) -> Any:
    """A photo of what is being written."""
    writing = writing_or_away(slug, survey_slug, answering_id)
    return photo_response(attachment_of(Answering.__tablename__, writing.answering.id, photo_id), seconds=0)


def _form(writing: Writing, question: Question) -> QuestionForm:
    value = writing.answers.get(question.key)
    form = asked(question, value, language=writing.language, programme=writing.programme, row=_row(question))
    form.seed = str(writing.answering.id)
    return form


def _posted(writing: Writing, question: Question) -> Any:
    at, answering_id, survey_id = now(), writing.answering.id, writing.survey.id  # a transaction reads rows anew
    language = request.form.get("language", "")
    if language in writing.questionnaire.languages:
        with transaction():
            change_language(answering_id, survey_id, language, at=at)
        speak(page_language(language))
    form = _form(writing, question)
    shown = request.form.get("shown", "")
    if form.moves or (form.switches_language and not _brings_photos(question)):
        return _page(writing, form, shown=shown)
    given, photos = _given(form)
    if form.status == 422 or (_untouched(form) and given):
        return _page(writing, form, shown=shown)
    try:
        with transaction():
            if photos:
                given = keep_photos(answering_id, question, given, photos, at=at)
            left = _leaves() or form.switches_language
            kept = save_answer(answering_id, survey_id, question.key, given, shown=shown, unfinished=left, at=at)
            if question.kind is QuestionKind.PHOTO:
                let_go(answering_id, question, given)
    except AnsweredElsewhere as clash:
        theirs = worded(question, clash.theirs, writing.language, writing.programme) or [_("Nothing")]
        page, _status = _page(writing, form, shown=digest_of(clash.theirs), elsewhere=theirs)
        return page, 409
    except RuleBroken as broken:
        for objection in broken.objections:
            form.object_to(str(objection.facts.get("field", "")), sentence(objection.code, objection.facts))
        return _page(writing, form, shown=shown)
    except NotThere:
        return redirect(request.url, 303)
    if form.switches_language:
        return redirect(request.url, 303)
    return redirect(_onward(writing, question, kept.answers), 303)


def _given(form: QuestionForm) -> tuple[AnswerValue | None, list[CleanPicture]]:
    """The answer that was sent, and new photos; what is wrong with them is told at the fields.

    Whoever goes back is told only of what can't be kept: what lacks is told before they send.
    """
    if request.form.get("skip"):
        return None, []
    given = written(form) if _leaves() or form.switches_language else answered(form)
    if _leaves() and _untouched(form):
        return None, []
    if form.question.kind is not QuestionKind.PHOTO:
        return given, []  # whatever else came along
    photos, faults = cleaned(request.files.getlist("photos"))
    for fault in faults:
        form.object_to("photos", fault)
    if photos:
        form.extra_errors.clear()
        form["photos"].errors = faults
    return given, photos


def _onward(writing: Writing, question: Question, answers: Answers) -> str:
    """Where the press leads: back, the next row, here again for more photos, the check, or what comes after."""
    if _leaves():
        return _back(writing, question, answers)
    if question.kind is QuestionKind.MATRIX and not request.form.get("skip") and not request.form.get("declined"):
        rows = [row.key for row in question.rows]
        at = rows.index(_row(question)) + 1
        if at < len(rows):
            return writing.question(question.key, rad=rows[at], til=request.args.get("til"))
    if "remove" in request.form or "more" in request.form:
        return writing.question(question.key, til=request.args.get("til"))
    if request.args.get("til") == "sjekk":
        return writing.page("check")
    return writing.after(question.key, answers)


def _row(question: Question) -> str:
    """The row of a matrix that the page shows: the one asked for, else the first."""
    if question.kind is not QuestionKind.MATRIX:
        return ""
    rows = [row.key for row in question.rows]
    wanted = request.args.get("rad", "")
    return wanted if wanted in rows else rows[0]


def _untouched(form: QuestionForm) -> bool:
    """Whether a ranking is sent just as it came, by somebody who has not said that this is their order."""
    if form.question.kind is not QuestionKind.RANKING or "order" in (form.value or {}) or "sure" in request.form:
        return False
    came = mixed((choice.key for choice in form.question.choices), form.seed)
    return form.posted.get(ORDER) == came and DECLINE not in request.form


def _brings_photos(question: Question) -> bool:
    """Whether photos come along, which the page can't show again unless they are kept."""
    files = request.files.getlist("photos") if question.kind is QuestionKind.PHOTO else []
    return any(file.filename for file in files)


def _leaves() -> bool:
    """Whether it was «Back» that was pressed."""
    return "back" in request.form


def _back(writing: Writing, question: Question, answers: Answers | None = None) -> str:
    """Where «Back» leads: the row before, the check for whoever came from there, or what is before the question."""
    rows, row, til = [one.key for one in question.rows], _row(question), request.args.get("til")
    if row and (at := rows.index(row)):
        return writing.question(question.key, rad=rows[at - 1], til=til)
    return writing.page("check") if til == "sjekk" else writing.before(question.key, answers)


def _page(writing: Writing, form: QuestionForm, *, shown: str, elsewhere: list[Any] | None = None) -> tuple[str, int]:
    question, programme, questionnaire = form.question, writing.programme, writing.questionnaire
    page = page_in(
        writing.language,
        "answering/step.html",
        survey=writing.survey,
        form=form,
        shown=shown,
        elsewhere=elsewhere,
        code=code_to(writing.answering),
        progress=branching.progress(questionnaire, writing.answers, question.key),
        section=questionnaire.section_of(question.key) if len(questionnaire.sections) > 1 else None,
        overview=writing.page("overview") if writing.any_order else "",
        language=writing.language,
        languages=questionnaire.languages,
        back=_back(writing, question),
        left=_leaves() and form.status == 422,  # told what can't be kept: pressed again, it is let go
        unmoved=_untouched(form) and form.status == 200 and not form.switches_language and not form.moves,
        drawing=quilt(programme.zones, scenery=programme.drawing) if question.kind is QuestionKind.ZONE else None,
        photos=_photos(writing, question) if question.kind is QuestionKind.PHOTO else [],
        room=most_photos(question),
        accept=ACCEPT,
        next_address=writing.after(question.key),
    )
    return page, form.status


def _photos(writing: Writing, question: Question) -> list[dict[str, Any]]:
    kept = writing.answers.get(question.key, {}).get("photos", ())
    return [
        {
            "src": writing.page("photo", photo_id=one.id),
            "value": one.sha256,
            "width": one.width,
            "height": one.height,
        }
        for one in attached_to(Answering.__tablename__, writing.answering.id)
        if one.about == question.key and one.sha256 in kept
    ]
