"""Making a survey: a name, then the outline, where a press moves, copies, deletes and undoes."""

from collections.abc import Callable

import pytest
from flask import Flask

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.surveys import editing
from medvirkning.surveys.building import keep_draft, make_survey
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import draft_of, surveys_of
from medvirkning.surveys.questionnaire import Condition, Rule
from medvirkning.surveys.rules import SurveySettings
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from tests import cast
from tests.browsing import Browse
from tests.pages import Page

LIST = "/storhaug/arbeid/undersokelser"
Press = Callable[[str], Page]


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def drafted(world: cast.World) -> Survey:
    """A draft with two sections: «Ett» with two questions, «To» with one that is shown by a rule about the first."""
    title, why = Localized({"nb": "Slik er det", "nn": "Slik er det her"}), Localized({"nb": "Vi vil vite"})
    settings = SurveySettings("slik-er-det", title, title, why, ("nb", "nn"))
    with transaction():
        survey = make_survey(world.programme, settings, by=world.cecilie, at=now())
        asked = draft_of(survey.id).questionnaire
        for name in ("Ett", "To"):
            asked = editing.add_section(asked, Localized({"nb": name})).questionnaire
        for section, text in (("section_1", "Først"), ("section_1", "Så"), ("section_2", "Sist")):
            asked = editing.add_question(asked, section, QuestionKind.SHORT_TEXT, Localized({"nb": text})).questionnaire
        asked = editing.change_section(
            asked, "section_2", title=Localized({"nb": "To"}), help=Localized({}),
            when=Condition(Joined.ALL, (Rule("short_text_1", Operator.ANSWERED),)),
        ).questionnaire  # fmt: skip
        keep_draft(survey, asked, revision=1, by=world.cecilie, at=now())
    return survey


def order(survey: Survey) -> str:
    asked = draft_of(survey.id).questionnaire
    return " / ".join(" ".join(one.text.text("nb") for one in section.questions) for section in asked.sections)


def test_a_new_survey_is_named_and_leads_to_its_outline(browse: Browse, world: cast.World) -> None:
    page = browse(world.cecilie).get(f"{LIST}/ny")
    done = browse(world.cecilie).post(
        f"{LIST}/ny", {"title_nb": "Trivsel her", "asked_by_nb": "Storhaug", "why_nb": ""}
    )
    made = surveys_of(world.programme.id)[0]
    assert (page.status, made.slug, done.location) == (200, "trivsel-her", f"{LIST}/{made.id}")
    assert "Trivsel her" in browse(world.dag).get(LIST).text


def test_a_survey_without_a_name_is_refused_at_the_field(browse: Browse, world: cast.World) -> None:
    page = browse(world.cecilie).post(f"{LIST}/ny", {"why_nb": "Vi vil vite"})
    assert page.status == 422
    assert page.errors
    assert "Vi vil vite" in page.html
    assert not surveys_of(world.programme.id)


@pytest.mark.parametrize(
    ("do", "after"),
    [
        ("up short_text_2", "Så Først / Sist"),
        ("down short_text_2", "Først / Så Sist"),
        ("copy short_text_1", "Først Først Så / Sist"),
        ("delete short_text_2", "Først / Sist"),
        ("section-up section_2", "Sist / Først Så"),
        ("section-copy section_2", "Først Så / Sist / Sist"),
        ("section-delete section_1", "Sist"),
    ],
)
def test_a_press_changes_the_order_and_another_undoes_it(
    browse: Browse, world: cast.World, do: str, after: str
) -> None:
    survey = drafted(world)
    mine, url = browse(world.cecilie), f"{LIST}/{survey.id}"
    shown = mine.get(url).form_values("revision")
    assert mine.post(f"{url}/endre", shown | {"do": do}).status == 303
    assert order(survey) == after
    shown = mine.get(url).form_values("revision")
    mine.post(f"{url}/endre", shown | {"do": "undo"})
    assert order(survey) == "Først Så / Sist"


def test_what_lost_its_rule_is_told(browse: Browse, world: cast.World) -> None:
    survey = drafted(world)
    mine, url = browse(world.cecilie), f"{LIST}/{survey.id}"
    assert "«Først»" in mine.get(url).text
    mine.post(f"{url}/endre", mine.get(url).form_values("revision") | {"do": "delete short_text_1"})
    assert "regel" in mine.get(url).text


def test_two_at_once_never_overwrite_each_other(browse: Browse, world: cast.World) -> None:
    survey = drafted(world)
    mine, url = browse(world.cecilie), f"{LIST}/{survey.id}"
    old = mine.get(url).form_values("revision")
    mine.post(f"{url}/endre", old | {"do": "up short_text_2"})
    mine.post(f"{url}/endre", old | {"do": "delete short_text_2"})
    assert order(survey) == "Så Først / Sist"
    assert "noen andre" in mine.get(url).text.casefold()


@pytest.mark.parametrize("do", ["fly short_text_1", "up nobody", "", "delete"])
def test_what_is_no_press_of_ours_is_not_there(browse: Browse, world: cast.World, do: str) -> None:
    survey = drafted(world)
    mine = browse(world.cecilie)
    shown = mine.get(f"{LIST}/{survey.id}").form_values("revision")
    assert mine.post(f"{LIST}/{survey.id}/endre", shown | {"do": do}).status == 404


def test_readers_see_the_outline_and_no_buttons(browse: Browse, world: cast.World) -> None:
    page = browse(world.dag).get(f"{LIST}/{drafted(world).id}")
    assert (page.status, "Først" in page.text) == (200, True)
    assert "Angre" not in page.text
    assert not page.all("button", name="do")
