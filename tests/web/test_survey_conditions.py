"""When a question is shown: rules picked from earlier questions, in words, without JavaScript."""

import pytest
from flask import Flask

from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.questionnaire import Condition, Rule
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from tests import cast, survey_cast
from tests.browsing import Browse, Browser

LIST = "/storhaug/arbeid/undersokelser"
ASKED = survey_cast.one_section(
    survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja", "nei"), other=True),
    survey_cast.question("barn", QuestionKind.NUMBER),
    survey_cast.question("bor", QuestionKind.ZONE),
    survey_cast.question("tiltak", QuestionKind.MATRIX, choices=survey_cast.choices("bra", "daarlig"),
                         rows=survey_cast.choices("lys", "benk")),
    survey_cast.question("hvorfor", QuestionKind.LONG_TEXT),
)  # fmt: skip


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def drafted(world: cast.World) -> tuple[Survey, str]:
    survey = survey_cast.drafted(world, ASKED)
    return survey, f"{LIST}/{survey.id}/sporsmal/hvorfor/vises-nar"


def when(survey: Survey) -> Condition | None:
    return draft_of(survey.id).questionnaire.by_key["hvorfor"].when


def add(mine: Browser, url: str, about: str, values: dict | None = None) -> dict:
    """The form with one more rule, about this question."""
    there = mine.get(url).form_values("joined") if values is None else values
    return mine.post(url, there | {"about": about, "press": "add"}).form_values("joined")


def test_a_rule_is_picked_and_read_in_words(browse: Browse, world: cast.World) -> None:
    survey, url = drafted(world)
    mine = browse(world.cecilie)
    values = add(mine, url, "trives")
    assert when(survey) is None
    assert mine.post(url, values | {"rule-0-given": ["nei", "other"]}).status == 303
    assert when(survey) == Condition(Joined.ALL, (Rule("trives", Operator.ONE_OF, ("nei", "other")),))
    outline = browse(world.dag).get(f"{LIST}/{survey.id}").text
    assert "«Hva med trives?» er ett av «Nei», «Noe annet»" in outline
    assert mine.get(url).form_values("joined")["rule-0-given"] == ["nei", "other"]


def test_two_rules_are_joined_and_one_is_taken_away(browse: Browse, world: cast.World) -> None:
    survey, url = drafted(world)
    mine = browse(world.cecilie)
    values = add(mine, url, "barn", add(mine, url, "bor"))
    zone = world.programme.zones[0].code
    values |= {"joined": "any", "rule-0-given": zone, "rule-1-operator": "greater", "rule-1-given": "1,5"}
    assert mine.post(url, values).status == 303
    first, second = Rule("bor", Operator.ONE_OF, (zone,)), Rule("barn", Operator.GREATER, ("1.5",))
    assert when(survey) == Condition(Joined.ANY, (first, second))
    again = mine.get(url).form_values("joined")
    assert again["rule-1-given"] == ["1,5"]
    assert mine.post(url, mine.post(url, again | {"press": "remove 0"}).form_values("joined")).status == 303
    assert when(survey) == Condition(Joined.ANY, (second,))
    assert mine.post(url, mine.post(url, again | {"press": "remove 0"}).form_values("joined")).status == 409


def test_a_row_of_a_matrix_is_asked_about(browse: Browse, world: cast.World) -> None:
    survey, url = drafted(world)
    mine = browse(world.cecilie)
    values = add(mine, url, "tiltak")
    wrong = mine.post(url, values | {"rule-0-given": "bra"})
    assert (wrong.status, bool(wrong.errors)) == (422, True)
    assert mine.post(url, values | {"rule-0-given": "bra", "rule-0-row": "lys"}).status == 303
    assert when(survey) == Condition(Joined.ALL, (Rule("tiltak", Operator.ONE_OF, ("bra",), "lys"),))


@pytest.mark.parametrize(
    ("about", "wrong"),
    [
        ("trives", {"rule-0-operator": "equals", "rule-0-given": ["ja", "nei"]}),
        ("trives", {}),
        ("trives", {"rule-0-given": "fremmed"}),
        ("barn", {"rule-0-given": "mange"}),
        ("barn", {"rule-0-operator": "contains", "rule-0-given": "3"}),
        ("barn", {"rule-0-question": "borte"}),
        ("barn", {"rule-0-question": "hvorfor", "rule-0-given": "x", "rule-0-operator": "equals"}),
    ],
)
def test_what_is_wrong_is_told_and_kept(browse: Browse, world: cast.World, about: str, wrong: dict) -> None:
    survey, url = drafted(world)
    mine = browse(world.cecilie)
    page = mine.post(url, add(mine, url, about) | wrong)
    assert page.status == 422
    assert "må rettes" in page.text
    assert when(survey) is None


@pytest.mark.parametrize("press", ["remove 9", "remove x", "add", "fly"])
def test_odd_presses_break_nothing(browse: Browse, world: cast.World, press: str) -> None:
    _survey, url = drafted(world)
    page = browse(world.cecilie).post(url, {"press": press, "about": "hvorfor", "joined": "some"})
    assert page.status in (200, 303, 409)


def test_a_section_is_shown_by_rules_about_earlier_sections_only(browse: Browse, world: cast.World) -> None:
    survey, _url = drafted(world)
    page = browse(world.cecilie).get(f"{LIST}/{survey.id}/del/s1/vises-nar")
    assert not page.all("select", name="about")
    assert browse(world.dag).get(f"{LIST}/{survey.id}/del/s1/vises-nar").status == 403


def test_it_is_told_that_results_will_not_show_what_two_questions_lead_to(browse: Browse, world: cast.World) -> None:
    survey, url = drafted(world)
    mine, outline = browse(world.cecilie), f"{LIST}/{survey.id}"
    values = add(mine, url, "trives")
    assert mine.post(url, values | {"rule-0-given": ["nei"]}).status == 303
    assert "Vises ikke i resultatene" not in mine.get(outline).text
    assert "kommer ikke til å vise svarene" not in mine.get(url).text
    values = add(mine, url, "bor")
    assert mine.post(url, values | {"rule-1-given": world.programme.zones[0].code}).status == 303
    page = mine.get(outline).text
    assert "kommer ikke til å vise svarene herfra" in page, "when it is saved"
    assert page.count("Vises ikke i resultatene") == 1
    assert "kommer ikke til å vise svarene herfra" in mine.get(url).text
    assert "Vises ikke i resultatene" in browse(world.dag).get(outline).text
