"""Answers that tablets send: they become responses like any others, and leave nothing behind."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.attachments.queries import attached_to
from medvirkning.caravan.going_through import go_through_safely
from medvirkning.caravan.items import Item
from medvirkning.caravan.receiving import bearer, receive_item
from medvirkning.caravan.words import HeldFor, ItemState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.surveys.keyed import HelpedEntry
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.responses import Answering, Response
from medvirkning.surveys.words import Anonymity, Channel, QuestionKind
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.caravan_cast import (
    answers,
    at_the_stop,
    count,
    item,
    item_envelope,
    photo_came,
    photo_named,
    received,
)  # fmt: skip
from tests.cast import World

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_answers_become_a_response_and_leave_nothing_behind(world: World) -> None:
    survey = survey_cast.opened(world)
    here = at_the_stop(world, survey)
    given = {"trives": {"answer": ["ja"]}, "savner": {"answer": ["lys", "benker"]}, "borte": {"answer": ["x"]}}
    _kept, stands = received(here, answers(here.shift, survey, given))
    assert stands is ItemState.TAKEN
    made = db.session.scalars(select(Response)).one()
    assert made.content == {"trives": {"choice": "ja"}, "savner": {"choices": ["lys", "benker"]}}
    assert (made.channel, made.language) == (Channel.TABLET, "nn")
    assert count(Answering) == 0
    assert db.session.get_one(Survey, survey.id, populate_existing=True).responses == 1


def test_an_answer_of_no_such_choice_is_held(world: World) -> None:
    survey = survey_cast.opened(world)
    here = at_the_stop(world, survey)
    _kept, stands = received(here, answers(here.shift, survey, {"trives": {"answer": ["kanskje"]}}))
    assert stands is ItemState.HELD
    assert item().held_for is HeldFor.NOT_ALLOWED
    assert count(Response) == 0


@pytest.mark.parametrize(
    ("version", "reason"),
    [(2, HeldFor.UNKNOWN_SURVEY), (0, HeldFor.UNREADABLE), (10**30, HeldFor.UNREADABLE), (True, HeldFor.UNREADABLE)],
)
def test_answers_to_questions_that_are_not_there_are_held(world: World, version: int, reason: HeldFor) -> None:
    survey = survey_cast.opened(world)
    here = at_the_stop(world, survey)
    _kept, stands = received(here, answers(here.shift, survey, {"trives": {"answer": ["ja"]}}, version=version))
    assert stands is ItemState.HELD
    assert item().held_for is reason


@pytest.mark.parametrize("anonymity", [Anonymity.BY_CODE, Anonymity.ANONYMOUS])
def test_what_was_sent_on_the_phone_too_waits_for_a_look(world: World, anonymity: Anonymity) -> None:
    survey = survey_cast.opened(world, anonymity=anonymity)
    here = at_the_stop(world, survey)
    told = answers(here.shift, survey, {"trives": {"answer": ["ja"]}})
    received(here, told)
    key = uuid4()
    _kept, stands = received(here, told, key)
    assert stands is ItemState.HELD
    assert db.session.get_one(Item, key, populate_existing=True).held_for is HeldFor.SENT_OTHERWISE
    assert count(Response) == 1
    assert go_through_safely(key, secret=secret(), at=now(), by=world.cecilie) is ItemState.TAKEN
    assert count(Response) == 2


def test_helped_answers_are_told_of_as_helped(world: World) -> None:
    survey = survey_cast.opened(world)
    here = at_the_stop(world, survey)
    helped = {"spoken": "arabisk", "agreed": True, "read_back": True}
    received(here, answers(here.shift, survey, {"trives": {"answer": ["ja"]}}, helped=helped))
    assert db.session.scalars(select(Response)).one().channel is Channel.HELPED
    assert db.session.scalars(select(HelpedEntry)).one().language == "arabisk"


def test_photos_follow_their_question(world: World) -> None:
    asked = survey_cast.one_section(survey_cast.question("bilde", QuestionKind.PHOTO))
    survey = survey_cast.opened(world, asked, anonymity=Anonymity.BY_CODE)
    here, photo = at_the_stop(world, survey), uuid4()
    photo_came(here, photo)
    received(here, answers(here.shift, survey, {}, photos=[photo_named(photo, question="bilde")]))
    made = db.session.scalars(select(Response)).one()
    (kept,) = attached_to("survey_response", made.id)
    assert made.content == {"bilde": {"photos": [kept.sha256]}}


def test_late_answers_from_a_shift_count_after_the_survey_has_closed(world: World) -> None:
    survey = survey_cast.opened(world)
    here = at_the_stop(world, survey)
    with transaction():
        close(survey, by=world.cecilie, at=now())
    key = uuid4()
    envelope = item_envelope(key, answers(here.shift, survey, {"trives": {"answer": ["ja"]}}))
    with transaction():
        receive_item(key, envelope, bearer(here.tablet), at=now() + timedelta(days=9))
    assert go_through_safely(key, secret=secret(), at=now() + timedelta(days=9)) is ItemState.TAKEN
