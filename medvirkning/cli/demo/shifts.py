"""The demo's tablets and shifts: one that has ended, with what came in at it, and one that goes on."""

import json
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from medvirkning.caravan.calendar_queries import coming, next_stop, past
from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.going_through import read_answers
from medvirkning.caravan.items import Item
from medvirkning.caravan.keeping_keys import item_name, newest_key, photo_name
from medvirkning.caravan.looking_into import hold_back, look_into, open_item, wait_for_photos
from medvirkning.caravan.looking_over import remove
from medvirkning.caravan.pairing import make_code, pair, revoke
from medvirkning.caravan.queries import free_tablets, shifts_of
from medvirkning.caravan.receiving import bearer, receive_item, receive_photo, seen
from medvirkning.caravan.shifting import Offer, end_shift, open_shift
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.stops import Stop
from medvirkning.caravan.taking_in import take_in
from medvirkning.caravan.words import HeldFor, ShiftState
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.programmes import read
from medvirkning.cli.demo.replies import reply_at
from medvirkning.cli.demo.tour import OPENS, plan_today
from medvirkning.contributions.words import ContributionFault
from medvirkning.kernel.clock import oslo
from medvirkning.kernel.database import db
from medvirkning.kernel.envelopes import closed
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.surveys.queries import surveys_outside

PAIRED, LOST = 14, 10  # days ago
PIN = "2468"
EARLY = timedelta(minutes=20)  # before a stop that its shift is opened
HALF_A_PHOTO = b"half a photo"


def work_at_stops(programme: Programme, people: dict[str, Person], almanac: Almanac, *, secret: bytes) -> None:
    """Connect the tablets, and work with them at the last stop and at the next."""
    told, by = read("shift.json"), people["cecilie"]
    yellow, blue, _pink = (_connected(name, programme, by, almanac, secret) for name in told["tablets"])
    revoke(_connected(told["shut_out"], programme, by, almanac, secret), by=by, at=almanac.office(LOST, 3))
    offer = _on_offer(programme, almanac)
    last = next(one for one in past(programme.id, at=almanac.now, most=9) if not one.cancelled)
    over = _opened(last, [yellow, blue], offer, by=by, secret=secret, at=last.starts_at - EARLY)
    _came_in(over, told, [yellow, blue], by=by, secret=secret)
    end_shift(over, by=by, at=last.ends_at)
    reply_at(last, told["replies"], told["unread"], by=by, at=min(last.ends_at + timedelta(days=1), almanac.now))
    upcoming = next(one for one in coming(programme.id, at=almanac.now) if not one.cancelled)
    on = _opened(upcoming, [yellow, blue], offer, by=by, secret=secret, at=min(upcoming.starts_at - EARLY, almanac.now))
    item = _sent(on, told["waiting"], yellow, photos=[uuid4()], at=almanac.now)
    wait_for_photos(item, open_item(item, secret=secret))


def come_today(programme: Programme, people: dict[str, Person], almanac: Almanac, *, secret: bytes) -> bool:
    """Let the caravan work today in a demo that has stood since another day; whether it didn't already.

    The shifts at stops that are over end, and their tablets go on at the new one.
    """
    told, by, at = read("shift.json"), people["cecilie"], almanac.now
    begun = shifts_of(programme.id, ShiftState.OPEN)
    if any(shift.stop.day >= almanac.day(0) for shift in begun):
        return False
    stop = next_stop(programme.id, at=at)
    if stop is None or stop.day != almanac.day(0):
        stop = plan_today(programme, people, almanac, begins=time(max(OPENS.hour, oslo(at).hour)))
    names = {*told["tablets"][:2], *(one.tablet.name for shift in begun for one in shift.at_work)}
    for shift in begun:
        end_shift(shift, by=by, at=at)
    db.session.flush()
    tablets = [tablet for tablet in free_tablets(programme.id) if tablet.name in names]
    if tablets:
        _opened(stop, tablets, _on_offer(programme, almanac), by=by, secret=secret, at=at)
    return True


def _on_offer(programme: Programme, almanac: Almanac) -> Offer:
    to_answer, _told = surveys_outside(programme.id, today=almanac.day(0))
    themes = [str(theme.id) for theme in programme.themes]
    return Offer(["nb", "nn", "en", "ar", "uk", "pl"], True, [str(one.id) for one in to_answer], themes)


def _connected(name: str, programme: Programme, by: Person, almanac: Almanac, secret: bytes) -> Tablet:
    at = almanac.office(PAIRED, 5)
    return pair(make_code(programme, name, by=by, secret=secret, at=at), secret=secret, at=at).tablet


def _opened(stop: Stop, tablets: list[Tablet], offer: Offer, *, by: Person, secret: bytes, at: datetime) -> Shift:
    shift = open_shift(stop, tablets, offer, pin=PIN, open_surveys=offer.surveys, by=by, secret=secret, at=at)
    db.session.flush()
    db.session.refresh(shift)
    return shift


def _came_in(shift: Shift, told: dict[str, Any], tablets: list[Tablet], *, by: Person, secret: bytes) -> None:
    """What people said that day, one thing whose photo can't be used, and one with nothing in it, which is removed."""
    at = shift.stop.ends_at - EARLY
    answered = [{"survey": shift.surveys[0], **one} for one in told["answers"]] if shift.surveys else []
    for number, one in enumerate([*told["contributions"], *answered]):
        item = _sent(shift, one, tablets[number % 2], at=at)
        found = look_into(item, open_item(item, secret=secret), secret=secret)
        take_in(item.id, found, brought=read_answers(found, secret), secret=secret, at=at)
    photo = uuid4()
    held = _sent(shift, told["bad_photo"], tablets[0], photos=[photo], at=at)
    receive_photo(photo, _closed(HALF_A_PHOTO, photo_name(photo)), bearer(tablets[0]), at=at)
    hold_back(held, HeldFor.BAD_PHOTO, said=open_item(held, secret=secret))
    empty = _sent(shift, told["empty"], tablets[1], at=at)
    hold_back(empty, HeldFor.NOT_ALLOWED, ContributionFault.TEXT_MISSING, open_item(empty, secret=secret))
    remove(empty, by=by, secret=secret, at=at)
    taken = len(told["contributions"]) + len(answered) + 2
    for one, of_it in zip(shift.at_work, (taken - taken // 2, taken // 2), strict=True):
        one.told_taken, one.told_waiting = of_it, 0
    db.session.flush()


def _sent(shift: Shift, one: dict[str, Any], tablet: Tablet, *, at: datetime, photos: Any = ()) -> Item:
    """It, closed and sent as a tablet does."""
    key = uuid4()
    content = json.dumps(_said(shift, one, photos), ensure_ascii=False).encode()
    receive_item(key, _closed(content, item_name(key)), bearer(tablet), at=at)
    seen(tablet, at=at)
    return db.session.get_one(Item, key)


def _said(shift: Shift, one: dict[str, Any], photos: list[UUID]) -> dict[str, Any]:
    helped = {"spoken": one["helped"], "agreed": True, "read_back": True} if "helped" in one else None
    about = {
        "form": str(uuid4()),
        "shift": str(shift.id),
        "package": str(shift.offer),
        "language": one["language"],
        "day": shift.stop.day.isoformat(),
        "helped": helped,
        "photos": [{"id": str(photo), "question": "", "digest": sha256(HALF_A_PHOTO).hexdigest()} for photo in photos],
    }
    if "survey" not in one:
        what = {name: one.get(name, "") for name in ("what", "text", "zone", "place")}
        what["theme"] = shift.themes[one["theme"] - 1] if "theme" in one else ""
        return {**about, **what, "kind": "contribution", "whole_area": one.get("whole_area", False)}
    given = {key: {"answer": [one[key]]} for key in ("bruker", "ellers") if key in one}
    return {**about, "kind": "answers", "survey": one["survey"], "version": 1, "answers": given}


def _closed(content: bytes, name: str) -> bytes:
    key = newest_key()
    assert key is not None
    return closed(content, key_id=key.id, public=key.public, name=name)
