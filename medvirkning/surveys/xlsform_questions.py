"""One row of the survey sheet as one question."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from medvirkning.surveys.questionnaire import OTHER, Choice, Question
from medvirkning.surveys.words import QuestionKind, QuestionRole, ScaleLook
from medvirkning.surveys.xlsform_bounds import Bounds, read_bounds
from medvirkning.surveys.xlsform_choices import NO, YES, ChoiceList
from medvirkning.surveys.xlsform_columns import OURS, Row
from medvirkning.surveys.xlsform_types import RowType
from medvirkning.surveys.xlsform_words import XlsformFault

SPOKEN_FOR = {
    QuestionKind.SCALE: ("likert",),
    QuestionKind.LONG_TEXT: ("multiline",),
}


@dataclass(frozen=True)
class ReadQuestion:
    """A question, and what the file calls its choices."""

    question: Question
    values: Mapping[str, str]


def read_question(row: Row, kind: RowType, key: str, lists: Mapping[str, ChoiceList]) -> ReadQuestion:
    """The question of a row, without its condition; what it can't hold goes to the row's notes."""
    chosen_from = lists.get(kind.choices)
    if kind.choices and chosen_from is None:
        row.note(XlsformFault.LIST_MISSING, "type")
    appearance = row.take("appearance").split()
    question = described(row, Question(key, _kind(row, kind, appearance), row.texts("label"), whole=kind.whole))
    if kind.point:
        row.note(XlsformFault.POINT_BECOMES_ZONE, "type")
    if [one for one in appearance if one not in SPOKEN_FOR.get(question.kind, ())]:
        row.note(XlsformFault.APPEARANCE_NOT_HELD, "appearance")
    bounds = _bounds(row, kind, question)
    question = replace(question, least=bounds.least, most=bounds.most, other=kind.other)
    if chosen_from is None:
        return ReadQuestion(question, {})
    chosen_from.used = True
    choices = _choices(row, kind, chosen_from, bounds.alone)
    return ReadQuestion(replace(question, choices=choices), chosen_from.keys)


def described(row: Row, question: Question) -> Question:
    """The question with what stands in the row whatever its kind is."""
    row.note_piping()
    return replace(
        question,
        help=row.texts("hint"),
        required=yes(row, "required"),
        sensitive=yes(row, f"{OURS}sensitive"),
        personal=yes(row, f"{OURS}personal"),
        purpose=row.texts(f"{OURS}purpose"),
        look=ScaleLook(_word(row, "look", tuple(ScaleLook)) or ScaleLook.WORDS),
        role=QuestionRole(_word(row, "role", tuple(QuestionRole)) or QuestionRole.NONE),
    )


def yes(row: Row, column: str) -> bool:
    """Whether a cell says yes; what is neither yes nor no is told of, and counts as no."""
    said = row.take(column).lower().replace(" ", "")
    if said not in YES and said not in NO:
        row.note(XlsformFault.VALUE_NOT_HELD, column)
    return said in YES


def _kind(row: Row, kind: RowType, appearance: list[str]) -> QuestionKind:
    if kind.kind is QuestionKind.ONE and "likert" in appearance:
        return QuestionKind.SCALE
    if kind.kind is QuestionKind.SHORT_TEXT:
        if _word(row, "kind", (QuestionKind.ZONE,)):
            return QuestionKind.ZONE
        return QuestionKind.LONG_TEXT if "multiline" in appearance else QuestionKind.SHORT_TEXT
    return kind.kind


def _word(row: Row, column: str, words: tuple[str, ...]) -> str:
    """A word of ours in a column of ours; told of when it is none of these."""
    said = row.take(OURS + column)
    if said and said not in words:
        row.note(XlsformFault.VALUE_NOT_HELD, OURS + column)
        return ""
    return said


def _bounds(row: Row, kind: RowType, question: Question) -> Bounds:
    bounds = Bounds()
    if written := row.take("constraint"):
        bounds = read_bounds(written, question.kind, whole_numbers=question.whole)
        if not bounds.whole:
            row.note(XlsformFault.CONSTRAINT_NOT_HELD, "constraint")
    if kind.step_left_out:
        row.note(XlsformFault.STEP_NOT_HELD, "parameters")
    least = kind.least if bounds.least is None else bounds.least
    most = kind.most if bounds.most is None else bounds.most
    return replace(bounds, least=_ours(row, "least", least), most=_ours(row, "most", most))


def _ours(row: Row, column: str, otherwise: Decimal | None) -> Decimal | None:
    """A number in a column of ours, or else what the constraint says."""
    said = row.take(OURS + column)
    if not said:
        return otherwise
    try:
        found = Decimal(said)
    except InvalidOperation:
        found = Decimal("NaN")
    if found.is_finite():
        return found
    row.note(XlsformFault.VALUE_NOT_HELD, OURS + column)
    return otherwise


def _choices(row: Row, kind: RowType, chosen_from: ChoiceList, alone: tuple[str, ...]) -> tuple[Choice, ...]:
    """The list's choices. «Other» of a question that has it itself is told of, and left out of them."""
    keys = {chosen_from.keys.get(name, "") for name in alone}
    if "" in keys:
        row.note(XlsformFault.UNKNOWN_CHOICE, "constraint")
    if kind.other and OTHER in chosen_from.keys.values():
        place = [choice.key for choice in chosen_from.choices].index(OTHER)
        chosen_from.rows[place].note(XlsformFault.OTHER_TWICE, "name")
    return tuple(
        replace(choice, exclusive=choice.exclusive or choice.key in keys)
        for choice in chosen_from.choices
        if not (kind.other and choice.key == OTHER)
    )
