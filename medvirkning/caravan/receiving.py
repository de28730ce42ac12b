"""Taking what a tablet sends: first kept as it came, closed, and acknowledged; then looked into.

Whatever order things come in, however often, late or cut off, something said is here once. The same id with other
content is kept too, under an id of its own, for a person to look at.
"""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import select, update

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.words import HeldFor, ItemState
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import changed, db, insert_into


@dataclass(frozen=True)
class Bearer:
    """Whoever brings envelopes: a tablet of a programme, or (None) a coordinator with a sealed file."""

    programme_id: UUID
    tablet_id: UUID | None = None
    revoked: bool = False


@dataclass(frozen=True)
class Kept:
    """That an envelope is kept. `otherwise`: something else had come under its id; of items, both are kept.

    `new`: it was not here before.
    """

    id: UUID
    digest: str
    otherwise: bool = False
    new: bool = field(default=False, compare=False)


def bearer(tablet: Tablet) -> Bearer:
    """The tablet as one who brings envelopes."""
    return Bearer(tablet.programme_id, tablet.id, tablet.revoked_at is not None)


def receive_item(item_id: UUID, envelope: bytes, by: Bearer, *, at: datetime) -> Kept:
    """Keep the envelope of something said, unless it is here. It waits until somebody looks into it."""
    digest = sha256(envelope).hexdigest()
    new = {
        "programme_id": by.programme_id,
        "tablet_id": by.tablet_id,
        "stands": ItemState.WAITING,
        "why": "",
        "digest": digest,
        "envelope": envelope,
        "revoked": by.revoked,
        "old_package": False,
        "received_on": oslo_date(at),
    }
    if changed(insert_into(Item).values(id=item_id, **new).on_conflict_do_nothing()):
        return Kept(item_id, digest, new=True)
    if db.session.scalar(select(Item.digest).where(Item.id == item_id)) == digest:
        return Kept(item_id, digest)
    known = select(Item.id).where(Item.programme_id == by.programme_id, Item.digest == digest)
    unknown = db.session.scalar(known.limit(1)) is None
    if unknown:
        held = {"stands": ItemState.HELD, "held_for": HeldFor.SENT_OTHERWISE, "sent_as": item_id}
        db.session.execute(insert_into(Item).values(id=uuid4(), **(new | held)))
    return Kept(item_id, digest, otherwise=True, new=unknown)


def receive_photo(photo_id: UUID, envelope: bytes, by: Bearer, *, at: datetime) -> Kept:
    """Keep the envelope of a photo, unless it is here. `otherwise`: another has this id, and this one isn't kept."""
    digest = sha256(envelope).hexdigest()
    new = {"programme_id": by.programme_id, "digest": digest, "envelope": envelope, "received_on": oslo_date(at)}
    keep = insert_into(ItemPhoto).values(id=photo_id, **new)
    named = (ItemPhoto.digest.is_(None)) & (ItemPhoto.programme_id == by.programme_id)
    fresh = changed(keep.on_conflict_do_update(index_elements=["id"], set_=new, where=named))
    here = db.session.scalar(select(ItemPhoto.digest).where(ItemPhoto.id == photo_id))
    return Kept(photo_id, digest, otherwise=here != digest, new=bool(fresh))


def seen(tablet: Tablet, *, at: datetime) -> None:
    """That the tablet was in touch today."""
    today = oslo_date(at)
    if tablet.seen_on != today:
        changed(update(Tablet).where(Tablet.id == tablet.id).values(seen_on=today))
