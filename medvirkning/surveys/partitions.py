"""Counts made ready for the guard, where what is counted as it comes would let tables tell on each other.

The guard takes each variable for itself. That is right when nothing but everybody ties two variables together. Three
sorts of questions are tied: choices of one question share those who skipped it; a question asked only of some counts
the same people as the answers that lead to it; places in a ranking add up across what is ranked.
"""

from collections.abc import Iterable, Mapping

from medvirkning.surveys.guard import nothing, one_way, two_way
from medvirkning.surveys.guarded import HIDDEN, NONE, Guarded, GuardedPair
from medvirkning.surveys.summing import YES

REST = "@rest"  # everybody who did not choose it, with those who skipped the question
ALONE = "@alone"  # those who chose what can't be chosen with anything else
Pair = tuple[str, str]


def chosen_by(counts: Mapping[str, int], k: int, *, alone: int = 0) -> Guarded:
    """How many chose one of SEVERAL: YES and REST. Whoever skipped the question is in REST, like any who left it.

    `alone` is how many chose an exclusive choice, which is none of these: with it, what is left is guarded too.
    """
    return one_way(chosen_counts(counts, alone), k, spare=(REST,))


def chosen_counts(counts: Mapping[str, int], alone: int = 0) -> dict[str, int]:
    """What `chosen_by` guards."""
    yes = counts.get(YES, 0)
    rest = {YES: yes, REST: sum(counts.values()) - yes - alone}
    return rest | {ALONE: alone} if alone else rest


def asked_only(counts: Mapping[str, int], asked: int, shown: Iterable[int | None], k: int) -> Guarded:
    """A question asked only of some: those it was asked of are everybody. Such a question is never crossed.

    `shown` are the numbers that are shown of what leads to the question: of each rule, those whose answer fulfils it.
    Nothing is shown where one of them is hidden, or is nearly how many were asked, but not quite.
    """
    everybody = sum(counts.values())
    steps = [everybody, *shown]
    if any(step is HIDDEN or 0 < abs(step - asked) < k for step in steps):
        return nothing(counts)
    return one_way({key: count - (everybody - asked) * (key == NONE) for key, count in counts.items()}, k)


def ranked(places: Mapping[Pair, int], answered: Guarded, k: int) -> GuardedPair:
    """What is ranked (rows) by place (columns). Every row is all who ranked; every column, the same for all rows, too.

    `answered` is the question's own table, whose `answered` all rows come to. Points and means may be told only of rows
    that are shown whole, from their numbers.
    """
    rows = list(dict.fromkeys(row for row, _ in places))
    sums: dict[str, int] = {}
    for (_, place), count in places.items():
        sums[place] = sums.get(place, 0) + count
    held = {place: count for place, count in places.items() if sums[place[1]]}
    columns = one_way({place: count for place, count in sums.items() if count}, k)
    people = answered.answered
    total = columns.total if people is not HIDDEN else HIDDEN
    return two_way(held, Guarded(dict.fromkeys(rows, people), total), columns, k)
