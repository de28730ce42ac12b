"""The public board: what is published, filtered, counted and paged in the database.

Order is by day and then by random id, so that it says nothing of who came first within a day (promise A2).
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import String, func, literal_column, or_, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from medvirkning.contributions.models import BOARD_GROUP, Contribution
from medvirkning.contributions.words import BoardGroup, BoardSort
from medvirkning.kernel.database import db
from medvirkning.kernel.similar import most_alike

PER_PAGE = 12
COMPARED = 300  # the newest texts a new one is compared with; more would be felt


@dataclass(frozen=True)
class BoardFilter:
    """What of the board somebody wants to see; empty `zones` and no `group` is all of it."""

    zones: frozenset[UUID] = frozenset()
    group: BoardGroup | None = None
    sort: BoardSort = BoardSort.NEWEST
    goal_id: UUID | None = None


class BoardCounts:
    """How many there are per group and zone, from one grouped query. A zone of None: elsewhere, or all of the area."""

    def __init__(self, cells: Collection[tuple[BoardGroup, UUID | None, int]]) -> None:
        self._cells = tuple(cells)

    def of_zone(self, zone_id: UUID | None, group: BoardGroup | None = None) -> int:
        """How many in a zone, within a group if one is chosen."""
        return sum(n for in_group, zone, n in self._cells if zone == zone_id and group in (None, in_group))

    def of_group(self, group: BoardGroup | None, zones: Collection[UUID] = ()) -> int:
        """How many in a group (None: in all), within some zones if any are chosen."""
        return sum(n for in_group, zone, n in self._cells if group in (None, in_group) and (not zones or zone in zones))

    def total(self, chosen: BoardFilter) -> int:
        """How many the filter lets through."""
        return self.of_group(chosen.group, chosen.zones)


def board_counts(programme_id: UUID) -> BoardCounts:
    """The counts of a programme's board.

    Grouped by what the board's groups are made of: SQLite reads every column of a row that has a generated one in the
    question, and an index alone otherwise.
    """
    cells = (
        select(literal_column(BOARD_GROUP, String), Contribution.zone_id, func.count())
        .where(Contribution.programme_id == programme_id)
        .group_by(Contribution.state, Contribution.outcome, Contribution.zone_id)
    )
    found = db.session.execute(cells)
    return BoardCounts([(BoardGroup(group), zone, count) for group, zone, count in found if group is not None])


def board_total(programme_id: UUID, chosen: BoardFilter) -> int:
    """How many the filter lets through, counted for themes too, which `BoardCounts` doesn't know."""
    wanted = select(func.count()).select_from(Contribution).where(*_let_through(programme_id, chosen))
    return db.session.scalar(wanted) or 0


def board_page(
    programme_id: UUID, chosen: BoardFilter, *, page: int = 1, per_page: int = PER_PAGE
) -> list[Contribution]:
    """One page of the board, with zones and goals. Pages count from 1; one past the end is empty."""
    wanted = (
        select(Contribution)
        .where(*_let_through(programme_id, chosen))
        .order_by(*_order(chosen.sort))
        .limit(per_page)
        .offset((max(page, 1) - 1) * per_page)
        .options(joinedload(Contribution.zone), joinedload(Contribution.goal))
    )
    return list(db.session.scalars(wanted))


def newest_done(programme_id: UUID, *, most: int = 3) -> list[Contribution]:
    """«Dette skjedde»: what was done last, with zones."""
    wanted = (
        select(Contribution)
        .where(Contribution.programme_id == programme_id, Contribution.board_group == BoardGroup.HAPPENED)
        .order_by(Contribution.done_on.desc(), Contribution.id.desc())
        .limit(most)
        .options(joinedload(Contribution.zone))
    )
    return list(db.session.scalars(wanted))


def similar_to(text: str, *, programme_id: UUID, zone_id: UUID | None = None) -> list[Contribution]:
    """The published contributions most like a text, the most alike first; with a zone, of that zone or of none."""
    newest = (
        select(Contribution.id, Contribution.text)
        .where(Contribution.programme_id == programme_id, Contribution.board_group.is_not(None))
        .order_by(Contribution.received_on.desc(), Contribution.id.desc())
        .limit(COMPARED)
    )
    if zone_id is not None:
        newest = newest.where(or_(Contribution.zone_id == zone_id, Contribution.zone_id.is_(None)))
    found = most_alike(text, [(key, other) for key, other in db.session.execute(newest)])
    if not found:
        return []
    rows = select(Contribution).where(Contribution.id.in_(found)).options(joinedload(Contribution.zone))
    return sorted(db.session.scalars(rows), key=lambda row: found.index(row.id))


def _let_through(programme_id: UUID, chosen: BoardFilter) -> list[ColumnElement[bool]]:
    conditions = [Contribution.programme_id == programme_id, Contribution.board_group.is_not(None)]
    if chosen.group is not None:
        conditions.append(Contribution.board_group == chosen.group)
    if chosen.zones:
        conditions.append(Contribution.zone_id.in_(sorted(chosen.zones)))
    if chosen.goal_id is not None:
        conditions.append(Contribution.goal_id == chosen.goal_id)
    return conditions


def _order(sort: BoardSort) -> tuple[Any, ...]:
    newest = (Contribution.received_on.desc(), Contribution.id.desc())
    return (Contribution.supporters.desc(), *newest) if sort is BoardSort.AGREED else newest
