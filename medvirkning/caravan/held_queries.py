"""Looking up what was held back for somebody to look at: all of it, of one reason, or from one tablet."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from medvirkning.caravan.items import Item
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import HeldFor, ItemState
from medvirkning.kernel.database import db


@dataclass(frozen=True)
class HeldFilter:
    """What of it somebody wants to see. `tablet_id` counts where it is not `from_file`; None is from anywhere."""

    reason: HeldFor | None = None
    tablet_id: UUID | None = None
    from_file: bool = False


def held_in(programme_id: UUID, chosen: HeldFilter = HeldFilter(), *, most: int = 100) -> list[Item]:
    """The first of it, in an order that tells nothing: what can be opened first."""
    return _items(_held(programme_id), *_asked(chosen), most=most)


def held_among(programme_id: UUID, ids: Collection[UUID]) -> list[Item]:
    """Those of these that are the programme's, and still held back."""
    return _items(_held(programme_id), Item.id.in_(ids), most=len(ids))


def how_many_held(programme_id: UUID, chosen: HeldFilter = HeldFilter()) -> int:
    """How many things wait for somebody to look at them."""
    return db.session.scalar(select(func.count()).where(_held(programme_id), *_asked(chosen))) or 0


def held_from(programme_id: UUID) -> dict[tuple[HeldFor, UUID | None], int]:
    """How many there are for each reason from each tablet, None being out of a file."""
    counted = select(Item.held_for, Item.tablet_id, func.count()).where(_held(programme_id))
    rows = db.session.execute(counted.group_by(Item.held_for, Item.tablet_id))
    return {(reason, tablet_id): count for reason, tablet_id, count in rows if reason is not None}


def _held(programme_id: UUID) -> ColumnElement[bool]:
    return (Item.programme_id == programme_id) & (Item.stands == ItemState.HELD)


def _asked(chosen: HeldFilter) -> list[ColumnElement[bool]]:
    reason = [Item.held_for == chosen.reason] if chosen.reason is not None else []
    if chosen.from_file:
        return [*reason, Item.tablet_id.is_(None)]
    return [*reason, Item.tablet_id == chosen.tablet_id] if chosen.tablet_id is not None else reason


def _items(*those: ColumnElement[bool], most: int) -> list[Item]:
    whole = (joinedload(Item.tablet), joinedload(Item.shift).joinedload(Shift.stop))
    ordered = select(Item).where(*those).order_by(Item.kind.is_(None), Item.revoked, Item.received_on, Item.id)
    return list(db.session.scalars(ordered.limit(most).options(*whole)))
