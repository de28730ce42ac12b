"""The pot, and where the thread runs."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.review.sharing import Line, Share


def line(number: int, asked: int, amount: int | None = None, *, decided: bool = False, hidden: bool = False) -> Line:
    return Line(UUID(int=number), asked, amount, decided=decided, hidden=hidden)


@pytest.mark.parametrize(
    ("pot", "lines", "left", "limit"),
    [
        pytest.param(100, [], 100, None, id="nobody asks"),
        pytest.param(100, [line(1, 60), line(2, 30)], 100, None, id="nothing said, and each fits"),
        pytest.param(100, [line(1, 60, 60), line(2, 30)], 40, None, id="the next fits"),
        pytest.param(100, [line(1, 60, 60), line(2, 50)], 40, 1, id="the next asks for more"),
        pytest.param(100, [line(1, 60, 60), line(2, 50, 0), line(3, 70)], 40, 2, id="a no is an answer"),
        pytest.param(100, [line(1, 60, 60), line(2, 40, 40), line(3, 5)], 0, 2, id="all is given"),
        pytest.param(100, [line(1, 60, 60), line(2, 50, 50), line(3, 5)], -10, 1, id="too much: where it runs out"),
        pytest.param(100, [line(1, 60, 60, decided=True), line(2, 50)], 40, 1, id="decided counts"),
        pytest.param(100, [line(1, 900, hidden=True), line(2, 50)], 100, None, id="what is hidden is in no sum"),
        pytest.param(0, [line(1, 5)], 0, 0, id="an empty pot"),
    ],
)
def test_the_thread(pot: int, lines: list[Line], left: int, limit: int | None) -> None:
    share = Share(pot, lines)
    assert (share.left, share.limit) == (left, limit)


def test_what_an_open_line_lacks() -> None:
    share = Share(
        100, [given := line(1, 60, 60), more := line(2, 73), less := line(3, 40), dark := line(4, 90, hidden=True)]
    )
    assert [share.short(each) for each in (given, more, less, dark)] == [0, 33, 0, 0]


def test_an_overdrawn_draft_lacks_all_of_the_next() -> None:
    share = Share(100, [line(1, 150, 150), next_one := line(2, 20)])
    assert share.short(next_one) == 20


def test_those_with_money_keep_their_place() -> None:
    lines = [line(1, 60, 60), line(2, 50, 0), line(3, 40), line(4, 30, 30, hidden=True), line(5, 10, 10)]
    assert [place for place, _line in Share(100, lines).funded] == [1, 5]


@given(
    st.integers(0, 10**9),
    st.lists(st.tuples(st.integers(0, 10**6), st.none() | st.integers(0, 10**6), st.booleans(), st.booleans())),
)
def test_the_sums_always_meet(pot: int, rows: list[tuple[int, int | None, bool, bool]]) -> None:
    lines = [
        line(n, asked, amount, decided=decided, hidden=hidden)
        for n, (asked, amount, decided, hidden) in enumerate(rows)
    ]
    share = Share(pot, lines)
    assert share.decided + share.proposed + share.left == pot
    assert sum(each.amount or 0 for _place, each in share.funded) == share.decided + share.proposed
    assert share.limit is None or not lines[share.limit].hidden
