"""What tablets send, each thing under its own id: kept first, then told that it is kept, then gone through."""

import shutil
from typing import Any
from uuid import UUID

from flask import current_app, request

from medvirkning.caravan.going_through import go_through_safely, whose_photo
from medvirkning.caravan.receiving import Kept, bearer, receive_item, receive_photo, seen
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.envelopes import NotAnEnvelope, key_of
from medvirkning.web.access import public
from medvirkning.web.keys import secret
from medvirkning.web.security import csrf
from medvirkning.web.tablet.blueprint import blueprint, by_script, known_tablet, told

KEPT_FREE = 200_000_000  # bytes of the disk that tablets leave to others; what they hold is safe where it lies


@blueprint.put("/ting/<uuid:item_id>")
@public
@csrf.exempt
@by_script
def take_item(item_id: UUID) -> Any:
    """Something somebody has said. Whoever sends it once more gets the same answer."""
    return _taken(item_id, photo=False)


@blueprint.put("/bilde/<uuid:photo_id>")
@public
@csrf.exempt
@by_script
def take_photo(photo_id: UUID) -> Any:
    """A photo, before or after what it belongs to."""
    return _taken(photo_id, photo=True)


def _taken(key: UUID, *, photo: bool) -> Any:
    tablet = known_tablet()
    if tablet is None:
        return told(401)
    envelope = request.get_data(cache=False)
    try:
        key_of(envelope)
    except NotAnEnvelope:
        return told(422, id=str(key), kept=False)
    if shutil.disk_usage(current_app.config["SETTINGS"].data).free < KEPT_FREE:
        return told(507, id=str(key), kept=False)
    at, by = now(), bearer(tablet)
    with transaction():
        kept = (receive_photo if photo else receive_item)(key, envelope, by, at=at)
        seen(tablet, at=at)
    item_id = whose_photo(key) if photo else key
    if item_id is not None and not kept.otherwise:
        go_through_safely(item_id, secret=secret(), at=at)
    return _answer(kept, photo=photo, revoked=by.revoked)


def _answer(kept: Kept, *, photo: bool, revoked: bool) -> Any:
    """Of photos the first is kept and another under its id isn't; of what was said, both are."""
    there = not (photo and kept.otherwise)
    return told(409 if kept.otherwise else 200, id=str(kept.id), digest=kept.digest, kept=there, revoked=revoked)
