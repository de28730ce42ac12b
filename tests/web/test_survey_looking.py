"""Who reads what people wrote or sees their photos is written down before it is shown, once a day."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.journal.models import JournalEvent
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import end_reading, transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.raw_answers import LOOKED, note_looked
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.photo_cast import of_question, photographed
from tests.result_cast import answered


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def at(survey: Survey, more: str) -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/resultater/{more}"


def written_down(survey: Survey) -> list[JournalEvent]:
    end_reading()
    return history("survey", survey.id, event=LOOKED)


def test_texts_are_shown_when_it_is_written_down_who_reads_them(world: World, browse: Browse) -> None:
    survey, mine = answered(world), browse(world.cecilie)
    page = mine.get(at(survey, "hvorfor/svar?sok=a"))
    assert "Vi skriver derfor ned hvem som ser på det" in page.text
    assert not page.all("li", class_="mv-bubble")
    assert written_down(survey) == [], "reading writes nothing"
    read = mine.post(at(survey, "hvorfor/svar?sok=a"), page.form_values())
    assert (read.status, read.location.endswith("hvorfor/svar?sok=a")) == (303, True)
    assert mine.get(at(survey, "hvorfor/svar")).all("li", class_="mv-bubble")
    [event] = written_down(survey)
    assert (event.by_id, event.facts) == (world.cecilie.id, {})
    mine.post(at(survey, "hvorfor/svar"))
    assert len(written_down(survey)) == 1, "once a day is enough"
    listed = mine.get(f"/storhaug/arbeid/undersokelser/{survey.id}/resultater/last-ned").text
    assert world.cecilie.name in listed.split("Hvem som har lest tekster eller sett bilder")[1]


def test_photos_are_shown_when_it_is_written_down_who_sees_them(world: World, browse: Browse) -> None:
    survey, mine = photographed(world), browse(world.cecilie)
    page = mine.get(at(survey, "gata/bilder"))
    assert "/gata/bilder/" not in page.html
    sent = mine.get(at(survey, f"gata/bilder/{of_question('gata')[0].id}"))
    assert (sent.status, sent.location) == (303, at(survey, "gata/bilder"))
    assert mine.post(at(survey, "gata/bilder"), page.form_values()).status == 303
    shown = mine.get(at(survey, "gata/bilder"))
    sources = [one.get("src", "") for one in shown.all("img") if "/gata/bilder/" in one.get("src", "")]
    assert len(sources) == 9
    assert mine.get(sources[0]).status == 200
    assert len(written_down(survey)) == 1


def test_a_day_after_it_is_written_down_anew(world: World, browse: Browse) -> None:
    survey, mine = photographed(world), browse(world.cecilie)
    with transaction():
        note_looked(survey, by=world.cecilie, at=now() - timedelta(hours=25))
    assert "/gata/bilder/" not in mine.get(at(survey, "gata/bilder")).html
    mine.post(at(survey, "gata/bilder"))
    assert len(written_down(survey)) == 2


def test_nothing_is_written_down_where_nothing_can_be_seen(world: World, browse: Browse) -> None:
    survey = photographed(world)
    assert browse(world.cecilie).post(at(survey, "kaia/bilder")).status == 303
    assert browse(world.ivar).post(at(survey, "gata/bilder")).status == 403
    assert written_down(survey) == []
