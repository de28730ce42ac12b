"""What is told of a shift: nothing that few are behind, and nothing by the difference between then and now."""

from typing import Any

import pytest

from medvirkning.caravan.shift_report import reported, told

CELLS = {
    "kind": ["contribution", "answers"],
    "channel": ["tablet", "helped"],
    "language": ["nb", "nn", "ar"],
    "zone": ["S-01", "S-02", "@none"],
    "theme": ["traffic", "green", "@none"],
    "survey": ["one"],
}


def tallies(contributions: int, answers: int, **about: dict[str, int]) -> dict[str, dict[str, int]]:
    people = contributions + answers
    usual = {
        "kind": {"contribution": contributions, "answers": answers},
        "channel": {"tablet": people},
        "language": {"nb": people},
        "zone": {"S-01": contributions},
        "theme": {"traffic": contributions},
        "survey": {"one": answers},
    }
    return {name: {cell: n for cell, n in (usual | about)[name].items() if n} for name in usual}


def shown(report: dict[str, Any]) -> dict[str, dict[str, int | None]]:
    return {name: dict(table.counts) for name, table in told(report).items()}


def test_of_few_nothing_is_told() -> None:
    report = reported(tallies(3, 1), CELLS, k=5)
    assert all(count is None for table in shown(report).values() for count in table.values())
    assert all(table.total is None for table in told(report).values())


def test_what_many_are_behind_is_told_and_the_rest_is_hidden() -> None:
    found = shown(reported(tallies(20, 10, language={"nb": 20, "nn": 8, "ar": 2}), CELLS, k=5))
    assert found["kind"] == {"contribution": 20, "answers": 10}
    assert found["language"] == {"nb": 20, "nn": None, "ar": None}
    assert found["channel"] == {"tablet": None, "helped": None}, "or nobody was helped would be told"
    assert found["survey"] == {"one": 10}


@pytest.mark.parametrize(("contributions", "answers"), [(30, 3), (2, 30)])
def test_how_few_did_one_thing_is_not_told_by_the_sum_of_another_table(contributions: int, answers: int) -> None:
    report = reported(tallies(contributions, answers), CELLS, k=5)
    assert told(report)["kind"].counts == {"contribution": None, "answers": None}
    assert told(report)["survey"].total is None
    assert told(report)["zone"].total is None
    assert told(report)["theme"].total is None


def test_input_without_a_zone_is_counted_as_such() -> None:
    found = shown(reported(tallies(20, 10, zone={"S-01": 8, "": 7, "gone": 5}), CELLS, k=5))
    assert found["zone"] == {"S-01": None, "S-02": None, "@none": 12}


def test_input_without_a_theme_on_offer_is_counted_as_such() -> None:
    found = shown(reported(tallies(20, 10, theme={"traffic": 9, "": 6, "gone": 5}), CELLS, k=5))
    assert found["theme"] == {"traffic": None, "green": None, "@none": 11}


def test_what_came_before_themes_were_counted_is_among_those_without_one() -> None:
    told_of = told(reported(tallies(20, 10, theme={"traffic": 6, "green": 7}), CELLS, k=5))["theme"]
    assert told_of.counts == {"traffic": 6, "green": 7, "@none": 7}
    assert told_of.total == 20


def test_a_report_from_before_themes_were_counted_goes_on_without_them() -> None:
    first = reported(tallies(20, 10), CELLS, k=5)
    del first["tables"]["theme"]
    again = reported(tallies(30, 20), CELLS, k=5, before=first)
    assert set(told(again)) == {"kind", "channel", "language", "zone", "survey"}


def test_one_who_comes_late_is_not_found_by_the_difference() -> None:
    first = reported(tallies(20, 10, language={"nb": 20, "nn": 10}), CELLS, k=5)
    again = reported(tallies(21, 10, language={"nb": 20, "nn": 11}), CELLS, k=5, before=first)
    assert shown(again) == shown(first)
    more = reported(tallies(26, 10, language={"nb": 20, "nn": 16}), CELLS, k=5, before=again)
    assert told(more)["kind"].total in (30, 36)
    for name, table in shown(more).items():
        for cell, people in table.items():
            before = shown(first)[name].get(cell)
            assert people is None or before is None or people - before not in range(1, 5)


def test_a_stricter_number_holds_from_then_on() -> None:
    first = reported(tallies(9, 9), CELLS, k=10)
    assert first["k"] == reported(tallies(9, 9), CELLS, k=5, before=first)["k"] == 10


def test_nothing_that_was_counted_is_in_what_is_told() -> None:
    report = reported(tallies(20, 10, language={"nb": 20, "nn": 8, "ar": 2}), CELLS, k=5)
    assert report["tables"]["language"]["counts"]["ar"] == 2
    assert told(report)["language"].counts["ar"] is None
