"""The rows that a questionnaire becomes, before they are laid out under headings."""

from dataclasses import dataclass, field
from decimal import Decimal

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import Choice, Condition, Question, Questionnaire, Section
from medvirkning.surveys.words import QuestionKind, QuestionRole, ScaleLook
from medvirkning.surveys.xlsform_bounds import read_bounds, write_bounds
from medvirkning.surveys.xlsform_columns import OURS
from medvirkning.surveys.xlsform_conditions import NotHeld, Target, read_condition
from medvirkning.surveys.xlsform_matrices import TABLE
from medvirkning.surveys.xlsform_relevance import condition_as_text, write_condition
from medvirkning.surveys.xlsform_words import OnlyOurs

Row = dict[str, str | Localized]
_TYPES = {
    QuestionKind.ONE: "select_one",
    QuestionKind.SCALE: "select_one",
    QuestionKind.SEVERAL: "select_multiple",
    QuestionKind.RANKING: "rank",
    QuestionKind.SHORT_TEXT: "text",
    QuestionKind.LONG_TEXT: "text",
    QuestionKind.ZONE: "text",
    QuestionKind.PHOTO: "image",
}
_APPEARANCES = {QuestionKind.SCALE: "likert", QuestionKind.LONG_TEXT: "multiline"}


@dataclass
class Written:
    """The rows so far, the names that are taken in the file, and what only our own columns hold."""

    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    only_ours: list[tuple[str, OnlyOurs]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    known: dict[str, Target] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)

    def name(self, wanted: str) -> str:
        """A name that nothing in the file has, as wanted or with a number."""
        found, number = wanted, 2
        while found in self.taken:
            found, number = f"{wanted}_{number}", number + 1
        self.taken.add(found)
        return found


def written_rows(questionnaire: Questionnaire) -> Written:
    """All rows of the survey and choices sheets."""
    written = Written(taken={question.key for question in questionnaire.questions})
    for section in questionnaire.sections:
        _section(written, section)
    return written


def _section(written: Written, section: Section) -> None:
    name = written.name(section.key)
    row: Row = {"type": "begin_group", "name": name, "label": section.title}
    if name != section.key:
        row[f"{OURS}key"] = section.key
    _condition(written, row, section.key, section.when)
    written.survey.append(row)
    if section.help:
        written.survey.append({"type": "note", "name": written.name(f"{section.key}_help"), "label": section.help})
    for question in section.questions:
        row = _described(written, question)
        _condition(written, row, question.key, question.when)
        written.survey.append(row)
        if question.kind is QuestionKind.MATRIX:
            _lines(written, question)
        else:
            _know(written, question, question.key)
        _list(written, question)
    written.survey.append({"type": "end_group"})


def _described(written: Written, question: Question) -> Row:
    """What a question's row says, but for its condition."""
    matrix = question.kind is QuestionKind.MATRIX
    row: Row = {
        "type": "begin_group" if matrix else _type(question),
        "name": question.key,
        "label": question.text,
        "hint": question.help,
        "required": "yes" if question.required and not (matrix and question.rows) else "",
        "appearance": TABLE if matrix else _APPEARANCES.get(question.kind, ""),
        "constraint": write_bounds(question),
    }
    told: list[tuple[bool, str, str | Localized, OnlyOurs]] = [
        (question.kind is QuestionKind.ZONE, "kind", question.kind.value, OnlyOurs.ZONE),
        (question.look is ScaleLook.FACES, "look", question.look.value, OnlyOurs.FACES),
        (question.role is not QuestionRole.NONE, "role", question.role.value, OnlyOurs.ROLE),
        (question.sensitive, "sensitive", "yes", OnlyOurs.SENSITIVE),
        (question.personal, "personal", "yes", OnlyOurs.PERSONAL),
        (bool(question.purpose), "purpose", question.purpose, OnlyOurs.PERSONAL),
        *((True, name, limit, OnlyOurs.BOUNDS) for name, limit in _bounds_left(question, str(row["constraint"]))),
    ]
    for applies, column, said, reason in told:
        if applies:
            row[OURS + column] = said
            if (question.key, reason) not in written.only_ours:
                written.only_ours.append((question.key, reason))
    return row


def _type(question: Question) -> str:
    if question.kind is QuestionKind.NUMBER:
        return "integer" if question.whole else "decimal"
    word = _TYPES[question.kind]
    if not word.startswith(("select", "rank")):
        return word
    return f"{word} {question.key}{' or_other' if question.other else ''}"


def _bounds_left(question: Question, constraint: str) -> list[tuple[str, str]]:
    """The bounds that the constraint doesn't say."""
    said = read_bounds(constraint, question.kind, whole_numbers=question.whole) if constraint else None
    bounds: list[tuple[str, Decimal | None, Decimal | None]] = [
        ("least", question.least, said.least if said else None),
        ("most", question.most, said.most if said else None),
    ]
    return [(name, f"{limit:f}") for name, limit, held in bounds if limit is not None and limit != held]


def _list(written: Written, question: Question) -> None:
    """The choices, in a list with the question's own name."""
    alone_said = question.kind is QuestionKind.SEVERAL  # by the constraint
    for choice in question.choices:
        row: Row = {"list_name": question.key, "name": choice.key, "label": choice.text}
        written.choices.append(row if alone_said else row | _alone(choice))


def _alone(choice: Choice) -> Row:
    return {f"{OURS}exclusive": "yes"} if choice.exclusive else {}


def _lines(written: Written, question: Question) -> None:
    """The rows of a matrix, each a question of its own in the file."""
    for line in question.rows:
        name = written.name(f"{question.key}_{line.key}")
        row: Row = {"type": f"select_one {question.key}", "name": name, "label": line.text, f"{OURS}key": line.key}
        written.survey.append(row | {"required": "yes" if question.required else ""} | _alone(line))
        _know(written, question, name, line.key)
    written.survey.append({"type": "end_group"})


def _know(written: Written, question: Question, name: str, line: str = "") -> None:
    values = {choice.key: choice.key for choice in question.choices}
    written.known[name] = Target(question, line, values)
    written.names[question.key, line] = name
    written.questions[question.key] = question


def _condition(written: Written, row: Row, key: str, when: Condition | None) -> None:
    """The condition under `relevant`, and in a column of ours where that doesn't say just the same."""
    if when is None:
        return
    try:
        said = write_condition(when, written.questions, written.names)
    except (KeyError, ValueError, ArithmeticError):
        said = ""
    try:
        same = bool(said) and read_condition(said, written.known, ()).condition == when
    except NotHeld:
        same = False
    row["relevant"] = said
    if not same:
        row[f"{OURS}when"] = condition_as_text(when)
    if not said:
        written.only_ours.append((key, OnlyOurs.CONDITION))
