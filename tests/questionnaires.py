"""Questionnaires and answers for tests: one of every kind by hand, and any at all.

Those are made from a seed that hypothesis draws, not piece by piece, which takes a hundred times as long.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import combinations, pairwise
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.answers import Answers, option_keys
from medvirkning.surveys.questionnaire import Choice, Condition, Question, Questionnaire, Rule, Section
from medvirkning.surveys.summing import Variable
from medvirkning.surveys.words import Joined, Operator, QuestionKind, QuestionRole, ScaleLook

ZONES = ("s1", "s2", "s3")
DIGEST = "0123456789abcdef" * 4
CHOOSING = {
    QuestionKind.ONE,
    QuestionKind.SEVERAL,
    QuestionKind.SCALE,
    QuestionKind.RANKING,
    QuestionKind.MATRIX,
}


def said(text: str) -> Localized:
    """The text in both Norwegian languages."""
    return Localized({"nb": text, "nn": f"{text} (nn)"})


def choices(*keys: str, exclusive: str = "") -> tuple[Choice, ...]:
    """Choices whose text is their key in capitals."""
    return tuple(Choice(key, said(key.upper()), key == exclusive) for key in keys)


def question(key: str, kind: QuestionKind, **more: Any) -> Question:
    """A question with what its kind needs; `more` says what is otherwise."""
    if kind in CHOOSING:
        more.setdefault("choices", choices("a", "b", "c"))
    if kind is QuestionKind.MATRIX:
        more.setdefault("rows", choices("r", "s"))
    return Question(key, kind, more.pop("text", said(f"About {key}?")), **more)


def asking(*questions: Question, **more: Any) -> Questionnaire:
    """A questionnaire of one section."""
    return Questionnaire(("nb", "nn"), (Section("only", said("All"), questions=questions),), **more)


def only_if(key: str, operator: Operator, *values: str, row: str = "") -> Condition:
    """A condition of one rule."""
    return Condition(Joined.ALL, (Rule(key, operator, values, row),))


EVERY_KIND = asking(*(question(kind.value, kind) for kind in QuestionKind))

_TEXTS = [said("One"), said("Two"), Localized({"nb": "Bare bokmål"}), Localized({})]
_KEYS = [f"k{number}" for number in range(5)]
_SEEDS = st.integers(0, 2**32)


def questionnaires() -> SearchStrategy[Questionnaire]:
    """Any questionnaire with unique keys: rules may point back, ahead, to nothing, and ask what makes no sense."""
    return st.builds(a_questionnaire, st.integers(0, 7), _SEEDS)


def answer_to(asked: Question) -> SearchStrategy[dict[str, Any]]:
    """Any answer of the right shape, within bounds or not."""
    return _SEEDS.map(lambda seed: an_answer(asked, Random(seed)))


def answered() -> SearchStrategy[tuple[Questionnaire, Answers]]:
    """A questionnaire and answers to some of its questions, hidden ones too."""
    return st.builds(_with_answers, questionnaires(), _SEEDS)


def a_questionnaire(count: int, seed: int) -> Questionnaire:
    """A questionnaire of so many questions, another for each seed."""
    by = Random(seed)
    names = [f"q{number}" for number in range(count)]
    asked = [_a_question(by, name, names) for name in names]
    cuts = sorted(by.randint(0, count) for _ in range(by.randint(0, 2)))
    sections = tuple(
        Section(f"s{at}", by.choice(_TEXTS), by.choice(_TEXTS), tuple(asked[first:last]), _a_condition(by, names))
        for at, (first, last) in enumerate(pairwise([0, *cuts, count]))
    )
    return Questionnaire(("nb", "nn"), sections, _maybe(by))


def an_answer(asked: Question, by: Random) -> dict[str, Any]:
    """An answer of the right shape to this question."""
    if asked.sensitive and by.random() < 0.2:
        return {"declined": True}
    options = list(option_keys(asked) or ("a",))
    some = by.sample(options, by.randint(1, len(options)))
    match asked.kind:
        case QuestionKind.ONE | QuestionKind.SCALE:
            return {"choice": some[0]}
        case QuestionKind.SEVERAL:
            return {"choices": [key for key in options if key in some]}
        case QuestionKind.RANKING:
            return {"order": some}
        case QuestionKind.NUMBER:
            return {"number": str(by.randint(-3, 12))}
        case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
            return {"text": by.choice(["hus", "Et hus", "x"])}
        case QuestionKind.ZONE:
            return {"zone": by.choice([*ZONES, "elsewhere"])}
        case QuestionKind.PHOTO:
            return {"photos": [DIGEST]}
    rows = [row.key for row in asked.rows] or ["r"]
    return {"rows": {row: by.choice(options) for row in by.sample(rows, by.randint(1, len(rows)))}}


def _with_answers(asked: Questionnaire, seed: int) -> tuple[Questionnaire, Answers]:
    by = Random(seed)
    return asked, {one.key: an_answer(one, by) for one in asked.questions if _maybe(by)}


def _a_question(by: Random, name: str, names: list[str]) -> Question:
    kind = by.choice(list(QuestionKind))
    return Question(
        name,
        kind,
        by.choice(_TEXTS),
        required=_maybe(by),
        sensitive=_maybe(by),
        personal=_maybe(by),
        choices=_some_choices(by, kind) if kind in CHOOSING else (),
        rows=_some_choices(by, kind) if kind is QuestionKind.MATRIX else (),
        other=kind in (QuestionKind.ONE, QuestionKind.SEVERAL) and _maybe(by),
        look=by.choice(list(ScaleLook)) if kind is QuestionKind.SCALE else ScaleLook.WORDS,
        whole=kind is not QuestionKind.NUMBER or _maybe(by),
        least=by.choice([None, Decimal(by.randint(0, 3))]),
        most=by.choice([None, Decimal(by.randint(2, 9))]),
        role=QuestionRole.HOME_ZONE if kind is QuestionKind.ZONE and _maybe(by) else QuestionRole.NONE,
        when=_a_condition(by, names),
    )


def _some_choices(by: Random, kind: QuestionKind) -> tuple[Choice, ...]:
    keys = by.sample(_KEYS, by.randint(1, 4))
    exclusive = kind is QuestionKind.SEVERAL and _maybe(by)
    return tuple(Choice(key, by.choice(_TEXTS), exclusive and key == keys[-1]) for key in keys)


def _a_condition(by: Random, names: list[str]) -> Condition | None:
    if _maybe(by):
        return None
    values = [*_KEYS, "other", "s1", "3", "hus", "x y"]
    rules = tuple(
        Rule(
            by.choice([*names, *names, "gone"]),
            by.choice(list(Operator)),
            tuple(by.sample(values, by.randint(0, 2))),
            by.choice(["", "", "k1"]),
        )
        for _ in range(by.randint(1, 2))
    )
    return Condition(by.choice(list(Joined)), rules)


def _maybe(by: Random) -> bool:
    return by.random() < 0.5


def pairs(told: Mapping[str, str], counted: Iterable[Variable]) -> Iterator[tuple[str, str, str, str]]:
    """What a person's cells add to the two-way tables: variable and cell, and another variable and cell.

    The names are in alphabetical order. The parts of one question are not crossed with each other.
    """
    crossed = sorted((variable for variable in counted if variable.crossed), key=lambda variable: variable.name)
    for one, other in combinations(crossed, 2):
        if one.question != other.question:
            yield one.name, told[one.name], other.name, told[other.name]
