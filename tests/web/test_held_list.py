"""What was held back, as a list: sifted by reason and by tablet, and several removed in one press, after a question."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.items import Item
from medvirkning.caravan.receiving import Bearer, bearer, receive_item
from medvirkning.caravan.words import CaravanEvent, ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.web.keys import secret
from tests import cast
from tests.browsing import Browse, Page
from tests.caravan_cast import AtTheStop, at_the_stop, count, item_envelope, let_in, said
from tests.cast import World
from tests.shift_examples import held

LIST = "/storhaug/arbeid/nettbrett/se-pa"
ASK = f"{LIST}/fjern"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


def junk(by: Bearer) -> UUID:
    """Something that can't be read."""
    key = uuid4()
    with transaction():
        receive_item(key, item_envelope(key, b"{}"), by, at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.HELD
    return key


def asked(*keys: UUID) -> str:
    """The address that asks whether these are to be removed."""
    return f"{ASK}?" + "&".join(f"t={key.hex}" for key in keys)


def offered(page: Page) -> set[UUID]:
    """What can be ticked on a page, or goes along with its button."""
    return {UUID(field.get("value", "")) for field in page.all("input", name="t")}


def left() -> set[UUID]:
    db.session.rollback()
    return set(db.session.scalars(select(Item.id).where(Item.stands == ItemState.HELD)))


def test_those_that_are_ticked_are_removed_after_a_question(world: World, here: AtTheStop, browse: Browse) -> None:
    mine, by = browse(world.cecilie), bearer(here.tablet)
    first, second, other = junk(by), junk(by), held(here)
    assert offered(mine.get(LIST)) == {first, second, other}
    page = mine.get(asked(first, second))
    assert "Fjerne disse 2 for godt?" in page.text
    assert "Vi kan ikke lese det" in page.text
    assert "Noe mangler eller er feil" not in page.text
    assert left() == {first, second, other}, "it is only asked"
    assert offered(page) == {first, second}
    assert mine.post(ASK, {"t": [first.hex, second.hex]}).location == LIST
    assert "2 er fjernet" in mine.get(LIST).text
    assert left() == {other}
    for key in (first, second):
        gone = db.session.get_one(Item, key, populate_existing=True)
        assert (gone.stands, gone.envelope) == (ItemState.REMOVED, None)
        (told,) = history("tablet_item", key)
        assert (told.event, told.by_id) == (CaravanEvent.ITEM_REMOVED, world.cecilie.id)


def test_all_of_one_kind_from_one_tablet(world: World, here: AtTheStop, browse: Browse) -> None:
    mine, another = browse(world.cecilie), let_in(world, "Nettbrett 2").tablet
    spam = {junk(bearer(another)) for _each in range(3)}
    kept, filed = {held(here), junk(bearer(here.tablet))}, junk(Bearer(world.programme.id))
    query = f"?grunn=unreadable&nettbrett={another.id}"
    page = mine.get(f"{LIST}{query}")
    assert all(f"{LIST}/{key}" in page.links() for key in spam)
    assert not any(f"{LIST}/{key}" in page.links() for key in {*kept, filed})
    assert "Fjern alle 3 som vises her" in page.text
    ask = mine.get(f"{ASK}{query}&alle=1")
    assert "Fjerne disse 3 for godt?" in ask.text
    assert offered(ask) == spam
    junk(bearer(another))  # comes while somebody reads: it is not removed unseen
    assert mine.post(f"{ASK}{query}&alle=1", {"t": [key.hex for key in spam]}).location == f"{LIST}{query}"
    assert left() >= {*kept, filed}
    assert len(left()) == 4
    assert f"{LIST}/{filed}" in mine.get(f"{LIST}?nettbrett=fil").links()
    assert f"{LIST}/{filed}" in mine.get(f"{LIST}?nettbrett={uuid4()}&grunn=x").links(), "of none there is: all of it"


def test_what_is_taken_in_meanwhile_stays(world: World, here: AtTheStop, browse: Browse) -> None:
    mine, elsewhere, key, other = browse(world.cecilie), at_the_stop(world, place="Lervig"), uuid4(), held(here)
    with transaction():
        receive_item(key, item_envelope(key, said(elsewhere.shift)), bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.HELD
    assert "Fjerne disse 2 for godt?" in mine.get(asked(key, other)).text
    assert go_through_safely(key, secret=secret(), at=now(), by=world.cecilie) is ItemState.TAKEN
    mine.post(ASK, {"t": [key.hex, other.hex]})
    told = mine.get(LIST).text
    assert "1 er fjernet" in told
    assert "1 var allerede ordnet" in told
    assert (left(), count(Contribution)) == (set(), 1)
    assert mine.post(ASK, {"t": [other.hex]}).location == LIST, "once"
    assert [event.event for event in history("tablet_item", other)] == [CaravanEvent.ITEM_REMOVED]


def test_nothing_is_removed_where_nothing_is_ticked(world: World, here: AtTheStop, browse: Browse) -> None:
    mine, key = browse(world.cecilie), held(here)
    for sent in ({}, {"t": "x"}, {"t": ["", str(uuid4())]}):
        assert mine.post(ASK, sent).location == LIST
    assert mine.get(ASK).location == LIST
    assert "Kryss av for dem du vil fjerne." in mine.get(LIST).text
    assert left() == {key}


def test_only_a_coordinator_removes_and_only_the_programmes_own(world: World, here: AtTheStop, browse: Browse) -> None:
    key = held(here)
    with transaction():
        other = cast.programme("tromsdalen", "Tromsdalen")
    theirs = junk(Bearer(other.id))
    page = browse(world.eli).get(LIST)
    assert f"{LIST}/{key}" in page.links()
    assert offered(page) == set()
    assert browse(world.eli).post(ASK, {"t": [key.hex]}).status == 403
    assert browse(world.cecilie).post(ASK, {"t": [theirs.hex]}).location == LIST
    assert left() == {key, theirs}
