"""The demo's surveys: 312 have answered the closed one, in five languages, and some of it is told to everybody."""

from collections import Counter

from flask import Flask
from sqlalchemy import select

from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.surveys.checking import standing_in_the_way
from medvirkning.surveys.describing import missing_languages
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import newest_published, standing_publications
from medvirkning.surveys.responses import Response
from medvirkning.surveys.results import results_of
from medvirkning.surveys.tallying import miscounted
from medvirkning.surveys.words import Channel, QuestionRole, SurveyState
from tests.survey_counts import alone, together

ZONES = ("S-01", "S-02", "S-03", "S-04", "S-05")


def survey(state: SurveyState) -> Survey:
    """The demo's only survey in this state; the tests' examples have others."""
    slugs = {SurveyState.CLOSED: "a-bo-her", SurveyState.OPEN: "sommeren-i-parken"}
    found = db.session.scalars(select(Survey).where(Survey.slug == slugs[state])).one()
    assert found.state is state
    return found


def test_both_are_asked_in_guests_languages_with_nothing_left_out(demo: Flask) -> None:
    for state, languages in (
        (SurveyState.CLOSED, ("nb", "nn", "en", "ar", "uk")),
        (SurveyState.OPEN, ("nb", "nn", "en", "ar", "uk", "pl")),
    ):
        published = newest_published(survey(state).id)
        assert published is not None
        assert published.questionnaire.languages == languages
        assert not missing_languages(published.questionnaire)
        assert not survey(state).title.missing(languages)
        assert not survey(state).why.missing(languages)


def test_everybody_who_answered_is_counted_and_believable(demo: Flask) -> None:
    found = survey(SurveyState.CLOSED)
    published = newest_published(found.id)
    assert published is not None
    asked = published.questionnaire
    assert len(asked.by_key) == 8
    assert {question.role for question in asked.questions} == set(QuestionRole)
    responses = db.session.scalars(select(Response).where(Response.survey_id == found.id)).all()
    assert found.responses == len(responses) == 312
    assert not miscounted(found.id)
    assert not any(standing_in_the_way(asked, one.content) for one in responses)
    assert {one.channel for one in responses} == set(Channel)
    assert {one.language for one in responses} == set(asked.languages)
    assert found.opened_at is not None
    assert found.closed_at is not None
    assert all(oslo_date(found.opened_at) <= one.received_on <= oslo_date(found.closed_at) for one in responses)
    zones = Counter(one.content["sone"]["zone"] for one in responses if "sone" in one.content)
    assert min(zones[code] for code in ZONES) > 30


def test_what_is_told_of_the_results_is_true(demo: Flask) -> None:
    found = survey(SurveyState.CLOSED)
    told = standing_publications(found.id)
    assert set(told) == {"trives", "savner", "viktigst"}  # the others wait
    assert all(not one.heard.missing(("nb", "nn")) for one in told.values())
    assert results_of(found) is not None
    well = alone(found.id, "trives")
    assert 0.65 <= (well["veldig_bra"] + well["bra"]) / found.responses < 0.75  # «sju av ti»
    pairs, people = together(found.id, "sone", "trives"), alone(found.id, "sone")
    happy = {zone: (pairs[zone, "veldig_bra"] + pairs[zone, "bra"]) / people[zone] for zone in ZONES}
    assert min(happy, key=happy.__getitem__) == "S-04"  # Sentrum
    missed = {key: alone(found.id, f"savner.{key}")["yes"] for key in ("motested", "lek", "lys", "gront")}
    assert sorted(missed, key=missed.__getitem__)[2:] == ["motested", "lys"]
    first = {key: alone(found.id, f"viktigst.{key}")["1"] for key in ("vei", "inne", "ute", "barn", "gront")}
    assert max(first, key=first.__getitem__) == "vei"
