"""How much is asked of the database for pages and files of results: no more for more questions and choices."""

import pytest
from flask import Flask

from medvirkning.surveys.models import Survey
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.words import QuestionKind, QuestionRole
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import statements
from tests.result_cast import answered
from tests.survey_cast import choices, one_section, question


def asking(several: int, singles: int) -> Questionnaire:
    """Where people live, and so many others."""
    return one_section(
        question("sone", QuestionKind.ZONE, role=QuestionRole.HOME_ZONE),
        question("alder", QuestionKind.ONE, choices=choices("ung", "gammel"), role=QuestionRole.AGE_BAND),
        *(question(f"flere_{at}", QuestionKind.SEVERAL, choices=choices("a", "b", "c", "d")) for at in range(several)),
        *(question(f"en_{at}", QuestionKind.ONE, choices=choices("a", "b")) for at in range(singles)),
    )


def answers(asked: Questionnaire) -> list[tuple[dict, int]]:
    """So that most of the tables have something in them."""
    more = {one.key: {"choice": "a"} for one in asked.questions if one.key.startswith("en_")}
    more |= {one.key: {"choices": ["a", "b"]} for one in asked.questions if one.key.startswith("flere_")}
    return [
        ({"sone": {"zone": zone}, "alder": {"choice": age}, **(more if age == "ung" else {})}, 6)
        for zone in ("S-01", "S-02")
        for age in ("ung", "gammel")
    ]


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def asked_for(world: World, browse: Browse, several: int, singles: int, more: str) -> int:
    """How many statements it takes."""
    questionnaire = asking(several, singles)
    survey: Survey = answered(world, answers(questionnaire), questionnaire, slug=f"s-{several}")
    browser = browse(world.cecilie)
    url = f"/storhaug/arbeid/undersokelser/{survey.id}/resultater{more}"
    assert browser.get(url).status == 200
    with statements() as seen:
        assert browser.get(url).status == 200
    return len(seen)


@pytest.mark.parametrize("more", ["/last-ned/tall.csv", "/last-ned/tall.xlsx", "?av=sone:S-01", "/sone?mot=alder"])
def test_no_more_is_asked_for_more_questions(world: World, browse: Browse, more: str) -> None:
    few = asked_for(world, browse, 1, 1, more)
    assert asked_for(world, browse, 4, 5, more) == few
    assert few < 30
