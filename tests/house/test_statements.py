"""What PostgreSQL is tried with: every statement of the pages, and never less than is marked."""

import json
from pathlib import Path

from tests.statements import ALWAYS, AS_MANY, NEVER, SENDERS, TELLS, chosen, left_out

ASKING = {
    "tests/web/a::wide": [1, 2, 3, 4],
    "tests/web/b::again": [1, 2, 3, 4],
    "tests/web/c::third": [1, 2],
    "tests/web/d::alone": [5],
    "tests/web/e::within": [4],
}


def test_every_statement_is_sent_often_enough() -> None:
    found = chosen(ASKING)
    for one in {one for asked in ASKING.values() for one in asked}:
        senders = {test for test, asked in ASKING.items() if one in asked}
        assert len(senders & found) >= min(SENDERS, len(senders))
    assert set(ASKING) - found == {"tests/web/c::third", "tests/web/e::within"}
    assert found == chosen(dict(reversed(ASKING.items())))


def test_what_is_marked_is_not_weighed(tmp_path: Path) -> None:
    told = {**ASKING, "tests/web/f::marked": ALWAYS, "tests/web/g::sweep": NEVER}
    (tmp_path / "gw0.json").write_text(json.dumps(dict(list(told.items())[:3])), "utf-8")
    (tmp_path / "gw1.json").write_text(json.dumps(dict(list(told.items())[3:])), "utf-8")
    assert left_out(tmp_path) == {"tests/web/c::third", "tests/web/e::within", "tests/web/g::sweep"}


def test_nothing_is_left_out_when_nothing_is_noted(tmp_path: Path) -> None:
    assert left_out(tmp_path) == set()


def test_lists_are_alike_however_long() -> None:
    assert AS_MANY.sub("?", "x IN (?, ?, ?) AND y = ?") == AS_MANY.sub("?", "x IN (?, ?) AND y = ?")
    assert AS_MANY.sub("?", "VALUES (?, ?), (?, ?)") == AS_MANY.sub("?", "VALUES (?, ?), (?, ?), (?, ?)")
    assert AS_MANY.sub("?", "x = ? AND y = ?") == "x = ? AND y = ?"


def test_what_databases_do_in_their_own_way_is_known_by_its_name() -> None:
    assert TELLS.search("tests/web/test_inbox_search.py::test_finds[å]")
    assert not TELLS.search("tests/web/test_letters.py::test_who_may_read")
