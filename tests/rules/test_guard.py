"""What may be shown, as tables for readers: «-» is hidden."""

from time import process_time

import pytest

from medvirkning.surveys import hiding
from medvirkning.surveys.guard import Earlier, EarlierPair, nothing, one_way, one_way_again, two_way, two_way_again
from medvirkning.surveys.guarded import Guarded, guarded_from, pair_from

ONE_WAY = [
    ("nothing is small", {"good": 97, "so_so": 125, "bad": 53}, "97 125 53"),
    ("a small one takes the next smallest with it", {"good": 97, "so_so": 125, "bad": 4}, "- 125 -"),
    ("nobody and a few look alike", {"good": 97, "so_so": 125, "bad": 0}, "- 125 -"),
    ("two small ones that are five together protect each other", {"a": 97, "b": 2, "c": 3}, "97 - -"),
    ("two that are fewer than five together do not", {"a": 97, "b": 40, "c": 2, "d": 2}, "97 - - -"),
    ("all say the same: that nobody says no is a secret too", {"yes": 40, "no": 0}, "- -"),
    ("fewer than five answered", {"yes": 3, "no": 1}, "- -"),
    ("five answered alike", {"yes": 5, "no": 0}, "- -"),
    ("that all answered is no secret", {"a": 20, "b": 30, "@none": 0}, "20 30 0"),
    ("how many skipped it is", {"a": 20, "b": 30, "@none": 3}, "- 30 -"),
    ("those without an answer are the last to go", {"a": 20, "b": 30, "c": 2, "@none": 9}, "- 30 - 9"),
    ("exactly five is shown", {"a": 5, "b": 5}, "5 5"),
]


def row(table) -> str:
    return " ".join("-" if cell.hidden else str(cell.count) for cell in table)


@pytest.mark.parametrize(("counts", "shown"), [case[1:] for case in ONE_WAY], ids=[case[0] for case in ONE_WAY])
def test_one_variable_at_five(counts, shown):
    assert row(one_way(counts, 5)) == shown


def test_the_limit_is_the_surveys_own():
    assert row(one_way({"a": 3, "b": 9, "c": 40}, 3)) == "3 9 40"
    assert row(one_way({"a": 9, "b": 12, "c": 40}, 10)) == "- - 40"


def test_what_nobody_looks_at_is_hidden_before_what_people_read():
    assert row(one_way({"yes": 20, "@else": 290, "@alone": 2}, 5, spare=["@else"])) == "20 - -"


def crossed(text: str) -> dict[tuple[str, str], int]:
    lines = [line.split() for line in text.strip().splitlines()]
    return {(f"r{i}", f"c{j}"): int(count) for i, line in enumerate(lines) for j, count in enumerate(line)}


def margins(counts) -> tuple[Guarded, Guarded]:
    found = []
    for side in (0, 1):
        sums: dict[str, int] = {}
        for place, count in counts.items():
            sums[place[side]] = sums.get(place[side], 0) + count
        found.append(one_way(sums, 5))
    return found[0], found[1]


TWO_WAY = [
    ("nothing is small", "20 30\n15 25", "20 30\n15 25"),
    ("one small cell takes a square with it", "2 30 40\n25 25 50\n60 70 80", "- - 40\n- - 50\n60 70 80"),
    ("a row of few is hidden whole, and so is its neighbour", "30 40 50\n6 7 8\n1 1 1", "30 40 50\n- - -\n- - -"),
    ("two small ones in one row find their squares", "2 3 40\n20 20 20\n50 60 70", "- - 40\n- - 20\n50 60 70"),
    ("in a table of four, all go", "2 20\n30 40", "- -\n- -"),
]


@pytest.mark.parametrize(("counts", "shown"), [case[1:] for case in TWO_WAY], ids=[case[0] for case in TWO_WAY])
def test_two_variables_at_five(counts, shown):
    table = crossed(counts)
    guarded = two_way(table, *margins(table), 5)
    assert "\n".join(row(guarded.row(key)) for key in guarded.rows.counts) == shown


def test_a_table_must_add_up_to_what_is_shown_beside_it():
    counts = crossed("20 30\n15 25")
    rows, columns = margins(crossed("20 30\n15 26"))
    with pytest.raises(ValueError, match="add up"):
        two_way(counts, rows, columns, 5)


AGAIN = [
    ("four more: the old numbers stand", {"a": 20, "b": 30}, {"a": 22, "b": 32}, "20 30"),
    ("many more of each", {"a": 20, "b": 30}, {"a": 28, "b": 50}, "28 50"),
    ("one more would be found by taking away", {"a": 20, "b": 30, "c": 40}, {"a": 21, "b": 40, "c": 60}, "20 30 40"),
    ("what was hidden stays hidden", {"a": 2, "b": 9, "c": 40}, {"a": 12, "b": 19, "c": 60}, "- - 60"),
    ("what was published of too few was nothing", {"a": 2, "b": 1}, {"a": 12, "b": 9}, "12 9"),
    ("a choice that is new", {"a": 20, "b": 30}, {"a": 28, "b": 50, "c": 7}, "28 50 7"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "now", "shown"), [case[1:] for case in AGAIN], ids=[case[0] for case in AGAIN])
def test_published_again(before, now, shown):
    earlier = Earlier(before, one_way(before, 5))
    again = one_way_again(now, earlier, 5)
    assert row(again) == shown
    assert (again is earlier.shown) == (again.total == sum(before.values()))


def test_a_table_stands_as_it_was_while_one_of_its_sides_does():
    before, now = crossed("20 30\n15 25"), crossed("40 37\n35 26")
    earlier = EarlierPair(before, two_way(before, *margins(before), 5))
    rows, columns = (
        one_way_again(new, Earlier(old, shown), 5)
        for new, old, shown in (
            ({"r0": 77, "r1": 61}, {"r0": 50, "r1": 40}, guarded_from(earlier.shown.rows.to_json())),
            ({"c0": 75, "c1": 63}, {"c0": 35, "c1": 55}, guarded_from(earlier.shown.columns.to_json())),
        )
    )
    assert two_way_again(now, rows, earlier.shown.columns, earlier, 5) is earlier.shown
    assert two_way_again(crossed("41 37\n35 26"), rows, columns, earlier, 5) is earlier.shown
    assert two_way_again(now, rows, columns, earlier, 5) is earlier.shown  # one more of 25 would be found
    assert (
        row(two_way_again(crossed("40 37\n30 31"), rows, one_way({"c0": 70, "c1": 68}, 5), earlier, 5).row("r1"))
        == "30 31"
    )


def test_what_was_hidden_inside_stays_hidden():
    before, now = crossed("2 30 40\n25 25 50\n60 70 80"), crossed("12 40 50\n35 35 60\n70 80 90")
    earlier = EarlierPair(before, two_way(before, *margins(before), 5))
    again = two_way_again(now, *margins(now), earlier, 5)
    assert again.hidden == earlier.shown.hidden
    assert again.counts["r2", "c2"] == 90


def test_shares_are_only_of_what_is_shown():
    table = one_way({"a": 97, "b": 125, "c": 53, "d": 25, "e": 12}, 5)
    assert [cell.percent for cell in table] == [31, 40, 17, 8, 4]
    assert table.percent_of(["a", "b"]) == 71
    some = one_way({"a": 97, "b": 125, "c": 53, "d": 25, "e": 2}, 5)
    assert [cell.percent for cell in some] == [32, 41, 18, None, None]
    assert some.percent_of(["a", "d"]) is some.sum_of(["d", "e"]) is None
    assert [cell.percent for cell in nothing(["a", "b"])] == [None, None]


def test_how_many_answered_is_told_where_it_can_be():
    assert one_way({"a": 20, "b": 30, "@declined": 8, "@none": 9}, 5).answered == 50
    assert one_way({"a": 20, "b": 30, "@declined": 4, "@none": 3}, 5).answered == 50
    assert one_way({"a": 20, "b": 30, "@none": 3}, 5).answered is None


def test_what_is_hidden_is_not_in_the_stored_numbers_and_they_come_back_the_same():
    counts = crossed("2 30 40\n25 25 50\n60 70 80")
    pair = two_way(counts, *margins(counts), 5)
    assert pair.to_json()["cells"] == [[None, None, 40], [None, None, 50], [60, 70, 80]]
    assert pair_from(pair.to_json()) == pair
    assert guarded_from(pair.rows.to_json()) == pair.rows


def test_a_table_that_is_too_much_work_is_hidden_inside_and_takes_no_time(monkeypatch):
    monkeypatch.setattr(hiding, "WORK", 100)
    counts = {(f"r{i}", f"c{j}"): 40 + i if (i + j) % 7 else 2 for i in range(12) for j in range(12)}
    assert len(two_way(counts, *margins(counts), 5).hidden) == 144


def test_a_table_of_twelve_by_twelve_takes_no_time():
    counts = {(f"r{i}", f"c{j}"): (7 * i + 11 * j * j) % 23 for i in range(12) for j in range(12)}
    rows, columns = margins(counts)
    taken = []
    for _ in range(5):
        start = process_time()
        two_way(counts, rows, columns, 5)
        taken.append(process_time() - start)
    assert min(taken) < 0.05
