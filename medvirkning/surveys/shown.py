"""The shown results of one question as a value, which can be kept: it holds no number that is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from medvirkning.surveys.guarded import HIDDEN, Guarded, GuardedPair, guarded_from, pair_from


@dataclass(frozen=True, slots=True)
class Line:
    """One variable of a question. `part` is the choice of SEVERAL, or the row of a MATRIX; else empty."""

    part: str
    table: Guarded


@dataclass(frozen=True, slots=True)
class Shown:
    """All that is shown of a question alone. `ranking` only of RANKING; `mean` only of NUMBER, as str(Decimal)."""

    lines: tuple[Line, ...] = ()
    ranking: GuardedPair | None = None
    mean: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether every number is hidden."""
        tables = [line.table for line in self.lines] + ([self.ranking.columns] if self.ranking else [])
        return all(count is HIDDEN for table in tables for key, count in table.counts.items() if key[0] != "@")

    @property
    def people(self) -> int | None:
        """How many it was asked of; HIDDEN where they are few."""
        if self.ranking is not None:
            return self.ranking.columns.total
        return self.lines[0].table.total if self.lines else HIDDEN

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {
            "lines": [[line.part, line.table.to_json()] for line in self.lines],
            "ranking": None if self.ranking is None else self.ranking.to_json(),
            "mean": self.mean,
        }


def shown_from(stored: Mapping[str, Any]) -> Shown:
    """What `Shown.to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
    lines = tuple(Line(part, guarded_from(table)) for part, table in stored["lines"])
    ranking = stored["ranking"]
    return Shown(lines, None if ranking is None else pair_from(ranking), stored["mean"])
