"""Results by where people live: a map and bars for staff, and for everyone where that is published."""

import csv
import io
import re

import pytest
from flask import Flask

from medvirkning.kernel.database import transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.results import results_of
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.pages import Page
from tests.result_cast import answered, said

HEARD = {"heard_nb": "Folk trives.", "heard_nn": "Folk trivst."}
CROWD = [
    (said("ja", "S-01"), 31), (said("vet_ikke", "S-01"), 11), (said("nei", "S-01"), 11),
    (said("ja", "S-02"), 12), (said("vet_ikke", "S-02"), 12), (said("nei", "S-02"), 23),
    (said("ja", "S-03"), 3), (said("vet_ikke", "S-03"), 13), (said("nei", "S-03"), 13),
    *((said(each, zone), 6) for each in ("ja", "vet_ikke", "nei") for zone in ("S-04", "S-05", "elsewhere")),
]  # fmt: skip


@pytest.fixture
def world(app: Flask) -> World:
    made = cast.storhaug()
    with transaction():
        for at, zone in enumerate(made.programme.zones):
            left, right = at * 80, at * 80 + 75
            outline = [[left, 0], [right, 0], [right, 75], [left, 75]]
            zone.drawing = {"outline": outline, "label": [left + 37, 37]}
    return made


@pytest.fixture
def survey(world: World) -> Survey:
    return answered(world, CROWD)


def at(survey: Survey, more: str = "") -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/resultater/trives{more}"


def shown_at(survey: Survey) -> str:
    return f"/storhaug/undersokelser/{survey.slug}/resultater"


def on_map(page: Page) -> list[str]:
    """The numbers on the map, sorted: patches are drawn in an order of their own."""
    shares = page.all("{http://www.w3.org/2000/svg}text", class_="quilt-share")
    return sorted((one.text or "").replace("\N{NO-BREAK SPACE}", " ") for one in shares)


def test_staff_see_the_share_of_each_zone(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.ivar)
    page = browser.get(at(survey))
    assert on_map(page) == ["26 %", "33 %", "58 %", "–", "–"], "31 of 53, 12 of 47, 6 of 18, and two that are hidden"
    assert on_map(browser.get(at(survey, "?svar=.nei"))) == ["21 %", "33 %", "49 %", "–", "–"]
    assert on_map(browser.get(at(survey, "?svar=finnes.ikke&mot=sone"))) == on_map(page)


def test_everyone_sees_it_where_it_is_published(world: World, survey: Survey, browse: Browse) -> None:
    lead = browse(world.cecilie)
    assert lead.post(at(survey, "/publiser"), HEARD).status == 303
    assert not on_map(browse().get(shown_at(survey)))
    assert lead.post(at(survey, "/publiser"), {**HEARD, "look": ".nei"}).status == 303
    page = browse().get(shown_at(survey))
    assert on_map(page) == ["21 %", "33 %", "49 %", "–", "–"]
    assert "Hvem svarte «Nei»?" in page.text
    assert lead.get(at(survey, "/publiser")).form_values("look")["look"] == [".nei"], "as it was published last"


def test_only_what_can_be_shown_is_offered(world: World, survey: Survey, browse: Browse) -> None:
    page = browse(world.cecilie).post(at(survey, "/publiser"), {**HEARD, "look": "S-01.ja"})
    assert page.status == 422
    assert page.errors
    assert "Folk trives." in page.html


def test_the_file_for_everyone_has_the_published_numbers(world: World, survey: Survey, browse: Browse) -> None:
    lead = browse(world.cecilie)
    empty = browse().get(f"{shown_at(survey)}.csv")
    assert empty.status == 200
    lead.post(at(survey, "/publiser"), {**HEARD, "look": ".ja"})
    text = browse().get(f"{shown_at(survey)}.csv").response.get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1:]
    assert {row[1] for row in rows} == {"Hva med trives?"}
    told = results_of(survey)
    assert told is not None
    table = told.crossed(told.questionnaire.by_key["trives"], "sone")[0].table
    by_zone = [row[6] for row in rows if row[3]]
    assert by_zone == ["" if count is None else str(count) for count in (
        table.counts[row, column] for row in table.rows.counts for column in table.columns.counts)]  # fmt: skip
    assert not re.search(r";3;", text), "three of the third zone"
