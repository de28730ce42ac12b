"""The page of who is reached: numbers through the guard, beside how many live there, and as a file."""

import csv
import io

import pytest
from flask import Flask

from medvirkning.surveys.words import Channel
from tests import cast, result_cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import many, sent

PAGE = "/storhaug/arbeid/rekkevidde"
PEOPLE = {"zone_1": "2 000", "zone_2": "900", "zone_3": "", "zone_4": "", "zone_5": "", "year": "2025", "source": "SSB"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_nothing_is_told_before_somebody_counts(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    many(world, 30)
    page = mine.get(PAGE)
    assert "Ingen har talt innspillene ennå" in page.text
    assert "Undersøkelser kommer her når de er lukket" in page.text
    assert mine.post(f"{PAGE}/tell", {}).status == 303
    assert "I alt 30" in mine.get(PAGE).text
    sent(world, "Ein til")
    mine.post(f"{PAGE}/tell", {})
    page = mine.get(PAGE)
    assert "tallene står som de var" in page.text
    assert "I alt 30" in page.text


def test_survey_answers_as_they_were_read_off(world: World, browse: Browse) -> None:
    survey = result_cast.opened(world, result_cast.ASKED, at=result_cast.AT)
    result_cast.answers(survey, result_cast.CROWD)
    result_cast.answers(survey, [(result_cast.said("ja"), 9)], channel=Channel.PAPER)
    result_cast.answers(survey, [(result_cast.said("ja"), 2)], channel=Channel.HELPED)
    result_cast.closes(world, survey)
    assert "vises ikke" not in browse(world.eli).get(PAGE).text
    result_cast.reads(world, survey)
    page = browse(world.eli).get(PAGE)
    assert "Bor et annet sted" in page.text
    assert "Papir" in page.text
    assert "I alt 116 vises ikke" in page.text, "two were helped: neither they nor those on paper are told of"
    assert "I alt 127" not in page.text.split("Badedammen")[0]


def test_how_many_live_there_stands_with_its_source(world: World, browse: Browse) -> None:
    mine, form = browse(world.cecilie), f"{PAGE}/folketall"
    wrong = mine.post(form, {**PEOPLE, "zone_1": "mange", "source": ""})
    assert wrong.status == 422
    assert "Skriv antallet med tall" in wrong.text
    assert wrong.form_values("year")["zone_1"] == ["mange"]
    lacks = mine.post(form, {**PEOPLE, "source": "", "year": "1066"})
    assert lacks.status == 422
    assert "Skriv et år fra 1900 til" in lacks.text
    assert "Skriv hvem som har talt" in lacks.text
    assert mine.post(form, PEOPLE).status == 303
    page = mine.get(PAGE)
    assert "2 000 2025 SSB" in page.text.replace("\xa0", " ")
    kept = mine.get(form).form_values("year")
    assert (kept["year"], kept["source"]) == (["2025"], ["SSB"])
    assert mine.post(form, {}).status == 303
    assert "SSB" not in mine.get(PAGE).text


def test_a_share_needs_both_numbers(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    mine.post(f"{PAGE}/folketall", PEOPLE)
    for _each in range(20):
        sent(world, "Ein benk", zone=world.programme.zones[0].name)
    many(world, 50)
    mine.post(f"{PAGE}/tell", {})
    assert "15,0" in mine.get(PAGE).text, "30 of 2 000"


def test_as_a_file(world: World, browse: Browse) -> None:
    mine = browse(world.cecilie)
    many(world, 30)
    sent(world, "Ein benk")
    mine.post(f"{PAGE}/tell", {})
    mine.post(f"{PAGE}/folketall", PEOPLE)
    response = mine.get(f"{PAGE}.csv").response
    assert response.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(response.get_data().decode("utf-8-sig")), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert [row[3] for row in rows if row[1] == row[2] == "I alt"] == ["31"]
    assert {tuple(row[4:]) for row in rows if row[1] == world.programme.zones[0].name} == {("2000", "2025", "SSB")}
    assert "vises ikke" in {row[3] for row in rows}


def test_who_may_read_and_who_may_count(world: World, browse: Browse) -> None:
    for who in (world.eli, world.cecilie):
        assert browse(who).get(PAGE).status == 200
        assert browse(who).get(f"{PAGE}.csv").status == 200
    assert browse(world.eli).get(f"{PAGE}/folketall").status == 403
    assert "Tell innspillene" not in browse(world.eli).get(PAGE).text
    assert browse(world.halima).get(PAGE).status in (403, 404)
    assert PAGE in browse(world.eli).get("/storhaug/arbeid/nettbrett").links()
