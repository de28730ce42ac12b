"""Rules and answers become parts that a page can put into words."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from medvirkning.surveys.answers import AnswerValue
from medvirkning.surveys.questionnaire import Condition, Question, Rule
from medvirkning.surveys.wording import Part, Piece, answer_parts, condition_parts
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from tests.questionnaires import EVERY_KIND, answered, question, said

KIND = QuestionKind


@pytest.mark.parametrize(
    ("asked", "value", "found"),
    [
        (question("q", KIND.ONE), {"choice": "b"}, [Piece(Part.CHOICE, "b", said("B"))]),
        (question("q", KIND.ONE), {"choice": "z"}, [Piece(Part.UNKNOWN, "z")]),
        (
            question("q", KIND.SEVERAL, other=True),
            {"choices": ["a", "other"], "other": "Noe"},
            [Piece(Part.CHOICE, "a", said("A")), Piece(Part.OTHER, "other", written="Noe")],
        ),
        (
            question("q", KIND.RANKING),
            {"order": ["c", "a"]},
            [Piece(Part.CHOICE, "c", said("C")), Piece(Part.CHOICE, "a", said("A"))],
        ),
        (question("q", KIND.NUMBER), {"number": "1.5"}, [Piece(Part.NUMBER, number=Decimal("1.5"))]),
        (question("q", KIND.SHORT_TEXT), {"text": "Noe"}, [Piece(Part.TEXT, written="Noe")]),
        (question("q", KIND.PHOTO), {"photos": ["x"]}, [Piece(Part.PHOTO, "x")]),
        (
            question("q", KIND.ZONE),
            {"zone": "s1", "place": "Ved brua"},
            [Piece(Part.ZONE, "s1"), Piece(Part.PLACE, written="Ved brua")],
        ),
        (question("q", KIND.ZONE), {"zone": "elsewhere"}, [Piece(Part.ELSEWHERE, "elsewhere")]),
        (question("q", KIND.MATRIX), {"rows": {"s": "a"}}, [Piece(Part.CHOICE, "a", said("A"), row=said("S"))]),
        (question("q", KIND.ONE, sensitive=True), {"declined": True}, [Piece(Part.DECLINED)]),
        (question("q", KIND.ONE), None, []),
    ],
)
def test_an_answer(asked: Question, value: AnswerValue | None, found: list[Piece]) -> None:
    assert list(answer_parts(asked, value)) == found


def test_a_condition() -> None:
    rules = (
        Rule("one", Operator.ONE_OF, ("a", "gone")),
        Rule("matrix", Operator.EQUALS, ("b",), "r"),
        Rule("number", Operator.GREATER, ("3",)),
        Rule("nobody", Operator.EQUALS, ("x",)),
    )
    told = condition_parts(EVERY_KIND, Condition(Joined.ANY, rules))
    assert told.joined is Joined.ANY
    assert [rule.question and rule.question.key for rule in told.rules] == ["one", "matrix", "number", None]
    assert [rule.row and rule.row.key for rule in told.rules] == [None, "r", None, None]
    assert [piece.part for rule in told.rules for piece in rule.values] == [
        Part.CHOICE,
        Part.UNKNOWN,
        Part.CHOICE,
        Part.NUMBER,
        Part.UNKNOWN,
    ]


@given(answered())
def test_everything_can_be_put_into_words(drawn: Any) -> None:
    asked, told = drawn
    for one in asked.questions:
        assert bool(answer_parts(one, told.get(one.key))) == (one.key in told) or one.kind is KIND.MATRIX
    for shown in (*asked.sections, *asked.questions):
        if shown.when is not None:
            assert len(condition_parts(asked, shown.when).rules) == len(shown.when.rules)
