"""Opening what a tablet has sent: what was said, its pictures drawn anew, and what is yet to come.

What stands in the way is told by raising, and whoever calls holds the item back for somebody to look at.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.keeping_keys import UnknownKey, item_name, open_envelope, photo_name
from medvirkning.caravan.reading import PhotoNamed, Said, Unreadable, read_said
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import HeldFor, ItemState
from medvirkning.kernel.database import changed, db, insert_into
from medvirkning.kernel.envelopes import NotAnEnvelope
from medvirkning.kernel.pictures import CleanPicture, NotAPicture, clean_picture

MOST_PIXELS = (
    4_000_000  # a tablet sends none of more than 1600 × 1600, and what is sent is gone through again and again
)


class HeldBack(Exception):
    """Why an item can't be taken in by itself."""

    def __init__(self, reason: HeldFor, why: str = "") -> None:
        self.reason, self.why = reason, why
        super().__init__(reason.value)


@dataclass(frozen=True)
class LookedInto:
    """What is in an envelope, its pictures drawn anew, and the ids of photos that have not come.

    `named` are the ids of all its photos, also of those that `said` is to be taken in without.
    """

    said: Said
    photos: Mapping[UUID, CleanPicture]
    missing: frozenset[UUID]
    named: frozenset[UUID]


def open_item(item: Item, *, secret: bytes) -> Said:
    """What was said. Raises HeldBack."""
    assert item.envelope is not None
    try:
        return read_said(open_envelope(item.envelope, name=item_name(item.closed_as), secret=secret))
    except UnknownKey:
        raise HeldBack(HeldFor.UNKNOWN_KEY) from None
    except (NotAnEnvelope, Unreadable):
        raise HeldBack(HeldFor.UNREADABLE) from None


def look_into(item: Item, said: Said, *, secret: bytes, without_photos: bool = False) -> LookedInto:
    """Open the envelopes of its photos. Takes time: no transaction. Raises HeldBack.

    `without_photos`: those that lack or can't be used are let go.
    """
    named = frozenset(photo.id for photo in said.photos)
    missing = named - photos_come(item, said)
    if missing and not without_photos:
        return LookedInto(said, {}, missing, named)
    come = _envelopes(item, said)
    if not without_photos:
        missing = named - come.keys()
        shown = {} if missing else {one.id: _picture(one, come[one.id], secret) for one in said.photos}
        return LookedInto(said, shown, missing, named)
    usable = {}
    for one in said.photos:
        try:
            if one.id in come:
                usable[one.id] = _picture(one, come[one.id], secret)
        except HeldBack:
            continue
    left = tuple(photo for photo in said.photos if photo.id in usable)
    return LookedInto(replace(said, photos=left), usable, frozenset(), named)


def photos_come(item: Item, said: Said) -> frozenset[UUID]:
    """Which of the photos have come."""
    return frozenset(db.session.scalars(select(ItemPhoto.id).where(*_come(item, said))))


def wait_for_photos(item: Item, said: Said) -> None:
    """Note what it is and where it was said, and let its photos know whose they are, also those that have not come.

    The item first and then its photos, as when it is taken in: one of the two would else wait for the other for ever.
    """
    shift = shift_of(item, said)
    known = {"kind": said.kind, "shift_id": None if shift is None else shift.id}
    changed(update(Item).where(Item.id == item.id).values(**known))
    for photo in said.photos:
        new = {"programme_id": item.programme_id, "item_id": item.id, "received_on": item.received_on}
        named = insert_into(ItemPhoto).values(id=photo.id, **new)
        whose = {"set_": {"item_id": item.id}, "where": ItemPhoto.programme_id == item.programme_id}
        changed(named.on_conflict_do_update(index_elements=["id"], **whose))


def knows_its_photos(item: Item) -> bool:
    """Whether all of that is noted already: what waits for days is gone through every hour, and written once."""
    return item.kind is not None


def hold_back(item: Item, reason: HeldFor, why: str = "", said: Said | None = None) -> None:
    """Keep the item, closed, for somebody to look at. One that is taken in already stays so."""
    here = (Item.id == item.id) & Item.stands.in_([ItemState.WAITING, ItemState.HELD])
    held = changed(update(Item).where(here).values(stands=ItemState.HELD, held_for=reason, why=why[:400]))
    if held and said is not None:
        wait_for_photos(item, said)


def shift_of(item: Item, said: Said, *, looked_at: bool = False) -> Shift | None:
    """Where somebody has put it; else the shift it was said at: one of the same programme, that its tablet was in.

    Where somebody has `looked_at` it, any of the programme's: a tablet that is connected anew is another to us.
    """
    if item.shift_id is not None and (put := db.session.get(Shift, item.shift_id)) is not None:
        return put  # known before, or given by `looking_over.place`
    shift = db.session.get(Shift, said.shift_id)
    if shift is None or shift.programme_id != item.programme_id:
        return None
    if (
        not looked_at
        and item.tablet_id is not None
        and item.tablet_id not in {at_work.tablet_id for at_work in shift.at_work}
    ):
        return None
    return shift


def _come(item: Item, said: Said) -> tuple[ColumnElement[bool], ...]:
    named = ItemPhoto.id.in_([photo.id for photo in said.photos])
    return ItemPhoto.programme_id == item.programme_id, named, ItemPhoto.envelope.is_not(None)


def _envelopes(item: Item, said: Said) -> dict[UUID, bytes]:
    rows = db.session.execute(select(ItemPhoto.id, ItemPhoto.envelope).where(*_come(item, said)))
    return {row.id: row.envelope for row in rows}


def _picture(named: PhotoNamed, envelope: bytes, secret: bytes) -> CleanPicture:
    try:
        content = open_envelope(envelope, name=photo_name(named.id), secret=secret)
        if sha256(content).hexdigest() != named.digest:
            raise HeldBack(HeldFor.BAD_PHOTO)
        return clean_picture(content, most_pixels=MOST_PIXELS)
    except (NotAnEnvelope, NotAPicture):
        raise HeldBack(HeldFor.BAD_PHOTO) from None
