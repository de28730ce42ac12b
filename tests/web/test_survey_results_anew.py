"""Results that are published while others publish, and after the questions have changed."""

from dataclasses import replace

import pytest
from flask import Flask

from medvirkning.kernel.database import transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.publishing_results import publish_results
from tests import cast
from tests.browsing import Browse
from tests.cast import World, both
from tests.result_cast import ASKED, AT, answered, opens_again
from tests.survey_cast import asks_anew, one_section

HEARD = {"heard_nb": "Folk trives, og vil ha lys.", "heard_nn": "Folk trivst, og vil ha lys."}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return answered(world)


def at(survey: Survey, more: str = "") -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/resultater{more}"


def publishes(world: World, survey: Survey, key: str) -> None:
    with transaction():
        publish_results(survey, key, both("Dette hører vi.", "Dette høyrer vi."), by=world.dag, at=AT)


def asks_otherwise(world: World, survey: Survey) -> None:
    """Opened again; «ja» is called something else, and what one misses is asked no more."""
    opens_again(world, survey)
    first, _savner, *others = ASKED.questions
    reworded = replace(
        first, choices=(replace(first.choices[0], text=both("Slett ikke", "Slett ikkje")), *first.choices[1:])
    )
    asks_anew(world, survey, one_section(reworded, *reversed(others)))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_everyone_sees_the_same_after_the_questions_have_changed(
    world: World, survey: Survey, browse: Browse, language: str
) -> None:
    for key in ("trives", "savner"):
        publishes(world, survey, key)
    page, file = (f"/storhaug/undersokelser/{survey.slug}/resultater{more}" for more in ("", ".csv"))
    browser = browse(language=language)
    before = browser.get(page).html, browser.get(file).response.get_data()
    asks_otherwise(world, survey)
    assert (browser.get(page).html, browser.get(file).response.get_data()) == before


def test_what_is_asked_no_more_can_be_taken_down(world: World, survey: Survey, browse: Browse) -> None:
    for key in ("trives", "savner"):
        publishes(world, survey, key)
    asks_otherwise(world, survey)
    browser = browse(world.cecilie)
    page = browser.get(at(survey))
    assert "Hva med savner?" in page.text
    assert "Dette hører vi." in page.text
    for _press in range(2):
        assert browser.post(at(survey, "/savner/ta-ned")).location == at(survey)
    assert "Hva med savner?" not in browse().get(f"/storhaug/undersokelser/{survey.slug}/resultater").text
    assert browser.post(at(survey, "/steder/ta-ned")).status == 404
    assert browse(world.ivar).post(at(survey, "/trives/ta-ned")).status == 403
    assert "ta-ned" not in browse(world.ivar).get(at(survey)).html


def test_two_who_publish_at_once(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    mine = browser.get(at(survey, "/trives/publiser")).form_values("heard_nb")
    publishes(world, survey, "trives")
    page = browser.post(at(survey, "/trives/publiser"), {**mine, **HEARD})
    assert page.status == 422
    assert "Dag" in page.text
    assert "Dette hører vi." in page.text
    assert "Folk trives, og vil ha lys." in page.html
    assert browser.post(at(survey, "/trives/publiser"), {**page.form_values("heard_nb"), **HEARD}).status == 303
    assert "Folk trives" in browse().get(f"/storhaug/undersokelser/{survey.slug}/resultater").text


@pytest.mark.parametrize("said", ["", "x" * 601], ids=["nothing", "too much"])
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_is_not_heard_is_told_at_the_field_of_its_language(
    world: World, survey: Survey, browse: Browse, language: str, said: str
) -> None:
    browser = browse(world.cecilie, language=language)
    for lacks, other in (("heard_nb", "heard_nn"), ("heard_nn", "heard_nb")):
        page = browser.post(at(survey, "/trives/publiser"), {lacks: " ", other: said})
        assert page.status == 422
        assert {f"#{lacks}", f"#{other}"} <= set(page.links()), "in the summary"
        told = {element.get("id") for element in page.root.iter() if element.get("id")}
        assert {f"{lacks}-error", f"{other}-error"} <= told, "at the fields"
        assert page.form_values(other)[other] == [said]


def test_pressed_twice_it_is_published_once(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    form = browser.get(at(survey, "/trives/publiser")).form_values("heard_nb")
    for _press in range(2):
        assert browser.post(at(survey, "/trives/publiser"), {**form, **HEARD}).status == 303
