"""The board: what is published and nothing else, filtered, counted, paged, and agreed with once per browser."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.contributions import actions
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.kernel.clock import now
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import act, answered, done, hidden, many, published, sent, statements

BOARD = "/storhaug/innspill"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def neighbourhood(world: World) -> World:
    """One of each, here and there."""
    published(world, "Krysset ved kaia er farlig", zone="Lervig", at=now() - timedelta(days=3))
    act(published(world, "Tak over benken", zone="Lervig", at=now() - timedelta(days=2)), actions.consider, world)
    answered(world, AnswerOutcome.NO, text="Båthavn i dammen", zone="Badedammen")
    answered(world, AnswerOutcome.YES, text="Langbord på kaia", zone="Lervig")
    done(world, text="Det er mørkt her", zone="Emmaus")
    sent(world, "Ulest", zone="Lervig")
    hidden(world, text="Skjult", zone="Lervig")
    return world


def cards(page: object) -> int:
    return len(page.all("li", class_="mv-card")) + len(page.all("li", class_="mv-happened"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "title", "status"),
    [("nb", "Dette sier naboene", "5 innspill"), ("nn", "Dette seier naboane", "5 innspel")],
)
def test_everyone_reads_what_is_published(
    neighbourhood: World, browse: Browse, language: str, title: str, status: str
) -> None:
    page = browse(language=language).get(BOARD)
    assert page.status == 200
    assert title in page.text
    assert status in page.text
    assert "Krysset ved kaia" in page.text
    assert "Ulest" not in page.text
    assert "Skjult" not in page.text


def test_the_newest_story_leads(neighbourhood: World, browse: Browse) -> None:
    page = browse().get(BOARD)
    assert cards(page) == 5
    assert len(page.all("li", class_="mv-happened-big")) == 1
    assert "Fire lamper er på plass." in page.text
    assert "En nabo fra Emmaus sa" in page.text


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("sone=S-03", {"Krysset", "Tak over", "Langbord"}, {"Båthavn", "mørkt"}),
        ("sone=S-02&sone=S-04", {"Båthavn", "mørkt"}, {"Krysset", "Langbord"}),
        ("status=lest", {"Krysset"}, {"Tak over", "Langbord", "Båthavn", "mørkt"}),
        ("status=i-arbeid", {"Tak over", "Langbord"}, {"Krysset", "Båthavn"}),
        ("status=skjedde", {"mørkt"}, {"Krysset", "Tak over"}),
        ("status=ble-ikke", {"Båthavn"}, {"Krysset", "Langbord"}),
        ("sone=S-03&status=i-arbeid", {"Tak over", "Langbord"}, {"Krysset"}),
        ("sone=XX&status=alt&tema=99&sorter=id;drop&side=-4", {"Krysset", "Tak over", "Båthavn"}, {"Ulest", "Skjult"}),
        ("side=99999999999999999999", {"Krysset"}, {"Ulest"}),
    ],
)
def test_filters_stand_in_the_address(
    neighbourhood: World, browse: Browse, query: str, seen: set[str], unseen: set[str]
) -> None:
    page = browse().get(f"{BOARD}?{query}")
    assert page.status == 200
    assert all(text in page.text for text in seen)
    assert not any(text in page.text for text in unseen)
    told = re.search(r"(\d+) innspill", page.text)
    assert told
    assert int(told[1]) == cards(page)


def test_a_theme_filters_and_counts(world: World, browse: Browse) -> None:
    traffic = world.programme.goals[1]
    tagged = published(world, "Sakte fart i Nymansveien")
    published(world, "Noe helt annet")
    act(tagged, actions.set_goal, world, goal=traffic)
    page = browse().get(f"{BOARD}?tema=2")
    assert "1 innspill" in page.text
    assert "Sakte fart" in page.text
    assert "Noe helt annet" not in page.text
    assert "Trafikk" in [chip.text for chip in page.all("a", class_="mv-chip")]


def test_each_chip_takes_one_filter_away(neighbourhood: World, browse: Browse) -> None:
    page = browse().get(f"{BOARD}?sone=S-03&sone=S-04&status=i-arbeid&sorter=enige")
    hrefs = [chip.get("href") for chip in page.all("a", class_="mv-chip")]
    assert hrefs == [
        f"{BOARD}?sone=S-04&status=i-arbeid&sorter=enige",
        f"{BOARD}?sone=S-03&status=i-arbeid&sorter=enige",
        f"{BOARD}?sone=S-03&sone=S-04&sorter=enige",
    ]


def test_most_agreed_first(world: World, browse: Browse) -> None:
    few, most = published(world, "Få er enige"), published(world, "Flest er enige", at=now() - timedelta(days=9))
    for browser in (browse(), browse()):
        browser.post(f"{BOARD}/{most.id}/enig")
    browse().post(f"{BOARD}/{few.id}/enig")
    text = browse().get(f"{BOARD}?sorter=enige").text
    assert text.index("Flest er enige") < text.index("Få er enige")
    newest = browse().get(BOARD).text
    assert newest.index("Få er enige") < newest.index("Flest er enige")


def test_pages_hold_twelve_and_keep_the_filter(world: World, browse: Browse) -> None:
    many(world, 65)
    browser = browse()
    first, last = browser.get(f"{BOARD}?sone=S-01"), browser.get(f"{BOARD}?sone=S-01&side=2")
    assert (cards(first), cards(last)) == (12, 1)
    assert f"{BOARD}?sone=S-01&side=2" in first.links()
    seen = {
        link
        for number in range(1, 7)
        for link in browser.get(f"{BOARD}?side={number}").links()
        if re.fullmatch(rf"{BOARD}/[0-9a-f-]{{36}}", link)
    }
    assert len(seen) == 65, "each one once"


def test_htmx_gets_the_hits_alone(neighbourhood: World, browse: Browse) -> None:
    page = browse().get(f"{BOARD}?status=skjedde", headers={"HX-Request": "true"})
    assert page.status == 200
    assert "<html" not in page.html
    assert 'class="mv-filter"' not in page.html
    assert "1 innspill" in page.text
    assert "HX-Request" in page.response.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "says", "leads"),
    [
        ("sone=S-01", "Ingen fra Sentrum har sagt noe ennå.", BOARD),
        ("sone=S-03&status=skjedde", "Ingenting fra Lervig er ferdig ennå.", f"{BOARD}?sone=S-03&status=i-arbeid"),
        ("sone=S-01&sone=S-05&status=lest", "Ingenting fra Sentrum og Bergeland venter", f"{BOARD}?status=lest"),
        ("sone=S-03&tema=1", "Ingenting fra Lervig handler om dette ennå.", f"{BOARD}?sone=S-03"),
    ],
)
def test_nothing_found_shows_the_nearest_way_on(
    neighbourhood: World, browse: Browse, query: str, says: str, leads: str
) -> None:
    page = browse().get(f"{BOARD}?{query}")
    assert "Her er det plass til en lapp" in page.text
    assert says in page.text
    assert leads in page.links()


def test_an_empty_board_asks_for_the_first_word(world: World, browse: Browse) -> None:
    page = browse().get(BOARD)
    assert "Ingen fra Storhaug har sagt noe ennå." in page.text
    assert "/storhaug/innspill/nytt" in page.links()


def test_the_database_is_asked_the_same_at_5_and_at_500(world: World, browse: Browse) -> None:
    done(world)
    many(world, 5)
    browser = browse()
    browser.get(BOARD)
    with statements() as few:
        browser.get(BOARD)
    many(world, 495)
    with statements() as lots:
        browser.get(BOARD)
    assert len(lots) == len(few)
    assert len(few) <= 8
