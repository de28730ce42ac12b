"""Answering a survey: begun once, kept at each step, gone on with elsewhere, never overwritten in silence."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.kernel.codes import NotACode, code_hash
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.surveys.answering import (
    AnsweredElsewhere,
    answering_by_code,
    answering_in,
    asked_of,
    change_language,
    code_of,
    digest_of,
    save_answer,
    skip,
    start,
)
from medvirkning.surveys.fault_words import AnswerFault
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.tidying import forget_begun
from medvirkning.surveys.words import QuestionKind
from tests import cast, survey_cast
from tests.cast import World
from tests.survey_cast import SECRET

AT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
YES, NO = {"choice": "ja"}, {"choice": "nei"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return survey_cast.opened(world, at=AT)


def begun(survey: Survey, answering_id: UUID | None = None, at: datetime = AT) -> UUID:
    with transaction():
        return start(answering_id or uuid4(), survey, language="nn", secret=SECRET, at=at)


def kept(answering_id: UUID) -> Answering:
    return db.session.get_one(Answering, answering_id, populate_existing=True)


def test_begun_twice_it_is_begun_once(survey: Survey) -> None:
    key = uuid4()
    assert begun(survey, key) == begun(survey, key) == key
    [row] = db.session.scalars(select(Answering))
    assert (row.answers, row.language, row.version_number, row.updated_on) == ({}, "nn", 1, date(2026, 5, 4))
    assert row.code_hash == code_hash(SECRET, code_of(key, 0, secret=SECRET))


def test_the_code_opens_it_on_another_device(survey: Survey) -> None:
    key = begun(survey)
    found = answering_by_code(survey.id, code_of(key, 0, secret=SECRET).lower(), secret=SECRET)
    assert found is not None
    assert found.id == key
    assert answering_by_code(uuid4(), code_of(key, 0, secret=SECRET), secret=SECRET) is None
    with pytest.raises(NotACode):
        answering_by_code(survey.id, "kode", secret=SECRET)


def test_two_never_share_a_code(survey: Survey, world: World) -> None:
    key = begun(survey)
    with transaction():
        kept(key).code_hash = code_hash(SECRET, code_of(other := uuid4(), 0, secret=SECRET))
    assert begun(survey, other) == other
    assert kept(other).code_turn == 1


def test_an_id_of_another_survey_is_left_alone(survey: Survey, world: World) -> None:
    key, elsewhere = begun(survey), survey_cast.opened(world, slug="annen", at=AT)
    assert begun(elsewhere, key) != key
    assert answering_in(elsewhere.id, key) is None
    with transaction(), pytest.raises(NotThere):
        save_answer(key, elsewhere.id, "trives", YES, shown="", at=AT)


def test_each_step_is_kept(survey: Survey) -> None:
    key = begun(survey)
    with transaction():
        save_answer(key, survey.id, "trives", YES, shown="", at=AT)
    with transaction():
        told = save_answer(key, survey.id, "hvorfor", {"text": "Fint her"}, shown="", at=AT + timedelta(days=1))
    row = kept(key)
    assert told.answers == row.answers == {"trives": YES, "hvorfor": {"text": "Fint her"}}
    assert (row.last, row.updated_on) == ("hvorfor", date(2026, 5, 5))
    assert asked_of(row) == told.questionnaire == survey_cast.SMALL
    with transaction():
        assert skip(key, survey.id, "trives", shown=digest_of(YES), at=AT).answers == {"hvorfor": {"text": "Fint her"}}


def test_two_devices_do_not_overwrite_each_other_in_silence(survey: Survey) -> None:
    key = begun(survey)
    with transaction():
        save_answer(key, survey.id, "trives", YES, shown="", at=AT)
    with transaction(), pytest.raises(AnsweredElsewhere) as caught:
        save_answer(key, survey.id, "trives", NO, shown="", at=AT)
    assert (caught.value.question, caught.value.theirs, caught.value.mine) == ("trives", YES, NO)
    assert kept(key).answers == {"trives": YES}
    with transaction():
        save_answer(key, survey.id, "trives", YES, shown="", at=AT)  # the same from both is no conflict
    with transaction():
        save_answer(key, survey.id, "trives", NO, shown=digest_of(YES), at=AT)
    with transaction(), pytest.raises(AnsweredElsewhere):
        skip(key, survey.id, "trives", shown=digest_of(YES), at=AT)
    assert kept(key).answers == {"trives": NO}


def test_what_cannot_be_taken_is_refused(survey: Survey) -> None:
    key = begun(survey)
    wrong = {"choices": ["lys", "ingenting"]}
    with transaction(), pytest.raises(RuleBroken) as caught:
        save_answer(key, survey.id, "savner", wrong, shown="", at=AT)
    assert [one.code for one in caught.value.objections] == [AnswerFault.NOT_ALONE]
    for question, answering_id in (("finnes_ikke", key), ("trives", uuid4())):
        with transaction(), pytest.raises(NotThere):
            save_answer(answering_id, survey.id, question, YES, shown="", at=AT)


def test_whoever_began_goes_on_with_the_version_they_began(survey: Survey, world: World) -> None:
    key = begun(survey)
    survey_cast.asks_anew(world, survey, survey_cast.one_section(survey_cast.question("alder", QuestionKind.NUMBER)))
    with transaction():
        assert save_answer(key, survey.id, "trives", YES, shown="", at=AT).questionnaire == survey_cast.SMALL
    assert kept(begun(survey)).version_number == 2


def test_the_language_is_one_it_is_asked_in(survey: Survey) -> None:
    with transaction():
        key = start(uuid4(), survey, language="ar", secret=SECRET, at=AT)
    assert kept(key).language == "nb"
    for wanted, then in (("nn", "nn"), ("ar", "nn")):
        with transaction():
            change_language(key, survey.id, wanted, at=AT)
        assert kept(key).language == then


def test_it_is_begun_only_while_it_is_open(world: World) -> None:
    days = {"opens_on": date(2026, 5, 5), "closes_on": date(2026, 5, 6)}
    survey, draft = survey_cast.opened(world, at=AT, **days), survey_cast.drafted(world, slug="utkast")
    later = AT + timedelta(days=3)
    for one, at, fault in ((survey, AT, Fault.OPENS_LATER), (survey, later, Fault.CLOSED), (draft, AT, Fault.NOT_OPEN)):
        with transaction(), pytest.raises(RuleBroken) as caught:
            start(uuid4(), one, language="nb", secret=SECRET, at=at)
        assert [objection.code for objection in caught.value.objections] == [fault]
    assert begun(survey, at=AT + timedelta(days=1))


def test_what_was_begun_before_the_end_goes_on_for_a_day(survey: Survey, world: World) -> None:
    key = begun(survey)
    with transaction():
        close(survey, by=world.cecilie, at=AT)
    with transaction():
        save_answer(key, survey.id, "trives", YES, shown="", at=AT + timedelta(hours=23))
    with transaction(), pytest.raises(RuleBroken) as caught:
        save_answer(key, survey.id, "trives", NO, shown=digest_of(YES), at=AT + timedelta(hours=25))
    assert [objection.code for objection in caught.value.objections] == [Fault.CLOSED]
    assert kept(key).answers == {"trives": YES}, "still there to read"


def test_what_nobody_touches_is_forgotten(survey: Survey) -> None:
    key = begun(survey)
    with transaction():
        assert forget_begun(today=date(2026, 6, 3)) == 0
    with transaction():
        assert forget_begun(today=date(2026, 6, 4)) == 1
    assert answering_in(survey.id, key) is None
