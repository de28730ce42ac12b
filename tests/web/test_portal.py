"""The front page: light enough for one TCP window, no cookie for looking, and no link that leads nowhere."""

import re
from pathlib import Path

import brotli
import pytest
from flask import Flask

from medvirkning.cli.demo.programmes import set_up
from medvirkning.contributions.words import ContributionKind
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.people.actions import enrol
from medvirkning.programmes.models import Place
from medvirkning.programmes.words import PlaceKind
from tests import cast, grant_cast, stop_cast
from tests.browsing import Browse
from tests.cast import World, both
from tests.contribution_cast import CANARY, done, hidden, published, sent, statements

WINDOW = 14_600  # bytes: the first ten packets of a connection
EVERYTHING = 80_000
AS_SERVED = 5  # brotli's quality for HTML


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def demo(app: Flask) -> World:
    """Storhaug as the demo draws it, with all that can stand on a front page."""
    with transaction():
        programme, somebody = set_up("storhaug", at=now()), enrol("cecilie@medvirkning.example", at=now())
        db.session.add_all(
            Place(programme_id=programme.id, kind=kind, name=name, open_hours=both("Hver dag, kl. 9–21", "Kvar dag"))
            for kind, name in ((PlaceKind.OFFICE, "Elefant"), (PlaceKind.HALL, "Østre bydelshus"))
        )
    world = World(programme, **dict.fromkeys(list(World.__dataclass_fields__)[1:], somebody))
    grant_cast.open_round(world)
    stop_cast.planned(world, zone="Lervig")
    done(world, text="Det er for mørkt ved lekeplassen om vinteren. Vi går ikke dit etter klokka fire.", zone="Emmaus")
    return world


def weight(app: Flask, name: str) -> int:
    """Bytes of an asset as browsers get it."""
    with app.test_request_context():
        file = Path(str(app.static_folder)) / app.jinja_env.globals["asset"](name).removeprefix("/static/")  # type: ignore[operator]
    compressed = file.with_name(file.name + ".br")
    return (compressed if compressed.exists() else file).stat().st_size


def reads(seen: list[str]) -> int:
    """How many questions were asked; beginning to read is none."""
    return sum(statement != "BEGIN" for statement in seen)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_first_page_fits_in_one_window(app: Flask, demo: World, browse: Browse, language: str) -> None:
    page = browse(language=language).get("/storhaug/")
    html = len(brotli.compress(page.html.encode(), quality=AS_SERVED))
    first = html + weight(app, "app.css")
    assert first <= WINDOW, f"{html} + {weight(app, 'app.css')}"
    assert first + sum(weight(app, name) for name in ("app.js", "schibsted-grotesk.woff2", "logo.svg")) <= EVERYTHING
    loaded = [link.get("href", "") for link in page.all("link")] + [one.get("src", "") for one in page.all("script")]
    assert {address.rsplit("-", 1)[0].rsplit("/", 1)[1] for address in loaded} == {
        "app", "schibsted-grotesk", "logo"
    }, "nothing else is loaded"  # fmt: skip


def test_few_questions_are_asked_of_the_database(demo: World, browse: Browse) -> None:
    browser = browse()
    with statements() as cold:
        browser.get("/storhaug/")
    with statements() as warm:
        browser.get("/storhaug/")
    assert reads(cold) <= 8, "the programme is read once in a while"
    assert reads(warm) <= 5


def test_looking_gives_no_cookie(demo: World, browse: Browse) -> None:
    browser = browse()
    page = browser.get("/storhaug/")
    assert not page.response.headers.getlist("Set-Cookie")
    assert page.response.headers["Cache-Control"] == "private, no-cache", "so that going back is at once"


@pytest.mark.parametrize(
    ("language", "question", "happens"),
    [
        ("nb", "Hva vil du endre der du bor?", "Vi leser det innen 5 arbeidsdager"),
        ("nn", "Kva vil du endre der du bur?", "Vi les det innan 5 arbeidsdagar"),
    ],
)
def test_it_asks_and_promises(demo: World, browse: Browse, language: str, question: str, happens: str) -> None:
    page = browse(language=language).get("/storhaug/")
    assert page.status == 200
    assert question in page.text
    assert happens in page.text
    assert len(page.all("a", class_="mv-stitched")) == 1, "one thing to do first"
    assert "Fire lamper er på plass." in page.text
    assert "Elefant" in page.text


def test_every_link_leads_somewhere(demo: World, browse: Browse) -> None:
    browser = browse()
    page = browser.get("/storhaug/")
    ids = {element.get("id") for element in page.root.iter()}
    for link in set(page.links()):
        if link.startswith("#"):
            assert link[1:] in ids, link
        else:
            assert browser.get(link).status in (200, 303), link


def test_the_patches_lead_to_their_zone_on_the_board(demo: World, browse: Browse) -> None:
    page = browse().get("/storhaug/")
    patches = re.findall(r'<a href="([^"]+)" class="quilt-zone"', page.html)
    assert patches == [f"/storhaug/innspill?sone={zone.code}" for zone in demo.programme.zones]


def test_what_is_not_there_is_left_out(world: World, browse: Browse) -> None:
    page = browse().get("/storhaug/")
    assert "Dette skjedde" not in page.text
    assert "nærmiljøtilskudd" not in page.text.split("Mer du kan gjøre")[1]
    assert "Her møter du oss" not in page.text
    assert "mv-quilt" not in page.html


def test_only_what_is_on_the_board_is_told(world: World, browse: Browse) -> None:
    sent(world, "Ikke lest ennå")
    hidden(world, text="Skjult for alle")
    published(world, "Bare lest", kind=ContributionKind.GOOD)
    page = browse().get("/storhaug/")
    assert not {"Ikke lest", "Skjult for alle"} & {
        text for text in ("Ikke lest", "Skjult for alle") if text in page.text
    }


def test_words_stay_words(world: World, browse: Browse) -> None:
    done(world, text=CANARY, story=f"{CANARY}\n{CANARY}")
    page = browse().get("/storhaug/")
    assert CANARY in page.text
    assert not page.all("img")


def test_one_programme_is_the_front_page_and_several_are_a_list(world: World, browse: Browse) -> None:
    assert browse().get("/").location == "/storhaug/"
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    page = browse().get("/")
    assert {"/storhaug/", "/fredrikstad/"} <= set(page.links())


def test_no_such_programme(world: World, browse: Browse) -> None:
    assert browse().get("/bergen/").status == 404
    assert browse().post("/storhaug/").status == 405
