"""Who votes, whether they are enough, and which way it goes: the rules for elected bodies, as tables."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.review.quorum import Votes, may_open, may_seat, may_vote, quorate, voters
from medvirkning.review.words import ReviewWord

A, B, C, D, S, T = (UUID(int=number) for number in range(6))


@pytest.mark.parametrize(
    ("seats", "voting", "enough"),
    [
        (4, 2, True),
        (4, 1, False),
        (5, 2, False),
        (5, 3, True),
        (7, 4, True),
        (7, 3, False),
        (1, 1, True),
        (0, 0, False),
    ],
)
def test_at_least_half(seats: int, voting: int, enough: bool) -> None:
    assert quorate(seats, voting) is enough


@pytest.mark.parametrize(
    ("present", "stands_in", "out", "expected"),
    [
        pytest.param({A, B, C, D}, {}, set(), [A, B, C, D], id="all here"),
        pytest.param({A, B}, {}, set(), [A, B], id="two away"),
        pytest.param({A, B, C, S}, {S: D}, set(), [A, B, C, S], id="a substitute for one who is away"),
        pytest.param({A, B, C, D, S}, {S: D}, set(), [A, B, C, D], id="no vote while the member is there"),
        pytest.param({A, B, C, D, S}, {S: D}, {D}, [A, B, C, S], id="steps in where the member steps aside"),
        pytest.param({A, B, C, D, S}, {S: D}, {D, S}, [A, B, C], id="steps aside too"),
        pytest.param({A, B, C, D}, {S: D}, {D}, [A, B, C], id="a substitute who is not here"),
        pytest.param({A, S, T}, {S: B, T: C}, set(), [A, S, T], id="two substitutes"),
    ],
)
def test_each_seat_has_one_vote(present: set[UUID], stands_in: dict[UUID, UUID], out: set[UUID], expected) -> None:  # type: ignore[no-untyped-def]
    assert voters([A, B, C, D], present, stands_in, out) == expected


@pytest.mark.parametrize(
    ("in_favour", "against", "carried", "casting"),
    [(4, 0, True, False), (3, 1, True, False), (2, 2, True, True), (1, 3, False, False), (0, 0, False, False)],
)
def test_a_simple_majority_and_the_leaders_vote(in_favour: int, against: int, carried: bool, casting: bool) -> None:
    votes = Votes(in_favour, against)
    assert (votes.carried, votes.casting) == (carried, casting)


@pytest.mark.parametrize(
    ("voting", "leader", "votes", "is_open", "expected"),
    [
        pytest.param([A, B, C], A, None, True, [], id="all for it"),
        pytest.param([A, B, C], A, None, False, [ReviewWord.MEETING_NOT_OPEN], id="no meeting"),
        pytest.param([A], A, None, True, [ReviewWord.NO_QUORUM], id="alone"),
        pytest.param([B, C], A, None, True, [ReviewWord.LEADER_NOT_HERE], id="the leader is away"),
        pytest.param([A, B, C], A, Votes(2, 1), True, [], id="a majority"),
        pytest.param([A, B, C], A, Votes(1, 2), True, [ReviewWord.NOT_CARRIED], id="a minority"),
        pytest.param([A, B, C], A, Votes(2, 2), True, [ReviewWord.VOTES_DONT_ADD_UP], id="one vote too many"),
        pytest.param([A, B, C], A, Votes(4, -1), True, [ReviewWord.VOTES_DONT_ADD_UP], id="less than none"),
        pytest.param([A, B], A, Votes(1, 1), True, [], id="equal: the leader's vote"),
    ],
)
def test_deciding(voting, leader, votes, is_open, expected) -> None:  # type: ignore[no-untyped-def]
    found = may_vote(seats=[A, B, C, D], voting=voting, leader=leader, votes=votes, is_open=is_open)
    assert [objection.code for objection in found] == expected


def test_the_deadline_must_have_passed() -> None:
    deadline = datetime(2026, 9, 1, 21, 59, tzinfo=UTC)
    assert [each.code for each in may_open(deadline, at=deadline)] == [ReviewWord.ROUND_STILL_OPEN]
    assert may_open(deadline, at=deadline + timedelta(microseconds=1)) == []
    assert may_open(None, at=deadline) == [], "where applications come at any time"


@pytest.mark.parametrize(
    ("present", "stands_in", "expected"),
    [
        ({A, B}, {}, []),
        ({A, S}, {S: B}, []),
        ({A, S, T}, {S: B, T: B}, [ReviewWord.SEAT_TAKEN_TWICE]),
        ({A, UUID(int=99)}, {}, [ReviewWord.NOT_IN_THE_GROUP]),
        ({A}, {B: C}, [ReviewWord.NOT_IN_THE_GROUP]),
        ({A}, {S: T}, [ReviewWord.NOT_IN_THE_GROUP]),
    ],
)
def test_seating(present: set[UUID], stands_in: dict[UUID, UUID], expected: list[str]) -> None:
    assert [each.code for each in may_seat([A, B, C, D], [S, T], present, stands_in)] == expected


PEOPLE = st.sets(st.sampled_from([A, B, C, D, S, T]))


@given(PEOPLE, PEOPLE, st.dictionaries(st.sampled_from([S, T]), st.sampled_from([A, B, C, D])))
def test_never_more_votes_than_seats_and_nobody_twice(
    present: set[UUID], out: set[UUID], stands_in: dict[UUID, UUID]
) -> None:
    found = voters([A, B, C, D], present, stands_in, out)
    assert len(found) <= 4
    assert set(found) <= present - out
