"""Receipts: an id and a seal to begin with, and what was sent under an id, asked for again."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text

from medvirkning.kernel.codes import code_hash
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import NotThere
from medvirkning.surveys.answering import code_of, save_answer, start
from medvirkning.surveys.models import Survey
from medvirkning.surveys.own_answers import own_answers
from medvirkning.surveys.receipts import prepare, receipt_of, unused
from medvirkning.surveys.responses import Response
from medvirkning.surveys.sending import Unsealed, send
from medvirkning.surveys.words import Anonymity
from tests import cast, survey_cast
from tests.cast import World
from tests.survey_cast import SECRET, begun, sends, sent

AT, DAY = datetime(2026, 5, 4, 10, 30, tzinfo=UTC), date(2026, 5, 4)
YES, NO = {"choice": "ja"}, {"choice": "nei"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return survey_cast.opened(world, survey_cast.EVERY, at=AT)


@pytest.fixture
def by_code(world: World) -> Survey:
    return survey_cast.opened(world, survey_cast.EVERY, at=AT, anonymity=Anonymity.BY_CODE, slug="med-kode")


def responses(survey: Survey) -> list[Response]:
    return list(db.session.scalars(select(Response).where(Response.survey_id == survey.id)))


def people(survey: Survey) -> int:
    return db.session.get_one(Survey, survey.id, populate_existing=True).responses


@pytest.mark.parametrize("which", ["survey", "by_code"])
def test_sent_twice_it_is_one_response_with_one_receipt(which: str, request: pytest.FixtureRequest) -> None:
    asked = request.getfixturevalue(which)
    key = begun(asked, {"trives": YES}, AT)
    assert receipt_of(key, asked, secret=SECRET) is None
    first, second = sends(asked, key, AT), sends(asked, key, AT)
    assert (first.code, first.again, second.again) == (second.code, False, True)
    assert receipt_of(key, asked, secret=SECRET) == second
    assert people(asked) == len(responses(asked)) == 1
    assert unused(key, asked, secret=SECRET).id != key
    assert unused(fresh := uuid4(), asked, secret=SECRET).id == fresh


def test_what_was_begun_without_a_seal_is_sealed_when_it_is_sent(survey: Survey, by_code: Survey) -> None:
    key = begun(survey, {"trives": YES}, AT, seal=None)
    here = {"programme_id": survey.programme_id, "survey_slug": survey.slug}
    with transaction(), pytest.raises(Unsealed):
        send(key, **here, secret=SECRET, at=AT)
    code = sends(survey, key, AT).code
    assert code is not None
    assert own_answers(survey, code, secret=SECRET, today=DAY)
    with transaction(), pytest.raises(NotThere):
        send(key, **here, secret=SECRET, at=AT)
    assert people(survey) == 1
    assert prepare(key, by_code, secret=SECRET) == {}
    assert unused(uuid4(), by_code, secret=SECRET).seal is None


def test_who_begins_with_a_code_that_somebody_has_gets_a_later_one(survey: Survey, by_code: Survey) -> None:
    for asked in (survey, by_code):
        fresh = unused(uuid4(), asked, secret=SECRET)
        taken = code_hash(SECRET, code_of(fresh.id, 0, secret=SECRET))
        sent(by_code, {"trives": NO}, AT)
        with transaction():
            db.session.execute(text("UPDATE survey_response SET code_hash = :taken"), {"taken": taken})
        with transaction():
            start(fresh.id, asked, language="nb", seal=fresh.seal, secret=SECRET, at=AT)
            save_answer(fresh.id, asked.id, "trives", YES, shown="", at=AT)
        told = sends(asked, fresh.id, AT)
        assert told.code == code_of(fresh.id, 1, secret=SECRET)
        assert own_answers(asked, told.code, secret=SECRET, today=DAY)
        assert receipt_of(fresh.id, asked, secret=SECRET) == sends(asked, fresh.id, AT)
        assert sends(asked, fresh.id, AT).code == told.code
        with transaction():
            db.session.execute(text("DELETE FROM survey_response"))
