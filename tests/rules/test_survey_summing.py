"""Everybody is in one cell of each variable, whatever they answer."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.surveys.answers import AnswerValue
from medvirkning.surveys.branching import applies
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.summing import (
    BY_CHANNEL,
    NONE,
    UNASKED,
    cells,
    numbers,
    points,
    question_variables,
    together,
    variables,
)
from medvirkning.surveys.words import Channel, Operator, QuestionKind
from tests.questionnaires import ZONES, answer_to, answered, asking, choices, only_if, pairs, question

KIND = QuestionKind


@pytest.mark.parametrize(
    ("asked", "value", "found"),
    [
        (question("q", KIND.ONE), {"choice": "b"}, {"q": "b"}),
        (question("q", KIND.ONE, other=True), {"choice": "other", "other": "Noe"}, {"q": "other"}),
        (question("q", KIND.SCALE, sensitive=True), {"declined": True}, {"q": "@declined"}),
        (question("q", KIND.SCALE), {"declined": True}, {"q": "@none"}),
        (question("q", KIND.ONE), {"choice": "gone"}, {"q": "@none"}),
        (question("q", KIND.SEVERAL), {"choices": ["a", "c"]}, {"q.a": "yes", "q.b": "no", "q.c": "yes"}),
        (question("q", KIND.SEVERAL), None, {"q.a": "@none", "q.b": "@none", "q.c": "@none"}),
        (question("q", KIND.RANKING), {"order": ["c", "a"]}, {"q.a": "2", "q.b": "unranked", "q.c": "1"}),
        (question("q", KIND.MATRIX), {"rows": {"s": "b"}}, {"q.r": "@none", "q.s": "b"}),
        (question("q", KIND.ZONE), {"zone": "s2", "place": "Her"}, {"q": "s2"}),
        (question("q", KIND.ZONE), {"zone": "elsewhere"}, {"q": "elsewhere"}),
        (question("q", KIND.NUMBER), {"number": "0"}, {"q": "answered"}),
        (question("q", KIND.LONG_TEXT), {"text": "Noe"}, {"q": "answered"}),
        (question("q", KIND.PHOTO), None, {"q": "@none"}),
    ],
)
def test_cells(asked: Question, value: AnswerValue | None, found: dict[str, str]) -> None:
    whole = asking(asked)
    told = cells(whole, {} if value is None else {"q": value}, Channel.PAPER, variables(whole, ZONES))
    assert told == {"@channel": "paper"} | found


def test_the_cells_are_in_the_questionnaires_order_with_nobody_last() -> None:
    (variable,) = question_variables(question("q", KIND.ONE, other=True, sensitive=True), ZONES)
    assert variable.cells == ("a", "b", "c", "other", "@declined", "@none")


def test_pairs_are_of_different_questions_in_alphabetical_order() -> None:
    whole = asking(question("b", KIND.SEVERAL, choices=choices("x", "y")), question("a", KIND.ONE))
    counted = variables(whole, ZONES)
    told = cells(whole, {"a": {"choice": "c"}, "b": {"choices": ["y"]}}, Channel.WEB, counted)
    assert list(pairs(told, counted)) == [
        ("@channel", "web", "a", "c"),
        ("@channel", "web", "b.x", "no"),
        ("@channel", "web", "b.y", "yes"),
        ("a", "c", "b.x", "no"),
        ("a", "c", "b.y", "yes"),
    ]


def test_numbers_and_points() -> None:
    whole = asking(question("a", KIND.NUMBER), question("b", KIND.NUMBER, when=only_if("a", Operator.GREATER, "3")))
    assert numbers(whole, {"a": {"number": "3"}, "b": {"number": "4"}}) == {"a": Decimal(3)}
    assert points({"1": 2, "3": 1, "unranked": 5, "@none": 7}, 3) == 2 * 3 + 1


def test_versions_together_have_the_newest_order_and_the_older_ones_cells() -> None:
    old = variables(asking(question("a", KIND.ONE, choices=choices("x", "y")), question("gone", KIND.ONE)), ZONES)
    new = variables(asking(question("b", KIND.ONE), question("a", KIND.ONE, choices=choices("z", "x"))), ZONES)
    joined = {variable.name: variable.cells for variable in together(old, new)}
    assert list(joined) == ["@channel", "b", "a", "gone"]
    assert joined["a"] == ("z", "x", "y", NONE)
    assert joined["@channel"] == BY_CHANNEL.cells


@given(answered(), st.sampled_from(Channel))
def test_everybody_is_in_one_cell_of_each_variable(drawn: Any, channel: Channel) -> None:
    asked, told = drawn
    counted = variables(asked, ZONES)
    assert len({variable.name for variable in counted}) == len(counted)
    found = cells(asked, told, channel, counted)
    assert list(found) == [variable.name for variable in counted]
    here = set(applies(asked, told))
    for variable in counted:
        assert len(set(variable.cells)) == len(variable.cells)
        assert found[variable.name] in variable.cells
        if variable.question and variable.question not in here:
            assert found[variable.name] == UNASKED
        else:
            assert found[variable.name] != UNASKED


@given(answered(), st.data())
def test_the_cells_of_a_variable_add_up_to_the_people_and_pairs_to_each_side(drawn: Any, data: st.DataObject) -> None:
    asked, _ = drawn
    counted = variables(asked, ZONES)
    one_way: Counter[tuple[str, str]] = Counter()
    two_way: Counter[tuple[str, str, str, str]] = Counter()
    people = 5
    for _person in range(people):
        told = {one.key: data.draw(answer_to(one)) for one in asked.questions if data.draw(st.booleans())}
        found = cells(asked, told, Channel.WEB, counted)
        one_way.update(found.items())
        two_way.update(pairs(found, counted))
    for variable in counted:
        assert sum(one_way[variable.name, cell] for cell in variable.cells) == people
    sides: Counter[tuple[str, str, str]] = Counter()
    for (one, in_one, other, _), count in two_way.items():
        sides[one, in_one, other] += count
    for (one, in_one, _), count in sides.items():
        assert one_way[one, in_one] == count
