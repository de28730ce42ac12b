"""What people wrote, as it is read: by the few, alone, searched and paged."""

import pytest
from flask import Flask

from medvirkning.surveys.models import Survey
from medvirkning.surveys.words import QuestionKind
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.result_cast import answered, answers, looks
from tests.survey_cast import choices, one_section, question

ASKED = one_section(
    question("trives", QuestionKind.ONE, choices=choices("ja", "nei")),
    question("hvorfor", QuestionKind.LONG_TEXT),
    question("lite", QuestionKind.SHORT_TEXT),
)
CROWD = [({"trives": {"choice": "ja"}, "hvorfor": {"text": f"Fint & <b>bra</b> {each}"}}, 1) for each in range(60)]
CROWD += [({"trives": {"choice": "ja"}, "lite": {"text": "Bare vi to"}}, 2), ({"trives": {"choice": "nei"}}, 5)]


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return answered(world, CROWD, ASKED)


def at(survey: Survey, more: str) -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/resultater/{more}"


def test_reading_page_by_page_and_looking_for_words(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    assert at(survey, "hvorfor/svar") in browser.get(at(survey, "hvorfor")).links()
    looks(world, survey)
    page = browser.get(at(survey, "hvorfor/svar"))
    assert "60 tekster" in page.text
    assert len(page.all("li", class_="mv-bubble")) == 50
    assert "Fint & <b>bra</b>" in page.text
    assert len(browser.get(at(survey, "hvorfor/svar?side=2")).all("li", class_="mv-bubble")) == 10
    page = browser.get(at(survey, "hvorfor/svar?sok=BRA</b>+17"))
    assert len(page.all("li", class_="mv-bubble")) == 1
    assert "Ingen tekster" in browser.get(at(survey, "hvorfor/svar?sok=finnes-ikke")).text


def test_few_texts_are_not_shown(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    looks(world, survey)
    assert at(survey, "lite/svar") not in browser.get(at(survey, "lite")).links()
    page = browser.get(at(survey, "lite/svar?sok=bare"))
    assert page.status == 200
    assert "Bare vi to" not in page.html
    assert not page.all("li", class_="mv-bubble")


def test_no_texts_of_a_few_who_came_later(world: World, survey: Survey, browse: Browse) -> None:
    answers(survey, [({"hvorfor": {"text": "Kom sent"}}, 1)], ASKED)
    page = browse(world.cecilie).get(at(survey, "hvorfor/svar"))
    assert "Svarene kan ikke leses hver for seg ennå" in page.text
    assert not page.all("li", class_="mv-bubble")


def test_who_may_not_read_them(world: World, survey: Survey, browse: Browse) -> None:
    assert browse(world.ivar).get(at(survey, "hvorfor/svar")).status == 403
    assert "/svar" not in browse(world.ivar).get(at(survey, "hvorfor")).html
    assert browse(world.guro).get(at(survey, "hvorfor/svar")).status == 404
    assert browse(world.cecilie).get(at(survey, "trives/svar")).status == 404
