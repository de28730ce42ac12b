"""What may be told beside answers that stand one by one: only what enough of them have all of in common. Pure.

A row that says «3 May, helped, Arabic» points at somebody where one person alone has all three, however many have each.
So rows are put together with those most like them, until each is one of at least k that say the same.
"""

from collections.abc import Mapping
from typing import Any

from medvirkning.surveys.guard import one_way
from medvirkning.surveys.guarded import HIDDEN

Told = tuple[Any, ...]  # a value for each thing that is told of, HIDDEN where it is not
MOST = 400  # combinations that are put together by likeness: with more, the first thing is told of nobody


def told_in_common(counted: Mapping[Told, int], k: int) -> dict[Told, Told]:
    """What may be told of those with each combination of values. `counted` has how many they are; in all at least k.

    What is hidden of one thing alone stays hidden: what is told adds nothing to its table.
    """
    shown = [_values(counted, at, k) for at in range(len(next(iter(counted), ())))]
    first = {
        combination: tuple(value if value in shown[at] else HIDDEN for at, value in enumerate(combination))
        for combination in counted
    }
    if len(set(first.values())) > MOST:
        first = {combination: (HIDDEN, *told[1:]) for combination, told in first.items()}
    people: dict[Told, int] = {}
    for combination, told in first.items():
        people[told] = people.get(told, 0) + counted[combination]
    last = _put_together(people, k)
    return {combination: last[told] for combination, told in first.items()}


def _values(counted: Mapping[Told, int], at: int, k: int) -> frozenset[Any]:
    """The values of one thing that may be told: what is left out is nobody's, or that of enough people together."""
    people: dict[Any, int] = {}
    for combination, count in counted.items():
        people[combination[at]] = people.get(combination[at], 0) + count
    shown = one_way({str(value): people[value] for value in sorted(people, key=str)}, k)
    return frozenset(value for value in people if str(value) not in shown.hidden)


def _put_together(people: Mapping[Told, int], k: int) -> dict[Told, Told]:
    """For each, what is told of it: the smallest is put with the one it is most like, until all are enough."""
    groups: dict[Told, tuple[int, list[Told]]] = {told: (count, [told]) for told, count in people.items()}
    while len(groups) > 1:
        small = min(groups, key=lambda told: (groups[told][0], _in_order(told)))
        count, members = groups[small]
        if count >= k:
            break
        del groups[small]
        near = min(groups, key=lambda told: (-_alike(small, told), groups[told][0], _in_order(told)))
        more, others = groups.pop(near)
        common = tuple(one if one == other else HIDDEN for one, other in zip(small, near, strict=True))
        also, same = groups.pop(common, (0, []))
        groups[common] = (count + more + also, [*members, *others, *same])
    return {member: told for told, (_count, members) in groups.items() for member in members}


def _alike(one: Told, other: Told) -> int:
    """How many things the two would tell of together."""
    return sum(value is not HIDDEN and value == also for value, also in zip(one, other, strict=True))


def _in_order(told: Told) -> tuple[str, ...]:
    return tuple(map(str, told))
