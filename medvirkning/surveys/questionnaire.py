"""A questionnaire as a value: sections of questions, with every text in every language. Cannot be changed.

What is drafted, published, exported and answered is this one shape. Keys tie answers to questions and choices, are
never shown, and stay the same from version to version: what has the same key is the same question.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.words import Joined, Operator, QuestionKind, QuestionRole, ScaleLook

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
OTHER = "other"  # the key of «other, write», where a question has it
NOTHING = Localized({})


@dataclass(frozen=True)
class Rule:
    """What is asked of one earlier answer. `row` names the row where the question is a matrix.

    `values` are choice or zone keys, a number as written by `str(Decimal)`, or text; several for ONE_OF, none for
    ANSWERED and NOT_ANSWERED, else one.
    """

    question: str
    operator: Operator
    values: tuple[str, ...] = ()
    row: str = ""


@dataclass(frozen=True)
class Condition:
    """When something is shown: all or any of the rules hold. There is at least one rule."""

    joined: Joined
    rules: tuple[Rule, ...]


@dataclass(frozen=True)
class Choice:
    """Something one can choose, rank, or a row of a matrix. An exclusive one («none of these») stands alone."""

    key: str
    text: Localized
    exclusive: bool = False


@dataclass(frozen=True)
class Question:
    """One question. Which fields count depends on the kind.

    `choices` for ONE, SEVERAL, SCALE (most first), RANKING and MATRIX (its columns); `rows` for MATRIX. `least` and
    `most` bound a NUMBER's value, a text's characters, how many are chosen of SEVERAL, how many are ranked (most),
    and how many photos (most). `sensitive` adds «I would rather not say»; `personal` says that the answer is personal
    data, and `purpose` what it is for. `drafted` are the languages in which some text of it is a machine's draft that
    nobody has approved.
    """

    key: str
    kind: QuestionKind
    text: Localized
    help: Localized = NOTHING
    required: bool = False
    sensitive: bool = False
    personal: bool = False
    purpose: Localized = NOTHING
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    other: bool = False
    look: ScaleLook = ScaleLook.WORDS
    whole: bool = True  # a NUMBER without decimals
    least: Decimal | None = None
    most: Decimal | None = None
    role: QuestionRole = QuestionRole.NONE
    when: Condition | None = None
    drafted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    """Questions that belong together, under one heading. `drafted` is as a question's."""

    key: str
    title: Localized
    help: Localized = NOTHING
    questions: tuple[Question, ...] = ()
    when: Condition | None = None
    drafted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Questionnaire:
    """All that is asked. `any_order` lets the sections be answered in any order."""

    languages: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    any_order: bool = False
    by_key: Mapping[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {question.key: question for question in self.questions})

    @property
    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        for section in self.sections:
            yield from section.questions

    def section_of(self, key: str) -> Section:
        """The section that holds the question with this key. Raises KeyError."""
        for section in self.sections:
            if any(question.key == key for question in section.questions):
                return section
        raise KeyError(key)


def to_json(questionnaire: Questionnaire) -> dict[str, Any]:
    """The questionnaire as plain JSON values; what is as it is by default is left out."""
    return _written(questionnaire, leave_out=("by_key",))


def from_json(stored: Mapping[str, Any]) -> Questionnaire:
    """The questionnaire that `to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
    return Questionnaire(
        languages=tuple(stored["languages"]),
        sections=tuple(_section(one) for one in stored.get("sections", ())),
        any_order=bool(stored.get("any_order", False)),
    )


def _written(value: Any, *, leave_out: tuple[str, ...] = ()) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, about in value.__dataclass_fields__.items():
        held = getattr(value, name)
        if name not in leave_out and held != about.default:
            told[name] = _plain(held)
    return told


def _plain(held: Any) -> Any:
    if isinstance(held, Localized):
        return held.to_json()
    if isinstance(held, tuple):
        return [_plain(one) for one in held]
    if isinstance(held, Decimal):
        return str(held)
    return _written(held) if hasattr(held, "__dataclass_fields__") else held


def _section(stored: Mapping[str, Any]) -> Section:
    return Section(
        key=stored["key"],
        title=Localized.from_json(stored.get("title")),
        help=Localized.from_json(stored.get("help")),
        questions=tuple(_question(one) for one in stored.get("questions", ())),
        when=_condition(stored.get("when")),
        drafted=tuple(stored.get("drafted", ())),
    )


def _question(stored: Mapping[str, Any]) -> Question:
    return Question(
        key=stored["key"],
        kind=QuestionKind(stored["kind"]),
        text=Localized.from_json(stored.get("text")),
        help=Localized.from_json(stored.get("help")),
        purpose=Localized.from_json(stored.get("purpose")),
        choices=tuple(_choice(one) for one in stored.get("choices", ())),
        rows=tuple(_choice(one) for one in stored.get("rows", ())),
        look=ScaleLook(stored.get("look", ScaleLook.WORDS)),
        whole=stored.get("whole", True),
        least=None if stored.get("least") is None else Decimal(stored["least"]),
        most=None if stored.get("most") is None else Decimal(stored["most"]),
        role=QuestionRole(stored.get("role", QuestionRole.NONE)),
        when=_condition(stored.get("when")),
        drafted=tuple(stored.get("drafted", ())),
        **{name: bool(stored.get(name, False)) for name in ("required", "sensitive", "personal", "other")},
    )


def _choice(stored: Mapping[str, Any]) -> Choice:
    return Choice(stored["key"], Localized.from_json(stored.get("text")), bool(stored.get("exclusive", False)))


def _condition(stored: Mapping[str, Any] | None) -> Condition | None:
    if stored is None:
        return None
    rules = (
        Rule(one["question"], Operator(one["operator"]), tuple(one.get("values", ())), one.get("row", ""))
        for one in stored["rules"]
    )
    return Condition(Joined(stored["joined"]), tuple(rules))
