"""What stands in the way of an answer: what must be there, and its bounds."""

from decimal import Decimal
from typing import Any

import pytest

from medvirkning.surveys.answers import AnswerValue
from medvirkning.surveys.checking import objections, standing_in_the_way
from medvirkning.surveys.fault_words import AnswerFault
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import Operator, QuestionKind
from tests.questionnaires import asking, choices, only_if, question

KIND = QuestionKind
NONE_OF_THESE = choices("a", "b", "c", "none", exclusive="none")


def bounded(kind: QuestionKind, least: object = None, most: object = None, **more: Any) -> Question:
    return question(
        "q",
        kind,
        least=None if least is None else Decimal(str(least)),
        most=None if most is None else Decimal(str(most)),
        **more,
    )


@pytest.mark.parametrize(
    ("asked", "value", "found"),
    [
        (question("q", KIND.ONE), None, []),
        (question("q", KIND.ONE), {"choice": "a"}, []),
        (question("q", KIND.ONE, other=True), {"choice": "other"}, [AnswerFault.OTHER_NOT_WRITTEN]),
        (question("q", KIND.ONE, other=True), {"choice": "other", "other": "x" * 201}, [AnswerFault.TOO_LONG]),
        (question("q", KIND.ONE, choices=choices("a", "other")), {"choice": "other"}, []),
        (bounded(KIND.SEVERAL, 2, 2), {"choices": ["a"]}, [AnswerFault.TOO_FEW_CHOSEN]),
        (bounded(KIND.SEVERAL, 2, 2), {"choices": ["a", "b"]}, []),
        (bounded(KIND.SEVERAL, 2, 2), {"choices": ["a", "b", "c"]}, [AnswerFault.TOO_MANY_CHOSEN]),
        (bounded(KIND.SEVERAL, 2, choices=NONE_OF_THESE), {"choices": ["none"]}, []),
        (bounded(KIND.SEVERAL, 2, choices=NONE_OF_THESE), {"choices": ["a", "none"]}, [AnswerFault.NOT_ALONE]),
        (bounded(KIND.RANKING, most=2), {"order": ["a", "b", "c"]}, [AnswerFault.TOO_MANY_RANKED]),
        (bounded(KIND.RANKING, most=2), {"order": ["c"]}, []),
        (bounded(KIND.NUMBER, 1, 10), {"number": "0"}, [AnswerFault.TOO_SMALL]),
        (bounded(KIND.NUMBER, 1, 10), {"number": "1"}, []),
        (bounded(KIND.NUMBER, 1, 10), {"number": "11"}, [AnswerFault.TOO_LARGE]),
        (bounded(KIND.NUMBER, whole=False, most="0.5"), {"number": "0.51"}, [AnswerFault.TOO_LARGE]),
        (bounded(KIND.NUMBER), {"number": "0.5"}, [AnswerFault.NOT_WHOLE]),
        (bounded(KIND.SHORT_TEXT, 3, 5), {"text": "ab"}, [AnswerFault.TOO_SHORT]),
        (bounded(KIND.SHORT_TEXT, 3, 5), {"text": "abcdef"}, [AnswerFault.TOO_LONG]),
        (bounded(KIND.SHORT_TEXT), {"text": "x" * 201}, [AnswerFault.TOO_LONG]),
        (bounded(KIND.LONG_TEXT), {"text": "x" * 4_000}, []),
        (bounded(KIND.LONG_TEXT), {"text": "Jeg er 010190 00083, og bor her"}, [AnswerFault.NATIONAL_ID]),
        (bounded(KIND.ZONE), {"zone": "s1", "place": "x" * 201}, [AnswerFault.TOO_LONG]),
        (bounded(KIND.PHOTO), {"photos": ["a", "b", "c", "d"]}, [AnswerFault.TOO_MANY_PHOTOS]),
        (bounded(KIND.MATRIX), {"rows": {"r": "a"}}, []),
        (question("q", KIND.MATRIX, required=True), {"rows": {"r": "a"}}, [AnswerFault.ROW_MISSING]),
        (question("q", KIND.MATRIX, required=True), None, [AnswerFault.ROW_MISSING] * 2),
        (question("q", KIND.ONE, required=True, sensitive=True), {"declined": True}, []),
        (question("q", KIND.ONE), {"declined": True}, [AnswerFault.CHOICE_MISSING]),
    ],
)
def test_an_answer(asked: Question, value: AnswerValue | None, found: list[AnswerFault]) -> None:
    assert [objection.code for objection in objections(asked, value)] == found


@pytest.mark.parametrize("kind", QuestionKind, ids=str)
def test_what_must_be_answered(kind: QuestionKind) -> None:
    assert objections(question("q", kind), None) == []
    assert objections(question("q", kind, required=True), None)
    assert all(one.code.endswith("_missing") for one in objections(question("q", kind, required=True), None))


def test_only_what_applies_stands_in_the_way() -> None:
    asked = asking(
        question("a", KIND.ONE, required=True),
        question("b", KIND.NUMBER, required=True, when=only_if("a", Operator.EQUALS, "a")),
    )
    assert list(standing_in_the_way(asked, {})) == ["a"]
    assert list(standing_in_the_way(asked, {"a": {"choice": "a"}})) == ["b"]
    assert standing_in_the_way(asked, {"a": {"choice": "b"}, "b": {"number": "nothing read this"}}) == {}
