"""The queue: who gets in, and what an address may ask for."""

from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.review.words import DeclarationAnswer
from tests import cast, grant_cast
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.contribution_cast import statements
from tests.review_cast import hands_in, says

YES, UNSURE = DeclarationAnswer.YES, DeclarationAnswer.UNSURE
QUEUE = "/storhaug/arbeid/soknader"
SECRETS = ("35 000", "åttemeters bord", "nye her og kjenner", "Mat til langbordet", "Ungdommene i bakgården", "20 000")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def application(world: World) -> Application:
    return grant_cast.sent(grant_cast.open_round(world), world.bjarne)


def url(application: Application, rest: str = "") -> str:
    return f"{QUEUE}/{application.id}{rest}"


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("person", ["dag", "ivar", "kim", "cecilie", "eli"])
def test_the_queue_works(world: World, application: Application, browse: Browse, person: str, language: str) -> None:
    page = browse(getattr(world, person), language=language).get(QUEUE)
    assert page.status == 200
    assert "Langbord på Lervig" in page.text
    assert "Kaikanten beboerforening" in page.text


def test_another_round_changes_the_heading_and_the_numbers_too(world: World, application: Application, browse: Browse):
    part = browse(world.ivar).client.get(QUEUE, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert part.count("<h1") == 1
    assert "<title>" in part
    assert "35 000" not in part, "nobody has declared"
    assert "<title>" not in browse(world.ivar).get(QUEUE).response.text.split("<body", 1)[1]


def test_the_queue_without_a_round(world: World, browse: Browse) -> None:
    page = browse(world.ivar).get(QUEUE)
    assert (page.status, len(page.all("h1"))) == (200, 1)


@pytest.mark.parametrize("rest", ["", "/habilitet"])
def test_who_gets_in_to_a_case(world: World, application: Application, browse: Browse, rest: str) -> None:
    assert browse().get(url(application, rest)).status == 303
    assert browse(world.guro).get(url(application, rest)).status == 404
    assert browse(world.bjarne).get(url(application, rest)).status == 404
    assert browse(world.fredrik).get(url(application, rest)).status == 403
    assert browse(world.eli).get(url(application, rest)).status == (403 if rest else 200)
    assert browse(world.ivar).get(f"{QUEUE}/{uuid4()}{rest}").status == 404
    assert browse(world.ivar).get(f"{QUEUE}/hundre{rest}").status == 404
    assert browse(world.ivar).get(f"/loddefjord/arbeid/soknader/{application.id}{rest}").status == 404


def test_who_gets_in_to_the_queue(world: World, browse: Browse) -> None:
    assert browse().get(QUEUE).status == 303
    assert browse(world.guro).get(QUEUE).status == 404
    assert browse(world.fredrik).get(QUEUE).status == 403
    assert browse(world.ivar).post(QUEUE).status == 405


def test_a_draft_is_nobodys_but_its_owners(world: World, browse: Browse) -> None:
    draft = grant_cast.whole(grant_cast.open_round(world), world.bjarne)
    page = browse(world.dag).get(QUEUE)
    assert "Langbord" not in page.text
    assert browse(world.dag).get(url(draft)).status == 404


@pytest.mark.parametrize(
    "query", ["?vis=alt", "?sorter=id;drop", "?sone=X", "?runde=1", "?side=-1", "?side=9999999999"]
)
def test_what_isnt_on_the_lists_is_as_if_it_were_not_there(
    world: World, application: Application, browse: Browse, query: str
) -> None:
    assert "Langbord" in browse(world.ivar).get(QUEUE + query).text


@pytest.mark.parametrize("query", ["?slug=x&_external=1&application_id=2", "?plass=0", "?plass=x", "?plass=99999"])
def test_strange_words_about_the_list(world: World, application: Application, browse: Browse, query: str) -> None:
    ivar = browse(world.ivar)
    page = ivar.get(url(application, query))
    assert page.location.startswith(url(application, "/habilitet"))
    says(application, world.ivar, DeclarationAnswer.NO)
    assert ivar.get(url(application, query)).status == 200


def test_nothing_written_runs(world: World, browse: Browse) -> None:
    evil = "<script>alert(1)</script>"
    the_round = grant_cast.open_round(world)
    application = grant_cast.sent(the_round, world.bjarne, title=evil, what=evil, applicant_name=evil)
    ivar: Browser = browse(world.ivar)
    for address in (QUEUE, url(application, "/habilitet")):
        assert "<script>alert" not in ivar.get(address).html
    says(application, world.ivar)
    hands_in(application, world.ivar, 2, 1, reason=evil)
    assert "<script>alert" not in ivar.get(url(application)).html


@pytest.mark.parametrize("person", ["dag", "cecilie", "eli"])
def test_a_long_page_asks_no_more_than_a_short_one(world: World, browse: Browse, person: str) -> None:
    the_round, asked = grant_cast.open_round(world), []
    browser = browse(getattr(world, person))
    for _ in range(2):
        for _ in range(3):
            says(grant_cast.sent(the_round, world.bjarne), world.dag)
        browser.get(QUEUE)
        db.session.expire_all()
        with statements() as run:
            assert browser.get(QUEUE).status == 200
        asked.append(run)
    assert len(asked[0]) == len(asked[1]), set(asked[1]) - set(asked[0])
