"""The part of XPath that is read: what it becomes as rules and bounds, and what is left alone."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import Choice, Question, Rule
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from medvirkning.surveys.xlsform_bounds import Bounds, read_bounds
from medvirkning.surveys.xlsform_conditions import NotHeld, Target, read_condition
from medvirkning.surveys.xlsform_expressions import Compared, Name, NotUnderstood, Text, quoted, read_expression
from medvirkning.surveys.xlsform_words import XlsformFault

TEXT = Localized({"nb": "Tekst"})
LETTERS = tuple(Choice(key, TEXT) for key in "abc")
VALUES = {"a": "a", "b": "b", "c": "c", "1": "choice_1"}
KINDS = {
    "one": Question("one", QuestionKind.ONE, TEXT, choices=LETTERS, other=True),
    "many": Question("many", QuestionKind.SEVERAL, TEXT, choices=LETTERS),
    "order": Question("order", QuestionKind.RANKING, TEXT, choices=LETTERS),
    "age": Question("age", QuestionKind.NUMBER, TEXT),
    "cost": Question("cost", QuestionKind.NUMBER, TEXT, whole=False),
    "word": Question("word", QuestionKind.SHORT_TEXT, TEXT),
    "grid": Question("grid", QuestionKind.MATRIX, TEXT, choices=LETTERS, rows=LETTERS[:2]),
}
KNOWN = {key: Target(question, "", VALUES) for key, question in KINDS.items() if key != "grid"}
KNOWN |= {f"grid_{row}": Target(KINDS["grid"], row, VALUES) for row in "ab"}
YES, NO = Operator.ANSWERED, Operator.NOT_ANSWERED
IS, IS_NOT, ONE_OF, AMONG = Operator.EQUALS, Operator.NOT_EQUALS, Operator.ONE_OF, Operator.CONTAINS


@pytest.mark.parametrize(
    ("written", "rules"),
    [
        ("${one} = 'a'", [("one", IS, "a")]),
        ("'a'=${one}", [("one", IS, "a")]),
        ("${ one } = 1", [("one", IS, "choice_1")]),
        ("selected(${one}, 'other')", [("one", IS, "other")]),
        ('selected( ${many} , "b" )', [("many", AMONG, "b")]),
        ("selected(${order}, 'b')", [("order", AMONG, "b")]),
        ("${one} != ''", [("one", YES)]),
        ("not(${one} != '')", [("one", NO)]),
        ("string-length(${word}) > 0", [("word", YES)]),
        ("count-selected(${many}) < 1", [("many", NO)]),
        ("${age} > 17", [("age", Operator.GREATER, "17")]),
        ("${age} >= 18", [("age", Operator.GREATER, "17")]),
        ("18 <= ${age}", [("age", Operator.GREATER, "17")]),
        ("${age} < -2", [("age", Operator.LESS, "-2")]),
        ("${age} <= 5", [("age", Operator.LESS, "6")]),
        ("${cost} > 0.50", [("cost", Operator.GREATER, "0.50")]),
        ("${word} = 'It''s'", None),
        ("contains(${word}, 'sk')", [("word", AMONG, "sk")]),
        ("${word} = concat('a', \"'\", 'b')", [("word", IS, "a'b")]),
        ("${one} = 'a' or ${one} = 'b'", [("one", ONE_OF, "a", "b")]),
        ("selected(${many}, 'a') or selected(${many}, 'b')", [("many", ONE_OF, "a", "b")]),
        ("(${one} = 'a' or ${one} = 'b') and ${age} > 1", [("one", ONE_OF, "a", "b"), ("age", Operator.GREATER, "1")]),
        ("${one} != '' and ${one} != 'a'", [("one", IS_NOT, "a")]),
        ("${grid_a} = 'a'", [("grid", IS, "a", "row a")]),
        ("${grid_a} != '' or ${grid_b} != ''", [("grid", YES)]),
        ("selected(${one}, 'a') and (${age} > 1 or ${word} = 'b')", None),
        ("${one} > 'a'", None),
        ("${many} = 'a'", None),
        ("not(selected(${many}, 'a'))", None),
        ("${cost} >= 2", None),
        ("${age} > ${cost}", None),
        ("today() > '2026-01-01'", None),
        ("${one}", None),
        ("${one} = ", None),
        ("(" * 60 + "${one} = 'a'" + ")" * 60, None),
        ("-" * 3000 + "1 = ${age}", None),
        ("not(" * 900 + "1" + ")" * 900, None),
        ("${one} = 'a' §", None),
        ("", None),
    ],
)
def test_conditions(written: str, rules: list[tuple[str, ...]] | None) -> None:
    if rules is None:
        with pytest.raises(NotHeld):
            read_condition(written, KNOWN, ())
        return
    condition = read_condition(written, KNOWN, ()).condition
    assert condition.joined is Joined.ALL
    assert list(condition.rules) == [rule(*one) for one in rules]


def rule(key: str, operator: Operator, *values: str) -> Rule:
    rows = [one.removeprefix("row ") for one in values if one.startswith("row ")]
    return Rule(key, operator, tuple(one for one in values if not one.startswith("row ")), "".join(rows))


@pytest.mark.parametrize(
    ("written", "exact", "rules"),
    [
        ("${one} != 'a'", True, [("one", NO), ("one", IS_NOT, "a")]),
        ("not(${age} > 5)", True, [("age", NO), ("age", Operator.LESS, "6")]),
        ("${one} = 'a' or ${age} = 4", True, [("one", IS, "a"), ("age", IS, "4")]),
    ],
)
def test_any_of_several_rules(written: str, exact: bool, rules: list[tuple[str, ...]]) -> None:
    read = read_condition(written, KNOWN, ())
    assert (read.condition.joined, read.exact) == (Joined.ANY, exact)
    assert list(read.condition.rules) == [rule(*one) for one in rules]


def test_what_differs_for_no_answer_is_said() -> None:
    assert not read_condition("${age} > 1 and ${one} != 'a'", KNOWN, ()).exact
    assert read_condition("${one} != '' and ${age} > 1 and ${one} != 'a'", KNOWN, ()).exact


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("${nobody} = 'a'", XlsformFault.UNKNOWN_REFERENCE),
        ("${later} = 'a'", XlsformFault.LATER_REFERENCE),
        ("${one} = 'z'", XlsformFault.UNKNOWN_CHOICE),
        ("pulldata('a', 'b', 'c', ${one})", XlsformFault.CONDITION_NOT_HELD),
    ],
)
def test_why_a_condition_is_not_held(written: str, reason: XlsformFault) -> None:
    with pytest.raises(NotHeld) as refused:
        read_condition(written, KNOWN, {"later"})
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("kind", "written", "bounds"),
    [
        (QuestionKind.NUMBER, ". >= 1 and . <= 5", Bounds(Decimal(1), Decimal(5))),
        (QuestionKind.NUMBER, "(.>0) and (.<10)", Bounds(Decimal(1), Decimal(9))),
        (QuestionKind.NUMBER, "-5 <= .", Bounds(Decimal(-5))),
        (QuestionKind.NUMBER, ". = 4", Bounds(Decimal(4), Decimal(4))),
        (QuestionKind.NUMBER, ". >= 1 and . >= 3", Bounds(Decimal(3))),
        (QuestionKind.NUMBER, ". >= 1 and . <= ${age}", Bounds(Decimal(1), whole=False)),
        (QuestionKind.NUMBER, ". < 3 or . > 5", Bounds(whole=False)),
        (QuestionKind.NUMBER, "string-length(.) < 3", Bounds(whole=False)),
        (QuestionKind.LONG_TEXT, "string-length(.) > 9", Bounds(Decimal(10))),
        (QuestionKind.LONG_TEXT, "regex(., '[a-z]')", Bounds(whole=False)),
        (QuestionKind.SEVERAL, "count-selected(.) <= 3", Bounds(most=Decimal(3))),
        (QuestionKind.SEVERAL, "not(selected(., 'x') and count-selected(.) >= 2)", Bounds(alone=("x",))),
        (QuestionKind.SEVERAL, "not(count-selected(.) > 1 and selected(., 'x'))", Bounds(alone=("x",))),
        (QuestionKind.SEVERAL, "not(selected(., 'x'))", Bounds(whole=False)),
        (QuestionKind.ZONE, ". != 'x'", Bounds(whole=False)),
    ],
)
def test_bounds(kind: QuestionKind, written: str, bounds: Bounds) -> None:
    assert read_bounds(written, kind, whole_numbers=True) == bounds


def test_a_bound_that_leaves_out_its_own_number_is_not_held_for_decimals() -> None:
    assert read_bounds(". > 1", QuestionKind.NUMBER, whole_numbers=False) == Bounds(whole=False)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_can_be_quoted(text: str) -> None:
    assert read_expression(f"${{a}} = {quoted(text)}") == Compared("=", Name("a"), Text(text))


@given(st.text(st.sampled_from("${}()'\"., andort=<>!-+*/19_"), max_size=60))
def test_nothing_written_breaks_the_reader(written: str) -> None:
    try:
        read_expression(written)
    except NotUnderstood:
        return
