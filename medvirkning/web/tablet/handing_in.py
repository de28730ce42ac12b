"""A tablet is done with its shift: it says how much it took in, and how much it has yet to send."""

from typing import Any
from uuid import UUID

from medvirkning.caravan.queries import shift_in
from medvirkning.caravan.shifting import hand_in
from medvirkning.kernel.database import transaction
from medvirkning.web.access import public
from medvirkning.web.security import csrf
from medvirkning.web.tablet.blueprint import blueprint, by_script, known_tablet, sent_json, told

MOST = 1_000_000  # no tablet has taken in more


@blueprint.post("/vakt")
@public
@csrf.exempt
@by_script
def done() -> Any:
    """Take the tablet out of the shift. Whoever says it once more gets the same answer."""
    tablet = known_tablet()
    if tablet is None:
        return told(401)
    read = _read(sent_json())
    shift = None if read is None else shift_in(tablet.programme_id, read[0])
    if read is None or shift is None:
        return told(422)
    with transaction():
        hand_in(shift, tablet, taken=read[1], waiting=read[2])
    return told(200, shift=str(shift.id))


def _read(sent: Any) -> tuple[UUID, int, int] | None:
    """The shift, and how many were taken in and are yet to be sent; None for what doesn't say so."""
    try:
        told = UUID(str(sent["shift"])), sent["taken"], sent["waiting"]
    except (KeyError, TypeError, ValueError):
        return None
    return told if all(type(count) is int and 0 <= count <= MOST for count in told[1:]) else None
