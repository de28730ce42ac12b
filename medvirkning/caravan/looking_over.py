"""What a coordinator does with what was held back: opens it, puts it under a shift, removes it. All is journalled.

Trying again, or taking it in without photos, is `going_through`.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import undefer

from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.looking_into import HeldBack, open_item
from medvirkning.caravan.reading import Said
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import CaravanEvent, HeldFor, ItemState
from medvirkning.journal.actions import record
from medvirkning.journal.queries import history
from medvirkning.kernel.database import changed, db, hold
from medvirkning.kernel.errors import Conflict
from medvirkning.kernel.holding import hold_all
from medvirkning.people.models import Person

SHOWN_FOR = timedelta(hours=1)


def open_to_look(item: Item, *, by: Person, at: datetime) -> None:
    """Journal that somebody opens it. From now on, and for an hour, its page shows them what is in it."""
    if item.stands is not ItemState.HELD:
        raise Conflict("it is not held back any more")
    record(item, CaravanEvent.ITEM_OPENED, by=by, at=at, programme_id=item.programme_id)


def opened_by(item: Item, person: Person, *, at: datetime) -> bool:
    """Whether this person has opened it lately."""
    seen = history(Item.__tablename__, item.id, event=CaravanEvent.ITEM_OPENED)
    return any(event.by_id == person.id and at - event.at < SHOWN_FOR for event in seen)


def without_shift(item: Item) -> bool:
    """Whether somebody must say where it was said: also of what has a bad photo, which is what was found first."""
    return item.held_for is HeldFor.UNKNOWN_SHIFT or (item.held_for is HeldFor.BAD_PHOTO and item.shift_id is None)


def place(item: Item, shift: Shift, *, by: Person, at: datetime) -> None:
    """Put it under a shift of the programme, where the one it names can't be right. It is then tried again.

    Raises Conflict for what was held back for something else, or is not held back any more.
    """
    hold(item)
    if not without_shift(item) or shift.programme_id != item.programme_id:
        raise Conflict("it is not to be put under this shift")
    item.shift_id = shift.id
    db.session.flush()
    facts = {"shift": str(shift.id)}
    record(item, CaravanEvent.ITEM_PLACED, by=by, at=at, programme_id=item.programme_id, facts=facts)


def what_is_in(item: Item, *, secret: bytes) -> Said | None:
    """What was said, as it was written; None where it can't be opened or read."""
    if item.envelope is None:
        return None
    try:
        return open_item(item, secret=secret)
    except HeldBack:
        return None


def remove(item: Item, *, by: Person, secret: bytes, at: datetime) -> None:
    """Let go of it for good, with its photos: what was in it is gone. Removed already, nothing happens.

    Raises Conflict for what has been taken in meanwhile.
    """
    hold(item)
    if item.stands is ItemState.REMOVED:
        return
    if item.stands is not ItemState.HELD:
        raise Conflict("it is not held back any more")
    _let_go([item], by=by, secret=secret, at=at)


def remove_all(items: Collection[Item], *, by: Person, secret: bytes, at: datetime) -> int:
    """As `remove`, of those that are still held back; how many those were. Each is journalled."""
    hold_all(items)
    held = [item for item in items if item.stands is ItemState.HELD]
    _let_go(held, by=by, secret=secret, at=at)
    return len(held)


def _let_go(items: Collection[Item], *, by: Person, secret: bytes, at: datetime) -> None:
    ids = [item.id for item in items]
    whole = select(Item).where(Item.id.in_(ids)).options(undefer(Item.envelope))
    db.session.scalars(whole.execution_options(populate_existing=True)).all()
    said = [what_is_in(item, secret=secret) for item in items]
    named = [photo.id for one in said if one is not None for photo in one.photos]
    within = ItemPhoto.programme_id.in_({item.programme_id for item in items})
    own = or_(ItemPhoto.item_id.in_(ids), ItemPhoto.id.in_(named))
    changed(update(ItemPhoto).where(within, own).values(envelope=None))
    for item in items:
        item.stands, item.held_for, item.why, item.envelope = ItemState.REMOVED, None, "", None
    db.session.flush()
    for item in items:
        record(item, CaravanEvent.ITEM_REMOVED, by=by, at=at, programme_id=item.programme_id)
