"""Budgets: sums, and what is wrong with one. Amounts are whole kroner.

What is asked for is never written by hand: it is what is left to pay when all income is counted, so that expenses
are always income plus the amount asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from medvirkning.grants.values import Terms
from medvirkning.grants.words import ApplicationWord, BudgetSide, Line, Section
from medvirkning.kernel import kroner
from medvirkning.kernel.errors import Objection

MOST_LINES = 60
LONGEST_LINE = 120  # characters


@dataclass(frozen=True, slots=True)
class Sums:
    """What a budget adds up to, leaving out amounts that cannot be read."""

    expenses: int
    income: int
    effort: int = 0  # work and materials of one's own: beside the money

    @property
    def asked(self) -> int:
        """What must be paid and is not covered: never below 0."""
        return max(self.expenses - self.income, 0)

    @property
    def surplus(self) -> int:
        """How much more the income is than the expenses: 0 in a budget that balances."""
        return max(self.income - self.expenses, 0)


def sums(lines: Iterable[Line]) -> Sums:
    """Add up the lines."""
    total = dict.fromkeys(BudgetSide, 0)
    for line in lines:
        total[line.side] += line.amount or 0
    return Sums(total[BudgetSide.EXPENSE], total[BudgetSide.INCOME], total[BudgetSide.EFFORT])


def budget_objections(lines: Sequence[Line], least_workable: int | None, terms: Terms) -> Iterator[Objection]:
    """What is missing or wrong in a budget. Line by line first; the sums only once every line can be read."""
    in_lines = list(line_objections(lines))
    yield from in_lines
    if not any(line.side is BudgetSide.EXPENSE and not line.blank for line in lines):
        yield _objection(ApplicationWord.EXPENSES_MISSING, "lines")
    elif not in_lines:
        yield from _sum_objections(sums(lines), least_workable, terms)


def line_objections(lines: Sequence[Line]) -> Iterator[Objection]:
    """What is wrong with single lines; facts `line` is the line's place, from 0. Blank lines are left alone."""
    if len(lines) > MOST_LINES:
        yield _objection(ApplicationWord.TOO_MANY_LINES, "lines", most=MOST_LINES)
    for place, line in enumerate(lines):
        if line.blank:
            continue
        if not line.text:
            yield _objection(ApplicationWord.LINE_TEXT_MISSING, "text", line=place)
        if len(line.text) > LONGEST_LINE:
            yield _objection(ApplicationWord.TOO_LONG, "text", line=place, most=LONGEST_LINE, written=len(line.text))
        if line.amount is None:
            yield _amount_objection(line, place)


def _amount_objection(line: Line, place: int) -> Objection:
    if not line.written:
        return _objection(ApplicationWord.LINE_AMOUNT_MISSING, "amount", line=place)
    try:
        kroner.parse(line.written)
    except kroner.NotKroner as refused:
        return _objection(refused.code, "amount", line=place, **refused.objection.facts)
    raise ValueError("an amount that can be read has not been")


def _sum_objections(total: Sums, least_workable: int | None, terms: Terms) -> Iterator[Objection]:
    if max(total.expenses, total.income) > kroner.MOST:
        yield _objection(kroner.AmountWord.TOO_LARGE, "lines", most=kroner.MOST)
    elif not total.asked:
        yield _objection(ApplicationWord.INCOME_COVERS_ALL, "lines")
    elif terms.least_amount is not None and total.asked < terms.least_amount:
        yield _objection(ApplicationWord.ASKED_TOO_LITTLE, "lines", least=terms.least_amount, asked=total.asked)
    elif terms.most_amount is not None and total.asked > terms.most_amount:
        yield _objection(ApplicationWord.ASKED_TOO_MUCH, "lines", most=terms.most_amount, asked=total.asked)
    if least_workable is not None and total.asked and least_workable > total.asked:
        yield _objection(ApplicationWord.LEAST_ABOVE_ASKED, "least_workable", asked=total.asked)


def _objection(code: str, field: str, **facts: object) -> Objection:
    return Objection(code, None, section=Section.BUDGET, field=field, **facts)
