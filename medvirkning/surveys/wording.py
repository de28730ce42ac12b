"""Rules and answers as the parts that a page puts into words: choices, numbers, zones and what was written."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.answers import ELSEWHERE, AnswerValue, chosen, declined, number_of, option
from medvirkning.surveys.questionnaire import NOTHING, OTHER, Choice, Condition, Question, Questionnaire, Rule
from medvirkning.surveys.words import Joined, Operator, QuestionKind


class Part(StrEnum):
    """What a piece of an answer or a rule is, and so which of its fields holds it."""

    CHOICE = "choice"  # text; key
    OTHER = "other"  # written, which may be empty
    ZONE = "zone"  # key, of a zone of the programme
    ELSEWHERE = "elsewhere"  # outside all of them
    PLACE = "place"  # written: where in the zone
    NUMBER = "number"  # number
    TEXT = "text"  # written
    PHOTO = "photo"  # key: its digest
    DECLINED = "declined"
    UNKNOWN = "unknown"  # key: a choice that is not there any more


@dataclass(frozen=True)
class Piece:
    """One thing that was answered or that a rule names. `row` is the row's text where the question is a matrix."""

    part: Part
    key: str = ""
    text: Localized = NOTHING
    written: str = ""
    number: Decimal | None = None
    row: Localized = NOTHING


@dataclass(frozen=True)
class RuleParts:
    """A rule: the question it is about (None when it is gone), the row, what is asked, and of what."""

    question: Question | None
    row: Choice | None
    operator: Operator
    values: tuple[Piece, ...]


@dataclass(frozen=True)
class ConditionParts:
    """A condition: «vis når alle / minst én av disse gjelder», and the rules."""

    joined: Joined
    rules: tuple[RuleParts, ...]


def condition_parts(questionnaire: Questionnaire, condition: Condition) -> ConditionParts:
    """The condition, with the texts of what its rules name."""
    return ConditionParts(condition.joined, tuple(_rule_parts(questionnaire, rule) for rule in condition.rules))


def answer_parts(question: Question, value: AnswerValue | None) -> tuple[Piece, ...]:
    """What was answered, in order (the first place first in a ranking); empty when nothing was."""
    if not value:
        return ()
    if declined(value):
        return (Piece(Part.DECLINED),)
    match question.kind:
        case QuestionKind.NUMBER:
            return (Piece(Part.NUMBER, number=number_of(value)),)
        case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
            return (Piece(Part.TEXT, written=value["text"]),)
        case QuestionKind.PHOTO:
            return tuple(Piece(Part.PHOTO, digest) for digest in value["photos"])
        case QuestionKind.ZONE:
            place = (Piece(Part.PLACE, written=value["place"]),) if value.get("place") else ()
            return (_zone(value["zone"]), *place)
        case QuestionKind.MATRIX:
            return tuple(
                _option(question, key, row=row.text) for row in question.rows for key in chosen(value, row.key)
            )
        case _:
            return tuple(_option(question, key, value.get("other", "")) for key in chosen(value))


def _rule_parts(questionnaire: Questionnaire, rule: Rule) -> RuleParts:
    question = questionnaire.by_key.get(rule.question)
    if question is None:
        return RuleParts(None, None, rule.operator, tuple(Piece(Part.UNKNOWN, value) for value in rule.values))
    row = next((row for row in question.rows if row.key == rule.row), None)
    return RuleParts(question, row, rule.operator, tuple(_rule_value(question, value) for value in rule.values))


def _rule_value(question: Question, value: str) -> Piece:
    match question.kind:
        case QuestionKind.NUMBER:
            try:
                return Piece(Part.NUMBER, number=Decimal(value))
            except InvalidOperation:
                return Piece(Part.UNKNOWN, value)
        case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
            return Piece(Part.TEXT, written=value)
        case QuestionKind.ZONE:
            return _zone(value)
        case _:
            return _option(question, value)


def _zone(key: str) -> Piece:
    return Piece(Part.ELSEWHERE if key == ELSEWHERE else Part.ZONE, key)


def _option(question: Question, key: str, written: str = "", row: Localized = NOTHING) -> Piece:
    known = option(question, key)
    if known is not None:
        return Piece(Part.CHOICE, key, known.text, row=row)
    if key == OTHER and question.other:
        return Piece(Part.OTHER, key, written=written, row=row)
    return Piece(Part.UNKNOWN, key, row=row)
