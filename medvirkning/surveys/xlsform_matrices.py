"""Groups that are one question here: the same choices for several rows, drawn as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from medvirkning.surveys.questionnaire import KEY, Choice, Question
from medvirkning.surveys.words import QuestionKind
from medvirkning.surveys.xlsform_choices import ChoiceList
from medvirkning.surveys.xlsform_columns import OURS, Row
from medvirkning.surveys.xlsform_names import key_for
from medvirkning.surveys.xlsform_questions import described, yes
from medvirkning.surveys.xlsform_types import RowType, read_type
from medvirkning.surveys.xlsform_words import XlsformFault

TABLE = "table-list"
_HEADING, _LINE = "label", "list-nolabel"


@dataclass(frozen=True)
class ReadMatrix:
    """A matrix, what the file calls its choices, and the name of each of its rows with the row's key."""

    question: Question
    values: Mapping[str, str]
    names: Mapping[str, str]


def is_matrix(group: Row, inside: Sequence[Row]) -> bool:
    """Whether a group is drawn as a table, and holds nothing but single choices from one list."""
    drawn = TABLE in group.cells.get("appearance", "").split()
    drawn = drawn or any(row.cells.get("appearance") in (_HEADING, _LINE) for row in inside)
    kinds = [read_type(row.cells.get("type", ""), "") for row in inside]
    single = all(isinstance(one, RowType) and one.kind is QuestionKind.ONE and not one.other for one in kinds)
    return drawn and single and len({one.choices for one in kinds if isinstance(one, RowType)}) <= 1


def read_matrix(group: Row, inside: Sequence[Row], key: str, lists: Mapping[str, ChoiceList]) -> ReadMatrix:
    """The matrix of a group for which `is_matrix` holds, without its condition."""
    group.take("type"), group.take("name")
    if [one for one in group.take("appearance").split() if one not in (TABLE, "field-list")]:
        group.note(XlsformFault.APPEARANCE_NOT_HELD, "appearance")
    question = described(group, Question(key, QuestionKind.MATRIX, group.texts("label")))
    chosen_from = lists.get(_list_of(inside, group.cells.get("name", "")))
    if chosen_from is None:
        group.note(XlsformFault.LIST_MISSING, "type")
        chosen_from = ChoiceList()
    chosen_from.used = True
    taken: set[str] = set()
    rows: list[Choice] = []
    names: dict[str, str] = {}
    lines = [row for row in inside if not _heads(row, question)]
    needed = [yes(row, "required") for row in lines]
    for row, required in zip(lines, needed, strict=True):
        row.take("type"), row.take("appearance")
        row.note_piping()
        if required and not all(needed):
            row.note(XlsformFault.VALUE_NOT_HELD, "required")
        name, ours = row.take("name"), row.take(f"{OURS}key")
        line = key_for(ours if KEY.fullmatch(ours) else name, taken, "row")
        if not ours and line != name:
            row.note(XlsformFault.RENAMED, "name", became=line)
        names.setdefault(name, line)
        rows.append(Choice(line, row.texts("label"), row.take(f"{OURS}exclusive") == "yes"))
        row.tell_untaken()
    required = question.required or (bool(needed) and all(needed))
    question = replace(question, choices=tuple(chosen_from.choices), rows=tuple(rows), required=required)
    return ReadMatrix(question, chosen_from.keys, names)


def _list_of(inside: Sequence[Row], name: str) -> str:
    for row in inside:
        kind = read_type(row.cells.get("type", ""), "")
        if isinstance(kind, RowType):
            return kind.choices
    return name


def _heads(row: Row, question: Question) -> bool:
    """Whether the row only draws the choices' words above the lines; its own text is told of where it says more."""
    if row.cells.get("appearance") != _HEADING:
        return False
    row.take("type"), row.take("name"), row.take("appearance")
    if row.texts("label") != question.text:
        row.leave_texts(XlsformFault.NOTE_NOT_HELD, "label")
    row.tell_untaken()
    return True
