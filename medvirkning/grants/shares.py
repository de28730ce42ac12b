"""Shares of a budget: what the applicant brings, what is asked for, and what goes to fees. Amounts in whole kroner.

The whole is what must be paid, and the work and materials of one's own that the scheme counts. Compared by
multiplying, so that no krone is lost in rounding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from medvirkning.grants.budget import sums
from medvirkning.grants.scheme_words import LineKind, OwnShare
from medvirkning.grants.values import OWN_KINDS, Terms
from medvirkning.grants.words import ApplicationWord, BudgetSide, Line, Section
from medvirkning.kernel.errors import Objection


@dataclass(frozen=True, slots=True)
class Shares:
    """What the parts add up to, in kroner: `own` what counts as the applicant's own share, `whole` everything."""

    own: int
    whole: int
    fees: int
    expenses: int
    asked: int


def shares(lines: Sequence[Line], terms: Terms) -> Shares:
    """Add up the parts by the scheme's own way of counting; what it does not count is in none of them."""
    total = sums(lines)
    counted = {kind for kind, share in OWN_KINDS.items() if share in terms.own_counts}
    effort = _sum(lines, counted - {LineKind.OWN_MONEY})
    own = effort + _sum(lines, counted & {LineKind.OWN_MONEY})
    return Shares(own, total.expenses + effort, _sum(lines, {LineKind.FEE}), total.expenses, total.asked)


def share_objections(lines: Sequence[Line], terms: Terms) -> Iterator[Objection]:
    """Which of the scheme's shares the budget breaks, with the kroner that would be right."""
    found = shares(lines, terms)
    if lowered(lines, terms):
        facts = {"share": terms.own_share, "least": terms.lower_share}
        yield _objection(ApplicationWord.OWN_SHARE_LOWERED, **facts)
    elif terms.own_share is not None and found.own * 100 < terms.own_share * found.whole:
        least = -(-terms.own_share * found.whole // 100)
        yield _objection(ApplicationWord.OWN_SHARE_TOO_SMALL, share=terms.own_share, needed=least, own=found.own)
    if terms.most_share is not None and found.asked * 100 > terms.most_share * found.whole:
        most = terms.most_share * found.whole // 100
        yield _objection(ApplicationWord.SHARE_TOO_LARGE, share=terms.most_share, most=most, asked=found.asked)
    if terms.most_fees is not None and found.fees * 100 > terms.most_fees * found.expenses:
        most = terms.most_fees * found.expenses // 100
        yield _objection(ApplicationWord.FEES_TOO_LARGE, share=terms.most_fees, most=most, fees=found.fees)
    if any(_uncounted(line, terms) for line in lines):
        yield _objection(ApplicationWord.EFFORT_NOT_COUNTED)


def lowered(lines: Sequence[Line], terms: Terms) -> bool:
    """Whether the own share is under the usual one, and no lower than the scheme lets it be when it is documented."""
    if terms.own_share is None or terms.lower_share is None:
        return False
    found = shares(lines, terms)
    return terms.lower_share * found.whole <= found.own * 100 < terms.own_share * found.whole


def line_kinds(side: BudgetSide, terms: Terms) -> list[LineKind]:
    """What a line of this side may be: empty where the scheme has no rule that asks."""
    if side is BudgetSide.EXPENSE:
        return [LineKind.PLAIN, LineKind.FEE] if terms.most_fees is not None else []
    if terms.own_share is None:
        return []
    if side is BudgetSide.INCOME:
        return [LineKind.OWN_MONEY, LineKind.SUPPORT]
    counted = (OwnShare.WORK, LineKind.WORK), (OwnShare.MATERIALS, LineKind.MATERIALS)
    return [kind for share, kind in counted if share in terms.own_counts]


def _uncounted(line: Line, terms: Terms) -> bool:
    return line.side is BudgetSide.EFFORT and not line.blank and OWN_KINDS.get(line.kind) not in terms.own_counts


def _sum(lines: Sequence[Line], kinds: set[LineKind]) -> int:
    return sum(line.amount or 0 for line in lines if line.kind in kinds)


def _objection(code: str, **facts: object) -> Objection:
    return Objection(code, None, section=Section.BUDGET, field="lines", **facts)
