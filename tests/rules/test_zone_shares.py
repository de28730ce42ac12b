"""Shares by zone: sums of shown numbers, and nothing where one of them is hidden."""

import pytest

from medvirkning.surveys.guard import one_way, two_way
from medvirkning.surveys.guarded import GuardedPair
from medvirkning.surveys.words import QuestionKind
from medvirkning.surveys.zone_shares import ByZone, Look, by_zone_from, looks
from tests.survey_cast import choices, question

COUNTS = {
    ("nord", "bra"): 20, ("nord", "ok"): 10, ("nord", "dårlig"): 10, ("nord", "@none"): 0,
    ("sor", "bra"): 30, ("sor", "ok"): 6, ("sor", "dårlig"): 4, ("sor", "@none"): 0,
    ("elsewhere", "bra"): 9, ("elsewhere", "ok"): 9, ("elsewhere", "dårlig"): 12, ("elsewhere", "@none"): 0,
    ("@none", "bra"): 7, ("@none", "ok"): 7, ("@none", "dårlig"): 7, ("@none", "@none"): 0,
}  # fmt: skip


@pytest.fixture
def table() -> GuardedPair:
    rows, columns = {}, {}
    for (row, column), count in COUNTS.items():
        rows[row] = rows.get(row, 0) + count
        columns[column] = columns.get(column, 0) + count
    return two_way(COUNTS, one_way(rows, 5), one_way(columns, 5), 5)


def test_a_share_is_of_all_who_live_there(table: GuardedPair) -> None:
    found = {cell.key: (cell.count, cell.of, cell.percent) for cell in ByZone(Look("", ("bra",)), table).shares}
    assert found["nord"] == (20, 40, 50)
    assert "@none" not in found


def test_what_is_hidden_stays_hidden_in_a_sum(table: GuardedPair) -> None:
    assert table.counts["sor", "dårlig"] is None
    hidden = {key for key in ("bra", "ok", "dårlig") if table.counts["sor", key] is None}
    assert len(hidden) > 1
    for key in hidden:
        found = {cell.key: cell.percent for cell in ByZone(Look("", ("bra", key)), table).shares}
        assert found["sor"] is None


def test_it_is_kept_as_plain_values(table: GuardedPair) -> None:
    one = ByZone(Look("", ("bra", "ok")), table)
    assert by_zone_from(one.to_json()) == one
    assert one.look.name == ".bra.ok"


def test_what_one_can_look_at() -> None:
    scale = question("a", QuestionKind.SCALE, choices=choices("best", "god", "grei", "elendig"))
    assert [one.keys for one in looks(scale, [""])] == [("best", "god"), ("best",), ("god",), ("grei",), ("elendig",)]
    several = question(
        "b", QuestionKind.SEVERAL, choices=choices("lys", "ingenting", exclusive="ingenting"), other=True
    )
    assert [one.part for one in looks(several, ["lys", "other"])] == ["lys", "other"]
    matrix = question("c", QuestionKind.MATRIX, rows=choices("x", "y"), choices=choices("a", "b"))
    assert [one.name for one in looks(matrix, ["y"])] == ["y.a", "y.b"]
