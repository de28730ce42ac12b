"""The photos that people sent, as they are seen: by the few, alone, and guarded as texts are."""

import pytest
from flask import Flask

from medvirkning.surveys.models import Survey
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.photo_cast import of_question, photographed, sends
from tests.result_cast import looks


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return photographed(world)


def at(survey: Survey, more: str) -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/resultater/{more}"


def test_the_few_see_the_photos_alone(world: World, survey: Survey, browse: Browse) -> None:
    mine = browse(world.cecilie)
    looks(world, survey)
    assert at(survey, "gata/bilder") in mine.get(at(survey, "gata")).links()
    page = mine.get(at(survey, "gata/bilder"))
    assert "9 bilder" in page.text
    sources = [one.get("src", "") for one in page.all("img") if "/bilder/" in one.get("src", "")]
    assert sorted(sources) == sorted(at(survey, f"gata/bilder/{one.id}") for one in of_question("gata"))
    assert "bilde.jpg" not in page.html
    photo = mine.get(sources[0])
    assert (photo.status, photo.response.headers["Content-Type"]) == (200, "image/jpeg")
    assert photo.response.headers["X-Content-Type-Options"] == "nosniff"
    assert photo.response.headers["Cache-Control"] == "no-store"


def test_few_photos_are_not_seen(world: World, survey: Survey, browse: Browse) -> None:
    mine = browse(world.cecilie)
    looks(world, survey)
    assert at(survey, "kaia/bilder") not in mine.get(at(survey, "kaia")).links()
    page = mine.get(at(survey, "kaia/bilder"))
    assert page.status == 200
    assert "/kaia/bilder/" not in page.html
    for one in of_question("kaia"):
        assert mine.get(at(survey, f"kaia/bilder/{one.id}")).status == 404
        assert mine.get(at(survey, f"gata/bilder/{one.id}")).status == 404


def test_no_photo_of_a_few_who_came_later(world: World, survey: Survey, browse: Browse) -> None:
    before = {one.id for one in of_question("gata")}
    sends(survey, "gata")
    looks(world, survey)
    late = next(one for one in of_question("gata") if one.id not in before)
    assert "/gata/bilder/" not in browse(world.cecilie).get(at(survey, "gata/bilder")).html
    assert browse(world.cecilie).get(at(survey, f"gata/bilder/{late.id}")).status == 404


def test_who_may_not_see_them(world: World, survey: Survey, browse: Browse) -> None:
    photo = f"gata/bilder/{of_question('gata')[0].id}"
    for address in ("gata/bilder", photo):
        assert browse(world.ivar).get(at(survey, address)).status == 403
        assert browse(world.guro).get(at(survey, address)).status == 404
        assert browse().get(at(survey, address)).status == 303
    assert "/bilder" not in browse(world.ivar).get(at(survey, "gata")).html
    assert browse(world.cecilie).get(at(survey, "trives/bilder")).status == 404
