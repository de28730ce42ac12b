"""How many were reached, told through the guard: nothing small, nothing to work out, and no difference by a few."""

from decimal import Decimal

import pytest

from medvirkning.caravan.reach_rules import per_thousand, reached, told
from medvirkning.surveys.guarded import NONE

ZONES, WAYS, K = ("a", "b", NONE), ("web", "tablet", "helped"), 5
MANY = {
    ("a", "web"): 40, ("a", "tablet"): 20, ("a", "helped"): 3, ("b", "web"): 30, ("b", "tablet"): 12,
    ("b", "helped"): 9, (NONE, "web"): 11, (NONE, "tablet"): 8, (NONE, "helped"): 7,
}  # fmt: skip


def test_a_small_number_is_hidden_and_another_beside_it_each_way() -> None:
    shown = told(reached(MANY, ZONES, WAYS, k=K))
    assert shown.counts["a", "helped"] is None
    assert sum(shown.counts["a", way] is None for way in WAYS) >= 2
    assert sum(shown.counts[zone, "helped"] is None for zone in ZONES) >= 2
    assert shown.rows.counts == {"a": 63, "b": 51, NONE: 26}
    assert all(count is None or count >= K for count in shown.counts.values())


def test_of_few_nothing_is_told() -> None:
    shown = told(reached({("a", "web"): 4}, ZONES, WAYS, k=K))
    assert shown.rows.total is None
    assert set(shown.counts.values()) == {None}


def test_a_few_who_come_later_do_not_move_the_numbers() -> None:
    first = reached(MANY, ZONES, WAYS, k=K)
    more = {**MANY, ("b", "web"): MANY["b", "web"] + K - 1}
    assert reached(more, ZONES, WAYS, k=K, before=first) == first
    many = {place: count + 10 for place, count in MANY.items()}
    again = reached(many, ZONES, WAYS, k=K, before=first)
    assert told(again).rows.total == sum(many.values())
    assert told(again).hidden >= told(first).hidden, "what was hidden stays so: else the difference would tell"


def test_a_zone_that_is_gone_or_new_is_counted_with_the_rest() -> None:
    first = reached(MANY, ZONES, WAYS, k=K)
    many = {place: count + 10 for place, count in MANY.items()} | {("c", way): 20 for way in WAYS}
    again = told(reached(many, ("a", "c", NONE), WAYS, k=K, before=first))
    assert set(again.rows.counts) == {"a", "b", "c", NONE}
    assert again.rows.total == sum(many.values())


def test_a_stricter_limit_is_kept() -> None:
    first = reached(MANY, ZONES, WAYS, k=8)
    assert reached({place: count + 20 for place, count in MANY.items()}, ZONES, WAYS, k=5, before=first)["k"] == 8


@pytest.mark.parametrize(
    ("count", "people", "share"),
    [(None, 2000, None), (30, None, None), (30, 0, None), (30, 2000, "15.0"), (1, 3, "333.3"), (1, 80, "12.5")],
)
def test_for_each_thousand(count: int | None, people: int | None, share: str | None) -> None:
    assert per_thousand(count, people) == (None if share is None else Decimal(share))
