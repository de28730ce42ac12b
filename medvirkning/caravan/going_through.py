"""Going through what tablets have sent: each thing said in a transaction of its own, so that a bad one stops no other.

The only file of a department that opens transactions: whoever receives something goes through it at once, the clock
goes through what was left when a server went down, and a coordinator through what was held back. All do just this.
"""

import traceback
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import select

from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.rules import PHOTO_DAYS
from medvirkning.caravan.taking_in import (
    HeldBack,
    LookedInto,
    hold_back,
    look_into,
    survey_of,
    take_in,
    wait_for_photos,
)
from medvirkning.caravan.words import HeldFor, ItemState
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.kernel.errors import Conflict, NotThere, Refused, RuleBroken
from medvirkning.surveys.bringing_in import Brought, made_ready

log = structlog.get_logger()
TRIES = 3  # photos may come while we look


def go_through(item_id: UUID, *, secret: bytes, at: datetime) -> ItemState:
    """Take in what was said, or hold it back with the reason, or wait for its photos: where it stands afterwards."""
    for _try in range(TRIES):
        item = db.session.get(Item, item_id, populate_existing=True)
        if item is None or item.stands not in (ItemState.WAITING, ItemState.HELD):
            return ItemState.REMOVED if item is None else item.stands
        try:
            found = look_into(item, secret=secret)
            if found.missing:
                with transaction():
                    wait_for_photos(item, found.said, at=at)
                if not _come(found):
                    return ItemState.WAITING
                continue
            brought = _ready(found, secret)
            with transaction():
                take_in(item_id, found, brought=brought, secret=secret, at=at)
            return ItemState.TAKEN
        except HeldBack as held:
            return _held(item_id, held.reason, held.why)
        except RuleBroken as broken:
            return _held(item_id, HeldFor.NOT_ALLOWED, " ".join(str(one.code) for one in broken.objections))
        except Refused as refused:
            return _held(item_id, HeldFor.NOT_ALLOWED, refused.code)
        except (Conflict, NotThere):
            return _held(item_id, HeldFor.SENT_OTHERWISE)
    return ItemState.WAITING


def go_through_safely(item_id: UUID, *, secret: bytes, at: datetime) -> ItemState:
    """As `go_through`, where one that breaks something of ours is held back, told in the log, and stops nobody."""
    try:
        return go_through(item_id, secret=secret, at=at)
    except Exception as fault:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        log.error("item_not_taken", kind=type(fault).__name__, at=f"{place.name}:{place.lineno}")
        end_reading()
        return _held(item_id, HeldFor.BROKEN)


def go_through_waiting(*, secret: bytes, at: datetime, most: int = 500) -> int:
    """Go through what still waits, as after a server went down; how many there were.

    What has waited too long for its photos is held back: somebody may take it in without them.
    """
    waiting = select(Item.id, Item.received_on).where(Item.stands == ItemState.WAITING).limit(most)
    found = list(db.session.execute(waiting))
    late = oslo_date(at) - timedelta(days=PHOTO_DAYS)
    for item_id, received_on in found:
        stands = go_through_safely(item_id, secret=secret, at=at)
        if stands is ItemState.WAITING and received_on < late:
            _held(item_id, HeldFor.BAD_PHOTO)
    return len(found)


def whose_photo(photo_id: UUID) -> UUID | None:
    """The thing said that a photo belongs to, once that is known."""
    return db.session.scalar(select(ItemPhoto.item_id).where(ItemPhoto.id == photo_id))


def _ready(found: LookedInto, secret: bytes) -> Brought | None:
    survey = survey_of(found.said)
    if survey is None:
        return None
    told = found.said.what
    zones = [zone.code for zone in survey.programme.zones]
    return made_ready(found.said.form, survey, told.version, told.fields, zones=zones, secret=secret)  # type: ignore[union-attr]


def _come(found: LookedInto) -> bool:
    come = select(ItemPhoto.id).where(ItemPhoto.id.in_(found.missing), ItemPhoto.envelope.is_not(None))
    return set(db.session.scalars(come)) == set(found.missing)


def _held(item_id: UUID, reason: HeldFor, why: str = "") -> ItemState:
    with transaction():
        hold_back(item_id, reason, why)
    return ItemState.HELD
