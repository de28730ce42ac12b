"""Sharing out a pot: what is proposed and decided against what there is, and where the money meets the next request.

Pure arithmetic over one round's lines in order. Amounts are whole kroner. A line that is hidden from the one who
looks has no figures, and is in none of the sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from medvirkning.review.words import Outcome


@dataclass(frozen=True, slots=True)
class Line:
    """One application in the meeting's order. `amount` is what it gets: decided, else proposed, else None.

    `changed` is true where that is not what was decided first: no outcome then means that nothing stands.
    """

    id: UUID
    asked: int
    amount: int | None = None
    outcome: Outcome | None = None
    decided: bool = False
    zone_id: UUID | None = None
    hidden: bool = False
    settled: bool = False  # recommended: no longer the group's to change
    least: int | None = None  # what the applicant says it can be done for
    changed: bool = False  # after an appeal


@dataclass(frozen=True, slots=True)
class Share:
    """A pot and the lines that draw on it."""

    pot: int
    lines: Sequence[Line]

    @property
    def seen(self) -> list[Line]:
        """The lines whose figures may be seen."""
        return [line for line in self.lines if not line.hidden]

    @property
    def decided(self) -> int:
        """What is decided already."""
        return sum(line.amount or 0 for line in self.seen if line.decided)

    @property
    def proposed(self) -> int:
        """What is proposed on top of it."""
        return sum(line.amount or 0 for line in self.seen if not line.decided)

    @property
    def left(self) -> int:
        """What is left; below 0 when the draft gives more than there is."""
        return self.pot - self.decided - self.proposed

    @property
    def funded(self) -> list[tuple[int, Line]]:
        """(place from 1, line) of those that get money, in order."""
        return [(place, line) for place, line in enumerate(self.lines, 1) if not line.hidden and line.amount]

    @property
    def limit(self) -> int | None:
        """The place (from 0) of the line that the thread runs above; None when nothing stands beyond the money.

        When the draft gives too much: the first line the pot doesn't reach. Else: the first that nobody has said
        anything of and that asks for more than is left.
        """
        given = 0
        for place, line in enumerate(self.lines):
            if line.hidden:
                continue
            given += line.amount or 0
            if self.left < 0 and given > self.pot:
                return place
            if self.left >= 0 and line.amount is None and line.asked > self.left:
                return place
        return None

    def short(self, line: Line) -> int:
        """How much is lacking to give an open line all it asks for; 0 when there is enough."""
        if line.hidden or line.amount is not None:
            return 0
        return max(line.asked - max(self.left, 0), 0)
