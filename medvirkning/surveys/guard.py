"""The small-number guard: what may be shown of what is counted. All that is drawn, listed or exported comes from it.

A table may be shown when nobody can work out a number below k from it, from every other table shown of the same survey,
and from what was shown before. See docs/decisions/0006-small-numbers.md for what is claimed, and how it is known.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from medvirkning.surveys.guarded import HIDDEN, NONE, Guarded, GuardedPair
from medvirkning.surveys.hiding import Place, Table

Pair = tuple[str, str]
MOST_KEPT = 4_000  # tables of some hundred numbers each


@dataclass(frozen=True, slots=True)
class Earlier:
    """What one variable's table was when it was published before: as counted (never shown), and as shown."""

    counts: Mapping[str, int]
    shown: Guarded


@dataclass(frozen=True, slots=True)
class EarlierPair:
    """What a table with two variables was when it was published before: as counted (never shown), and as shown."""

    counts: Mapping[Pair, int]
    shown: GuardedPair


def one_way(counts: Mapping[str, int], k: int, *, spare: Collection[str] = ()) -> Guarded:
    """What may be shown of one variable. Every person is in exactly one cell.

    Hidden are cells below k, empty ones too, and then the smallest, until the hidden ones are none, or at least two
    with k people together. `spare` are cells nobody misses, which go first; those without an answer go last, since
    several variables may share them. Nobody without an answer (NONE at 0) is no secret. The same variable must always
    be asked for with the same `spare` and `k`.
    """
    total = sum(counts.values())
    if total < k:
        return nothing(counts)
    return _shown(counts, _in_line(counts, k, spare, frozenset()))


def nothing(keys: Collection[str]) -> Guarded:
    """A table that shows nothing, not even how many it counts."""
    return Guarded(dict.fromkeys(keys, HIDDEN), HIDDEN)


def two_way(counts: Mapping[Pair, int], rows: Guarded, columns: Guarded, k: int) -> GuardedPair:
    """What may be shown of two variables together, when `rows` and `columns` are shown of each alone.

    The same for the table turned about, or in another order. Raises ValueError when the table doesn't add up to its
    rows and columns.
    """
    if wrong := _unlike(counts, rows, 0) | _unlike(counts, columns, 1):
        raise ValueError(f"the table does not add up to what is shown of {sorted(wrong)}")
    if rows.total is HIDDEN or columns.total is HIDDEN:
        return _pair(counts, rows, columns, [(row, column) for row in rows.counts for column in columns.counts])
    return _pair(counts, rows, columns, _inside(counts, rows, columns, k, frozenset()))


def one_way_again(counts: Mapping[str, int], earlier: Earlier, k: int, *, spare: Collection[str] = ()) -> Guarded:
    """What may be shown of one variable after it was published. `earlier.shown` itself: the old numbers must stand.

    What was hidden stays hidden, and those who are new are guarded as a table of their own. The old numbers stand when
    fewer than k are new, or when fewer cells could be shown than before.
    """
    if earlier.shown.total is HIDDEN:
        return one_way(counts, k, spare=spare)
    new = _new(counts, earlier.counts)
    if sum(new.values()) < k:
        return earlier.shown
    again = _shown(counts, _in_line(new, k, spare, earlier.shown.hidden & new.keys()))
    return earlier.shown if _fewer(again.counts, earlier.shown.counts) else again


def two_way_again(
    counts: Mapping[Pair, int], rows: Guarded, columns: Guarded, earlier: EarlierPair, k: int
) -> GuardedPair:
    """What may be shown of two variables together after they were published. `earlier.shown` itself: the old stands.

    `rows` and `columns` come from `one_way_again`; unless both are as new as the counts, the old table must stand.
    """
    before = earlier.shown
    if before.rows.total is HIDDEN:
        return two_way(counts, rows, columns, k)
    if rows == before.rows or columns == before.columns or HIDDEN in (rows.total, columns.total):
        return before
    if _unlike(counts, rows, 0) or _unlike(counts, columns, 1):
        return before
    new = _new(counts, earlier.counts)
    again = _pair(counts, rows, columns, _inside(new, rows, columns, k, before.hidden & new.keys()) | before.hidden)
    return before if _fewer(again.counts, before.counts) else again


def _in_line(counts: Mapping[str, int], k: int, spare: Collection[str], forced: frozenset[str]) -> frozenset[str]:
    hidden = {key for key, count in counts.items() if count < k and not (key == NONE and count == 0)} | forced
    rest = sorted(
        counts.keys() - hidden, key=lambda key: (key not in spare, key.startswith("@"), counts[key], key), reverse=True
    )
    while rest and hidden and (len(hidden) < 2 or sum(counts[key] for key in hidden) < k):
        hidden.add(rest.pop())
    return frozenset(hidden)


def _inside(
    counts: Mapping[Pair, int], rows: Guarded, columns: Guarded, k: int, forced: frozenset[Pair]
) -> frozenset[Pair]:
    """The places to hide inside, sought in an order of its own, so that it doesn't matter how the table was turned."""
    down, across = _lines(counts, rows, 0), _lines(counts, columns, 1)
    if not down or not across:
        return frozenset()
    straight = (down, across, [[counts.get((row, column), 0) for column in across] for row in down])
    turned = (across, down, [[counts.get((row, column), 0) for row in down] for column in across])
    if turned < straight:
        about = {(column, row): count for (row, column), count in counts.items()}
        found = _inside(about, columns, rows, k, frozenset((column, row) for row, column in forced))
        return frozenset((row, column) for column, row in found)
    places = _settled(
        tuple(map(tuple, straight[2])),
        k,
        tuple(at for at, row in enumerate(down) if row in rows.hidden),
        tuple(at for at, column in enumerate(across) if column in columns.hidden),
        frozenset((i, j) for i, row in enumerate(down) for j, column in enumerate(across) if (row, column) in forced),
        frozenset(
            (i, j) for i, row in enumerate(down) for j, column in enumerate(across) if "@" in (row[0], column[0])
        ),
    )
    return frozenset((down[i], across[j]) for i, j in places)


@lru_cache(maxsize=MOST_KEPT)
def _settled(
    counts: tuple[tuple[int, ...], ...],
    k: int,
    loose_rows: tuple[int, ...],
    loose_columns: tuple[int, ...],
    forced: frozenset[Place],
    cheap: frozenset[Place],
) -> frozenset[Place]:
    """Sought once for the same table: what was read off never changes, and is looked at over and over."""
    return Table(counts, k, loose_rows=loose_rows, loose_columns=loose_columns, forced=forced, cheap=cheap).settle()


def _lines(counts: Mapping[Pair, int], margin: Guarded, side: int) -> list[str]:
    """The rows or columns that hold a secret, in order of key: all but those that are shown to be empty."""
    sums = _sums(counts, margin, side)
    return sorted(key for key in margin.counts if key in margin.hidden or sums[key] != 0)


def _unlike(counts: Mapping[Pair, int], margin: Guarded, side: int) -> set[str]:
    """The rows or columns whose shown sums are not those of the counts."""
    sums = _sums(counts, margin, side)
    wrong = {key for key, shown in margin.counts.items() if shown not in (HIDDEN, sums[key])}
    return wrong if margin.total in (HIDDEN, sum(sums.values())) else wrong | {"all"}


def _sums(counts: Mapping[Pair, int], margin: Guarded, side: int) -> dict[str, int]:
    sums = dict.fromkeys(margin.counts, 0)
    for place, count in counts.items():
        sums[place[side]] += count
    return sums


def _new(counts: Mapping, before: Mapping) -> dict:
    return {key: counts.get(key, 0) - before.get(key, 0) for key in [*counts, *(before.keys() - counts.keys())]}


def _fewer(again: Mapping, before: Mapping) -> bool:
    return sum(count is not HIDDEN for count in again.values()) < sum(count is not HIDDEN for count in before.values())


def _shown(counts: Mapping[str, int], hidden: Collection[str]) -> Guarded:
    told = {key: HIDDEN if key in hidden else count for key, count in counts.items()}
    return Guarded(told, sum(counts.values()))


def _pair(counts: Mapping[Pair, int], rows: Guarded, columns: Guarded, hidden: Collection[Pair]) -> GuardedPair:
    told: dict[Pair, int | None] = {
        (row, column): HIDDEN if (row, column) in hidden else counts.get((row, column), 0)
        for row in rows.counts
        for column in columns.counts
    }
    return GuardedPair(rows, columns, told)
