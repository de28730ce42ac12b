"""Seeing a survey as the caravan's tablets show it: their own screens, one at a time. Nothing is stored.

The screens come one after another by the rules, and each is as on the tablet; what is answered travels as in `preview`.
"""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _

from medvirkning.kernel.localized import direction
from medvirkning.mail.language import speaking
from medvirkning.people.words import GUESTS, LANGUAGES
from medvirkning.permissions import Can
from medvirkning.programmes.quilt import quilt
from medvirkning.surveys.answers import Answers
from medvirkning.surveys.branching import before, next_after, varies
from medvirkning.surveys.checking import most_photos
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.access import requires
from medvirkning.web.language_names import language_name
from medvirkning.web.locale import locale
from medvirkning.web.marked import told
from medvirkning.web.questions import QuestionForm, answered, asked
from medvirkning.web.surveys.blueprint import blueprint
from medvirkning.web.surveys.loaders import Found, survey_at
from medvirkning.web.surveys.preview import carried, language_of, shortened, so_far

FRONT, END = "", "/slutt"  # no question has such a key


@blueprint.route("/<uuid:survey_id>/prov/nettbrett", methods=["GET", "POST"])
@requires(Can.READ_SURVEYS, survey_at)
def on_tablet(found: Found) -> Any:
    """One screen at a time: the front, the questions by the rules (row by row, where they have rows), and the end."""
    language, answers = language_of(found), so_far(found)
    if request.method == "GET":
        at = request.args.get("fra", FRONT)
        return _page(found, _form(found, at, answers, language), at, answers, language)
    at = request.form.get("at", FRONT)
    form = _form(found, at, answers, language)
    if form is None:
        return _to(found, _after(found, None, answers) if at == FRONT else END, answers, language)
    if form.moves:
        return _page(found, form, at, answers, language)
    if "skip" not in request.form:
        value = answered(form)
        if form.status != 200:
            return _page(found, form, at, answers, language), form.status
        kept = {name: given for name, given in answers.items() if name != form.question.key}
        answers = kept | ({form.question.key: shortened(value)} if value else {})
    screens = _screens(form.question)
    rows_left = screens[screens.index(at) + 1 :] if "declined" not in request.form else []
    return _to(found, rows_left[0] if rows_left else _after(found, form.question.key, answers), answers, language)


def _to(found: Found, at: str, answers: Answers, language: str) -> Any:
    return redirect(_address(found, at, answers, language), 303)


def _address(found: Found, at: str, answers: Answers, language: str) -> str:
    return url_for(".on_tablet", **found.here, sprak=language, fra=at, til=carried(found, answers))


def _screens(question: Question) -> list[str]:
    """The screens of a question: one, or one for each row."""
    if question.kind is not QuestionKind.MATRIX:
        return [question.key]
    return [f"{question.key}/{row.key}" for row in question.rows]


def _after(found: Found, key: str | None, answers: Answers) -> str:
    following = next_after(found.questionnaire, answers, key)
    return END if following is None else _screens(found.questionnaire.by_key[following])[0]


def _before(found: Found, form: QuestionForm | None, at: str, answers: Answers) -> str:
    """Where «Back» leads: the row before, the question before, or the front."""
    if form is not None and (place := _screens(form.question).index(at)):
        return _screens(form.question)[place - 1]
    earlier = before(found.questionnaire, answers, form.question.key if form is not None else None)
    return FRONT if earlier is None else _screens(found.questionnaire.by_key[earlier])[-1]


def _form(found: Found, at: str, answers: Answers, language: str) -> QuestionForm | None:
    """The form of a screen; None for the front, and for what is no screen of a question."""
    key, _slash, row = at.partition("/")
    question = found.questionnaire.by_key.get(key)
    if question is None or at not in _screens(question):
        return None
    with speaking(_spoken(language)):
        return asked(question, answers.get(key), language=language, programme=found.programme, row=row)


def _spoken(language: str) -> str:
    """The language of the tablet's own words beside questions in this one."""
    return language if language in (*LANGUAGES, *GUESTS) else locale()


def _page(found: Found, form: QuestionForm | None, at: str, answers: Answers, language: str) -> str:
    asked_for = found.questionnaire
    try_it = url_for(".preview", **found.here, sprak=language)
    back = try_it if at == FRONT else _address(found, _before(found, form, at, answers), answers, language)
    trying = {"at": at, "so_far": carried(found, answers), "back": back, "lang": locale()}
    trying["photos"] = _("Here the tablet takes photos.")
    template = "tablet/question" if form is not None else "tablet/survey_front" if at == FRONT else "surveys/tried"
    said_in = locale() if template == "surveys/tried" else _spoken(language)
    with speaking(said_in):
        screen = render_template(
            f"{template}.html",
            trying=trying,
            form=form,
            survey=found.survey,
            language=language,
            told=told,
            count=len(asked_for.by_key),
            varies=varies(asked_for),
            section=asked_for.section_of(form.question.key)
            if form is not None and len(asked_for.sections) > 1
            else None,
            most_photos=most_photos(form.question) if form is not None else 0,
            drawing=_drawing(found) if form is not None and form.question.kind is QuestionKind.ZONE else None,
        )
    languages = [
        {"text": language_name(tag).capitalize(), "href": _address(found, at, answers, tag), "current": tag == language}
        for tag in asked_for.languages
    ]
    return render_template(
        "surveys/on_tablet.html",
        found=found,
        form=form,
        screen=screen,
        marks={"lang": locale() if template == "surveys/tried" else language, "dir": direction(said_in)},
        languages=languages,
        try_it=try_it,
    )


def _drawing(found: Found) -> Any:
    return quilt(found.programme.zones, scenery=found.programme.drawing)
