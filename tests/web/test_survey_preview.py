"""Trying a survey: one question at a time by its rules, per language and size, and nothing is stored."""

import pytest
from flask import Flask

from medvirkning.kernel.database import db
from medvirkning.surveys.questionnaire import Condition, Question, Rule
from medvirkning.surveys.responses import Response
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from tests import cast, survey_cast
from tests.browsing import Browse

LIST = "/storhaug/arbeid/undersokelser"
RULED = Question(
    "hvorfor", QuestionKind.LONG_TEXT, cast.both("Hvorfor ikke?"), required=True,
    when=Condition(Joined.ALL, (Rule("trives", Operator.EQUALS, ("nei",)),)),
)  # fmt: skip
ASKED = survey_cast.one_section(
    survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja", "nei")),
    RULED,
    survey_cast.question("sted", QuestionKind.ZONE),
    survey_cast.question("bilde", QuestionKind.PHOTO),
    survey_cast.question("rekke", QuestionKind.RANKING, choices=survey_cast.choices("a", "b", "c")),
)


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def test_the_rules_are_tried_and_nothing_is_stored(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world, ASKED), browse(world.dag)
    url = f"{LIST}/{survey.id}/prov"
    done = mine.submit(url, "so_far", answer="nei")
    assert "fra=hvorfor" in done.location
    assert mine.submit(done.location, "so_far", answer="").status == 422
    done = mine.submit(done.location, "so_far", answer="x" * 3000)
    assert "fra=sted" in done.location
    assert len(done.location) < 1000
    assert "fra=sted" in mine.submit(url, "so_far", answer="ja").location
    for skipped in ("bilde", "rekke", "&fra=&"):
        done = mine.submit(done.location, "so_far", skip="1")
        assert skipped in done.location + "&"
    assert "det siste spørsmålet" in mine.get(done.location).text
    assert db.session.query(Response).count() == 0


def test_a_ranking_is_moved(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world, ASKED), browse(world.cecilie)
    page = mine.submit(f"{LIST}/{survey.id}/prov?fra=rekke", "so_far", down="0")
    assert (page.status, page.form_values("so_far")["order"]) == (200, ["b", "a", "c"])


@pytest.mark.parametrize("kind", list(QuestionKind))
def test_every_kind_is_drawn_in_every_language(browse: Browse, world: cast.World, kind: QuestionKind) -> None:
    question = survey_cast.question("q", kind, choices=survey_cast.choices("a", "b"), rows=survey_cast.choices("c"))
    survey = survey_cast.drafted(world, survey_cast.one_section(question), languages=("nb", "nn", "ar"))
    mine = browse(world.cecilie)
    for language in ("nb", "nn", "ar", "xx"):
        page = mine.get(f"{LIST}/{survey.id}/prov?sprak={language}&vis=nettbrett")
        assert page.status == 200
        assert mine.submit(f"{LIST}/{survey.id}/prov?sprak={language}", "so_far").status in (303, 422)
    assert page.all("div", class_="mv-screen-wide")


@pytest.mark.parametrize("odd", [{"at": "borte"}, {"so_far": "tull"}, {"so_far": "tull", "at": ""}])
def test_what_is_not_ours_begins_again(browse: Browse, world: cast.World, odd: dict[str, str]) -> None:
    survey = survey_cast.drafted(world, ASKED)
    done = browse(world.cecilie).submit(f"{LIST}/{survey.id}/prov", "so_far", answer="ja", **odd)
    assert done.status == 303


def test_without_questions_there_is_an_end_at_once(browse: Browse, world: cast.World) -> None:
    survey = survey_cast.drafted(world, survey_cast.one_section())
    assert browse(world.cecilie).get(f"{LIST}/{survey.id}/prov?fra=borte&til=tull").status == 200
