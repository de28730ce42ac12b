"""How the group decides: who has a vote in a case, whether they are enough, and which way it went.

The rules are those for elected bodies (law keys `quorum` and `disqualification_decided_by`): at least half of the
members present and voting, a simple majority, and the leader's vote where the votes are equal.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from medvirkning.kernel.errors import Objection
from medvirkning.review.words import ReviewWord


@dataclass(frozen=True, slots=True)
class Votes:
    """How the members voted on one case."""

    in_favour: int
    against: int

    @property
    def all(self) -> int:
        """How many voted."""
        return self.in_favour + self.against

    @property
    def casting(self) -> bool:
        """Whether the votes were equal, so that the leader's decided."""
        return self.in_favour == self.against and self.in_favour > 0

    @property
    def carried(self) -> bool:
        """Whether it was decided so: more for than against, or as many, with the leader's among those for."""
        return self.in_favour > self.against or self.casting


def voters(
    seats: Sequence[UUID], present: Collection[UUID], stands_in: Mapping[UUID, UUID], out: Collection[UUID]
) -> list[UUID]:
    """Who votes in a case: each seat has one vote, its member's or else that of a substitute who has stepped in.

    `stands_in` is substitute → the member whose seat they take where that member is away or steps aside, and `out`
    are those who step aside or have left the room.
    """
    found = []
    for member in seats:
        if member in present and member not in out:
            found.append(member)
            continue
        stepping = (sub for sub, for_whom in stands_in.items() if for_whom == member)
        substitute = next((sub for sub in stepping if sub in present and sub not in out), None)
        if substitute is not None:
            found.append(substitute)
    return found


def quorate(seats: int, voting: int) -> bool:
    """Whether at least half of the members are present and voting."""
    return seats > 0 and 2 * voting >= seats


def may_open(deadline: datetime | None, *, at: datetime) -> list[Objection]:
    """A meeting opens, and a case is decided, when nobody can apply in the round any more.

    Where applications come at any time there is no deadline, and each is decided as it comes.
    """
    return [Objection(ReviewWord.ROUND_STILL_OPEN, deadline=deadline)] if deadline and at <= deadline else []


def may_vote(
    *, seats: Sequence[UUID], voting: Collection[UUID], leader: UUID, votes: Votes | None, is_open: bool
) -> list[Objection]:
    """An elected group decides a case: in an open meeting, enough of them, all who are there voting, and a majority.

    Without `votes`, all voted for it.
    """
    if not is_open:
        return [Objection(ReviewWord.MEETING_NOT_OPEN, "meeting_notice")]
    found = []
    if not quorate(len(seats), len(voting)):
        found.append(Objection(ReviewWord.NO_QUORUM, "quorum", voting=len(voting), seats=len(seats)))
    if leader not in voting:
        found.append(Objection(ReviewWord.LEADER_NOT_HERE, "quorum"))
    if votes is not None and (min(votes.in_favour, votes.against) < 0 or votes.all != len(voting)):
        found.append(Objection(ReviewWord.VOTES_DONT_ADD_UP, "quorum", voting=len(voting)))
    elif votes is not None and not votes.carried:
        found.append(Objection(ReviewWord.NOT_CARRIED, "quorum"))
    return found


def may_seat(
    seats: Collection[UUID], substitutes: Collection[UUID], present: Collection[UUID], stands_in: Mapping[UUID, UUID]
) -> list[Objection]:
    """Attendance as it can be: members and substitutes only, and one substitute for one member."""
    strangers = set(present) - set(seats) - set(substitutes)
    taken = list(stands_in.values())
    if strangers or not set(stands_in) <= set(substitutes) or not set(taken) <= set(seats):
        return [Objection(ReviewWord.NOT_IN_THE_GROUP, "substitute")]
    return [Objection(ReviewWord.SEAT_TAKEN_TWICE, "substitute")] if len(set(taken)) < len(taken) else []


def may_hold(person: UUID, *, holders: Collection[UUID], aside: Collection[UUID] = ()) -> list[Objection]:
    """Who holds a meeting: one of its `holders`. Nobody closes it who steps aside from a case of it.

    `aside` are those of them who do. Where all of them do, there is nobody else, and one of them may.
    """
    if person not in holders:
        return [Objection(ReviewWord.NOT_YOUR_MEETING, "minutes")]
    if person in aside and not set(holders) <= set(aside):
        return [Objection(ReviewWord.ASIDE_IN_THE_ROUND, "disqualification")]
    return []


def may_name(leader: UUID | None, *, voting: Collection[UUID]) -> list[Objection]:
    """Where no chair is there, one of those who vote leads the meeting, if anybody is named."""
    return [Objection(ReviewWord.NAMED_IS_AWAY, "quorum")] if leader is not None and leader not in voting else []
