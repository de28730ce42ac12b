"""When something is shown, in words: each rule as a line."""

from collections.abc import Mapping
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _
from flask_babel import pgettext as _p

from medvirkning.surveys.questionnaire import Condition, Questionnaire
from medvirkning.surveys.wording import Part, Piece, RuleParts, condition_parts
from medvirkning.web.filters import best
from medvirkning.web.labels.lookup import label


def condition_lines(asked: Questionnaire, condition: Condition | None, zones: Mapping[str, str]) -> list[str]:
    """The rules in order; none for what is always shown."""
    if condition is None:
        return []
    return [_rule(rule, zones) for rule in condition_parts(asked, condition).rules]


def condition_summed_up(
    asked: Questionnaire, condition: Condition | None, zones: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The condition, for `ui.summary`."""
    if condition is None:
        return [{"label": _("Show it when"), "value": _("Always")}]
    return [{"label": label(condition.joined), "value": condition_lines(asked, condition, zones)}]


def _rule(rule: RuleParts, zones: Mapping[str, str]) -> str:
    about = best(rule.question.text) if rule.question else _("a question that is gone")
    if rule.row is not None:
        about = f"{about}: {best(rule.row.text)}"
    said = ", ".join(f"«{_piece(value, zones)}»" for value in rule.values)
    return f"«{about}» {label(rule.operator)} {said}".rstrip()


def _piece(piece: Piece, zones: Mapping[str, str]) -> str:
    match piece.part:
        case Part.NUMBER:
            return str(format_decimal(piece.number))
        case Part.ZONE:
            return zones.get(piece.key, piece.key)
        case Part.ELSEWHERE:
            return _p("zone", "Somewhere else")
        case Part.OTHER:
            return _p("survey answer", "Something else")
        case Part.TEXT:
            return piece.written
        case Part.UNKNOWN:
            return _("an answer that is gone")
    return best(piece.text)
