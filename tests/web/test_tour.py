"""When and where the caravan comes, as everybody sees it: the next stop, the list, the map, and each stop's page."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask

from medvirkning.cli.demo.programmes import set_up
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import transaction
from medvirkning.people.actions import enrol
from tests import cast, stop_cast
from tests.browsing import Browse
from tests.cast import World, both
from tests.contribution_cast import statements

PAGE = "/storhaug/vogna"
SUNDAY = datetime(2026, 11, 22, 11, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def drawn(world: World) -> None:
    """Give the zones outlines, as the demo has."""
    with transaction():
        world.programme.zones[2].drawing = {
            "outline": [[10, 10], [150, 10], [150, 120], [10, 120]], "label": [80, 65], "symbol": "boat",
        }  # fmt: skip
        world.programme.zones[3].drawing = {
            "outline": [[150, 10], [290, 10], [290, 120], [150, 120]], "label": [220, 65], "symbol": "tree",
        }  # fmt: skip


def test_without_stops_there_is_another_way_to_be_heard(world: World, browse: Browse) -> None:
    page = browse().get(PAGE)
    assert "Ingen stopp er planlagt nå" in page.text
    assert "/storhaug/innspill/nytt" in page.links()
    assert "/storhaug/vogna" not in browse().get("/storhaug/").links()


def test_the_next_stop_is_large_and_the_others_come_by_month(world: World, browse: Browse) -> None:
    with frozen(SUNDAY):
        stop_cast.planned(world, date(2026, 12, 1), place_name="Torget", zone="Sentrum")
        first = stop_cast.planned(world, TUESDAY, zone="Lervig", note=both("Vi har med kaffe", "Vi har med kaffi"))
        gone = stop_cast.cancelled(world, date(2026, 11, 23), place_name="Skolen")
        page = browse().get(PAGE)
        assert [one.text for one in page.all("h3", class_="mv-month")] == ["November 2026", "Desember 2026"]
        assert next(one.get("href") for one in page.all("a") if one.text == "Kaia i Lervig") == f"{PAGE}/{first.id}"
        assert "Neste stopp Kaia i Lervig tirsdag 24. november kl. 14–18" in page.text.replace("\xa0", " ")
        assert "Avlyst. Vogna er på verksted" in page.text
        assert f"{PAGE}/{gone.id}" in page.links()
        assert f"{PAGE}/{first.id}.ics?sprak=nb" in page.links()
        nynorsk = browse(language="nn").get(PAGE).text.replace("\xa0", " ")
        assert "Vi har med kaffi" in nynorsk
        assert "tysdag 24. november kl. 14–18" in nynorsk


def test_while_the_caravan_stands_there_the_page_says_so(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY, ends=time(18, 30))
    for moment, said in ((stop.starts_at, True), (stop.ends_at - timedelta(seconds=1), True),
                         (stop.starts_at - timedelta(seconds=1), False)):  # fmt: skip
        with frozen(moment):
            for address in (PAGE, f"{PAGE}/{stop.id}"):
                assert ("Her er vi nå, til kl. 18.30" in browse().get(address).text.replace("\xa0", " ")) is said


def test_the_map_and_the_list_lead_to_the_same(world: World, browse: Browse) -> None:
    drawn(world)
    stop_cast.planned(world, zone="Lervig")
    stop_cast.cancelled(world, zone="Emmaus", place_name="Lekeplassen")
    page = browse().get(PAGE)
    assert page.html.count(f"{PAGE}?sone=S-03#stops") == 2, "one in the map and one in the list"
    assert f"{PAGE}?sone=S-04#stops" not in page.html, "nothing comes there"
    assert "Emmaus Ingen stopp nå" in page.text
    filtered = browse().get(f"{PAGE}?sone=S-03")
    assert "Stopp i Lervig" in filtered.text
    assert "Lekeplassen" not in filtered.text
    assert "Det er ikke planlagt noe stopp i Badedammen nå" in browse().get(f"{PAGE}?sone=S-02").text
    assert "Alle stoppene" in browse().get(f"{PAGE}?sone=finnes-ikke").text


def test_each_stop_has_a_page_that_can_be_shared(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(
        world, zone="Lervig", position=(58.97, 5.75), accessibility=both("Rampe inn", "Rampe inn i vogna")
    )
    page = browse().get(f"{PAGE}/{stop.id}")
    assert "Kaia i Lervig" in [one.text for one in page.all("h1")]
    assert "Rampe inn" in page.text
    assert any("mlat=58.97&mlon=5.75" in link for link in page.links())
    assert page.all("meta", property="og:title")[0].get("content") == "Campingvogna: Kaia i Lervig"
    gone = stop_cast.cancelled(world)
    told = browse(language="nn").get(f"{PAGE}/{gone.id}")
    assert "Dette stoppet er avlyst Vogna er på verkstad" in told.text
    assert not any(".ics" in link for link in told.links())


def test_a_stop_that_has_been_is_still_at_its_address(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world, TUESDAY, at=SUNDAY)
    with frozen(stop.ends_at):
        assert "Dette stoppet har vært." in browse().get(f"{PAGE}/{stop.id}").text
        page = browse().get(PAGE)
        assert "Her har vi vært" in page.text
        assert f"{PAGE}/{stop.id}" in page.links()


def test_another_programmes_stop_is_not_found(world: World, browse: Browse) -> None:
    stop = stop_cast.planned(world)
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    for address in ("/fredrikstad/vogna/{}", "/fredrikstad/vogna/{}.ics", "/finnes-ikke/vogna/{}"):
        assert browse().get(address.format(stop.id)).status == 404
    assert browse().get(f"{PAGE}/3f2504e0-4f89-11d3-9a0c-0305e82c3301").status == 404


def test_what_staff_write_is_text_and_nothing_else(world: World, browse: Browse) -> None:
    evil = "<script>alert(1)</script>"
    stop = stop_cast.planned(world, place_name=evil, note=both(evil, evil + "!"), accessibility=both(evil, evil + "!"))
    for address in (PAGE, f"{PAGE}/{stop.id}", "/storhaug/"):
        page = browse().get(address)
        assert evil not in page.html
        assert evil in page.text


def test_the_front_page_tells_where_the_caravan_comes_next(world: World, browse: Browse) -> None:
    stop_cast.planned(world, TUESDAY, at=SUNDAY)
    with frozen(SUNDAY):
        page = browse().get("/storhaug/")
        assert "Kaia i Lervig, tirsdag 24. november kl. 14–18" in page.text.replace("\xa0", " ")
        assert PAGE in page.links()
    with frozen(SUNDAY + timedelta(days=2)):
        nynorsk = browse(language="nn").get("/storhaug/").text.replace("\xa0", " ")
        assert "Kaia i Lervig, i dag kl. 14–18" in nynorsk


def test_the_page_asks_few_questions_however_many_stops_there_are(app: Flask, browse: Browse) -> None:
    with transaction():
        programme = set_up("storhaug", at=now())
        somebody = enrol("somebody@medvirkning.example", at=now())
    world = World(programme, *[somebody] * (len(World.__dataclass_fields__) - 1))
    for ahead in range(1, 9):
        stop_cast.planned(world, now().date() + timedelta(days=ahead), zone="Lervig")
    browse().get(PAGE)
    with statements() as seen:
        browse().get(PAGE)
    assert sum(one != "BEGIN" for one in seen) <= 3
