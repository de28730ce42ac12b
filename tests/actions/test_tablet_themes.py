"""What somebody chose that it is about: it follows what they said, and never stands in its way."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.queries import tallies_of
from medvirkning.caravan.reading import Unreadable, read_said
from medvirkning.caravan.shifting import Offer, change_offer
from medvirkning.caravan.words import CaravanFault, ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.programmes.models import Goal
from medvirkning.programmes.words import GoalKind
from tests import cast
from tests.caravan_cast import AtTheStop, at_the_stop, received, said
from tests.cast import World, both

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world, themes=world.programme.themes)


def made() -> Contribution:
    return db.session.scalars(select(Contribution)).one()


def test_the_contribution_has_the_theme_that_was_chosen(world: World, here: AtTheStop) -> None:
    traffic = world.programme.themes[1]
    _kept, stands = received(here, said(here.shift, theme=str(traffic.id)))
    assert stands is ItemState.TAKEN
    assert made().goal_id == traffic.id
    assert tallies_of(here.shift.id)["theme"] == {str(traffic.id): 1}


@pytest.mark.parametrize("theme", ["", "traffic", str(UUID(int=7)), "national"])
def test_one_that_is_no_theme_here_is_no_hindrance(world: World, here: AtTheStop, theme: str) -> None:
    if theme == "national":
        goal = Goal(kind=GoalKind.NATIONAL, position=1, name=both("Omdømmebygging"), programme_id=world.programme.id)
        with transaction():
            db.session.add(goal)
        theme = str(goal.id)
    _kept, stands = received(here, said(here.shift, theme=theme))
    assert stands is ItemState.TAKEN
    assert made().goal_id is None


def test_packages_that_know_of_no_themes_still_send(here: AtTheStop) -> None:
    told = said(here.shift)
    assert "theme" not in told
    assert received(here, told)[1] is ItemState.TAKEN
    assert made().goal_id is None
    assert tallies_of(here.shift.id)["theme"] == {"": 1}


@pytest.mark.parametrize("theme", [7, None, ["a"], "a\nb", "x" * 300])
def test_what_is_no_short_text_is_not_read(here: AtTheStop, theme: Any) -> None:
    with pytest.raises(Unreadable):
        read_said(json.dumps(said(here.shift, theme=theme)).encode())


@pytest.mark.parametrize(("chosen", "fault"), [(1, CaravanFault.ONE_THEME), (3, CaravanFault.THEME_UNKNOWN)])
def test_one_theme_is_no_choice_and_those_of_others_are_not_here(
    world: World, here: AtTheStop, chosen: int, fault: CaravanFault
) -> None:
    ids = [*(str(one.id) for one in world.programme.themes), str(uuid4())][:chosen]
    with pytest.raises(RuleBroken) as broken, transaction():
        change_offer(here.shift, Offer(["nb"], True, [], ids), open_surveys=[], by=world.cecilie, at=now())
    assert [one.code for one in broken.value.objections] == [fault]
