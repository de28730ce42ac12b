"""Seeing a survey as the tablets show it: the same screens by the same rules, with nothing stored and nothing sent."""

import pytest
from flask import Flask

from medvirkning.caravan.items import Item
from medvirkning.kernel.database import db
from medvirkning.surveys.responses import Answering, Response
from medvirkning.surveys.words import QuestionKind
from tests import cast, survey_cast
from tests.browsing import Browse
from tests.caravan_cast import at_the_stop
from tests.tablet_client import EVERY_KIND, Tablet

LIST = "/storhaug/arbeid/undersokelser"


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def test_leads_from_the_front_through_every_screen_by_the_rules(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world, EVERY_KIND), browse(world.cecilie)
    assert f"{LIST}/{survey.id}/prov/nettbrett?sprak=nb" in mine.get(f"{LIST}/{survey.id}/prov").links()
    at = f"{LIST}/{survey.id}/prov/nettbrett"
    assert "8 spørsmål" in mine.get(at).text
    at = mine.submit(at, "so_far").location
    assert mine.submit(at, "so_far").status == 422
    at = mine.submit(at, "so_far", answer="ja").location
    seen = []
    for _each in range(8):
        seen.append(at.partition("fra=")[2].partition("&")[0].replace("%2F", "/"))
        page = mine.get(at)
        assert len(page.all("h1")) == 1
        declines = "declined" in page.html
        at = mine.submit(at, "so_far", **{"declined" if declines else "skip": "1"}).location
    assert seen == ["savner", "forst", "alder", "hvor", "bilde", "syn/lys", "syn/vei", "mer"]
    page = mine.get(at)
    assert "Det var det siste spørsmålet" in page.text
    back = [link for link in page.links() if "fra=mer" in link]
    assert "fra=syn/vei" in "".join(mine.get(back[0]).links()).replace("%2F", "/")
    assert not any(db.session.query(kept).count() for kept in (Response, Answering, Item))


def test_the_screens_are_the_tablets_own(app: Flask, browse: Browse, world: cast.World) -> None:
    survey = survey_cast.opened(world, EVERY_KIND)
    here = at_the_stop(world, survey)
    screens = Tablet(app, here.token).ask("GET", "/pakke").get_json()["surveys"][0]["screens"]["nn"]
    mine = browse(world.cecilie)
    for name in ("trives", "savner", "alder", "hvor", "syn/lys", "mer"):
        page = mine.get(f"{LIST}/{survey.id}/prov/nettbrett?sprak=nn&fra={name}")
        shown = screens[name].partition("<form data-screen>")[2].partition('<div class="mv-kiosk-buttons">')[0]
        assert " ".join(shown.split()) in " ".join(page.html.split()), name


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_is_drawn_in_every_language(browse: Browse, world: cast.World, kind: QuestionKind) -> None:
    question = survey_cast.question("q", kind, choices=survey_cast.choices("a", "b"), rows=survey_cast.choices("c"))
    survey = survey_cast.drafted(world, survey_cast.one_section(question), languages=("nb", "nn", "ar"))
    mine, name = browse(world.cecilie), "q/c" if kind is QuestionKind.MATRIX else "q"
    for language in ("nb", "nn", "ar", "xx"):
        at = f"{LIST}/{survey.id}/prov/nettbrett?sprak={language}&fra={name}"
        assert mine.get(at).status == 200
        assert mine.submit(at, "so_far").status in (303, 422)


@pytest.mark.parametrize("odd", ["fra=borte", "fra=q/d", "fra=/slutt", "fra=&til=tull", "fra=/", "sprak=ar"])
def test_what_is_not_there_is_the_end_or_the_front(browse: Browse, world: cast.World, odd: str) -> None:
    survey = survey_cast.drafted(world, survey_cast.in_parts())
    assert browse(world.cecilie).get(f"{LIST}/{survey.id}/prov/nettbrett?{odd}").status == 200
