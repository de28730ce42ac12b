"""Made-up people who answered a made-up survey, every table that can be asked of them, and all that is shown of it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from hypothesis import strategies

from medvirkning.surveys.guard import one_way, two_way
from medvirkning.surveys.guarded import Guarded, GuardedPair
from tests.attacker import Attacker

Answers = tuple[str, ...]  # one cell per variable
Tables = tuple[dict[int, Guarded], dict[tuple[int, int], GuardedPair]]


@dataclass(frozen=True)
class Survey:
    """The cells of each variable, and what each person answered."""

    cells: tuple[tuple[str, ...], ...]
    people: tuple[Answers, ...]

    def alone(self, at: int) -> dict[str, int]:
        found = Counter(person[at] for person in self.people)
        return {cell: found[cell] for cell in self.cells[at]}

    def crossed(self, a: int, b: int) -> dict[tuple[str, str], int]:
        found = Counter((person[a], person[b]) for person in self.people)
        return {(row, column): found[row, column] for row in self.cells[a] for column in self.cells[b]}

    @property
    def pairs(self) -> list[tuple[int, int]]:
        return list(combinations(range(len(self.cells)), 2))

    def tables(self, k: int) -> Tables:
        alone = {at: one_way(self.alone(at), k) for at in range(len(self.cells))}
        return alone, {(a, b): two_way(self.crossed(a, b), alone[a], alone[b], k) for a, b in self.pairs}


VARIABLES = (
    ("a", "b", "c"),
    ("a", "b", "c", "d", "e"),
    ("a", "b", "@none"),
    ("a", "b", "c", "@none", "@declined"),
    ("yes", "no"),
    ("north", "south", "east", "west"),
)


@strategies.composite
def variables(draw, least: int = 2, most: int = 4) -> tuple[tuple[str, ...], ...]:
    """Some variables, each with its cells."""
    return tuple(draw(strategies.lists(strategies.sampled_from(VARIABLES), min_size=least, max_size=most)))


@strategies.composite
def crowds(draw, cells: tuple[tuple[str, ...], ...], largest: int = 30, most: int = 14) -> tuple[Answers, ...]:
    """People of a few sorts, so that cells are empty, tiny, middling and large by turns, and variables go together."""
    sort = strategies.tuples(*(strategies.sampled_from(of) for of in cells))
    size = strategies.one_of(strategies.integers(1, 6), strategies.integers(1, largest))
    sorts = draw(strategies.lists(strategies.tuples(sort, size), min_size=1, max_size=most))
    return tuple(answers for answers, many in sorts for _ in range(many))


@strategies.composite
def surveys(draw, most_variables: int = 4, largest: int = 30) -> Survey:
    """A survey that a crowd has answered."""
    cells = draw(variables(most=most_variables))
    return Survey(cells, draw(crowds(cells, largest)))


def read(attacker: Attacker, survey: Survey, tables: Tables, when: int = 0) -> set[tuple]:
    """Let the attacker read the tables. The names of the numbers that are hidden; `when` tells publications apart."""
    adds_up(attacker, survey, when)
    alone, crossed = tables
    hidden = set()
    for at, shown in alone.items():
        hidden |= told(attacker, {(when, "n"): shown.total} | {(when, at, cell.key): cell.count for cell in shown})
    for (a, b), pair in crossed.items():
        hidden |= told(attacker, {(when, a, row, b, column): count for (row, column), count in pair.counts.items()})
    return hidden


def adds_up(attacker: Attacker, survey: Survey, when: int) -> None:
    """Let the attacker know that every cell of a variable is the sum of its line in each table with two."""
    for at, cells in enumerate(survey.cells):
        attacker.learns([(1, (when, at, cell)) for cell in cells] + [(-1, (when, "n"))])
    for a, b in survey.pairs:
        for row in survey.cells[a]:
            attacker.learns([(1, (when, a, row, b, cell)) for cell in survey.cells[b]] + [(-1, (when, a, row))])
        for column in survey.cells[b]:
            attacker.learns([(1, (when, a, cell, b, column)) for cell in survey.cells[a]] + [(-1, (when, b, column))])


def told(attacker: Attacker, values: Mapping[tuple, int | None]) -> set[tuple]:
    """Let the attacker see the shown ones among some numbers. The names of the others."""
    for name, value in values.items():
        if value is not None:
            attacker.learns([(1, name)], value)
    return {name for name, value in values.items() if value is None}


def names(survey: Survey) -> Iterator[tuple]:
    """The name of every number in every table, without when."""
    for at, cells in enumerate(survey.cells):
        yield from ((at, cell) for cell in cells)
    for a, b in survey.pairs:
        yield from ((a, row, b, column) for row in survey.cells[a] for column in survey.cells[b])


def true_value(survey: Survey, name: tuple) -> int:
    """What a number really is."""
    match name:
        case (_, "n"):
            return len(survey.people)
        case (_, at, cell):
            return survey.alone(at)[cell]
        case (_, a, row, b, column):
            return survey.crossed(a, b)[row, column]
    raise AssertionError(name)
