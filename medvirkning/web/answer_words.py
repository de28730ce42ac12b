"""Answers in words, as whoever gave them reads them and as staff do."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext as _p
from markupsafe import Markup

from medvirkning.programmes.models import Programme
from medvirkning.surveys.answers import Answers, AnswerValue
from medvirkning.surveys.branching import sections_shown
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.surveys.wording import Part, Piece, answer_parts
from medvirkning.web.marked import place_name, told


def worded(question: Question, value: AnswerValue | None, language: str, programme: Programme) -> list[Markup | str]:
    """The answer, a line for each thing that was chosen, ranked or written; empty when there is none."""
    zones = {zone.code: place_name(zone.name) for zone in programme.zones}
    pieces = answer_parts(question, value)
    photos = sum(piece.part is Part.PHOTO for piece in pieces)
    if photos:
        return [_("%(count)s photos", count=photos) if photos > 1 else _("One photo")]
    return [_line(piece, language, zones) for piece in pieces]


def answered_sections(
    questionnaire: Questionnaire, answers: Answers, language: str, programme: Programme
) -> list[dict[str, Any]]:
    """What was answered, section by section: only the questions that apply, each with its key and its lines."""
    return [
        {
            "title": told(section.title, language),
            "rows": [
                {
                    "key": key,
                    "label": told(questionnaire.by_key[key].text, language),
                    "value": _whole(questionnaire.by_key[key], answers.get(key), language, programme),
                }
                for key in keys
            ],
        }
        for section, keys in sections_shown(questionnaire, answers)
    ]


def _whole(question: Question, value: AnswerValue | None, language: str, programme: Programme) -> list[Markup | str]:
    """As `worded`, with the rows of a matrix that are left when some are answered."""
    lines, told_of = worded(question, value, language, programme), (value or {}).get("rows")
    if not told_of:
        return lines
    answered = iter(lines)
    return [
        next(answered) if row.key in told_of else Markup("{}: {}").format(told(row.text, language), _("Not filled in"))
        for row in question.rows
    ]


def _line(piece: Piece, language: str, zones: Mapping[str, str]) -> Markup | str:
    said = _said(piece, language, zones)
    return Markup("{}: {}").format(told(piece.row, language), said) if piece.row else said


def _said(piece: Piece, language: str, zones: Mapping[str, str]) -> Markup | str:
    match piece.part:
        case Part.CHOICE:
            return told(piece.text, language)
        case Part.OTHER:
            return piece.written or _p("survey answer", "Something else")
        case Part.ZONE:
            return zones.get(piece.key, piece.key)
        case Part.ELSEWHERE:
            return _p("zone", "Somewhere else")
        case Part.NUMBER:
            return str(piece.number).replace(".", ",")
        case Part.DECLINED:
            return _("I would rather not say")
        case _:
            return piece.written or piece.key
