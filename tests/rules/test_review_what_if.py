"""The meeting's tools: whole kroner, within the pot, within what each may get, and to the last krone."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.review.what_if import Shares, Want, cut, fill, fit, least, outcome_of, rest, want
from medvirkning.review.words import Outcome


def one(
    number: int, asked: int, least_workable: int = 1, amount: int | None = None, ceiling: int | None = None
) -> Want:
    return want(
        UUID(int=number), asked=asked, least_workable=least_workable, floor=None, ceiling=ceiling, amount=amount
    )


@st.composite
def wanted(draw: st.DrawFn) -> list[Want]:
    """Applications of all kinds: with and without a least, a floor and a ceiling, said and unsaid."""
    floor = draw(st.none() | st.integers(0, 5_000))
    ceiling = draw(st.none() | st.integers(floor or 0, 60_000))
    made = []
    for number in range(draw(st.integers(0, 40))):
        asked = draw(st.integers(1, 120_000))
        made.append(
            want(
                UUID(int=number),
                asked=asked,
                least_workable=draw(st.none() | st.integers(0, asked)),
                floor=floor,
                ceiling=ceiling,
                amount=draw(st.none() | st.integers(0, asked)),
            )
        )
    return made


POT = st.integers(0, 1_000_000)


def lawful(pot: int, wants: list[Want], shares: Shares) -> None:
    assert list(shares) == [each.id for each in wants]
    assert sum(shares.values()) <= pot
    for each in wants:
        got = shares[each.id]
        assert isinstance(got, int)
        assert got == 0 or each.least <= got <= each.most <= each.asked


@given(POT, wanted(), st.integers(0, 100))
def test_every_tool_gives_a_lawful_share(pot: int, wants: list[Want], percent: int) -> None:
    for shares in (fill(pot, wants), rest(pot, wants), cut(pot, wants, percent), least(pot, wants), fit(pot, wants)):
        lawful(pot, wants, shares)


@given(POT, wanted(), st.integers(0, 100))
def test_a_no_stays_a_no_and_the_same_press_twice_is_the_same(pot: int, wants: list[Want], percent: int) -> None:
    for shares in (fill(pot, wants), rest(pot, wants), cut(pot, wants, percent), least(pot, wants), fit(pot, wants)):
        assert not [each for each in wants if each.amount == 0 and shares[each.id]]
    for tool in (fill, least, fit):
        drafted = tool(pot, wants)
        assert tool(pot, [replace(each, amount=drafted[each.id]) for each in wants]) == drafted


@given(POT, wanted())
def test_filling_leaves_only_what_nobody_can_use(pot: int, wants: list[Want]) -> None:
    shares = fill(pot, wants)
    left = pot - sum(shares.values())
    for each in wants:
        if each.amount != 0 and each.least <= each.most and shares[each.id] == 0:
            assert left < each.least
    short = [each for each in wants if 0 < shares[each.id] < each.most]
    assert len(short) <= 1, "only the one the money runs out at gets a part"
    assert not (short and left)


@given(POT, wanted())
def test_what_is_left_goes_to_those_who_can_use_it(pot: int, wants: list[Want]) -> None:
    shares = rest(pot, wants)
    left = pot - sum(shares.values())
    for each in wants:
        if each.amount != 0 and each.least <= each.most and shares[each.id] < each.most:
            assert shares[each.id] + left < max(each.least, shares[each.id] + 1)


@given(POT, wanted())
def test_cutting_until_it_fits_leaves_no_krone(pot: int, wants: list[Want]) -> None:
    shares = fit(pot, wants)
    hopeful = [each for each in wants if 0 < each.least <= each.hoped]
    if sum(each.hoped for each in hopeful) <= pot:
        assert shares == {each.id: each.hoped if each in hopeful else 0 for each in wants}
    elif sum(each.least for each in hopeful) <= pot:
        assert sum(shares.values()) == pot
        assert all(shares[each.id] for each in hopeful)


@given(POT, wanted())
def test_the_same_share_is_taken_from_all(pot: int, wants: list[Want]) -> None:
    shares = fit(pot, wants)
    free = [each for each in wants if each.least < shares[each.id] < each.hoped]
    for a in free:
        for b in free:
            assert abs(shares[a.id] * b.hoped - shares[b.id] * a.hoped) <= 2 * max(a.hoped, b.hoped)


@pytest.mark.parametrize(
    ("tool", "expected"),
    [
        pytest.param(lambda pot, all_: fill(pot, all_), [40, 30, 0, 30], id="the third can't do with what is left"),
        pytest.param(lambda pot, all_: cut(pot, all_, 10), [36, 27, 0, 37], id="ten percent, and then no more"),
        pytest.param(lambda pot, all_: least(pot, all_), [10, 1, 45, 1], id="the least"),
        pytest.param(lambda pot, all_: fit(pot, all_), [17, 13, 45, 25], id="the same share, and a least"),
        pytest.param(lambda pot, all_: rest(pot, all_), [40, 30, 0, 30], id="nothing said: as filling"),
    ],
)
def test_by_hand(tool, expected: list[int]) -> None:  # type: ignore[no-untyped-def]
    wants = [one(1, 40, 10), one(2, 30), one(3, 50, 45), one(4, 60)]
    assert list(tool(100, wants).values()) == expected


def test_a_floor_and_a_ceiling_bind() -> None:
    made = want(UUID(int=1), asked=90_000, least_workable=None, floor=5_000, ceiling=40_000)
    assert (made.least, made.most) == (5_000, 40_000)
    assert fill(4_999, [made]) == {made.id: 0}
    assert want(UUID(int=1), asked=3_000, least_workable=None, floor=5_000, ceiling=None).least == 3_000
    too_dear = want(UUID(int=1), asked=90_000, least_workable=60_000, floor=None, ceiling=40_000)
    assert [tool(500_000, [too_dear]) for tool in (fill, rest, least, fit)] == [{too_dear.id: 0}] * 4


def test_an_amount_tells_the_outcome() -> None:
    assert [outcome_of(amount, 40) for amount in (0, 1, 39, 40)] == [
        Outcome.REFUSED, Outcome.PARTLY, Outcome.PARTLY, Outcome.GRANTED,
    ]  # fmt: skip
