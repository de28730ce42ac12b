"""Numbers that may be shown, as values: what is hidden is not in them, so nothing that is given one can tell it.

Keys stand in the order of the questionnaire. A key that begins with @ counts people who gave no answer.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

HIDDEN: Final = None  # a count that is not shown: a few people, none at all, or hidden to protect another
NONE: Final = "@none"  # those who could have answered, and did not
DECLINED: Final = "@declined"  # those who would rather not say


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people one row stands for, and of how many. `count` is HIDDEN where it is not shown."""

    key: str
    count: int | None
    of: int | None

    @property
    def hidden(self) -> bool:
        """Whether the number is not shown."""
        return self.count is HIDDEN

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, half upwards; HIDDEN where the number or what it is a share of is."""
        return _percent(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Guarded:
    """The shown numbers of one table with one variable. `total` is everybody it counts, HIDDEN when they are few."""

    counts: Mapping[str, int | None]
    total: int | None

    def __iter__(self) -> Iterator[Cell]:
        return (self[key] for key in self.counts)

    def __getitem__(self, key: str) -> Cell:
        return Cell(key, self.counts[key], self.total)

    @property
    def hidden(self) -> frozenset[str]:
        """The keys whose numbers are not shown."""
        return frozenset(key for key, count in self.counts.items() if count is HIDDEN)

    @property
    def answered(self) -> int | None:
        """How many gave an answer, where what is shown says so."""
        silent = [key for key in self.counts if key.startswith("@")]
        left_out = self.sum_of(silent)
        if self.total is not HIDDEN and left_out is not HIDDEN:
            return self.total - left_out
        return self.sum_of(key for key in self.counts if key not in silent)

    def sum_of(self, keys: Iterable[str]) -> int | None:
        """How many people some keys stand for together; HIDDEN if one of them is."""
        return _sum(self.counts[key] for key in keys)

    def percent_of(self, keys: Iterable[str]) -> int | None:
        """The share of some keys together, in whole per cent; HIDDEN if one of them is."""
        return _percent(self.sum_of(keys), self.total)

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values, with the order kept."""
        return {"total": self.total, "cells": [[key, count] for key, count in self.counts.items()]}


@dataclass(frozen=True, slots=True)
class GuardedPair:
    """The shown numbers of one table with two variables, and of each alone. Keys of `counts`: row, column."""

    rows: Guarded
    columns: Guarded
    counts: Mapping[tuple[str, str], int | None]

    def row(self, key: str) -> Guarded:
        """How those of one row divide by column: what a filter shows."""
        return Guarded({column: self.counts[key, column] for column in self.columns.counts}, self.rows.counts[key])

    def column(self, key: str) -> Guarded:
        """How those of one column divide by row."""
        return Guarded({row: self.counts[row, key] for row in self.rows.counts}, self.columns.counts[key])

    @property
    def hidden(self) -> frozenset[tuple[str, str]]:
        """The row and column of every number that is not shown."""
        return frozenset(place for place, count in self.counts.items() if count is HIDDEN)

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values, with the order kept; a list of numbers for each row."""
        inside = [[self.counts[row, column] for column in self.columns.counts] for row in self.rows.counts]
        return {"rows": self.rows.to_json(), "columns": self.columns.to_json(), "cells": inside}


def guarded_from(stored: Mapping[str, Any]) -> Guarded:
    """What `Guarded.to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
    return Guarded(dict(stored["cells"]), stored["total"])


def pair_from(stored: Mapping[str, Any]) -> GuardedPair:
    """What `GuardedPair.to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
    rows, columns = guarded_from(stored["rows"]), guarded_from(stored["columns"])
    lines: Sequence[Sequence[int | None]] = stored["cells"]
    counts = {
        (row, column): count
        for row, line in zip(rows.counts, lines, strict=True)
        for column, count in zip(columns.counts, line, strict=True)
    }
    return GuardedPair(rows, columns, counts)


def _sum(counts: Iterable[int | None]) -> int | None:
    known = 0
    for count in counts:
        if count is HIDDEN:
            return HIDDEN
        known += count
    return known


def _percent(count: int | None, of: int | None) -> int | None:
    return HIDDEN if count is HIDDEN or not of else (200 * count + of) // (2 * of)
