"""What may be told of how many were reached, by zone and by how it came: through the small-number guard. Pure.

What was told stands until so many more have come that nobody among them can be found out by the difference, as with a
shift's report.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from medvirkning.surveys.guard import Earlier, EarlierPair, Pair, one_way, one_way_again, two_way, two_way_again
from medvirkning.surveys.guarded import HIDDEN, GuardedPair, pair_from

TENTH = Decimal("0.1")


def reached(
    counts: Mapping[Pair, int], rows: Sequence[str], columns: Sequence[str], *, k: int, before: Any = None
) -> dict[str, Any]:
    """The table as JSON can hold it: what was counted (never shown), and what may be shown of it.

    `counts` are by row and column; `rows` and `columns` are all there could be. `before` is the table as it was, which
    is given back as it is where its numbers must stand.
    """
    earlier = None
    if before:
        k = max(k, before["k"])
        earlier = EarlierPair({(row, column): n for row, column, n in before["counts"]}, pair_from(before["shown"]))
        rows = [*dict.fromkeys([*earlier.shown.rows.counts, *rows])]
        columns = [*dict.fromkeys([*earlier.shown.columns.counts, *columns])]
    columns = list(dict.fromkeys([*columns, *(column for _row, column in counts)]))
    whole = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    if earlier:
        shown = _again(whole, earlier, k)
    else:
        shown = two_way(whole, one_way(sums(whole, 0), k), one_way(sums(whole, 1), k), k)
    if earlier and shown is earlier.shown:
        return dict(before)
    told = [[row, column, n] for (row, column), n in whole.items()]
    return {"k": k, "counts": told, "shown": shown.to_json()}


def told(table: Mapping[str, Any]) -> GuardedPair:
    """What may be shown of it."""
    return pair_from(table["shown"])


def sums(counts: Mapping[Pair, int], side: int) -> dict[str, int]:
    """The counts of each row (side 0) or column (side 1)."""
    found: dict[str, int] = {}
    for place, count in counts.items():
        found[place[side]] = found.get(place[side], 0) + count
    return found


def per_thousand(count: int | None, people: int | None) -> Decimal | None:
    """How many for each thousand who live there, with one decimal; None where either is not known or not shown."""
    if count is HIDDEN or not people:
        return None
    return (Decimal(1000 * count) / people).quantize(TENTH, ROUND_HALF_UP)


def _again(whole: Mapping[Pair, int], earlier: EarlierPair, k: int) -> GuardedPair:
    margins = (earlier.shown.rows, earlier.shown.columns)
    rows, columns = (
        one_way_again(sums(whole, side), Earlier(sums(earlier.counts, side), margin), k)
        for side, margin in enumerate(margins)
    )
    return two_way_again(whole, rows, columns, earlier, k)
