"""Which cells of a table with two variables to hide, so that the small ones can't be worked out from what is shown.

Whoever reads the table knows every shown number, the sums of rows and columns, that nobody counts less than nothing,
and how this is done. A hidden cell can be anything between its least and its most value in all tables that look the
same. Such a table is found by carrying people round a ring of cells: one more here, one fewer in the same row, one more
in that column, and so back. For each small cell, rings are sought until it could hold nobody, and could hold k; a ring
goes through what is hidden already where it can, else by the cells that are the least loss, which are then hidden too.
What is hidden only widens what could be, so one round through the small cells is enough.
"""

import heapq
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

Place = tuple[int, int]
Ring = list[tuple[int, int, int]]  # row, column, and one more or one fewer
WORK: Final = 400_000  # steps of searching for rings in one table; beyond that, everything inside is hidden
FAR: Final = 1 << 60


@dataclass
class Table:
    """Counts of people by row and column, and what is hidden of them; `settle` hides what must be.

    The sums of loose rows and loose columns are hidden, so only what they come to together is known; every cell in them
    is hidden from the start. `cheap` are places that nobody misses.
    """

    counts: Sequence[Sequence[int]]
    k: int
    loose_rows: Collection[int] = ()
    loose_columns: Collection[int] = ()
    forced: Collection[Place] = ()
    cheap: Collection[Place] = ()
    hidden: set[Place] = field(init=False)

    def __post_init__(self) -> None:
        self._height, self._width = len(self.counts), len(self.counts[0])
        self._work = WORK
        self.hidden = {(row, column) for row, column in self._places() if self._hidden_at_first(row, column)}
        self._least = [[max(0, count) for count in line] for line in self.counts]
        self._most = [list(line) for line in self._least]

    def settle(self) -> frozenset[Place]:
        """The places to hide, the same for the same counts whatever was asked before."""
        for row, column in sorted(self.hidden, key=lambda place: (self.counts[place[0]][place[1]], place)):
            count = self.counts[row][column]
            if count < self.k:
                self._carry(row, column, 1, self.k)
                self._carry(row, column, -1, 0)
            elif self._least[row][column] == self._most[row][column]:
                self._carry(row, column, -1, count - 1) or self._carry(row, column, 1, count + 1)
            if self._work <= 0:
                return frozenset(self._places())
        return frozenset(self.hidden)

    def _places(self) -> Iterator[Place]:
        return ((row, column) for row in range(self._height) for column in range(self._width))

    def _hidden_at_first(self, row: int, column: int) -> bool:
        loose = row in self.loose_rows or column in self.loose_columns
        return loose or self.counts[row][column] < self.k or (row, column) in self.forced

    def _carry(self, row: int, column: int, way: int, goal: int) -> bool:
        """Bring one cell to the goal in a table that looks the same, hiding what that takes. False: it stops before."""
        seen = self._most if way > 0 else self._least
        held = [[max(0, count) for count in line] for line in self.counts]
        while (goal - held[row][column]) * way > 0 and (goal - seen[row][column]) * way > 0:
            need = abs(goal - held[row][column])
            ring = self._ring(held, row, column, way, need) or self._ring(held, row, column, way, 1)
            if ring is None:
                return False
            taken = [held[at][by] for at, by, sign in ring if sign < 0]
            people = min([need, *taken])
            for at, by, sign in ring:
                now = held[at][by] + sign * people
                held[at][by] = now
                self._least[at][by] = min(self._least[at][by], now)
                self._most[at][by] = max(self._most[at][by], now)
                self.hidden.add((at, by))
        return True

    def _ring(self, held: list[list[int]], row: int, column: int, way: int, people: int) -> Ring | None:
        """The ring of least loss that moves one cell one way: places with +1 or -1. None when there is no ring.

        It can carry so many people; for more than one, only through what is hidden already.
        Nodes are the rows, the columns, and one where all loose rows meet and one for loose columns.
        """
        goal = self._height + column
        far = {row: 0}
        came: dict[int, int] = {}
        queue = [(0, row)]
        while queue:
            loss, node = heapq.heappop(queue)
            if node == goal:
                return [(row, column, way), *self._steps(came, row, goal, way)]
            if loss > far[node]:
                continue
            for onward, more in self._onward(held, node, (row, column), way, people):
                if loss + more < far.get(onward, FAR):
                    far[onward], came[onward] = loss + more, node
                    heapq.heappush(queue, (loss + more, onward))
                    if onward == goal and not loss + more:  # no ring is better than one that costs nothing
                        queue = [(0, goal)]
                        break
            if self._work <= 0:
                return None
        return None

    def _onward(
        self, held: list[list[int]], node: int, start: Place, way: int, people: int
    ) -> Iterator[tuple[int, int]]:
        high, wide = self._height, self._width
        self._work -= wide if node < high else high
        if node < high:
            for column in range(wide):
                if (node, column) != start and (way < 0 or held[node][column] >= people):
                    loss = self._loss(node, column)
                    if people == 1 or not loss:
                        yield high + column, loss
            if node in self.loose_rows:
                yield high + wide, 0
        elif node < high + wide:
            column = node - high
            for row in range(high):
                if (row, column) != start and (way > 0 or held[row][column] >= people):
                    loss = self._loss(row, column)
                    if people == 1 or not loss:
                        yield row, loss
            if column in self.loose_columns:
                yield high + wide + 1, 0
        elif node == high + wide:
            yield from ((row, 0) for row in self.loose_rows)
        else:
            yield from ((high + column, 0) for column in self.loose_columns)

    def _loss(self, row: int, column: int) -> int:
        if (row, column) in self.hidden:
            return 0
        return 1 if (row, column) in self.cheap else self.k + self.counts[row][column]

    def _steps(self, came: dict[int, int], start: int, node: int, way: int) -> Iterator[tuple[int, int, int]]:
        high, wide = self._height, self._width
        while node != start:
            before = came[node]
            if before < high and high <= node < high + wide:
                yield before, node - high, -way
            elif node < high and high <= before < high + wide:
                yield node, before - high, way
            node = before
