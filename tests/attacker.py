"""Somebody who reads every table of a survey and knows algebra: what can be worked out of what is hidden?

Knows nothing of how cells were hidden. Everything shown is an equation: each variable's cells are everybody, each row
of a table with two variables is a cell of the one, each column a cell of the other. Solved exactly, in fractions; then
once more by linear programming, knowing besides that no number is below nothing.
"""

from collections.abc import Hashable, Iterable
from fractions import Fraction

import numpy
from scipy.optimize import linprog

Name = Hashable


class Attacker:
    """Gathers equations about named numbers, and tells what follows for those that are not shown."""

    def __init__(self) -> None:
        self.at: dict[Name, int] = {}
        self.equations: list[tuple[dict[int, int], int]] = []

    def learns(self, terms: Iterable[tuple[int, Name]], value: int = 0) -> None:
        """Coefficients times numbers add up to a value."""
        equation: dict[int, int] = {}
        for coefficient, name in terms:
            at = self.at.setdefault(name, len(self.at))
            equation[at] = equation.get(at, 0) + coefficient
        self.equations.append((equation, value))

    def determined(self) -> set[Name]:
        """The numbers that the equations leave no choice for, by Gaussian elimination over the rationals."""
        done: dict[int, dict[int, Fraction]] = {}
        for equation, _ in self.equations:
            left = {at: Fraction(value) for at, value in equation.items() if value}
            for pivot in [at for at in left if at in done]:
                _subtract(left, done[pivot], left.get(pivot, Fraction(0)))
            if not left:
                continue
            pivot = min(left)
            left = {at: value / left[pivot] for at, value in left.items()}
            for other in done.values():
                _subtract(other, left, other.get(pivot, Fraction(0)))
            done[pivot] = left
        alone = {pivot for pivot, row in done.items() if len(row) == 1}
        return {name for name, at in self.at.items() if at in alone}

    def bounds(self, name: Name) -> tuple[float, float]:
        """The least and the most a number can be, when none is below nothing."""
        wide = len(self.at)
        left = numpy.zeros((len(self.equations), wide))
        for line, (equation, _) in enumerate(self.equations):
            for at, value in equation.items():
                left[line, at] = value
        right = [value for _, value in self.equations]
        goal = numpy.zeros(wide)
        goal[self.at[name]] = 1
        found = []
        for way in (1, -1):
            answer = linprog(way * goal, A_eq=left, b_eq=right, bounds=(0, None), method="highs")
            assert answer.status in (0, 3), answer.message
            found.append(round(way * answer.fun, 6) if answer.status == 0 else numpy.inf)
        return found[0], found[1]


def _subtract(row: dict[int, Fraction], other: dict[int, Fraction], times: Fraction) -> None:
    if not times:
        return
    for at, value in other.items():
        now = row.get(at, Fraction(0)) - times * value
        if now:
            row[at] = now
        else:
            row.pop(at, None)
