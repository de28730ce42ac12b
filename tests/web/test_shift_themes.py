"""Themes at the stop: chosen by the coordinator, asked for on the tablet, and told of afterwards."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from medvirkning.caravan.shifting import end_shift
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import ItemState
from medvirkning.contributions.models import Draft
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import changed, db, transaction
from medvirkning.programmes.models import Goal
from medvirkning.web.macros import icons
from medvirkning.web.theme_icons import ANY, PICTOGRAMS, pictogram
from tests import cast, stop_cast
from tests.browsing import Browse
from tests.caravan_cast import AtTheStop, at_the_stop, let_in, received, said
from tests.cast import World, both
from tests.shift_examples import held
from tests.tablet_client import Tablet

WORK = "/storhaug/arbeid"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world, languages=("nb", "nn", "ar"), themes=world.programme.themes)


def ids(world: World) -> list[str]:
    return [str(theme.id) for theme in world.programme.themes]


def the_shift() -> Shift:
    db.session.expire_all()
    return db.session.scalars(select(Shift)).one()


def test_a_coordinator_chooses_the_themes(world: World, browse: Browse) -> None:
    stop, tablet = stop_cast.planned(world), let_in(world).tablet
    mine, new = browse(world.cecilie), f"{WORK}/vakter/ny"
    assert mine.get(new).form_values("stop")["themes"] == ids(world)
    asked: dict[str, Any] = {"stop": str(stop.id), "tablets": [str(tablet.id)], "pin": "2468"}
    one = mine.submit(new, "stop", **asked, themes=ids(world)[:1])
    assert one.status == 422
    assert all("Velg minst to tema, eller ingen" in error for error in one.errors)
    assert mine.submit(new, "stop", **asked).status == 303
    assert the_shift().themes == ids(world)
    page = f"{WORK}/vakter/{the_shift().id}"
    assert "Møteplasser, Trafikk" in mine.get(page).text
    assert mine.submit(f"{page}/tilbud", "languages", themes=[]).location == page
    assert (the_shift().themes, the_shift().offer) == ([], 2)


def test_a_programme_without_themes_is_not_asked(world: World, browse: Browse) -> None:
    stop_cast.planned(world)
    let_in(world)
    with transaction():
        changed(delete(Goal).where(Goal.id == world.programme.themes[1].id))
    db.session.expire_all()
    assert "themes" not in browse(world.cecilie).get(f"{WORK}/vakter/ny").form_values("stop")


def test_the_tablet_asks_what_it_is_about(app: Flask, here: AtTheStop, world: World) -> None:
    screens = Tablet(app, here.token).ask("GET", "/pakke").get_json()["screens"]
    asked = screens["nn"]["theme"]
    assert "Kva handlar det om?" in asked
    assert "Møteplassar" in asked
    assert all(f'value="{key}"' in asked for key in (*ids(world), "else"))
    assert asked.count('<svg class="icon" viewBox') >= 3
    assert '<span lang="nb" dir="ltr">Trafikk</span>' in screens["ar"]["theme"]


@pytest.mark.parametrize("left", [0, 1])
def test_with_nothing_to_choose_between_it_does_not_ask(app: Flask, here: AtTheStop, world: World, left: int) -> None:
    with transaction():
        here.shift.themes = ids(world)[:left]
    assert "theme" not in Tablet(app, here.token).ask("GET", "/pakke").get_json()["screens"]["nb"]


def test_the_inbox_shows_and_filters_it(here: AtTheStop, world: World, browse: Browse) -> None:
    received(here, said(here.shift, text="Bussen går for sjelden.", theme=ids(world)[1]))
    received(here, said(here.shift, text="Fint her."))
    mine = browse(world.cecilie)
    assert "Bussen går" in mine.get(f"{WORK}/innspill?tema=2").text
    assert "Fint her." not in mine.get(f"{WORK}/innspill?tema=2").text


def test_it_goes_along_to_ones_own_phone(app: Flask, here: AtTheStop, world: World) -> None:
    told = said(here.shift, text="Ein benk", theme=ids(world)[0])
    assert Tablet(app, here.token).ask("POST", "/overfor", json=told).status_code == 200
    assert str(db.session.scalars(select(Draft)).one().goal_id) == ids(world)[0]


def test_the_report_tells_of_themes(here: AtTheStop, world: World, browse: Browse) -> None:
    for theme in [ids(world)[0]] * 6 + [ids(world)[1]] * 5 + ["gone"] * 5:
        assert received(here, said(here.shift, theme=theme))[1] is ItemState.TAKEN
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())
    told = browse(world.cecilie).get(f"{WORK}/vakter/{here.shift.id}").text
    assert "Hva innspillene handler om" in told
    assert "Møteplasser 6" in told
    assert "Trafikk 5 Noe annet, eller ikke sagt 5 I alt 16" in told


def test_where_none_was_on_offer_the_report_has_none(world: World, browse: Browse) -> None:
    here = at_the_stop(world)
    for _each in range(6):
        received(here, said(here.shift))
    with transaction():
        end_shift(here.shift, by=world.cecilie, at=now())
    assert "Hva innspillene handler om" not in browse(world.cecilie).get(f"{WORK}/vakter/{here.shift.id}").text


def test_what_was_held_back_shows_its_theme(here: AtTheStop, world: World, browse: Browse) -> None:
    key = held(here, theme=ids(world)[1])
    mine, page = browse(world.cecilie), f"{WORK}/nettbrett/se-pa/{key}"
    mine.post(f"{page}/apne")
    assert "Trafikk" in mine.get(page).text


@pytest.mark.parametrize(
    ("name", "own", "icon"),
    [
        ("Møteplasser", None, "coffee"), ("Trafikk", None, "bus"), ("Trygghet", None, "shield-checkmark"),
        ("Grønt", None, "plant"), ("Aktivitet", None, "bicycle"), ("Barn og unge", None, "figure-child"),
        ("Bo- og nærmiljø", None, "house"), ("Noe helt annet", None, ANY), ("Trafikk", "palette", "palette"),
        ("Trafikk", "finnes-ikke", "bus"),
    ],
)  # fmt: skip
def test_every_theme_has_a_pictogram(app: Flask, name: str, own: str | None, icon: str) -> None:
    assert pictogram(Goal(name=both(name), icon=own)) == icon
    assert set(icons_here(app)) >= PICTOGRAMS


def icons_here(app: Flask) -> dict[str, Any]:
    return icons(Path(str(app.static_folder)) / "vendor" / "aksel-icons")
