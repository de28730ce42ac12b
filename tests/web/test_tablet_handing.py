"""Handing over to one's own phone, and handing in when the shift is over."""

from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.items import Item
from medvirkning.caravan.shifts import AtWork
from medvirkning.caravan.words import ItemState
from medvirkning.kernel.database import db
from medvirkning.surveys.models import Survey
from medvirkning.surveys.responses import Answering
from tests import cast, survey_cast
from tests.caravan_cast import AtTheStop, answers, at_the_stop, item_envelope, said
from tests.cast import World
from tests.tablet_client import EVERY_KIND, Tablet


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world, survey_cast.opened(world, EVERY_KIND), languages=("nb", "nn", "ar"))


@pytest.fixture
def tablet(app: Flask, here: AtTheStop) -> Tablet:
    return Tablet(app, here.token)


def test_what_is_half_done_goes_on_on_ones_own_phone(
    tablet: Tablet, here: AtTheStop, world: World, browse: Any
) -> None:
    zone = world.programme.zones[1]
    told = said(here.shift, text="Ein benk", zone=zone.code)
    answer = tablet.ask("POST", "/overfor", json=told)
    assert answer.status_code == 200
    path = answer.get_json()["address"].partition("://")[2].partition("/")[2]
    assert "Ein benk" in browse().get(f"/{path}").text
    assert answer.get_json()["qr"]["size"] > 20


def test_a_survey_half_done_goes_on_where_it_was(tablet: Tablet, here: AtTheStop, browse: Any) -> None:
    survey = db.session.scalars(select(Survey)).one()
    given = {"trives": {"answer": ["ja"]}, "alder": {"answer": ["mange"]}}
    answer = tablet.ask("POST", "/overfor", json=answers(here.shift, survey, given))
    path = answer.get_json()["address"].partition("://")[2].partition("/")[2]
    writing = db.session.scalars(select(Answering)).one()
    assert writing.answers == {"trives": {"choice": "ja"}}
    assert browse().get(f"/{path}").status == 200


@pytest.mark.parametrize("sent", [None, {}, [], {"kind": "contribution"}])
def test_what_cannot_be_read_is_not_handed_over(tablet: Tablet, here: AtTheStop, sent: Any) -> None:
    assert tablet.ask("POST", "/overfor", json=sent).status_code == 422


def test_a_tablet_that_is_handed_in_is_out_of_the_shift(tablet: Tablet, here: AtTheStop) -> None:
    told = {"shift": str(here.shift.id), "taken": 12, "waiting": 3}
    for _again in range(2):
        assert tablet.ask("POST", "/vakt", json=told).status_code == 200
    (at_work,) = db.session.scalars(select(AtWork).execution_options(populate_existing=True))
    assert (at_work.ended, at_work.told_taken, at_work.told_waiting) == (True, 12, 3)
    assert tablet.ask("GET", "/pakke").status_code == 204
    key = uuid4()
    tablet.ask("PUT", f"/ting/{key}", data=item_envelope(key, said(here.shift)))
    assert db.session.get_one(Item, key).stands is ItemState.TAKEN


@pytest.mark.parametrize(
    "sent", [None, [], {}, {"taken": -1, "waiting": 0}, {"taken": True, "waiting": 0}, {"taken": 1, "waiting": 1}]
)
def test_what_is_no_handing_in_changes_nothing(tablet: Tablet, here: AtTheStop, sent: Any) -> None:
    assert tablet.ask("POST", "/vakt", json=sent).status_code == 422
    assert tablet.ask("GET", "/pakke").status_code == 200
