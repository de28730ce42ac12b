"""What was said at the caravan, in the inbox: at which stop and how it came, and a filter by stop."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.receiving import bearer, receive_item
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.web.keys import secret
from tests import cast
from tests.browsing import Browse
from tests.caravan_cast import AtTheStop, at_the_stop, item_envelope, said
from tests.cast import World
from tests.contribution_cast import INBOX, sent, statements


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def says(here: AtTheStop, text: str, **about: Any) -> None:
    key = uuid4()
    with transaction():
        receive_item(key, item_envelope(key, said(here.shift, text=text, **about)), bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.TAKEN


def test_a_filter_by_stop_finds_what_was_said_there(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    sent(world, zone="Lervig")
    assert "Sagt ved vogna" not in mine.get(INBOX).text, "before anything was"
    here, there = at_the_stop(world), at_the_stop(world)
    says(here, "Ein benk ved bekken")
    says(there, "Eit tre i gata")
    every = mine.get(INBOX)
    assert "Vogna på Badedammen" in every.text
    assert {str(here.stop.id), str(there.stop.id)} < {one.get("value") for one in every.all("option")}
    one = mine.get(f"{INBOX}?fane=nye&stopp={here.stop.id}")
    assert "Ein benk ved bekken" in one.text
    assert "Eit tre i gata" not in one.text
    assert "1 innspill" in one.text
    kept = [link for link in one.links() if "stopp=" in link and "/innspill/" in link]
    assert kept, "the filter follows into the case"
    for wrong in ("x", str(uuid4())):
        assert "Eit tre i gata" in mine.get(f"{INBOX}?stopp={wrong}").text


def test_the_page_says_where_and_how_it_came(world: World, browse: Browse) -> None:
    here = at_the_stop(world)
    says(here, "Ein benk", helped={"spoken": "arabisk", "agreed": True, "read_back": True})
    (made,) = db.session.scalars(select(SaidAtStop.contribution_id))
    page = browse(world.cecilie).get(f"{INBOX}/{made}")
    assert "Vogna på Badedammen, " in page.text
    assert "Skrevet av oss for en innbygger" in page.text
    assert "arabisk" not in page.text
    other = sent(world, zone="Lervig")
    assert "Vogna på" not in browse(world.cecilie).get(f"{INBOX}/{other.id}").text


def test_the_database_is_asked_the_same_for_one_and_for_many(world: World, browse: Browse) -> None:
    here, mine = at_the_stop(world), browse(world.cecilie)
    says(here, "Ein")
    address = f"{INBOX}?fane=nye&stopp={here.stop.id}"
    mine.get(address)
    with statements() as few:
        mine.get(address)
    for number in range(6):
        says(here, f"Nummer {number}")
    with statements() as more:
        mine.get(address)
    assert len(more) == len(few)
