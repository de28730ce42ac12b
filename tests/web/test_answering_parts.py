"""Sections in any order: an overview of what is done, each section by itself, and a check that says what lacks."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.kernel.database import db
from medvirkning.surveys.responses import Response
from tests import cast
from tests.answerers import answer, at, begun
from tests.browsing import Browse
from tests.pages import Page
from tests.survey_cast import SMALL, in_parts, opened


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def parts(page: Page) -> dict[str, str]:
    """Each section of the overview, and how far one has come in it."""
    found = {}
    for item in page.all("ol", class_="mv-tasks")[0]:
        link, note, state = item[0][0], item[0][1], item[1]
        found[str(link.text)] = f"{state.text}: {note.text}"
    return found


def section(page: Page, title: str) -> str:
    """Where a section of the overview leads."""
    return next(link.get("href", "") for link in page.all("a") if link.text == title)


def test_sections_are_answered_in_any_order(browse: Browse, world: cast.World) -> None:
    opened(world, in_parts())
    someone = browse()
    overview = at(someone, begun(someone))
    page = someone.get(overview)
    assert parts(page) == {
        "Stedet": "Ikke begynt: 0 av 2 spørsmål har svar",
        "Lyset": "Ikke begynt: 0 av 1 spørsmål har svar",
    }
    light = section(page, "Lyset")
    assert "Spørsmål 1 av 1" in someone.get(light).text
    assert overview in someone.get(light).links()
    assert answer(someone, light, answer="12") == overview
    here = answer(someone, section(page, "Stedet"), answer="nei")
    assert "Spørsmål 2 av 2" in someone.get(here).text
    page = someone.get(overview)
    assert parts(page) == {
        "Stedet": "Begynt: 1 av 2 spørsmål har svar",
        "Lyset": "Ferdig: 1 av 1 spørsmål har svar",
        "Grunnen": "Ikke begynt: 0 av 1 spørsmål har svar",
    }
    assert section(page, "Stedet") == here  # on to what waits
    assert answer(someone, here, skip="1") == overview
    check = next(link for link in page.links() if link.endswith("/sjekk"))
    assert overview in someone.get(check).links()  # back
    someone.post(check, someone.get(check).form_values())
    assert db.session.scalars(select(Response.content)).one() == {
        "trives": {"choice": "nei"},
        "lykter": {"number": "12"},
    }


def test_the_check_says_what_lacks_before_and_after_it_is_sent(browse: Browse, world: cast.World) -> None:
    opened(world, in_parts())
    someone = browse()
    overview = at(someone, begun(someone))
    answer(someone, section(someone.get(overview), "Stedet"), answer="ja")
    check = overview.replace("/deler", "/sjekk")
    page = someone.get(check)
    lacking = overview.replace("/deler", "/sporsmal/lykter?til=sjekk")
    assert "Svar på dette før du sender:" in page.text
    assert lacking in page.links()
    refused = someone.post(check, page.form_values())
    assert refused.status == 422
    assert "Svar på dette før du sender:" not in refused.text  # the summary says it
    assert answer(someone, lacking, answer="3") == check
    assert "Svar på dette" not in someone.get(check).text


def test_back_from_the_check_leads_to_the_last_question(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    address = begun(someone)
    answer(someone, f"{address}/sporsmal/hvorfor", answer="Det er fint")
    assert f"{address}/sporsmal/hvorfor" in someone.get(f"{address}/sjekk").links()


def test_one_section_or_a_fixed_order_has_no_overview(browse: Browse, world: cast.World) -> None:
    opened(world, SMALL)
    someone = browse()
    address = begun(someone)
    assert at(someone, f"{address}/deler").endswith("/sporsmal/trives")
    assert "Alle delene" not in someone.get(f"{address}/sporsmal/trives").text
