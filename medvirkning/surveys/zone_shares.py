"""How large a share of each zone gave some answers: sums of what may be shown, hidden where a part is. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from medvirkning.surveys.answers import option_keys
from medvirkning.surveys.guarded import Cell, GuardedPair, pair_from
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.summing import YES
from medvirkning.surveys.words import QuestionKind

MANY_CHOICES = 4  # of a scale with as many, the two best are one thing to look at


@dataclass(frozen=True)
class Look:
    """Which answers one looks at together. `part` is the choice of SEVERAL or the row of a MATRIX; else empty."""

    part: str
    keys: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called in an address and in a form."""
        return ".".join((self.part, *self.keys))


@dataclass(frozen=True)
class ByZone:
    """A look at a question, and its table by zone: the rows are zones."""

    look: Look
    table: GuardedPair

    @property
    def shares(self) -> tuple[Cell, ...]:
        """For each zone, and elsewhere, how many of those who live there gave one of the answers."""
        zones = (key for key in self.table.rows.counts if not key.startswith("@"))
        lines = ((key, self.table.row(key)) for key in zones)
        return tuple(Cell(key, line.sum_of(self.look.keys), line.total) for key, line in lines)

    @property
    def nothing(self) -> bool:
        """Whether no zone's share may be shown."""
        return all(cell.percent is None for cell in self.shares)

    def to_json(self) -> dict[str, Any]:
        """The same as plain JSON values."""
        return {"part": self.look.part, "keys": list(self.look.keys), "table": self.table.to_json()}


def by_zone_from(stored: Mapping[str, Any]) -> ByZone:
    """What `ByZone.to_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
    return ByZone(Look(stored["part"], tuple(stored["keys"])), pair_from(stored["table"]))


def looks(question: Question, parts: Collection[str]) -> tuple[Look, ...]:
    """What one can look at by zone, what tells most first. `parts` are those of its variables that are crossed."""
    if question.kind is QuestionKind.SEVERAL:
        return tuple(Look(key, (YES,)) for key in option_keys(question) if key in parts)
    if question.kind is QuestionKind.MATRIX:
        rows = (row.key for row in question.rows if row.key in parts)
        return tuple(Look(row, (choice.key,)) for row in rows for choice in question.choices)
    single = tuple(Look("", (key,)) for key in option_keys(question))
    if question.kind is QuestionKind.SCALE and len(question.choices) >= MANY_CHOICES:
        return (Look("", tuple(choice.key for choice in question.choices[:2])), *single)
    return single
