"""When a question on paper is to be answered, in words: by the numbers of the questions, as the form has them."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import pgettext as _p

from medvirkning.surveys.questionnaire import Condition, Questionnaire
from medvirkning.surveys.wording import Part, Piece, RuleParts, condition_parts
from medvirkning.surveys.words import Joined, Operator, QuestionKind

CHOOSING = (QuestionKind.SEVERAL, QuestionKind.RANKING)


def answer_only_if(
    asked: Questionnaire,
    condition: Condition | None,
    numbers: Mapping[str, int],
    zones: Mapping[str, str],
    language: str,
) -> str:
    """`Svar bare hvis du har svart «Nei» på spørsmål 3.` Empty for what everybody is asked."""
    if condition is None:
        return ""
    parts = condition_parts(asked, condition)
    told = [_rule(rule, numbers, zones, language) for rule in parts.rules]
    joint = _p("between rules", "and") if parts.joined is Joined.ALL else _p("between rules", "or")
    return _("Answer only if %(rules)s.", rules=f" {joint} ".join(told))


def _rule(rule: RuleParts, numbers: Mapping[str, int], zones: Mapping[str, str], language: str) -> str:
    number = numbers.get(rule.question.key) if rule.question else None
    where = _("question %(number)s", number=number) if number else _("a question that is not on paper")
    if rule.row is not None:
        where = f"{where} («{rule.row.text.text(language)}»)"
    said = [f"«{_piece(value, zones, language)}»" for value in rule.values]
    either = f" {_p('between rules', 'or')} ".join(said)
    picked = rule.question is not None and rule.question.kind in CHOOSING
    match rule.operator:
        case Operator.ANSWERED:
            return _("you have answered %(where)s", where=where)
        case Operator.NOT_ANSWERED:
            return _("you have not answered %(where)s", where=where)
        case Operator.NOT_EQUALS:
            return _("you have answered something else than %(what)s to %(where)s", what=either, where=where)
        case Operator.GREATER:
            return _("you have answered more than %(what)s to %(where)s", what=either.strip("«»"), where=where)
        case Operator.LESS:
            return _("you have answered less than %(what)s to %(where)s", what=either.strip("«»"), where=where)
        case Operator.CONTAINS if not picked:
            return _("you have written %(what)s in %(where)s", what=either, where=where)
    if picked:
        return _("you have ticked %(what)s in %(where)s", what=either, where=where)
    return _("you have answered %(what)s to %(where)s", what=either, where=where)


def _piece(piece: Piece, zones: Mapping[str, str], language: str) -> str:
    match piece.part:
        case Part.NUMBER:
            return str(piece.number).replace(".", ",")
        case Part.ZONE:
            return zones.get(piece.key, piece.key)
        case Part.ELSEWHERE:
            return _p("zone", "Somewhere else")
        case Part.OTHER:
            return _p("survey answer", "Something else")
        case Part.TEXT:
            return piece.written
    return piece.text.text(language) or piece.key
