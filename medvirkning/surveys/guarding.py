"""The tables of a survey, guarded, reading by reading: which of the guard's rules goes for which question. Pure.

A variable is guarded as it was first read, and then anew at each later reading by what is new in it. Questions asked
only of some, and rankings, stand as they were first read. Where SEVERAL has a choice that excludes all others, that
one is never crossed, and the others are crossed as chosen or not, where that is shown of each alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from medvirkning.surveys.guard import Earlier, EarlierPair, one_way, one_way_again, two_way, two_way_again
from medvirkning.surveys.guarded import HIDDEN, NONE, Guarded, GuardedPair
from medvirkning.surveys.partitions import REST, chosen_counts
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.surveys.summing import UNASKED, YES, Variable
from medvirkning.surveys.words import QuestionKind

Counts = Mapping[str, int]
Pair = tuple[str, str]
Pairs = Mapping[Pair, int]


@dataclass(frozen=True)
class Stage:
    """A table as counted and as shown at one reading, and the reading whose numbers they are."""

    counts: Counts
    shown: Guarded
    at: int


@dataclass
class Tables:
    """The tables of one survey. `alone` has the counts of every variable at each reading, `pairs` gives those of two.

    `questionnaire` is the newest; `known` the variables of all versions by name.
    """

    questionnaire: Questionnaire
    known: Mapping[str, Variable]
    alone: Sequence[Mapping[str, Counts]]
    pairs: Callable[[str, str, int], Pairs]
    k: int
    _kept: dict[str, list[Stage]] = field(default_factory=dict)

    def counts(self, name: str, at: int) -> dict[str, int]:
        """Everybody by cell at a reading, in the questionnaire's order; cells that are gone since come last."""
        variable, found = self.known[name], self.alone[at].get(name)
        if found is None:
            found = {NONE: sum(next(iter(self.alone[at].values())).values())}
        every = dict.fromkeys((*variable.cells, *(cell for cell in found if found[cell])))
        return {cell: found.get(cell, 0) for cell in every}

    def stages(self, name: str) -> list[Stage]:
        """The variable's own table at each reading. Not for one that is asked only of some."""
        if name not in self._kept:
            every = range(len(self.alone))
            if self._several(name):
                told = [chosen_counts(self.counts(name, at), self._alone(name, at)) for at in every]
                self._kept[name] = self._in_turn(told, (REST,))
            else:
                self._kept[name] = self._in_turn([self.counts(name, at) for at in every], ())
        return self._kept[name]

    def crossable(self, name: str) -> bool:
        """Whether the variable may be in a table of two."""
        variable = self.known.get(name)
        if variable is None or not variable.crossed or UNASKED in variable.cells:
            return False
        question = self._question(name)
        if question is None:
            return not variable.question
        if question.kind is QuestionKind.MATRIX and question.sensitive and question.required:
            return False
        return variable.part not in exclusive(question)

    def crossed(self, rows: str, columns: str) -> GuardedPair:
        """The table of two variables, as it stands now. Both are crossable, and not of the same question."""
        down, across = self._sides(rows), self._sides(columns)
        before: EarlierPair | None = None
        for at, (row, column) in enumerate(zip(down, across, strict=True)):
            counts = self._merged(rows, columns, at, row, column)
            if before is None:
                before = EarlierPair(counts, two_way(counts, row, column, self.k))
            else:
                shown = two_way_again(counts, row, column, before, self.k)
                before = before if shown is before.shown else EarlierPair(counts, shown)
        assert before is not None
        return before.shown

    def _sides(self, name: str) -> list[Guarded]:
        """The variable's table at each reading as one side of a table of two."""
        shown = [stage.shown for stage in self.stages(name)]
        return [chosen_or_not(table) for table in shown] if self._several(name) else shown

    def _merged(self, rows: str, columns: str, at: int, row: Guarded, column: Guarded) -> Pairs:
        found = {(one, other): 0 for one in row.counts for other in column.counts}
        for (one, other), count in self.pairs(rows, columns, at).items():
            place = (self._cell(rows, one), self._cell(columns, other))
            if count or place in found:
                found[place] = found.get(place, 0) + count
        return found

    def _cell(self, name: str, cell: str) -> str:
        return (YES if cell == YES else REST) if self._several(name) else cell

    def _in_turn(self, told: Sequence[Counts], spare: tuple[str, ...]) -> list[Stage]:
        found: list[Stage] = []
        for at, counts in enumerate(told):
            if not found:
                found.append(Stage(counts, one_way(counts, self.k, spare=spare), at))
                continue
            before = found[-1]
            shown = one_way_again(counts, Earlier(before.counts, before.shown), self.k, spare=spare)
            found.append(before if shown is before.shown else Stage(counts, shown, at))
        return found

    def _question(self, name: str) -> Question | None:
        return self.questionnaire.by_key.get(self.known[name].question)

    def _several(self, name: str) -> bool:
        question = self._question(name)
        return question is not None and question.kind is QuestionKind.SEVERAL

    def _alone(self, name: str, at: int) -> int:
        """How many chose what can't be chosen with anything else, where this is not such a choice."""
        question = self._question(name)
        if question is None or self.known[name].part in exclusive(question):
            return 0
        return sum(self.chose(question, key, at) for key in exclusive(question))

    def chose(self, question: Question, part: str, at: int) -> int:
        """How many chose one of SEVERAL at a reading: not to be shown as it is."""
        name = f"{question.key}.{part}"
        return self.counts(name, at).get(YES, 0) if name in self.known else 0


def exclusive(question: Question) -> frozenset[str]:
    """The choices that exclude all others."""
    if question.kind is not QuestionKind.SEVERAL:
        return frozenset()
    return frozenset(choice.key for choice in question.choices if choice.exclusive)


def chosen_or_not(shown: Guarded) -> Guarded:
    """A choice's table with all who did not choose it in one cell: shown where it is known how many did."""
    yes = shown.counts[YES]
    rest = HIDDEN if yes is HIDDEN or shown.total is HIDDEN else shown.total - yes
    return Guarded({YES: yes, REST: rest}, shown.total)
