"""What if: the arithmetic behind the meeting's tools. Whoever sits at the table decides; these only propose.

Every function takes a pot and the wants in the group's order, and gives what each would get: whole kroner, never more
than the pot together, never above what may be given, and never below what makes the thing happen, unless it is 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from medvirkning.review.words import Outcome

Shares = dict[UUID, int]


@dataclass(frozen=True, slots=True)
class Want:
    """One application in the order. Amounts in whole kroner.

    `most` is what may be given at most, `least` what it takes to make anything happen. `amount` is what the draft
    gives: None where nobody has said anything, 0 where they have said no.
    """

    id: UUID
    asked: int
    least: int
    most: int
    amount: int | None = None

    @property
    def hoped(self) -> int:
        """What a cut begins from: what the draft gives, raised to the least, else all that may be given."""
        if not self.amount:
            return self.most if self.amount is None else 0
        return min(max(self.amount, self.least), self.most)


def want(
    id: UUID,
    *,
    asked: int,
    least_workable: int | None,
    floor: int | None,
    ceiling: int | None,
    amount: int | None = None,
) -> Want:
    """A want of an application: the scheme's floor and ceiling bind, and so does what it says it can do with least.

    One that can't be made to happen below the ceiling has `least` above `most`, and so gets nothing.
    """
    most = asked if ceiling is None else min(asked, ceiling)
    least = max(1, least_workable or 1, min(floor or 1, most))
    return Want(id, asked, least, most, amount)


def outcome_of(amount: int, asked: int) -> Outcome:
    """What an amount means: all, some or nothing of what was asked for."""
    if amount == 0:
        return Outcome.REFUSED
    return Outcome.GRANTED if amount == asked else Outcome.PARTLY


def fill(pot: int, wants: Sequence[Want]) -> Shares:
    """From the top: each gets all that may be given while it lasts. Whoever the money runs out at gets what is left.

    Where that is below their least, they get nothing, and the next who can use it gets it. A no stays a no.
    """
    return _in_order(pot, ((each, 0 if each.amount == 0 else each.most) for each in wants))


def rest(pot: int, wants: Sequence[Want]) -> Shares:
    """Keep what the draft gives, and let what is left go to the first who has less than may be given. No stays no."""
    shares = _in_order(pot, ((each, each.hoped if each.amount else 0) for each in wants))
    left = pot - sum(shares.values())
    for each in wants:
        if each.amount == 0 or each.least > each.most:
            continue
        got = min(each.most, shares[each.id] + left)
        if got >= each.least:
            left -= got - shares[each.id]
            shares[each.id] = got
    return shares


def cut(pot: int, wants: Sequence[Want], percent: int) -> Shares:
    """Take so many percent off each, rounded down to whole kroner, and nobody below their least; then as in `fill`."""
    return _in_order(pot, ((each, _cut(each, percent)) for each in wants))


def least(pot: int, wants: Sequence[Want]) -> Shares:
    """Give each the least that makes it happen, from the top, while the money lasts. A no stays a no."""
    return _in_order(pot, ((each, min(each.hoped, each.least)) for each in wants))


def fit(pot: int, wants: Sequence[Want]) -> Shares:
    """Cut all by the same share until the pot holds them, to the last krone; nobody below their least.

    Where even that is too much, those last in the order get nothing. The kroner that rounding leaves over go from the
    top, one each.
    """
    hopeful = [each for each in wants if 0 < each.least <= each.hoped]
    while sum(each.least for each in hopeful) > pot:
        hopeful.pop()
    shares = {each.id: 0 for each in wants} | {each.id: each.hoped for each in hopeful}
    if sum(shares.values()) <= pot:
        return shares
    cutting, left = list(hopeful), pot
    while at_least := _below_least(cutting, left):
        shares |= {each.id: each.least for each in at_least}
        left -= sum(each.least for each in at_least)
        kept = {each.id for each in at_least}
        cutting = [each for each in cutting if each.id not in kept]
    hoped = sum(each.hoped for each in cutting)
    shares |= {each.id: each.hoped * left // hoped for each in cutting}
    over = left - sum(shares[each.id] for each in cutting)
    for each in cutting[:over]:
        shares[each.id] += 1
    return shares


def _below_least(cutting: Sequence[Want], left: int) -> list[Want]:
    """Those whom the same share of `left` would bring below their least."""
    hoped = sum(each.hoped for each in cutting)
    return [each for each in cutting if each.hoped * left < each.least * hoped]


def _cut(each: Want, percent: int) -> int:
    hoped = each.hoped
    return min(hoped, max(each.least, hoped * (100 - percent) // 100)) if hoped else 0


def _in_order(pot: int, hoped: Iterable[tuple[Want, int]]) -> Shares:
    shares, left = {}, max(pot, 0)
    for each, hope in hoped:
        got = min(hope, left)
        shares[each.id] = got if got >= each.least else 0
        left -= shares[each.id]
    return shares
