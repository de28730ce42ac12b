"""The report of a shift: told when it has ended, and never of few; what comes late is not told one by one."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.receiving import bearer, receive_item
from medvirkning.caravan.shifting import end_shift
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.web.keys import secret
from tests import cast
from tests.browsing import Browse
from tests.caravan_cast import AtTheStop, at_the_stop, item_envelope, said
from tests.cast import World


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


def says(here: AtTheStop, **about: Any) -> None:
    key = uuid4()
    with transaction():
        receive_item(key, item_envelope(key, said(here.shift, **about)), bearer(here.tablet), at=now())
    assert go_through_safely(key, secret=secret(), at=now()) is ItemState.TAKEN


def ends(world: World, here: AtTheStop) -> None:
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())


def test_is_told_when_the_shift_has_ended(world: World, here: AtTheStop, browse: Browse) -> None:
    mine, page = browse(world.cecilie), f"/storhaug/arbeid/vakter/{here.shift.id}"
    for zone in ["S-01"] * 6 + ["S-02"]:
        says(here, zone=zone, language="nb")
    assert "Dette kom inn" not in mine.get(page).text
    assert "Registrert 7" in mine.get(page).text
    ends(world, here)
    told = mine.get(page).text
    assert "Dette kom inn" in told
    assert "Badedammen vises ikke" in told, "one person is never told of"
    assert "I alt 7" in told


def test_of_few_nothing_is_told(world: World, here: AtTheStop, browse: Browse) -> None:
    for _each in range(3):
        says(here, zone="S-01", language="nb")
    ends(world, here)
    told = browse(world.eli).get(f"/storhaug/arbeid/vakter/{here.shift.id}").text
    assert "Sentrum vises ikke" in told
    assert "I alt –" in told


def test_one_who_comes_late_is_counted_when_there_are_more(world: World, here: AtTheStop, browse: Browse) -> None:
    mine, page = browse(world.cecilie), f"/storhaug/arbeid/vakter/{here.shift.id}"
    for _each in range(8):
        says(here, language="nb")
    ends(world, here)
    assert "bokmål vises ikke" in mine.get(page).text
    for _each in range(4):
        says(here, language="nb")
    assert "I alt 8" in mine.get(page).text
    says(here, language="nb")
    assert "I alt 13" in mine.get(page).text
    assert "Registrert 13" in mine.get(page).text
