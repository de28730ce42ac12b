"""A lifecycle is a table: from which state a verb leads where. Nothing else is in it.

Labels, permissions and what follows from a move stand elsewhere; here one can see all the moves at a glance, and
a history of verbs can be played again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from medvirkning.kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Step:
    """One move: in the state `from_`, the verb leads to the state `to`."""

    verb: str
    from_: str
    to: str


class WrongStep(Conflict):
    """The verb cannot be done in this state: most often somebody else was first. A 409 page."""

    def __init__(self, lifecycle: str, state: str, verb: str) -> None:
        self.lifecycle, self.state, self.verb = lifecycle, state, verb
        super().__init__(f"{lifecycle}: no {verb} from {state}")


class Lifecycle:
    """The states of one kind of thing and the moves between them. States and verbs are str or words of an enum.

    Raises ValueError for a table that cannot be right: the same verb twice from a state, or a state nobody can reach.
    """

    def __init__(self, name: str, start: str, steps: Iterable[Step]) -> None:
        self.name = name
        self.start = start
        self.steps = tuple(steps)
        self._moves: dict[str, dict[str, str]] = {start: {}}
        for step in self.steps:
            moves = self._moves.setdefault(step.from_, {})
            if step.verb in moves:
                raise ValueError(f"{name}: {step.verb} from {step.from_} twice")
            moves[step.verb] = step.to
            self._moves.setdefault(step.to, {})
        unreachable = [state for state in self._moves if state not in set(self._reachable())]
        if unreachable:
            raise ValueError(f"{name}: no way from {start} to {', '.join(map(str, unreachable))}")

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, the start first, then in the order of the table."""
        return tuple(self._moves)

    @property
    def ends(self) -> tuple[str, ...]:
        """The states that nothing leads out of."""
        return tuple(state for state, moves in self._moves.items() if not moves)

    def verbs_from(self, state: str) -> tuple[str, ...]:
        """What can be done in this state, in the order of the table. Raises ValueError for an unknown state."""
        if state not in self._moves:
            raise ValueError(f"{self.name}: no state {state}")
        return tuple(self._moves[state])

    def after(self, state: str, verb: str) -> str:
        """The state after doing the verb in this state. Raises WrongStep when it cannot be done."""
        try:
            return self._moves[state][verb]
        except KeyError:
            raise WrongStep(self.name, state, verb) from None

    def _reachable(self) -> Iterator[str]:
        waiting, seen = [self.start], {self.start}
        while waiting:
            state = waiting.pop()
            yield state
            found = set(self._moves[state].values()) - seen
            seen |= found
            waiting += found


def replay(lifecycle: Lifecycle, verbs: Iterable[str]) -> str:
    """The state after doing the verbs one after another from the start. Raises WrongStep where history breaks."""
    state = lifecycle.start
    for verb in verbs:
        state = lifecycle.after(state, verb)
    return state


def table(lifecycle: Lifecycle) -> list[tuple[str, str, str]]:
    """The moves as rows of plain text (from, verb, to), for the generated documents."""
    return [(f"{step.from_}", f"{step.verb}", f"{step.to}") for step in lifecycle.steps]
