"""The screens of a tablet as HTML, in one language: made of the same macros as all other pages, and kept on the tablet.

The scripts there show them, and know buttons and fields by their `data-` names; they have no words of their own.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from flask import render_template
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _
from flask_babel import pgettext as _p

from medvirkning.contributions.rules import MOST_TEXT
from medvirkning.kernel.localized import direction
from medvirkning.people.words import GUESTS, LANGUAGES
from medvirkning.programmes.models import Goal, Programme
from medvirkning.programmes.quilt import quilt
from medvirkning.surveys.branching import varies
from medvirkning.surveys.checking import most_photos
from medvirkning.surveys.models import Survey
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.language_names import own_name
from medvirkning.web.marked import told
from medvirkning.web.questions import asked
from medvirkning.web.saying import WhatIsSaid, WhereItIs
from medvirkning.web.tablet.forms import ELSE, HelpedForm, ReadBackForm, ThemeForm
from medvirkning.web.theme_icons import pictogram

SPOKEN = (*LANGUAGES, *GUESTS)  # the languages that a tablet's own words are in
GREETINGS = {"en": "Hello", "ar": "مرحبا", "uk": "Вітаємо", "pl": "Dzień dobry"}
# Those that say the same whatever is on offer.
ALIKE = ("idle", "handed", "full", "pin", "corner", "ending", "errors", "error")
COUNTED = 101  # every kind of number that is counted down is below this
STARTS = {"nb": ("Begynn her", "på bokmål"), "nn": ("Start her", "på nynorsk")}


def languages_told(tags: Sequence[str]) -> list[dict[str, Any]]:
    """The languages of a shift, as the screens offer them: each in its own words."""
    return [
        {
            "tag": tag,
            "name": own_name(tag),
            "dir": direction(tag),
            "norwegian": tag in LANGUAGES,
            "greeting": GREETINGS.get(tag, own_name(tag)),
            "start": STARTS.get(tag, ("", ""))[0],
            "in_it": STARTS.get(tag, ("", ""))[1],
        }
        for tag in tags
    ]


def screens(
    programme: Programme, languages: Sequence[dict[str, Any]], offer: dict[str, Any], themes: dict[str, str]
) -> dict[str, str]:
    """Every screen but those of surveys, by name, in the language that is spoken. `offer`: contributions, surveys.

    `themes`: the screen that asks for one, where there is something to choose between.
    """
    about = {"programme": programme, "languages": languages}
    where = WhereItIs(programme, by=lambda zone: zone.code)
    drawing = quilt(programme.zones, scenery=programme.drawing)
    return {
        "top": render_template("tablet/top.html", **about),
        "banner": render_template("tablet/banner.html"),
        "attract": render_template("tablet/attract.html", **about),
        "start": render_template("tablet/start.html", **offer),
        "helped": render_template("tablet/helped.html", form=HelpedForm()),
        "what": render_template("tablet/what.html", form=WhatIsSaid(), most_text=MOST_TEXT),
        **themes,
        "where": render_template("tablet/where.html", form=where, drawing=drawing),
        "photo": render_template("tablet/photo.html"),
        "check": _check(),
        "thanks": render_template("tablet/thanks.html", zones=programme.zones),
        **{name: render_template(f"tablet/{name}.html") for name in ALIKE},
    }


def theme_screen(offered: Sequence[Goal], language: str) -> dict[str, str]:
    """The screen that asks what it is about; none where there is nothing to choose between."""
    if len(offered) < 2:
        return {}
    icons = {str(theme.id): pictogram(theme) for theme in offered} | {ELSE: "questionmark-circle"}
    return {"theme": render_template("tablet/theme.html", form=ThemeForm(offered, language), icons=icons)}


def words() -> dict[str, str]:
    """The few words that scripts put in by themselves, in the language that is spoken. «#» and «@» are numbers."""
    return {
        "step": _("Step # of @"),
        **_in_forms("countdown", _countdown),
        **_in_forms("emptied", _emptied),
        "photos": _("Photos: #"),
        "parts": _("%(answered)s of %(total)s questions answered", answered="#", total="@"),
        "unanswered": _p("survey", "Not answered"),
        "declined": _("Would rather not say"),
        "error.required": _("Answer the question before you go on"),
        "error.text": _("Write what you want to say"),
        "error.spoken": _("Write which language you speak"),
        "error.number": _("Write a number"),
        "error.small": _("The number is too small"),
        "error.large": _("The number is too large"),
        "error.few": _("Choose more"),
        "error.many": _("Choose fewer"),
        "error.alone": _("This can't be chosen together with others"),
        "error.zone": _("Choose where it is"),
        "error.long": _("The text is too long"),
        "error.agreed": _("Tick this when the person has said yes"),
        "error.read_back": _("Read it aloud before you send it"),
    }


def _countdown(number: int) -> str:
    return ngettext(
        "What you have written is deleted in %(seconds)s second.",
        "What you have written is deleted in %(seconds)s seconds.",
        number,
        seconds="#",
    )


def _emptied(number: int) -> str:
    return ngettext(
        "The screen is cleared in %(seconds)s second.",
        "The screen is cleared in %(seconds)s seconds.",
        number,
        seconds="#",
    )


def _in_forms(key: str, said: Callable[[int], str]) -> dict[str, str]:
    """The words for each kind of number that the language tells apart: `key.one`, `key.few`, …"""
    kind = get_locale().plural_form
    return {f"{key}.{kind(number)}": said(number) for number in range(COUNTED)}


def survey_screens(survey: Survey, questionnaire: Questionnaire, programme: Programme, language: str) -> dict[str, str]:
    """The screens of a survey by name: /front, /check, and each question, or row of a matrix, by key.

    /parts too, where its sections may be taken in any order.
    """
    found = {
        "/check": _check(),
        "/front": render_template(
            "tablet/survey_front.html",
            survey=survey,
            language=language,
            told=told,
            count=len(questionnaire.by_key),
            varies=varies(questionnaire),
        ),
    }
    if questionnaire.any_order:
        parts = {"survey": survey, "language": language, "told": told, "sections": questionnaire.sections}
        found["/parts"] = render_template("tablet/parts.html", **parts)
    drawing = quilt(programme.zones, scenery=programme.drawing)
    for question in questionnaire.by_key.values():
        for name, row in _parts(question):
            section = questionnaire.section_of(question.key) if len(questionnaire.sections) > 1 else None
            form = asked(question, None, language=language, programme=programme, row=row)
            found[name] = render_template(
                "tablet/question.html",
                form=form,
                section=section,
                language=language,
                told=told,
                most_photos=most_photos(question),
                drawing=drawing if question.kind is QuestionKind.ZONE else None,
            )
    return found


def _check() -> str:
    return render_template("tablet/check.html", form=ReadBackForm())


def _parts(question: Question) -> Iterator[tuple[str, str]]:
    """The screens of a question: one, or one for each row."""
    if question.kind is QuestionKind.MATRIX:
        for row in question.rows:
            yield f"{question.key}/{row.key}", row.key
    else:
        yield question.key, ""
