"""The tour plan as staff have it: stops are planned, changed, copied and cancelled, and bad input is told of."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.stops import Stop
from medvirkning.kernel.clock import frozen, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.localized import Localized
from medvirkning.programmes.models import Place
from medvirkning.programmes.words import PlaceKind
from tests import cast, stop_cast
from tests.browsing import Browse
from tests.cast import World
from tests.web.test_tour import SUNDAY, TUESDAY

LIST = "/storhaug/arbeid/turplan"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def stops() -> list[Stop]:
    db.session.expire_all()
    return list(db.session.scalars(select(Stop).order_by(Stop.starts_at)))


def written(**about: str) -> dict[str, str]:
    day = (today() + timedelta(days=3)).isoformat()
    return {"day": day, "begins": "14:00", "ends": "18:00", "place_name": "Torget"} | about


def test_a_coordinator_plans_a_stop_and_everybody_sees_it(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    assert "Ingen stopp er planlagt nå" in mine.get(LIST).text
    told = written(note_nb="Kaffe", note_nn="Kaffi", accessibility_nb="Rampe", position="58.97, 5.75")
    zone = next(one for one in world.programme.zones if one.name == "Emmaus")
    answer = mine.submit(f"{LIST}/ny", "place_name", **told, zone=str(zone.id))
    assert answer.status == 303
    (kept,) = stops()
    assert answer.location == f"{LIST}/{kept.id}"
    assert (kept.place_name, kept.zone.name, kept.position) == ("Torget", "Emmaus", (58.97, 5.75))
    assert kept.note == Localized({"nb": "Kaffe", "nn": "Kaffi"})
    page = mine.get(answer.location)
    assert "Stoppet står i turplanen, og alle kan se det." in page.text
    assert "Mangler nynorsk" in page.text, "of how one gets there"
    assert "Torget" in mine.get(LIST).text
    assert "Torget" in browse().get("/storhaug/vogna").text


def test_a_place_of_the_programme_lends_its_name_and_zone(world: World, browse: Browse) -> None:
    with transaction():
        place = Place(programme_id=world.programme.id, kind=PlaceKind.STOP, name="Kaia", zone=world.programme.zones[2])
        db.session.add(place)
    mine = browse(world.cecilie)
    assert mine.submit(f"{LIST}/ny", "place_name", **written(place_name="", place=str(place.id))).status == 303
    (kept,) = stops()
    assert (kept.place_name, kept.place.name, kept.zone.name) == ("Kaia", "Kaia", "Lervig")


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"day": ""}, "Skriv hvilken dag vogna kommer"),
        ({"day": "i morgen"}, "Skriv datoen som dag, måned og år"),
        ({"day": "2020-01-01"}, "Denne dagen har vært"),
        ({"day": "2206-01-01"}, "Dette er mer enn 2 år fram i tid"),
        ({"begins": ""}, "Skriv når vogna åpner"),
        ({"begins": "halv to"}, "Skriv klokkeslettet med timer og minutter"),
        ({"ends": "25:00"}, "Skriv klokkeslettet med timer og minutter"),
        ({"begins": "22:00", "ends": "01:00"}, "Stoppet må slutte etter at det begynner, og på samme dag"),
        ({"place_name": " "}, "Skriv hvor vogna stopper"),
        ({"place_name": "x" * 121}, "Dette er for langt"),
        ({"position": "ved kaia"}, "Skriv grader nord og øst i Norge"),
        ({"zone": "3f2504e0-4f89-11d3-9a0c-0305e82c3301"}, "Velg ett av svarene"),
        ({"note_nb": "x" * 501}, "Dette er for langt"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_written_is_lost(
    world: World, browse: Browse, about: dict[str, str], said: str
) -> None:
    page = browse(world.cecilie).submit(f"{LIST}/ny", "place_name", **written(note_nn="Kaffi", **about))
    assert page.status == 422
    assert any(said in one for one in page.errors), page.errors
    assert page.form_values("place_name")["note_nn"] == ["Kaffi"]
    assert stops() == []


def test_the_clock_that_goes_forward_is_told_of(world: World, browse: Browse) -> None:
    with frozen(SUNDAY):
        mine = browse(world.cecilie)
        told = written(day="2027-03-28", begins="2.30", ends="5")
        page = mine.submit(f"{LIST}/ny", "place_name", **told)
    assert (page.status, "Klokka blir stilt fram denne natta" in page.text) == (422, True)


def test_a_stop_is_changed_with_what_it_has_filled_in(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world, zone="Lervig", position=(58.97091, 5.75), note=cast.both("Kaffe", "Kaffi"))
    before, mine = stop.plan, browse(world.cecilie)
    assert mine.submit(f"{LIST}/{stop.id}/endre", "place_name").status == 303
    assert stops()[0].plan == before
    assert mine.submit(f"{LIST}/{stop.id}/endre", "place_name", begins="15.30", note_nn="").status == 303
    (kept,) = stops()
    assert f"{kept.plan.begins:%H:%M}" == "15:30"
    assert kept.note == Localized({"nb": "Kaffe"})


def test_two_who_change_it_at_once_are_told(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world)
    address, mine = f"{LIST}/{stop.id}/endre", browse(world.cecilie)
    open_form = mine.get(address).form_values("place_name")
    assert mine.submit(address, "place_name", place_name="Parken").status == 303
    page = mine.post(address, open_form | {"place_name": "Torget"})
    assert page.status == 409
    assert "Parken" in page.text
    assert page.form_values("place_name")["place_name"] == ["Torget"]
    assert stops()[0].place_name == "Parken"
    assert mine.post(address, page.form_values("place_name")).status == 303
    assert stops()[0].place_name == "Torget"


def test_the_same_place_again(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world, zone="Lervig")
    mine, again = browse(world.cecilie), stop.day + timedelta(days=7)
    address = f"{LIST}/{stop.id}/kopi"
    assert mine.get(address).form_values("day")["begins"] == ["14:00"]
    assert mine.submit(address, "day", day="").errors == ["Feil: Skriv hvilken dag vogna kommer"]
    assert mine.submit(address, "day", day=again.isoformat(), ends="17").status == 303
    first, second = stops()
    assert (second.place_name, second.zone.name, second.day) == (first.place_name, "Lervig", again)
    assert f"{second.plan.ends:%H:%M}" == "17:00"


def test_a_stop_is_cancelled_with_a_reason_and_may_come_about_after_all(world: World, browse: Browse) -> None:
    stop, mine = stop_cast.planned(world), browse(world.cecilie)
    address = f"{LIST}/{stop.id}"
    page = mine.submit(f"{address}/avlys", "because_nb")
    assert (page.status, "Skriv hvorfor" in " ".join(page.errors)) == (422, True)
    assert mine.submit(f"{address}/avlys", "because_nb", because_nb="Uvær", because_nn="Uvêr").status == 303
    assert "Uvær" in mine.get(address).text
    assert mine.get(f"{address}/avlys").status == 303, "once is enough"
    assert "Uvêr" in browse(language="nn").get("/storhaug/vogna").text
    assert mine.post(f"{address}/likevel").status == 303
    assert not stops()[0].cancelled
    assert mine.post(f"{address}/likevel").status == 409


def test_two_places_at_once_are_warned_of(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world)
    other = stop_cast.planned(world, place_name="Torget")
    page = browse(world.cecilie).get(f"{LIST}/{stop.id}")
    assert "Vogna skal være to steder på én gang Torget" in page.text
    assert f"{LIST}/{other.id}" in page.links()


def test_what_has_been_is_on_a_page_of_its_own(world: World, browse: Browse) -> None:
    with frozen(SUNDAY):
        for ahead in range(31):
            stop_cast.planned(world, TUESDAY + timedelta(days=ahead), place_name=f"Sted {ahead}.")
    with frozen(SUNDAY + timedelta(days=60)):
        mine = browse(world.cecilie)
        assert "Sted" not in mine.get(LIST).text
        page = mine.get(f"{LIST}?vis=tidligere")
        assert ("Sted 30." in page.text, "Sted 0." in page.text) == (True, False)
        assert f"{LIST}?vis=tidligere&side=2" in page.links()
        assert "Sted 0." in mine.get(f"{LIST}?vis=tidligere&side=2").text


@pytest.mark.parametrize(("who", "reads", "plans"), [("cecilie", 200, 200), ("eli", 200, 403), ("dag", 403, 403)])
def test_who_reads_and_who_plans(world: World, browse: Browse, who: str, reads: int, plans: int) -> None:
    stop, theirs = stop_cast.planned(world), browse(getattr(world, who))
    assert theirs.get(f"{LIST}/{stop.id}").status == reads
    assert theirs.get(f"{LIST}/ny").status == plans
    if reads == 200 != plans:
        links: list[Any] = theirs.get(f"{LIST}/{stop.id}").links()
        assert not any(one.endswith(("/endre", "/kopi", "/avlys")) for one in links)


def test_another_programmes_stop_is_not_found_by_staff(world: World, browse: Browse) -> None:
    with transaction():
        other = cast.programme("fredrikstad", "Fredrikstad")
    theirs = stop_cast.planned(World(other, *[world.cecilie] * 13), today() + timedelta(days=2))
    for rest in ("", "/endre", "/kopi", "/avlys"):
        assert browse(world.cecilie).get(f"{LIST}/{theirs.id}{rest}").status == 404
