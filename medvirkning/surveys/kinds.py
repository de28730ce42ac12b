"""What each kind of question has: which fields count for it, what a new one starts with, and what stays when it turns
into another kind.
"""

from collections.abc import Mapping
from dataclasses import replace

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import NOTHING, Choice, Question
from medvirkning.surveys.words import QuestionKind, QuestionRole, ScaleLook

# The fewest choices that make a question of each kind that has choices.
FEWEST: Mapping[QuestionKind, int] = {
    QuestionKind.ONE: 2,
    QuestionKind.SEVERAL: 2,
    QuestionKind.SCALE: 2,
    QuestionKind.RANKING: 2,
    QuestionKind.MATRIX: 2,
}
FACES = 5  # a scale of faces has exactly so many
WITH_ROWS = frozenset({QuestionKind.MATRIX})
WITH_OTHER = frozenset({QuestionKind.ONE, QuestionKind.SEVERAL})
WITH_EXCLUSIVE = frozenset({QuestionKind.SEVERAL})
WITH_LOOK = frozenset({QuestionKind.SCALE})
WITH_LEAST = frozenset(
    {QuestionKind.SEVERAL, QuestionKind.NUMBER, QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT},
)
WITH_MOST = WITH_LEAST | {QuestionKind.RANKING, QuestionKind.PHOTO}
ROLES: Mapping[QuestionRole, QuestionKind] = {
    QuestionRole.HOME_ZONE: QuestionKind.ZONE,
    QuestionRole.AGE_BAND: QuestionKind.ONE,
}

_STARTS_WITH = {QuestionKind.SCALE: FACES, QuestionKind.MATRIX: FACES, QuestionKind.RANKING: 3}
_BOUNDS_IN_COMMON = (
    frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT}),
    frozenset({QuestionKind.SEVERAL, QuestionKind.RANKING}),
)


def new_question(key: str, kind: QuestionKind, text: Localized = NOTHING) -> Question:
    """A question as it is when it has just been added: blank choices, and nothing else that one must undo."""
    return Question(
        key,
        kind,
        text,
        choices=_blank("c", _STARTS_WITH.get(kind, FEWEST.get(kind, 0))),
        rows=_blank("r", 2 if kind in WITH_ROWS else 0),
    )


def as_kind(question: Question, kind: QuestionKind) -> Question:
    """The same question as another kind: all that both have stays, the rest is as in a new one. Rules stay."""
    if kind is question.kind:
        return question
    new = new_question(question.key, kind)
    bounds = any({kind, question.kind} <= together for together in _BOUNDS_IN_COMMON)
    return fitting(
        replace(
            question,
            kind=kind,
            choices=question.choices or new.choices,
            rows=question.rows or new.rows,
            least=question.least if bounds else None,
            most=question.most if bounds else None,
        )
    )


def fitting(question: Question) -> Question:
    """The question without what doesn't count for its kind."""
    kind = question.kind
    choices = question.choices if kind in FEWEST else ()
    if kind not in WITH_EXCLUSIVE:
        choices = tuple(replace(choice, exclusive=False) for choice in choices)
    return replace(
        question,
        choices=choices,
        rows=tuple(replace(row, exclusive=False) for row in question.rows) if kind in WITH_ROWS else (),
        other=question.other and kind in WITH_OTHER,
        look=question.look if kind in WITH_LOOK else ScaleLook.WORDS,
        whole=question.whole or kind is not QuestionKind.NUMBER,
        least=question.least if kind in WITH_LEAST else None,
        most=question.most if kind in WITH_MOST else None,
        role=question.role if ROLES.get(question.role) is kind else QuestionRole.NONE,
        purpose=question.purpose if question.personal else NOTHING,
    )


def _blank(letter: str, count: int) -> tuple[Choice, ...]:
    return tuple(Choice(f"{letter}{number}", NOTHING) for number in range(1, count + 1))
