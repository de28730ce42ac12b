"""A survey as a form on paper, in words: one value that the PDF is made of, in any language that the survey has.

What the municipality has written comes in that language, or the best there is, marked with its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from flask_babel import pgettext as _p

from medvirkning.kernel.localized import Localized, direction
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_glyphs import legible
from medvirkning.mail.letter_voice import weekday
from medvirkning.mail.paper_limits import number_within
from medvirkning.mail.paper_rules import answer_only_if
from medvirkning.people.words import GUESTS, LANGUAGES
from medvirkning.surveys.paper import on_paper
from medvirkning.surveys.printed import PrintedForms
from medvirkning.surveys.questionnaire import Question, Questionnaire, Section
from medvirkning.surveys.words import QuestionKind

Said = dict[str, Any]  # {text, lang, rtl}
FEW = 8  # choices that stand under each other; more stand in two columns
LONG, SHORT = 6, 1  # lines to write on
NOTHING: Said = {"text": "", "lang": "nb", "rtl": False}


@dataclass(frozen=True)
class _Sheet:
    """What every part of the form needs to know of the whole."""

    asked: Questionnaire
    language: str  # of the questions
    spoken: str  # of our own words
    numbers: Mapping[str, int]
    zones: Mapping[str, str]

    def told(self, text: Localized) -> Said | None:
        words, really = text.best(self.language)
        return _said(words, really) if words else None

    def ours(self, words: str) -> Said | None:
        return _said(words, self.spoken) if words else None


def paper_form(printed: PrintedForms, questionnaire: Questionnaire, *, address: str) -> dict[str, Any]:
    """All that the PDF's template is given. `address` is where the same survey is answered on the web."""
    language = printed.language
    spoken = language if language in (*LANGUAGES, *GUESTS) else "nb"
    asked = on_paper(questionnaire)
    numbers = {question.key: number for number, question in enumerate(asked.questions, 1)}
    zones = {zone.code: zone.name for zone in printed.survey.programme.zones}
    sheet = _Sheet(questionnaire, language, spoken, numbers, zones)
    with speaking(spoken):
        return {
            "lang": language.partition("-")[0],
            "rtl": direction(language) == "rtl",
            "title": sheet.told(printed.survey.title),
            "asked_by": sheet.told(printed.survey.asked_by),
            "why": sheet.told(printed.survey.why),
            "numbers": list(printed.numbers),
            "form": sheet.ours(_("Form number %(number)s", number="{number}")),
            "page": sheet.ours(_("Page %(page)s of %(pages)s", page="{page}", pages="{pages}")),
            "before": [sheet.ours(line) for line in _before(printed, len(numbers))],
            "sections": [_section(section, sheet) for section in asked.sections],
            "hand_in": sheet.ours(_("How to hand in the form")),
            "way": _said(printed.hand_in, language),
            "after": [sheet.ours(line) for line in _after(printed, address)],
        }


def _before(printed: PrintedForms, count: int) -> Iterable[str]:
    survey = printed.survey
    minutes = ngettext("It takes about %(num)d minute.", "It takes about %(num)d minutes.", survey.minutes)
    yield ngettext("%(num)d question", "%(num)d questions", count) + ". " + minutes
    if survey.anonymous:
        yield _("It is anonymous. Nobody can find out who has answered what.")
    yield _("The number belongs to the sheet and not to you. We use it so that no form is counted twice.")
    yield _("Don't write your name, and don't write names of others.")
    yield _("Tick the boxes with a pen. If you tick the wrong one, fill that box in and tick the right one.")


def _after(printed: PrintedForms, address: str) -> Iterable[str]:
    survey = printed.survey
    if survey.closes_on:
        yield _("The last day to answer is %(day)s.", day=weekday(survey.closes_on))
    yield _("You can also answer on the web: %(address)s", address=address)
    yield _("Thank you for answering!")


def _section(section: Section, sheet: _Sheet) -> dict[str, Any]:
    only_if = answer_only_if(sheet.asked, section.when, sheet.numbers, sheet.zones, sheet.language)
    return {
        "title": sheet.told(section.title),
        "help": sheet.told(section.help),
        "when": sheet.ours(only_if),
        "questions": [_question(question, sheet) for question in section.questions],
    }


def _question(question: Question, sheet: _Sheet) -> dict[str, Any]:
    only_if = answer_only_if(sheet.asked, question.when, sheet.numbers, sheet.zones, sheet.language)
    return {
        "number": sheet.numbers[question.key],
        "text": sheet.told(question.text),
        "help": sheet.told(question.help),
        "when": sheet.ours(only_if),
        "how": sheet.ours(" ".join(filter(None, (_HOW[question.kind](question), _must(question))))),
        "look": "columns" if len(_choices(question, sheet)) > FEW else "one",
        "choices": [] if question.kind is QuestionKind.MATRIX else _choices(question, sheet),
        "other": sheet.ours(_p("survey answer", "Something else")) if question.other else None,
        "rows": [sheet.told(row.text) or NOTHING for row in question.rows],
        "columns": _choices(question, sheet) if question.kind is QuestionKind.MATRIX else [],
        "lines": {QuestionKind.LONG_TEXT: LONG, QuestionKind.SHORT_TEXT: SHORT}.get(question.kind, 0),
        "number_line": question.kind is QuestionKind.NUMBER,
        "place": sheet.ours(_("A more exact place")) if question.kind is QuestionKind.ZONE else None,
        "declined": sheet.ours(_("I would rather not say")) if question.sensitive else None,
    }


def _choices(question: Question, sheet: _Sheet) -> list[Said | None]:
    if question.kind is QuestionKind.ZONE:
        zones = [_said(name, "nb") for name in sheet.zones.values()]
        return [*zones, sheet.ours(_p("zone", "Somewhere else"))]
    return [sheet.told(choice.text) or NOTHING for choice in question.choices]


def _must(question: Question) -> str:
    return _("This one must be answered.") if question.required else ""


def _one(_question: Question) -> str:
    return _("Tick one box.")


def _several(question: Question) -> str:
    least = int(question.least) if question.least is not None else None
    most = int(question.most) if question.most is not None else None
    if least == most and most:
        return _("Tick %(most)s boxes.", most=most) if most > 1 else _("Tick one box.")
    if least is not None and most is not None:
        return _("Tick from %(least)s to %(most)s boxes.", least=least, most=most)
    if most is not None:
        return _("Tick at most %(most)s boxes.", most=most)
    return _("Tick at least %(least)s boxes.", least=least) if least else _("Tick as many boxes as you like.")


def _ranking(question: Question) -> str:
    if question.most is not None and question.most < len(question.choices):
        return _(
            "Write numbers in the boxes: 1 beside what you put first, and so on to %(most)s at the most. "
            "Leave the others.",
            most=int(question.most),
        )
    return _("Write numbers in the boxes: 1 beside what you put first, then 2, and so on, in all the boxes.")


def _number(question: Question) -> str:
    return number_within(question) or _("Write a number.")


def _matrix(_question: Question) -> str:
    return _("Tick one box in each row.")


def _nothing(_question: Question) -> str:
    return ""


_HOW: dict[QuestionKind, Callable[[Question], str]] = {
    QuestionKind.ONE: _one,
    QuestionKind.SCALE: _one,
    QuestionKind.ZONE: _one,
    QuestionKind.SEVERAL: _several,
    QuestionKind.RANKING: _ranking,
    QuestionKind.NUMBER: _number,
    QuestionKind.SHORT_TEXT: _nothing,
    QuestionKind.LONG_TEXT: _nothing,
    QuestionKind.MATRIX: _matrix,
}


def _said(words: str, language: str) -> Said:
    return {"text": legible(words), "lang": language.partition("-")[0], "rtl": direction(language) == "rtl"}
