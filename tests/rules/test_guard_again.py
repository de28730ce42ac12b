"""Numbers published again when more have answered: those who are new are guarded like any table."""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from medvirkning.surveys.guard import Earlier, EarlierPair, one_way_again, two_way_again
from tests.attacker import Attacker
from tests.small_crowds import Survey, Tables, adds_up, crowds, names, read, told, true_value, variables

LIMITS = some.sampled_from((3, 5, 10))
PATIENT = settings(
    deadline=None, phases=(Phase.explicit, Phase.generate), max_examples=25, suppress_health_check=list(HealthCheck)
)


@some.composite
def grown(draw) -> list[Survey]:
    """A survey at three times, each time with more people."""
    cells = draw(variables(most=3))
    people, times = (), []
    for _ in range(3):
        people += draw(crowds(cells, 40, most=25))
        times.append(Survey(cells, people))
    return times


class Publisher:
    """Publishes every table anew each time, as far as the guard lets it, and shows the attacker what is new."""

    def __init__(self, first: Survey, k: int) -> None:
        self.k, self.attacker = k, Attacker()
        self.alone, self.crossed = first.tables(k)
        self.counted = dict.fromkeys([*self.alone, *self.crossed], first)  # what each table was last published of
        self.hidden = read(self.attacker, first, (self.alone, self.crossed))
        self.renewed = 0

    def publish(self, survey: Survey, when: int) -> None:
        alone, crossed = self._again(survey)
        adds_up(self.attacker, survey, when)
        for at, table in alone.items():
            if table is not self.alone[at]:
                cells = {(when, at, cell.key): cell.count for cell in table}
                self._show(at, survey, {(when, "n"): table.total} | cells)
        for (a, b), pair in crossed.items():
            if pair is not self.crossed[a, b]:
                self._show((a, b), survey, {(when, a, row, b, column): n for (row, column), n in pair.counts.items()})
        self.alone, self.crossed = alone, crossed

    def _again(self, survey: Survey) -> Tables:
        alone = {
            at: one_way_again(survey.alone(at), Earlier(self.counted[at].alone(at), table), self.k)
            for at, table in self.alone.items()
        }
        crossed = {}
        for (a, b), pair in self.crossed.items():
            earlier = EarlierPair(self.counted[a, b].crossed(a, b), pair)
            crossed[a, b] = two_way_again(survey.crossed(a, b), alone[a], alone[b], earlier, self.k)
        return alone, crossed

    def _show(self, name, survey: Survey, values) -> None:
        self.hidden |= told(self.attacker, values)
        self.counted[name] = survey
        self.renewed += 1


@PATIENT
@given(times=grown(), k=LIMITS, pick=some.randoms(use_true_random=False))
def test_three_publications_together_tell_nothing_hidden_and_no_few_who_are_new(times, k, pick):
    """No equation determines one; knowing that nobody takes an answer back leaves at least k + 1 values for each."""
    attacker, secrets = left_to_guess(times, k)
    assert not attacker.determined() & secrets
    secrets = {name for name in secrets if not nobody_skipped(times, name)}
    for name in pick.sample(sorted(secrets, key=str), min(3, len(secrets))):
        assert_wide(attacker, name, k)


def test_where_all_have_answered_one_may_know_that_all_had_before() -> None:
    """Found by chance: two people, of whom nothing is told; then 57, and that nobody skipped the first question."""
    cells = (("a", "b", "@none"), ("a", "b", "@none"), ("a", "b", "c", "@none", "@declined"))
    two = (("a", "a", "@declined"),) * 2
    many = (
        *two, ("b", "b", "@declined"), *(("a", "b", "c"),) * 2, *(("b", "@none", "@none"),) * 15,
        *(("a", "@none", "c"),) * 29, *(("b", "b", "@none"),) * 8,
    )  # fmt: skip
    times = [Survey(cells, people) for people in (two, many, (*many, *(("a", "a", "c"),) * 3))]
    attacker, secrets = left_to_guess(times, 5)
    skipped = {name for name in secrets if nobody_skipped(times, name)}
    assert (0, 0, "@none") in skipped
    assert len(skipped) < len(secrets) / 4
    for name in sorted(secrets - skipped, key=str):
        assert_wide(attacker, name, 5)


def left_to_guess(times: list[Survey], k: int) -> tuple[Attacker, set[Any]]:
    """The attacker when all has been published that may be, and what is to stay secret."""
    publisher = Publisher(times[0], k)
    for when, survey in enumerate(times[1:], 1):
        publisher.publish(survey, when)
    attacker, few = publisher.attacker, set()
    for earlier, later in ((0, 1), (1, 2), (0, 2)):
        for name in names(times[0]):
            new = true_value(times[later], (0, *name)) - true_value(times[earlier], (0, *name))
            people = ("new", earlier, later, *name)
            attacker.learns([(1, (later, *name)), (-1, (earlier, *name)), (-1, people)])
            if new < k and not (new == 0 and "@none" in name):
                few.add(people)
    return attacker, publisher.hidden | few


def nobody_skipped(times: list[Survey], name: tuple[Any, ...]) -> bool:
    """Whether it counts those who skipped, and there were none: that says nothing of what anybody answered."""
    when, *cell = name
    return "@none" in cell and when != "new" and true_value(times[when], (0, *cell)) == 0


def assert_wide(attacker: Attacker, name: tuple[Any, ...], k: int) -> None:
    """What the attacker can't tell apart: so many values that one of them is no small number."""
    least, most = attacker.bounds(name)
    assert most - least >= k
    assert most >= k
