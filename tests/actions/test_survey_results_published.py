"""Publishing what was answered to one question, again, and taking it down."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import make_transient

from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import NotThere, RuleBroken, Stale
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.as_published import VERSION, as_published
from medvirkning.surveys.models import Survey
from medvirkning.surveys.publications import Publication
from medvirkning.surveys.publishing_results import publish_results, take_down
from medvirkning.surveys.queries import last_publication, standing_publications
from medvirkning.surveys.shown import shown_from
from medvirkning.surveys.survey_words import SurveyFault
from tests import cast
from tests.cast import World, both
from tests.result_cast import ASKED, AT, answered, answers, closes, opens_again, reads, said
from tests.survey_cast import asks_anew, one_section, opened

HEARD = both("Folk trives, og vil ha lys.", "Folk trivst, og vil ha lys.")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return answered(world)


def publishes(
    world: World,
    survey: Survey,
    key: str = "trives",
    heard: Localized = HEARD,
    *,
    hours: int = 0,
    seen: str | None = None,
) -> Publication:
    with transaction():
        return publish_results(survey, key, heard, seen=seen, by=world.dag, at=AT + timedelta(hours=hours))


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


def test_what_somebody_else_has_published_meanwhile_is_not_taken_down_unseen(world: World, survey: Survey) -> None:
    first = publishes(world, survey, seen="")
    with pytest.raises(Stale):
        publishes(world, survey, heard=both("Noe annet.", "Noko anna."), seen="")
    assert publishes(world, survey, seen="") == first, "pressed twice, it is published once"
    again = publishes(world, survey, heard=both("Noe annet.", "Noko anna."), seen=first.mark, hours=1)
    seen = again.mark
    with transaction():
        take_down(again, by=world.cecilie, at=AT + timedelta(hours=2))
    with pytest.raises(Stale):
        publishes(world, survey, heard=again.heard, seen=seen)
    assert publishes(world, survey, seen=again.mark, hours=3).taken_down_at is None


def test_it_stands_in_the_words_it_was_published_with(world: World, survey: Survey) -> None:
    publishes(world, survey, "savner")
    opens_again(world, survey)
    first, _savner, *others = ASKED.questions
    reworded = replace(
        first, choices=(replace(first.choices[0], text=both("Slett ikke", "Slett ikkje")), *first.choices[1:])
    )
    asks_anew(world, survey, one_section(reworded, *others))
    publishes_now = [(one.question.key, one.question) for one in as_published(survey.id)]
    assert publishes_now == [("savner", ASKED.by_key["savner"])]
    answers(survey, [(said("ja"), 20)])
    closes(world, survey)
    reads(world, survey)
    publishes(world, survey, "trives")
    assert [one.question for one in as_published(survey.id)] == [reworded, ASKED.by_key["savner"]]


def test_what_was_published_before_its_version_was_kept_has_the_newest_words(world: World, survey: Survey) -> None:
    published = publishes(world, survey)
    make_transient(published)
    published.id, published.question_key = uuid4(), "savner"
    published.shown = {key: value for key, value in published.shown.items() if key != VERSION}
    with transaction():
        db.session.add(published)
    assert [one.question.key for one in as_published(survey.id)] == ["trives", "savner"]


def test_both_languages_are_asked_for(world: World, survey: Survey) -> None:
    with pytest.raises(RuleBroken, match=SurveyFault.NOT_HEARD_NN):
        publishes(world, survey, heard=Localized({"nb": "Bare bokmål"}))


def test_what_shows_nothing_is_not_published(world: World, survey: Survey) -> None:
    with pytest.raises(RuleBroken, match=SurveyFault.NOTHING_SHOWN):
        publishes(world, survey, "steder")


def test_nothing_is_published_of_an_open_survey_or_a_question_that_is_not_there(world: World, survey: Survey) -> None:
    with pytest.raises(NotThere):
        publishes(world, survey, "not_there")
    with pytest.raises(NotThere):
        publishes(world, opened(world, ASKED, slug="en-annen"))


def test_the_database_keeps_what_has_been_published(world: World, survey: Survey) -> None:
    publishes(world, survey)
    for statement in ("DELETE FROM survey_publication", "UPDATE survey_publication SET question_key = 'savner'"):
        with pytest.raises(DBAPIError, match="publication_"), transaction():
            db.session.execute(text(statement))


@pytest.mark.parametrize("table", ["survey_reading", "survey_reading_cell"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET people = people + 1", "DELETE FROM {}"])
def test_the_database_keeps_readings_as_they_are(survey: Survey, table: str, statement: str) -> None:
    with pytest.raises(DBAPIError, match=table), transaction():
        db.session.execute(text(statement.format(table)))
