"""Stops, tablets and shifts for tests, made through the actions; and envelopes as a tablet closes them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.items import Item
from medvirkning.caravan.keeping_keys import item_name, newest_key, photo_name
from medvirkning.caravan.pairing import LetIn, make_code, pair
from medvirkning.caravan.planning import plan_stop
from medvirkning.caravan.receiving import Kept, bearer, receive_item, receive_photo
from medvirkning.caravan.shifting import Offer, open_shift
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.stop_rules import StopPlan
from medvirkning.caravan.stops import Stop
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now, oslo_date
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.envelopes import closed
from medvirkning.programmes.models import Goal
from medvirkning.surveys.models import Survey
from medvirkning.web.keys import secret
from tests.cast import World
from tests.photos import phone_photo

PIN = "2468"


@dataclass
class AtTheStop:
    """A shift that goes on, and the tablet in it."""

    stop: Stop
    shift: Shift
    tablet: Tablet
    token: str


def planned(world: World, *, place: str = "Badedammen", at: datetime | None = None) -> Stop:
    """A stop the day after. Own transaction."""
    at = at or now()
    plan = StopPlan(oslo_date(at) + timedelta(days=1), time(14), time(18), place)
    with transaction():
        return plan_stop(world.programme, plan, by=world.cecilie, at=at)


def let_in(world: World, name: str = "Nettbrett 1", at: datetime | None = None) -> LetIn:
    """A tablet with its token. Own transactions."""
    at = at or now()
    with transaction():
        code = make_code(world.programme, name, by=world.cecilie, secret=secret(), at=at)
    with transaction():
        return pair(code, secret=secret(), at=at)


def at_the_stop(
    world: World,
    *surveys: Survey,
    languages: Sequence[str] = ("nb", "nn"),
    themes: Sequence[Goal] = (),
    place: str = "Badedammen",
    at: datetime | None = None,
) -> AtTheStop:
    """A shift with one tablet, where one can say something and answer these surveys. Own transactions."""
    stop, came = planned(world, place=place, at=at), let_in(world, at=at)
    ids = [str(survey.id) for survey in surveys]
    offer = Offer(languages, True, ids, [str(theme.id) for theme in themes])
    with transaction():
        shift = open_shift(
            stop, [came.tablet], offer, pin=PIN, open_surveys=ids,
            by=world.cecilie, secret=secret(), at=at or now(),
        )  # fmt: skip
    return AtTheStop(stop, shift, came.tablet, came.token)


def said(shift: Shift, /, **about: Any) -> dict[str, Any]:
    """What a tablet puts into an envelope when somebody has said what they want changed."""
    told: dict[str, Any] = {
        "kind": "contribution",
        "form": str(uuid4()),
        "shift": str(shift.id),
        "package": str(shift.offer),
        "language": "nn",
        "day": oslo_date(shift.opened_at).isoformat(),
        "helped": None,
        "photos": [],
        "what": "better",
        "text": "Det trengst ein benk ved bekken.",
        "zone": "",
        "whole_area": False,
        "place": "",
    }
    return {**told, **about}


def photo_named(photo_id: UUID, picture: bytes = b"", question: str = "") -> dict[str, str]:
    """How what was said names a photo of its own; the ordinary one, unless it is another."""
    return {"id": str(photo_id), "question": question, "digest": sha256(picture or phone_photo()).hexdigest()}


def answers(
    shift: Shift, survey: Survey, given: Mapping[str, Mapping[str, Sequence[str]]], /, **about: Any
) -> dict[str, Any]:
    """What a tablet puts into an envelope when somebody has answered a survey."""
    told = said(shift)
    for name in ("what", "text", "zone", "whole_area", "place"):
        del told[name]
    return {**told, "kind": "answers", "survey": str(survey.id), "version": 1, "answers": given, **about}


def item_envelope(item_id: UUID, told: Mapping[str, Any] | bytes) -> bytes:
    """It, closed for the newest key."""
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return _closed(content, item_name(item_id))


def photo_envelope(photo_id: UUID, picture: bytes) -> bytes:
    """A photo, closed for the newest key."""
    return _closed(picture, photo_name(photo_id))


def _closed(content: bytes, name: str) -> bytes:
    key = newest_key()
    assert key is not None
    return closed(content, key_id=key.id, public=key.public, name=name)


def received(here: AtTheStop, told: Any, item_id: Any = None) -> tuple[Kept, ItemState]:
    """It sent by the tablet, and gone through: what was kept, and where it stands."""
    item_id = item_id or uuid4()
    return take(here, item_envelope(item_id, told), item_id)


def take(here: AtTheStop, envelope: bytes, item_id: Any) -> tuple[Kept, ItemState]:
    """As `received`, of an envelope that is closed already."""
    with transaction():
        kept = receive_item(item_id, envelope, bearer(here.tablet), at=now())
    return kept, go_through_safely(item_id, secret=secret(), at=now())


def photo_came(here: AtTheStop, photo_id: Any, picture: bytes = b"") -> Kept:
    with transaction():
        return receive_photo(
            photo_id, photo_envelope(photo_id, picture or phone_photo()), bearer(here.tablet), at=now()
        )


def count(model: Any) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def item() -> Item:
    """The one thing that has been sent."""
    db.session.expire_all()
    return db.session.scalars(select(Item)).one()
