"""Going through what tablets have sent: each thing said in a transaction of its own, so that a bad one stops no other.

With `bringing_files` the only file of a department that opens transactions: whoever receives something goes through
it at once, the clock goes through what was left when a server went down, and a coordinator through what was held back.
All do just this.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.looking_into import (
    HeldBack,
    LookedInto,
    hold_back,
    knows_its_photos,
    look_into,
    open_item,
    wait_for_photos,
)
from medvirkning.caravan.reading import AnswersSaid, Said
from medvirkning.caravan.rules import PHOTO_DAYS
from medvirkning.caravan.taking_in import survey_of, take_in
from medvirkning.caravan.words import HeldFor, ItemState
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.kernel.errors import Conflict, NotThere, Refused, RuleBroken
from medvirkning.people.models import Person
from medvirkning.surveys.bringing_in import Brought, made_ready

log = structlog.get_logger()
FIRST = UUID(int=0)
TRIES = 3  # photos may come while we look


@dataclass
class WayThrough:
    """How far somebody has come through what waits, in the order of its ids. `over`: there is no more."""

    after: UUID = FIRST
    over: bool = False


def go_through(
    item_id: UUID, *, secret: bytes, at: datetime, by: Person | None = None, without_photos: bool = False
) -> ItemState:
    """Take in what was said, or hold it back with the reason, or wait for its photos: where it stands afterwards.

    `by` is somebody who has looked at what was held back, and may let go of photos that lack or can't be used. What
    came under the id of something else is then taken in for itself, with a receipt code that nobody has.
    """
    for _try in range(TRIES):
        item = db.session.get(Item, item_id, populate_existing=True)
        if item is None or item.stands not in (ItemState.WAITING, ItemState.HELD):
            return ItemState.REMOVED if item is None else item.stands
        if item.envelope is None:
            continue  # somebody else has just taken it in
        said = None
        try:
            said = open_item(item, secret=secret)
            if by is not None and item.held_for is HeldFor.SENT_OTHERWISE:
                said = replace(said, form=uuid4())
            found = look_into(item, said, secret=secret, without_photos=without_photos)
            if found.missing:
                if not knows_its_photos(item):
                    with transaction():
                        wait_for_photos(item, said)
                if not _come(found):
                    held = item.stands is ItemState.HELD
                    return _held(item, HeldFor.BAD_PHOTO, said=said) if held else ItemState.WAITING
                continue
            brought = read_answers(found, secret)
            with transaction():
                take_in(item_id, found, brought=brought, by=by, secret=secret, at=at)
            return ItemState.TAKEN
        except HeldBack as held:
            return _held(item, held.reason, held.why, said)
        except RuleBroken as broken:
            return _held(item, HeldFor.NOT_ALLOWED, " ".join(str(one.code) for one in broken.objections), said)
        except Refused as refused:
            return _held(item, HeldFor.NOT_ALLOWED, refused.code, said)
        except (Conflict, NotThere):
            return _held(item, HeldFor.SENT_OTHERWISE, said=said)
    return ItemState.WAITING


def go_through_safely(item_id: UUID, *, secret: bytes, at: datetime, **looked: Any) -> ItemState:
    """As `go_through`, where one that breaks something of ours is held back, told in the log, and stops nobody.

    Where it is the database that is away for a moment, or is done with waiting, it stays where it is: it is gone
    through again.
    """
    try:
        return go_through(item_id, secret=secret, at=at, **looked)
    except OperationalError as fault:
        log.warning("item_not_taken_now", kind=type(fault.orig).__name__)
        end_reading()
        return db.session.get_one(Item, item_id, populate_existing=True).stands
    except Exception as fault:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        log.error("item_not_taken", kind=type(fault).__name__, at=f"{place.name}:{place.lineno}")
        end_reading()
        return _held(db.session.get_one(Item, item_id), HeldFor.BROKEN)


def go_through_waiting(
    *,
    secret: bytes,
    at: datetime,
    way: WayThrough | None = None,
    enough: Callable[[], bool] = lambda: False,
    at_a_time: int = 100,
) -> int:
    """Go through all that still waits, as after a server went down; how many there were.

    Along a `way`, it goes on where that has come to. Once there has been `enough`, asked after each, the rest waits.
    What has waited too long for its photos is held back: somebody may take it in without them.
    """
    way, late, count = way or WayThrough(), oslo_date(at) - timedelta(days=PHOTO_DAYS), 0
    while found := _waiting(way.after, at_a_time):
        for item_id, received_on in found:
            way.after, count = item_id, count + 1  # first: one that can't even be held back stops nobody
            stands = go_through_safely(item_id, secret=secret, at=at)
            if stands is ItemState.WAITING and received_on < late:
                _held(db.session.get_one(Item, item_id), HeldFor.BAD_PHOTO)
            if enough():
                return count
    way.over = True
    return count


def whose_photo(photo_id: UUID) -> UUID | None:
    """The thing said that a photo belongs to, once that is known."""
    return db.session.scalar(select(ItemPhoto.item_id).where(ItemPhoto.id == photo_id))


def read_answers(found: LookedInto, secret: bytes) -> Brought | None:
    """The answers to a survey, read as its questions are; None for a contribution. Raises Refused and HeldBack."""
    survey, told = survey_of(found.said), found.said.what
    if survey is None or not isinstance(told, AnswersSaid):
        return None
    zones = [zone.code for zone in survey.programme.zones]
    try:
        return made_ready(found.said.form, survey, told.version, told.fields, zones=zones, secret=secret)
    except NotThere:
        raise HeldBack(HeldFor.UNKNOWN_SURVEY) from None


def _waiting(after: UUID, most: int) -> list[tuple[UUID, date]]:
    wanted = select(Item.id, Item.received_on).where(Item.stands == ItemState.WAITING, Item.id > after)
    return [(row.id, row.received_on) for row in db.session.execute(wanted.order_by(Item.id).limit(most))]


def _come(found: LookedInto) -> bool:
    come = select(ItemPhoto.id).where(ItemPhoto.id.in_(found.missing), ItemPhoto.envelope.is_not(None))
    return set(db.session.scalars(come)) == set(found.missing)


def _held(item: Item, reason: HeldFor, why: str = "", said: Said | None = None) -> ItemState:
    with transaction():
        hold_back(item, reason, why, said)
    return ItemState.HELD
