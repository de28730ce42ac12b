"""What may be told of a shift: each thing that is counted through the small-number guard, never the counts themselves.

What was told once stands, until so many more have come that nobody among them can be found out by the difference.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from medvirkning.surveys.guard import Earlier, nothing, one_way, one_way_again
from medvirkning.surveys.guarded import HIDDEN, NONE, Guarded, guarded_from

# What is counted, and the part of it that one kind of what was said makes up, where it is counted of that kind alone.
COUNTED: Mapping[str, str] = {
    "kind": "", "channel": "", "language": "", "zone": "contribution", "theme": "contribution", "survey": "answers",
}  # fmt: skip


def reported(
    tallies: Mapping[str, Mapping[str, int]], cells: Mapping[str, Sequence[str]], *, k: int, before: Any = None
) -> dict[str, Any]:
    """The report as JSON can hold it: what was counted (never shown) and what may be shown of it.

    `cells` are all there could be of each, so that nobody can tell by what is listed what was chosen. `before` is the
    report as it was: what it didn't count is not counted from then on either.
    """
    k = max(k, before["k"]) if before else k
    tables: dict[str, Any] = {}
    shown: dict[str, Guarded] = {}
    for counted, part in COUNTED.items():
        if before and counted not in before["tables"]:
            continue
        old = before["tables"][counted] if before else None
        tally = tallies.get(counted, {})
        people = max(tallies.get("kind", {}).get(part, 0), sum(tally.values()))
        counts = _counts(tally, people, [*(old["counts"] if old else ()), *cells.get(counted, ())])
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


def _counts(tally: Mapping[str, int], people: int, cells: Sequence[str]) -> dict[str, int]:
    """Everybody in a cell that there could be; those in none of them, and those who said nothing, are NONE."""
    known = [cell for cell in dict.fromkeys(cells) if cell != NONE]
    counts = {cell: tally.get(cell, 0) for cell in known}
    rest = people - sum(counts.values())
    return {**counts, NONE: rest} if rest or NONE in cells else counts
