"""Questions whose tables are tied to each other: several choices, questions asked of some, and rankings."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from medvirkning.surveys.guard import one_way
from medvirkning.surveys.partitions import ALONE, REST, asked_only, chosen_by, ranked
from tests.attacker import Attacker

PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))


def test_choices_of_one_question_do_not_tell_on_each_other_by_those_who_skipped_it():
    """Guarded as they come, one would show the eight who skipped it, and the other hide them to protect two."""
    bus, walk = {"yes": 2, "no": 0, "@none": 8}, {"yes": 6, "no": 304, "@none": 8}
    assert one_way(walk, 5)["@none"].count == 8
    assert chosen_by(bus | {"no": 308}, 5).counts == {"yes": None, REST: None}
    assert chosen_by(walk, 5).counts == {"yes": 6, REST: 312}


def test_who_chose_neither_it_nor_none_of_these_is_guarded_too():
    assert chosen_by({"yes": 280, "no": 32}, 5, alone=30).counts == {"yes": None, REST: None, ALONE: 30}
    assert chosen_by({"yes": 250, "no": 62}, 5, alone=30).counts == {"yes": 250, REST: 32, ALONE: 30}
    assert chosen_by({"yes": 250, "no": 62}, 5, alone=2).counts == {"yes": 250, REST: None, ALONE: None}


ASKED = [
    ("of those who said yes", 40, [40], {"a": 12, "b": 28, "@none": 0}),
    ("two of them skipped it", 42, [42], {"a": None, "b": 28, "@none": None}),
    ("how many said yes is hidden", 40, [None], {"a": None, "b": None, "@none": None}),
    ("it is asked of all but three", 97, [97], {"a": None, "b": None, "@none": None}),
    ("of those who said yes and live in the north: all but two who said yes", 40, [42, 60], None),
    ("of those who said yes and live in the north", 40, [50, 60], {"a": 12, "b": 28, "@none": 0}),
]


@pytest.mark.parametrize(("asked", "shown", "expected"), [case[1:] for case in ASKED], ids=[case[0] for case in ASKED])
def test_a_question_asked_only_of_some(asked, shown, expected):
    found = asked_only({"a": 12, "b": 28, "@none": 60}, asked, shown, 5)
    assert found.counts == (expected or {"a": None, "b": None, "@none": None})


@PATIENT
@given(
    orders=some.lists(
        some.tuples(some.permutations("abcd"), some.integers(1, 4), some.integers(1, 25)), min_size=1, max_size=7
    ),
    k=some.sampled_from((3, 5, 10)),
)
def test_no_hidden_place_can_be_worked_out_from_the_others(orders, k):
    people = sum(many for *_, many in orders)
    counts = {(choice, place): 0 for choice in "abcd" for place in ("1", "2", "3", "4", "unranked")}
    for order, most, many in orders:
        for at, choice in enumerate(order):
            counts[choice, str(at + 1) if at < most else "unranked"] += many
    table = ranked(counts, one_way({"answered": people, "@none": 0}, k), k)
    attacker, hidden = Attacker(), set()
    for choice in "abcd":
        attacker.learns([(1, (choice, place)) for place in table.columns.counts] + [(-1, "people")])
    for place in table.columns.counts:
        attacker.learns([(1, (choice, place)) for choice in "abcd"] + [(-1, place)])
    values = {"people": table.rows["a"].count} | table.counts | table.columns.counts
    for name, value in values.items():
        if value is None:
            hidden.add(name)
        else:
            attacker.learns([(1, name)], value)
    assert not attacker.determined() & hidden
