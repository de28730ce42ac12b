"""What is told beside answers one by one: enough rows say the same, all of it together."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from medvirkning.surveys import alike
from medvirkning.surveys.alike import Told, told_in_common
from medvirkning.surveys.guard import one_way

K = 5


def groups(counted: Mapping[Told, int]) -> Counter[Told]:
    """How many rows say each thing."""
    found = Counter[Told]()
    for combination, told in told_in_common(counted, K).items():
        found[told] += counted[combination]
    return found


def test_what_one_alone_has_is_not_told_though_many_have_each_of_it() -> None:
    counted = {(2, "helped", "nb"): 20, (3, "web", "ar"): 20, (3, "web", "nb"): 20, (3, "helped", "ar"): 1}
    told = told_in_common(counted, K)
    assert told[3, "helped", "ar"] == told[3, "web", "ar"] == (3, None, "ar")
    assert told[2, "helped", "nb"] == (2, "helped", "nb")


def test_what_is_told_is_not_what_lets_a_hidden_number_be_worked_out() -> None:
    """Six by tablet and two on paper are both hidden in the table of how answers came, and so are they here."""
    told = told_in_common({("web", "nb"): 20, ("tablet", "nb"): 6, ("paper", "nb"): 2}, K)
    assert told == {("web", "nb"): ("web", "nb"), ("tablet", "nb"): (None, "nb"), ("paper", "nb"): (None, "nb")}


def test_where_all_differ_nothing_is_told() -> None:
    assert set(groups(dict.fromkeys(zip(range(9), "abcdefghi", strict=True), 1))) == {(None, None)}


def test_of_very_many_combinations_the_first_thing_is_left_out(monkeypatch: Any) -> None:
    counted = {(day, "web"): 9 for day in range(4)}
    assert set(groups(counted)) == set(counted)
    monkeypatch.setattr(alike, "MOST", 3)
    assert set(groups(counted)) == {(None, "web")}


COMBINATIONS = st.tuples(st.sampled_from([1, 2, 3]), st.sampled_from("wht"), st.sampled_from(["nb", "nn", "ar"]))


@given(st.dictionaries(COMBINATIONS, st.integers(1, 12), min_size=1, max_size=12))
def test_each_row_is_one_of_enough_that_say_the_same(counted: dict[Told, int]) -> None:
    everybody = sum(counted.values())
    told = told_in_common(counted, K)
    assert set(told) == set(counted)
    assert all(people >= min(K, everybody) for people in groups(counted).values())
    for combination, said in told.items():
        assert all(value in (None, own) for own, value in zip(combination, said, strict=True)), "never another's"
    for at in range(3):
        alone = Counter[str]()
        for combination, people in counted.items():
            alone[str(combination[at])] += people
        hidden = one_way(dict(sorted(alone.items())), K).hidden
        assert hidden.isdisjoint(str(said[at]) for said in told.values())
    assert told == told_in_common(dict(reversed(counted.items())), K), "whatever order they are counted in"
