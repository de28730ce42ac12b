"""Which questions apply: every operator by table, and what must hold for any questionnaire and any answers."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.surveys.answers import AnswerValue
from medvirkning.surveys.branching import (
    OPERATORS,
    Progress,
    any_order,
    applies,
    backward,
    before,
    counting,
    next_after,
    onward,
    progress,
    resume_at,
    rule_holds,
    sections_shown,
)
from medvirkning.surveys.questionnaire import Condition, Questionnaire, Rule, Section
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from tests.questionnaires import answer_to, answered, asking, only_if, question, questionnaires, said

ONE, SEVERAL, ORDER = {"choice": "a"}, {"choices": ["a", "b"]}, {"order": ["b", "a"]}
NUMBER, TEXT, ZONE, ROWS = {"number": "12.5"}, {"text": "Flere Benker"}, {"zone": "s1"}, {"rows": {"r": "a"}}
PHOTOS, DECLINED = {"photos": ["x"]}, {"declined": True}


@pytest.mark.parametrize(
    ("operator", "values", "row", "value", "held"),
    [
        *[
            (Operator.ANSWERED, (), "", value, True)
            for value in (ONE, SEVERAL, ORDER, NUMBER, TEXT, ZONE, ROWS, PHOTOS)
        ],
        *[(Operator.NOT_ANSWERED, (), "", value, False) for value in (ONE, SEVERAL, NUMBER, TEXT, ROWS, PHOTOS)],
        (Operator.ANSWERED, (), "", None, False),
        (Operator.NOT_ANSWERED, (), "", None, True),
        (Operator.ANSWERED, (), "", DECLINED, False),
        (Operator.NOT_ANSWERED, (), "", DECLINED, True),
        (Operator.ANSWERED, (), "r", ROWS, True),
        (Operator.ANSWERED, (), "s", ROWS, False),
        (Operator.NOT_ANSWERED, (), "s", ROWS, True),
        (Operator.EQUALS, ("a",), "", ONE, True),
        (Operator.EQUALS, ("b",), "", ONE, False),
        (Operator.EQUALS, ("a",), "r", ROWS, True),
        (Operator.EQUALS, ("a",), "s", ROWS, False),
        (Operator.EQUALS, ("s1",), "", ZONE, True),
        (Operator.EQUALS, ("12.50",), "", NUMBER, True),
        (Operator.EQUALS, ("flere benker",), "", TEXT, True),
        (Operator.NOT_EQUALS, ("b",), "", ONE, True),
        (Operator.NOT_EQUALS, ("a",), "", ONE, False),
        (Operator.NOT_EQUALS, ("13",), "", NUMBER, True),
        *[(Operator.NOT_EQUALS, ("b",), "", value, False) for value in (None, DECLINED)],
        (Operator.NOT_EQUALS, ("b",), "s", ROWS, False),
        (Operator.ONE_OF, ("c", "a"), "", ONE, True),
        (Operator.ONE_OF, ("c", "b"), "", SEVERAL, True),
        (Operator.ONE_OF, ("c", "d"), "", SEVERAL, False),
        (Operator.CONTAINS, ("b",), "", SEVERAL, True),
        (Operator.CONTAINS, ("c",), "", SEVERAL, False),
        (Operator.CONTAINS, ("a",), "", ORDER, True),
        (Operator.CONTAINS, ("BENK",), "", TEXT, True),
        (Operator.CONTAINS, ("benk",), "", None, False),
        (Operator.GREATER, ("12",), "", NUMBER, True),
        (Operator.GREATER, ("12.5",), "", NUMBER, False),
        (Operator.LESS, ("13",), "", NUMBER, True),
        (Operator.LESS, ("-13",), "", NUMBER, False),
        # What makes no sense doesn't hold, and fails nowhere.
        (Operator.GREATER, ("a lot",), "", NUMBER, False),
        (Operator.GREATER, ("NaN",), "", NUMBER, False),
        (Operator.LESS, ("3",), "", ONE, False),
        (Operator.GREATER, (), "", NUMBER, False),
        (Operator.ONE_OF, ("a",), "", TEXT, False),
    ],
)
def test_a_rule(operator: Operator, values: tuple[str, ...], row: str, value: AnswerValue | None, held: bool) -> None:
    assert rule_holds(Rule("q", operator, values, row), value) is held


def test_every_kind_has_its_operators() -> None:
    assert set(OPERATORS) == set(QuestionKind)


@pytest.mark.parametrize(("joined", "shown"), [(Joined.ALL, False), (Joined.ANY, True)])
def test_all_or_any(joined: Joined, shown: bool) -> None:
    when = Condition(joined, (Rule("a", Operator.EQUALS, ("a",)), Rule("b", Operator.EQUALS, ("a",))))
    asked = asking(
        question("a", QuestionKind.ONE), question("b", QuestionKind.ONE), question("c", QuestionKind.NUMBER, when=when)
    )
    assert ("c" in applies(asked, {"a": {"choice": "a"}, "b": {"choice": "b"}})) is shown


CHAIN = asking(
    question("a", QuestionKind.ONE),
    question("b", QuestionKind.ONE, when=only_if("a", Operator.EQUALS, "a")),
    question("c", QuestionKind.ONE, when=only_if("b", Operator.EQUALS, "a")),
    question("d", QuestionKind.ONE, when=only_if("c", Operator.NOT_ANSWERED)),
)
ALL_A = {key: {"choice": "a"} for key in "abcd"}


def test_what_hides_a_question_hides_what_hangs_on_it() -> None:
    assert applies(CHAIN, ALL_A) == ("a", "b", "c")
    assert applies(CHAIN, ALL_A | {"a": {"choice": "b"}}) == ("a", "d")


def test_back_and_forth_loses_nothing() -> None:
    away = ALL_A | {"a": {"choice": "b"}}
    assert counting(CHAIN, away) == {"a": {"choice": "b"}, "d": {"choice": "a"}}
    assert counting(CHAIN, away | {"a": {"choice": "a"}}) == {key: ALL_A[key] for key in "abc"}


def test_a_rule_about_what_comes_later_sees_nothing() -> None:
    ahead = asking(
        question("a", QuestionKind.ONE, when=only_if("b", Operator.ANSWERED)),
        question("b", QuestionKind.ONE, when=only_if("a", Operator.NOT_ANSWERED)),
    )
    assert applies(ahead, {"a": {"choice": "a"}, "b": {"choice": "a"}}) == ("b",)


def test_a_hidden_section_hides_its_questions() -> None:
    inner = question("b", QuestionKind.ONE)
    asked = Questionnaire(
        ("nb",),
        (
            Section("first", said("First"), questions=(question("a", QuestionKind.ONE),)),
            Section("then", said("Then"), questions=(inner,), when=only_if("a", Operator.EQUALS, "a")),
        ),
    )
    assert [section.key for section, _ in sections_shown(asked, {"a": {"choice": "a"}})] == ["first", "then"]
    assert sections_shown(asked, {"a": {"choice": "b"}, "b": {"choice": "a"}}) == ((asked.sections[0], ("a",)),)


def test_going_on_and_back() -> None:
    assert next_after(CHAIN, {}, None) == "a"
    assert next_after(CHAIN, {}, "a") == "d"  # b and c are hidden
    assert next_after(CHAIN, {}, "b") == "d"  # also from one that has become hidden
    assert next_after(CHAIN, {}, "d") is None
    assert before(CHAIN, {}, None) == "d"
    assert before(CHAIN, {}, "d") == "a"
    assert before(CHAIN, {}, "a") is None
    assert resume_at(CHAIN, {}) == "a"
    assert resume_at(CHAIN, {"a": {"choice": "a"}}) == "b"
    assert resume_at(CHAIN, {"a": {"choice": "b"}, "d": {"choice": "a"}}) is None
    assert progress(CHAIN, {"a": {"choice": "b"}}, "d") == Progress(2, 2, 1)
    with pytest.raises(KeyError):
        next_after(CHAIN, {}, "nobody")


@given(answered(), st.data())
def test_a_hidden_answer_never_counts_in_whatever_order(drawn: Any, data: st.DataObject) -> None:
    asked, told = drawn
    shuffled = dict(data.draw(st.permutations(list(told.items()))))
    here = applies(asked, told)
    counted = counting(asked, shuffled)
    assert applies(asked, shuffled) == here
    assert list(counted) == [key for key in here if key in told]
    # Whatever a hidden question was answered, or had it not been answered at all, the rest is as it was.
    for key in set(told) - set(here):
        hidden = {one: value for one, value in told.items() if one != key}
        assert applies(asked, hidden) == here
        assert counting(asked, hidden | {key: data.draw(answer_to(asked.by_key[key]))}) == counted
    assert counting(asked, counted) == counted


@given(questionnaires(), st.data())
def test_any_path_ends_and_passes_each_question_once(asked: Questionnaire, data: st.DataObject) -> None:
    told: dict[str, AnswerValue] = {}
    path: list[str] = []
    at = next_after(asked, told, None)
    while at is not None:
        path.append(at)
        assert len(path) <= len(asked.by_key)
        if data.draw(st.booleans()):
            told[at] = data.draw(answer_to(asked.by_key[at]))
        at = next_after(asked, told, at)
    assert path == list(applies(asked, told))
    assert counting(asked, told) == told
    back = [before(asked, told, None)]
    while back[-1] is not None:
        back.append(before(asked, told, back[-1]))
    assert back[-2::-1] == path


@given(answered())
def test_sections_in_any_order_are_each_walked_from_end_to_end(drawn: Any) -> None:
    asked, told = replace(drawn[0], any_order=True), drawn[1]
    if not any_order(asked, told):
        assert onward(asked, told, None) == next_after(asked, told, None)
        return
    assert onward(asked, told, None) is backward(asked, told, None) is None  # from there one chooses
    for _section, keys in sections_shown(asked, told):
        assert [onward(asked, told, key) for key in keys] == [*keys[1:], None]
        assert [backward(asked, told, key) for key in keys] == [None, *keys[:-1]]
        far = [progress(asked, told, key) for key in keys]
        assert [(one.at, one.of) for one in far] == [(at, len(keys)) for at in range(1, len(keys) + 1)]


@given(answered(), st.data())
def test_changing_an_answer_and_changing_it_back_loses_nothing(drawn: Any, data: st.DataObject) -> None:
    asked, told = drawn
    if not told:
        return
    key = data.draw(st.sampled_from(sorted(told)))
    away = told | {key: data.draw(answer_to(asked.by_key[key]))}
    assert counting(asked, away | {key: told[key]}) == counting(asked, told)


@given(answered())
def test_how_far_one_has_come_only_grows_along_the_way(drawn: Any) -> None:
    asked, told = replace(drawn[0], any_order=False), drawn[1]
    far = [progress(asked, told, key) for key in applies(asked, told)]
    assert [one.at for one in far] == list(range(1, len(far) + 1))
    assert all(one.of == len(far) and one.answered == len(counting(asked, told)) for one in far)
