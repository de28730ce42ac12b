"""The figures as a page: what was measured, the goal, and how far from it."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

HEAD = """# Measured

Made by `make bench`; what the rows mean stands in [README.md](README.md). {today}, {machine}.
{rounds} pairs of rounds of {seconds} s each, {users} users; 2 workers × 2 threads on both sides, and SQLite with
`synchronous=FULL` where they write; rate limits off. Ratios are medians over the pairs, with the middle half behind.

| what | goal | measured | |
|---|---|---|---|
"""
RATES = """
| what | per second | ms at p50, p95 | ms CPU each | beside it, per second | ms CPU each | went wrong |
|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    """One figure. `most` when the goal is a ceiling; without a goal it is told for the sake of the picture."""

    what: str
    measured: float
    goal: float | None
    unit: str = ""
    most: bool = False
    low: float | None = None
    high: float | None = None
    ours: dict[str, Any] = field(default_factory=dict)
    other: dict[str, Any] = field(default_factory=dict)

    @property
    def errors(self) -> int:
        """How many actions went wrong on either side."""
        return sum(sum(side.get("errors", {}).values()) for side in (self.ours, self.other))

    @property
    def missed(self) -> bool:
        """Whether the goal was not met, or the figure can't be trusted."""
        if self.errors:
            return True
        return self.goal is not None and (self.measured > self.goal if self.most else self.measured < self.goal)

    def line(self) -> str:
        """The row of the table."""
        goal = "" if self.goal is None else f"{'at most' if self.most else 'at least'} {self._number(self.goal)}"
        spread = "" if self.low is None or self.high is None else f" ({self.low:.2f} to {self.high:.2f})"
        verdict = "" if self.goal is None and not self.errors else "missed" if self.missed else "met"
        return f"| {self.what} | {goal} | {self._number(self.measured)}{spread} | {verdict} |"

    def rates(self) -> str:
        """The row of the table of rates."""
        a, b = self.ours, self.other
        times = f"{a.get('p50_ms', '–')}, {a.get('p95_ms', '–')}"
        cpu = [side.get("server_cpu_ms_each", "–") for side in (a, b)]
        return f"| {self.what} | {a['per_s']} | {times} | {cpu[0]} | {b['per_s']} | {cpu[1]} | {self.errors} |"

    def _number(self, value: float) -> str:
        return f"{value:,.0f} {self.unit}" if self.unit else f"{value:.2f}"


def write(path: Path, rows: Sequence[Row], *, today: date, rounds: int, seconds: int) -> None:
    """Write results.md."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    head = HEAD.format(today=today.isoformat(), machine=machine, rounds=rounds, seconds=seconds, users=8)
    table = "\n".join(row.line() for row in rows)
    rates = "\n".join(row.rates() for row in rows if row.ours)
    path.write_text(f"{head}{table}\n{RATES}{rates}\n", "utf-8")
