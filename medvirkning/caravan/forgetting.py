"""What the clock lets go of. What a tablet has sent is known for a year, so that one found in a drawer doubles nothing.

What was held back stays until somebody has looked at it.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import aliased

from medvirkning.caravan.devices import Pairing
from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.database import changed

KNOWN_FOR = timedelta(days=366)
LONE_PHOTO = timedelta(days=30)
DONE = (ItemState.TAKEN, ItemState.REMOVED)


def forget_items(*, today: date) -> int:
    """Forget that something came which was taken in or removed a year ago, with its photos; how many there were."""
    old = select(Item.id).where(Item.stands.in_(DONE), Item.received_on < today - KNOWN_FOR)
    changed(delete(ItemPhoto).where(ItemPhoto.item_id.in_(old)))
    return changed(delete(Item).where(Item.stands.in_(DONE), Item.received_on < today - KNOWN_FOR))


def forget_photos(*, today: date) -> int:
    """Let go of photos that came too late for what they belong to, and of those that never got a thing to belong to.

    They stay where something lies that can't be opened: it may be theirs. How many there were.
    """
    done = select(Item.id).where(Item.stands.in_(DONE))
    late = update(ItemPhoto).where(ItemPhoto.item_id.in_(done), ItemPhoto.envelope.is_not(None))
    closed = aliased(Item)
    unopened = exists().where(
        closed.programme_id == ItemPhoto.programme_id, closed.stands == ItemState.HELD, closed.kind.is_(None)
    )
    lone = delete(ItemPhoto).where(ItemPhoto.item_id.is_(None), ItemPhoto.received_on < today - LONE_PHOTO, ~unopened)
    return changed(late.values(envelope=None)) + changed(lone)


def forget_codes(*, at: datetime) -> int:
    """Let go of codes that no tablet has used in time."""
    return changed(delete(Pairing).where(Pairing.until < at))
