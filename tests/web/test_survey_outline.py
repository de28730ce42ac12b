"""Making a survey: a name, then the outline, where a press moves, copies, deletes and undoes."""

import pytest
from flask import Flask

from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import draft_of, surveys_of
from tests import cast
from tests.browsing import Browse
from tests.survey_examples import drafted

LIST = "/storhaug/arbeid/undersokelser"


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


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


def test_undoing_twice_undoes_two_changes(browse: Browse, world: cast.World) -> None:
    survey = drafted(world)
    mine, url = browse(world.cecilie), f"{LIST}/{survey.id}"
    for do in ("up short_text_2", "section-up section_2", "undo", "undo"):
        mine.post(f"{url}/endre", mine.get(url).form_values("revision") | {"do": do})
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
def test_what_is_no_press_of_ours_changes_nothing(browse: Browse, world: cast.World, do: str) -> None:
    survey = drafted(world)
    mine = browse(world.cecilie)
    shown = mine.get(f"{LIST}/{survey.id}").form_values("revision")
    assert mine.post(f"{LIST}/{survey.id}/endre", shown | {"do": do}).status == 303
    assert order(survey) == "Først Så / Sist"


def test_readers_see_the_outline_and_no_buttons(browse: Browse, world: cast.World) -> None:
    page = browse(world.dag).get(f"{LIST}/{drafted(world).id}")
    assert (page.status, "Først" in page.text) == (200, True)
    assert "Angre" not in page.text
    assert not page.all("button", name="do")


def test_a_copy_is_told_of_and_marked(browse: Browse, world: cast.World) -> None:
    survey, mine = drafted(world), browse(world.cecilie)
    done = mine.submit(f"{LIST}/{survey.id}", "do", do="copy short_text_1")
    assert done.location.split("#")[1] not in ("", "short_text_1")
    assert "Kopiert." in mine.get(f"{LIST}/{survey.id}").text


def test_the_primary_press_is_what_comes_next(browse: Browse, world: cast.World) -> None:
    mine = browse(world.cecilie)
    made = mine.post(f"{LIST}/ny", {"title_nb": "Trivsel her", "asked_by_nb": "Storhaug"}).location

    def primary() -> list[str]:
        return [one.get("href", "") for one in mine.get(made).all("a", class_="mv-stitched")]

    assert primary() == [f"{made}/ny-del"]
    mine.submit(f"{made}/ny-del", "title_nb", title_nb="Om stedet", title_nn="Om staden")
    [question] = primary()
    assert question.startswith(f"{made}/del/")
    assert question.endswith("/nytt-sporsmal")
