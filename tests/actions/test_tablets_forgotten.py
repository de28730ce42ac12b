"""What the clock lets go of: what was taken in a year ago, and photos that nothing belongs to."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.caravan.devices import Pairing
from medvirkning.caravan.forgetting import forget_codes, forget_items, forget_photos
from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.items import Item, ItemPhoto
from medvirkning.caravan.pairing import make_code
from medvirkning.caravan.receiving import bearer, receive_item, receive_photo
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.web.keys import secret
from tests import cast
from tests.caravan_cast import AtTheStop, at_the_stop, item_envelope, photo_envelope, photo_named, said
from tests.cast import World
from tests.photos import phone_photo
from tests.shift_examples import held

pytestmark = pytest.mark.postgres_too
YEAR = timedelta(days=367)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def photo(here: AtTheStop) -> None:
    key = uuid4()
    with transaction():
        receive_photo(key, photo_envelope(key, phone_photo()), bearer(here.tablet), at=now())


def test_what_was_taken_in_is_known_for_a_year(here: AtTheStop) -> None:
    key, picture = uuid4(), uuid4()
    envelope = item_envelope(key, said(here.shift, photos=[photo_named(picture)]))
    with transaction():
        receive_item(key, envelope, bearer(here.tablet), at=now())
    go_through_safely(key, secret=secret(), at=now())
    with transaction():
        receive_photo(picture, photo_envelope(picture, phone_photo()), bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.TAKEN
    with transaction():
        assert forget_items(today=today() + timedelta(days=366)) == 0
    with transaction():
        assert forget_items(today=today() + YEAR) == 1
    assert (count(Item), count(ItemPhoto)) == (0, 0)


def test_what_waits_or_was_held_back_is_never_forgotten(here: AtTheStop) -> None:
    held(here)
    key = uuid4()
    with transaction():
        receive_item(key, item_envelope(key, said(here.shift)), bearer(here.tablet), at=now())
        assert forget_items(today=today() + 9 * YEAR) == 0
    assert count(Item) == 2


def test_a_photo_without_a_thing_goes_after_thirty_days(here: AtTheStop) -> None:
    photo(here)
    with transaction():
        assert forget_photos(today=today() + timedelta(days=30)) == 0
    with transaction():
        assert forget_photos(today=today() + timedelta(days=31)) == 1
    assert count(ItemPhoto) == 0


def test_but_not_while_something_lies_that_cannot_be_opened(here: AtTheStop) -> None:
    photo(here)
    key = uuid4()
    with transaction():
        receive_item(key, item_envelope(key, b"no words"), bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.HELD
    with transaction():
        assert forget_photos(today=today() + YEAR) == 0


def test_photos_of_what_is_held_back_stay_with_it(here: AtTheStop) -> None:
    key, picture = uuid4(), uuid4()
    told = said(here.shift, text=" ", photos=[photo_named(picture)])
    with transaction():
        receive_photo(picture, photo_envelope(picture, phone_photo()), bearer(here.tablet), at=now())
        receive_item(key, item_envelope(key, told), bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.HELD
    with transaction():
        assert forget_photos(today=today() + YEAR) == 0
    assert db.session.get_one(ItemPhoto, picture, populate_existing=True).envelope is not None


def test_a_photo_that_comes_after_it_was_taken_in_without_goes(world: World, here: AtTheStop) -> None:
    key, picture = uuid4(), uuid4()
    told = said(here.shift, photos=[photo_named(picture)])
    with transaction():
        receive_item(key, item_envelope(key, told), bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.WAITING
    go_through_safely(key, secret=secret(), at=now(), by=world.cecilie, without_photos=True)
    with transaction():
        receive_photo(picture, photo_envelope(picture, phone_photo()), bearer(here.tablet), at=now())
        assert forget_photos(today=today()) == 1
    assert db.session.get_one(ItemPhoto, picture, populate_existing=True).envelope is None


def test_codes_that_nobody_used_go(world: World) -> None:
    with transaction():
        make_code(world.programme, "Gul", by=world.cecilie, secret=secret(), at=now())
        assert forget_codes(at=now()) == 0
        assert forget_codes(at=now() + timedelta(minutes=16)) == 1
    assert count(Pairing) == 0
