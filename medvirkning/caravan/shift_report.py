"""What may be told of a shift: each thing that is counted through the small-number guard, never the counts themselves.

What was told once stands, until so many more have come that nobody among them can be found out by the difference.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from medvirkning.surveys.guard import Earlier, nothing, one_way, one_way_again
from medvirkning.surveys.guarded import HIDDEN, NONE, Guarded, guarded_from

# What is counted, and the part of it that one kind of what was said makes up, where it is counted of that kind alone.
COUNTED: Mapping[str, str] = {"kind": "", "channel": "", "language": "", "zone": "contribution", "survey": "answers"}


def reported(
    tallies: Mapping[str, Mapping[str, int]], cells: Mapping[str, Sequence[str]], *, k: int, before: Any = None
) -> dict[str, Any]:
    """The report as JSON can hold it: what was counted (never shown) and what may be shown of it.

    `cells` are all there could be of each, so that nobody can tell by what is listed what was chosen. `before` is the
    report as it was.
    """
    k = max(k, before["k"]) if before else k
    tables: dict[str, Any] = {}
    shown: dict[str, Guarded] = {}
    for counted, part in COUNTED.items():
        old = before["tables"][counted] if before else None
        counts = _counts(tallies.get(counted, {}), [*(old["counts"] if old else ()), *cells[counted]])
        if part and shown["kind"].counts.get(part, HIDDEN) is HIDDEN:
            shown[counted] = nothing(counts)
        elif old:
            earlier = Earlier(old["counts"], guarded_from(old["shown"]))
            shown[counted] = one_way_again(counts, earlier, k)
            if shown[counted] is earlier.shown:
                counts = old["counts"]
        else:
            shown[counted] = one_way(counts, k)
        tables[counted] = {"counts": counts, "shown": shown[counted].to_json()}
    return {"k": k, "tables": tables}


def told(report: Mapping[str, Any]) -> dict[str, Guarded]:
    """What may be shown of a report."""
    return {counted: guarded_from(table["shown"]) for counted, table in report["tables"].items()}


def _counts(tally: Mapping[str, int], cells: Sequence[str]) -> dict[str, int]:
    """Everybody in a cell that there could be; those in none of them, and those who said nothing, are NONE."""
    known = [cell for cell in dict.fromkeys(cells) if cell != NONE]
    counts = {cell: tally.get(cell, 0) for cell in known}
    rest = sum(tally.values()) - sum(counts.values())
    return {**counts, NONE: rest} if rest or NONE in cells else counts
