"""Publishing what was answered to one question, again, and taking it down."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.models import Survey
from medvirkning.surveys.publications import Publication
from medvirkning.surveys.publishing_results import publish_results, take_down
from medvirkning.surveys.queries import last_publication, standing_publications
from medvirkning.surveys.shown import shown_from
from medvirkning.surveys.survey_words import SurveyFault
from tests import cast
from tests.cast import World, both
from tests.result_cast import ASKED, AT, answered, answers, closes, opens_again, reads, said
from tests.survey_cast import opened

HEARD = both("Folk trives, og vil ha lys.", "Folk trivst, og vil ha lys.")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return answered(world)


def publishes(world: World, survey: Survey, key: str = "trives", heard: Localized = HEARD) -> Publication:
    with transaction():
        return publish_results(survey, key, heard, by=world.dag, at=AT)


def test_what_is_published_is_what_is_shown_with_what_we_hear(world: World, survey: Survey) -> None:
    published = publishes(world, survey)
    (line,) = shown_from(published.shown).lines
    assert line.table.counts == {"ja": 75, "nei": None, "vet_ikke": None, "@none": 0}
    assert published.heard == HEARD
    assert (published.shown["people"], published.shown["small"]) == (116, 5)


def test_no_hidden_number_is_kept_with_it(world: World, survey: Survey) -> None:
    published = publishes(world, survey)
    assert published.counted == {"reading": 1}
    assert '"nei", 3' not in str(published.shown).replace("'", '"')


def test_again_takes_the_place_of_what_stood_there(world: World, survey: Survey) -> None:
    first = publishes(world, survey)
    opens_again(world, survey)
    answers(survey, [(said("ja"), 20), (said("vet_ikke", "S-02"), 20)])
    assert standing_publications(survey.id) == {"trives": first}, "what is published stands while more answer"
    closes(world, survey)
    reads(world, survey)
    again = publishes(world, survey)
    assert first.taken_down_at == AT
    assert standing_publications(survey.id) == {"trives": again}
    assert shown_from(again.shown).lines[0].table.counts == {"ja": 95, "nei": None, "vet_ikke": None, "@none": 0}


def test_taking_down(world: World, survey: Survey) -> None:
    published = publishes(world, survey)
    with transaction():
        take_down(published, by=world.dag, at=AT)
    assert standing_publications(survey.id) == {}
    assert last_publication(survey.id, "trives") == published
    with pytest.raises(NotThere), transaction():
        take_down(published, by=world.dag, at=AT)


def test_both_languages_are_asked_for(world: World, survey: Survey) -> None:
    with pytest.raises(RuleBroken, match=SurveyFault.NOT_HEARD):
        publishes(world, survey, heard=Localized({"nb": "Bare bokmål"}))


def test_what_shows_nothing_is_not_published(world: World, survey: Survey) -> None:
    with pytest.raises(RuleBroken, match=SurveyFault.NOTHING_SHOWN):
        publishes(world, survey, "steder")


def test_nothing_is_published_of_an_open_survey_or_a_question_that_is_not_there(world: World, survey: Survey) -> None:
    with pytest.raises(NotThere):
        publishes(world, survey, "not_there")
    with pytest.raises(NotThere):
        publishes(world, opened(world, ASKED, slug="en-annen"))


@pytest.mark.parametrize("table", ["survey_reading", "survey_reading_cell"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET people = people + 1", "DELETE FROM {}"])
def test_the_database_keeps_readings_as_they_are(survey: Survey, table: str, statement: str) -> None:
    with pytest.raises(DBAPIError, match=table), transaction():
        db.session.execute(text(statement.format(table)))
