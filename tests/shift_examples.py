"""One example of what addresses of photos, stops, tablets, shifts and what was held back name. Own transactions."""

from uuid import UUID, uuid4

from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.receiving import bearer, receive_item
from medvirkning.caravan.shifting import end_shift
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.web.keys import secret
from tests import photo_cast, stop_cast
from tests.caravan_cast import AtTheStop, at_the_stop, item_envelope, let_in, said
from tests.cast import World


def held(here: AtTheStop, text: str = " ", **about: str) -> UUID:
    """Something that was held back: it has no text."""
    key = uuid4()
    envelope = item_envelope(key, said(here.shift, text=text, **about))
    with transaction():
        receive_item(key, envelope, bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.HELD
    return key


def example(world: World) -> dict[str, dict[str, str]]:
    """Photos; stops; a shift that goes on with something held back, one that has ended, and a free tablet."""
    here, over, free = at_the_stop(world), at_the_stop(world), let_in(world, "Nettbrett 2")
    with transaction():
        end_shift(over.shift, by=world.cecilie, at=now())
    return (
        photo_cast.example(world)
        | stop_cast.example(world)
        | {
            "shifts": {"shift_id": str(here.shift.id), "tablet_id": str(free.tablet.id), "item_id": str(held(here))},
            "shifts.resume": {"shift_id": str(over.shift.id)},
        }
    )
