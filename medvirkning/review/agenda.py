"""The meeting's list and its pot as one person may see them: what the sharing page and the wall draw.

However long the round, it takes a handful of queries that read one page of rows, and the cases that get money.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.review.meeting import Seat, seats, table
from medvirkning.review.models import Decision
from medvirkning.review.places import Places, length
from medvirkning.review.sharing import Line, Share
from medvirkning.review.words import Order

NUMBERED = 500  # places without points that are looked up for the patches: a patch wide enough for a number is rarer


@dataclass(frozen=True, slots=True)
class Agenda:
    """One page of a round's list, and what is true of all of it. Places are counted from 1."""

    seats: list[tuple[int, Seat]]
    count: int  # cases on the whole list
    closed: int  # of them, those that are closed to this person
    undecided: bool  # that some of the open ones are not decided
    share: Share  # of the open cases that get money
    funded: list[tuple[int | None, Line]]  # the same with their places, None far down the list
    limit: int | None  # the place that the thread runs above


def agenda(the_round: Round, person: Person, order: Order, *, start: int, most: int) -> Agenda:
    """The list after its first `start` cases, at most so many rows, as `meeting.table` orders it."""
    places = Places(the_round, person, order)
    found = table(the_round, person, order, only=places.ids(start, most))
    share = Share(the_round.pot, places.with_money())
    count = length(the_round.id)
    return Agenda(
        seats=list(enumerate(seats(found, found.share.lines), start + 1)),
        count=count,
        closed=count - places.open,
        undecided=places.open > _decided(the_round, places),
        share=share,
        funded=_placed(share, places),
        limit=_limit(share, places),
    )


def _limit(share: Share, places: Places) -> int | None:
    if share.left >= 0:
        return places.first_beyond(share.left)
    return None if share.limit is None else places.place_of(share.lines[share.limit].id)


def _decided(the_round: Round, places: Places) -> int:
    wanted = select(func.count()).select_from(Decision).join(Application, Application.id == Decision.application_id)
    return db.session.scalar(wanted.where(Decision.round_id == the_round.id, places.is_open)) or 0


def _placed(share: Share, places: Places) -> list[tuple[int | None, Line]]:
    known: dict[UUID, int] = {line.id: place for place, line in enumerate(places.first, 1)}
    if any(line.id not in known for line in share.lines):
        known |= places.numbered(NUMBERED)
    return [(known.get(line.id), line) for line in share.lines]
