"""A question and a section as lines to read: how it is now, beside what somebody has written."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import Question, Section
from medvirkning.web.filters import best
from medvirkning.web.language_names import language_name


def question_summed_up(question: Question, languages: Iterable[str]) -> list[dict[str, Any]]:
    """The question, for `ui.summary`."""
    told = {
        _("The question"): lines(question.text, languages),
        _("Help for those who answer"): lines(question.help, languages),
        _("Answers to choose between"): [best(one.text) for one in question.choices],
        _("Rows"): [best(one.text) for one in question.rows],
        _("One must answer"): [_("Yes")] if question.required else [_("No")],
        _("One may answer «I would rather not say»"): [_("Yes")] if question.sensitive else [_("No")],
        _("What you need the personal data for"): lines(question.purpose, languages),
    }
    return [{"label": label, "value": value} for label, value in told.items() if value]


def section_summed_up(section: Section, languages: Iterable[str]) -> list[dict[str, Any]]:
    """The section, for `ui.summary`."""
    return [
        {"label": _("Heading"), "value": lines(section.title, languages)},
        {"label": _("Help for those who answer"), "value": lines(section.help, languages)},
    ]


def lines(text: Localized, languages: Iterable[str]) -> list[str]:
    """The text in each language it is written in, with the language's name."""
    written = text.to_json()
    return [f"{language_name(tag)}: {written[tag]}" for tag in languages if tag in written]
