"""Budgets: what is asked for is what is left to pay, and every unreadable line is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.grants.budget import MOST_LINES, Sums, budget_objections, line_objections, sums
from medvirkning.grants.values import Terms
from medvirkning.grants.words import ApplicantKind, ApplicationWord, BudgetSide, Line
from medvirkning.kernel.kroner import MOST, AmountWord

COST, INCOME = BudgetSide.EXPENSE, BudgetSide.INCOME
TERMS = Terms(kinds=frozenset(ApplicantKind), least_amount=5_000, most_amount=50_000)


def cost(amount, text="Mat"):
    return Line(COST, text, amount, str(amount))


def income(amount, text="Egne penger"):
    return Line(INCOME, text, amount, str(amount))


def codes(lines, least=None, terms=TERMS):
    return [objection.code for objection in budget_objections(lines, least, terms)]


def test_the_prototypes_budget():
    found = sums([cost(18_000), cost(14_500), cost(9_000), income(6_500)])
    assert (found.expenses, found.income, found.asked, found.surplus) == (41_500, 6_500, 35_000, 0)


@pytest.mark.parametrize(
    ("lines", "least", "expected"),
    [
        ([cost(20_000)], None, []),
        ([cost(20_000)], 10_000, []),
        ([cost(20_000)], 20_000, []),
        ([cost(20_000)], 20_001, [ApplicationWord.LEAST_ABOVE_ASKED]),
        ([], None, [ApplicationWord.EXPENSES_MISSING]),
        ([Line(COST), Line(INCOME)], None, [ApplicationWord.EXPENSES_MISSING]),
        ([income(500)], None, [ApplicationWord.EXPENSES_MISSING]),
        ([cost(5_000)], None, []),
        ([cost(4_999)], None, [ApplicationWord.ASKED_TOO_LITTLE]),
        ([cost(50_000)], None, []),
        ([cost(50_001)], None, [ApplicationWord.ASKED_TOO_MUCH]),
        ([cost(60_000), income(10_000)], None, []),
        ([cost(9_000), income(9_000)], None, [ApplicationWord.INCOME_COVERS_ALL]),
        ([cost(9_000), income(9_500)], None, [ApplicationWord.INCOME_COVERS_ALL]),
        ([cost(20_000), Line(COST, "Telt")], None, [ApplicationWord.LINE_AMOUNT_MISSING]),
        ([cost(20_000, "")], None, [ApplicationWord.LINE_TEXT_MISSING]),
        ([Line(COST, "Telt", None, "ti tusen")], None, [AmountWord.NOT_A_NUMBER]),
        ([Line(COST, "Telt", None, "18.00")], None, [AmountWord.UNCLEAR]),
        ([Line(COST, "Telt", None, "-5")], None, [AmountWord.NEGATIVE]),
        ([cost(20_000, "x" * 121)], None, [ApplicationWord.TOO_LONG]),
        ([cost(MOST), cost(1)], None, [AmountWord.TOO_LARGE]),
        ([cost(20_000), Line(COST)], None, []),
    ],
    ids=[
        "whole", "least below", "least equal", "least above", "no lines", "blank lines", "income only", "at the floor",
        "below the floor", "at the ceiling", "above the ceiling", "ceiling counts what is asked", "all covered",
        "more than covered", "no amount", "no text", "not a number", "unclear", "negative", "long text", "too large",
        "blank among others",
    ],
)  # fmt: skip
def test_objections(lines, least, expected):
    assert codes(lines, least) == expected


def test_line_objections_tell_which_line():
    found = list(line_objections([cost(1), Line(COST), Line(INCOME, "Kaker", None, "mye")]))
    assert [(objection.facts["line"], objection.facts["field"]) for objection in found] == [(2, "amount")]


def test_too_many_lines():
    assert ApplicationWord.TOO_MANY_LINES in codes([cost(100)] * (MOST_LINES + 1))
    assert codes([cost(100)] * MOST_LINES) == []


def test_without_floor_and_ceiling_anything_goes():
    assert codes([cost(1)], terms=Terms(kinds=frozenset(ApplicantKind))) == []
    assert codes([cost(MOST)], terms=Terms(kinds=frozenset(ApplicantKind))) == []


amounts = st.integers(0, MOST)
budgets = st.lists(st.builds(Line, st.sampled_from(BudgetSide), st.just("x"), amounts, st.just("")), max_size=30)


@given(budgets)
def test_expenses_are_income_plus_what_is_asked_less_the_surplus(lines):
    found = sums(lines)
    assert found.expenses == found.income + found.asked - found.surplus
    assert found.asked >= 0 <= found.surplus
    assert 0 in (found.asked, found.surplus)


@given(budgets, st.one_of(st.none(), amounts))
def test_a_budget_without_objections_balances_within_the_bounds(lines, least):
    if not codes(lines, least):
        found = sums(lines)
        assert found.surplus == 0
        assert TERMS.least_amount <= found.asked <= TERMS.most_amount
        assert least is None or least <= found.asked


@given(budgets)
def test_order_does_not_matter(lines):
    assert sums(lines) == sums(reversed(lines))


@given(st.lists(st.builds(Line, st.sampled_from(BudgetSide), st.text(max_size=5)), max_size=8))
def test_half_filled_budgets_never_fail(lines):
    assert sums(lines) == Sums(0, 0)
    codes(lines)
