"""Sending: one form makes one response, of the answers that count; its own copy; changing it and taking it back."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DatabaseError

from medvirkning.journal.queries import history
from medvirkning.kernel.database import changed, db, transaction
from medvirkning.kernel.errors import NotThere, RuleBroken
from medvirkning.surveys.answering import answering_in, digest_of, save_answer
from medvirkning.surveys.fault_words import AnswerFault
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.own_answers import open_again, own_answers, take_back
from medvirkning.surveys.responses import OwnCopy, Response
from medvirkning.surveys.sending import make_response
from medvirkning.surveys.stirring import stir_copies
from medvirkning.surveys.survey_words import SurveyFault as Fault
from medvirkning.surveys.tallying import miscounted
from medvirkning.surveys.tidying import forget_copies
from medvirkning.surveys.words import Anonymity, Channel, QuestionKind
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


def test_what_is_sent_is_a_response_and_nothing_else_is_left(survey: Survey) -> None:
    key = begun(survey, {"trives": YES, "ord": {"text": "fint"}}, AT)
    receipt = sends(survey, key, AT)
    [made] = responses(survey)
    assert (made.content, made.received_on, made.channel) == (
        {"trives": YES, "ord": {"text": "fint"}}, DAY, Channel.WEB
    )  # fmt: skip
    assert (made.anonymous, made.code_hash, made.key_hash) == (True, None, None)
    assert (receipt.again, people(survey), answering_in(survey.id, key)) == (False, 1, None)


def test_what_was_never_begun_is_not_there(survey: Survey, by_code: Survey) -> None:
    for one in (survey, by_code):
        with pytest.raises(NotThere):
            sends(one, uuid4(), AT)
    with pytest.raises(NotThere):
        sends(survey, begun(by_code, {"trives": YES}, AT), AT)


def test_answers_to_what_is_hidden_do_not_count(survey: Survey) -> None:
    sent(survey, {"trives": YES, "hvorfor": {"text": "ikke med"}}, AT)
    assert responses(survey)[0].content == {"trives": YES}


def test_all_that_lacks_is_said_with_its_question(world: World) -> None:
    must = survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja", "nei"), required=True)
    survey = survey_cast.opened(world, survey_cast.one_section(must), at=AT, slug="krav")
    with pytest.raises(RuleBroken) as caught:
        sends(survey, begun(survey, {}, AT), AT)
    assert [(one.code, one.facts["question"]) for one in caught.value.objections] == [
        (AnswerFault.CHOICE_MISSING, "trives")
    ]


def test_nothing_at_all_is_not_sent(survey: Survey) -> None:
    with pytest.raises(RuleBroken) as caught:
        sends(survey, begun(survey, {}, AT), AT)
    assert [one.code for one in caught.value.objections] == [Fault.NOTHING_ANSWERED]
    assert people(survey) == 0


def test_an_older_version_is_taken_and_marked(survey: Survey, world: World) -> None:
    key = begun(survey, {"trives": YES}, AT)
    survey_cast.asks_anew(world, survey, survey_cast.one_section(survey_cast.question("ord", QuestionKind.SHORT_TEXT)))
    sends(survey, key, AT)
    sent(survey, {"ord": {"text": "ny"}}, AT)
    assert sorted(one.version_number for one in responses(survey)) == [1, 2]
    assert not miscounted(survey.id)


def test_after_the_end_it_is_sent_for_a_day_and_then_kept_to_read(survey: Survey, world: World) -> None:
    first, second = begun(survey, {"trives": YES}, AT), begun(survey, {"trives": NO}, AT)
    with transaction():
        close(survey, by=world.cecilie, at=AT)
    sends(survey, first, AT + timedelta(hours=23, minutes=59))
    with pytest.raises(RuleBroken) as caught:
        sends(survey, second, AT + timedelta(hours=24, minutes=1))
    assert [one.code for one in caught.value.objections] == [Fault.CLOSED]
    left = answering_in(survey.id, second)
    assert left is not None
    assert left.answers == {"trives": NO}
    assert people(survey) == 1


def test_the_code_shows_the_own_answers_for_two_weeks(survey: Survey) -> None:
    code = sent(survey, {"trives": YES}, AT, language="nn")
    told = own_answers(survey, code.lower(), secret=SECRET, today=DAY)
    assert told is not None
    assert (told.answers, told.language, told.sent_on, told.may_change) == ({"trives": YES}, "nn", DAY, False)
    assert told.questionnaire == survey_cast.EVERY
    assert own_answers(survey, "7K4Q-M2TX", secret=SECRET, today=DAY) is None
    assert own_answers(survey, code, secret=b"another secret altogether", today=DAY) is None
    for later, there in ((13, True), (14, False)):
        day = DAY + timedelta(days=later)
        assert bool(own_answers(survey, code, secret=SECRET, today=day)) is there
        with transaction():
            stir_copies()
            assert forget_copies(today=day) == (not there)
    with transaction(), pytest.raises(NotThere):
        open_again(survey, code, secret=SECRET, at=AT)


def test_who_gets_the_code_of_another_reads_nothing_of_theirs(survey: Survey) -> None:
    code = sent(survey, {"trives": YES}, AT)
    key = begun(survey, {"trives": NO}, AT)
    with transaction():
        [lookup] = db.session.scalars(select(OwnCopy.lookup))
        changed(delete(OwnCopy))
    sends(survey, key, AT)
    with transaction():  # as if both had been given the same code
        db.session.execute(text("UPDATE survey_own_copy SET lookup = :lookup"), {"lookup": lookup})
    assert own_answers(survey, code, secret=SECRET, today=DAY) is None


def test_by_code_the_answers_are_changed_and_counted_anew(by_code: Survey) -> None:
    code = sent(by_code, {"trives": YES, "alder": {"number": "12"}}, AT)
    sent(by_code, {"trives": YES}, AT)
    with transaction():
        key = open_again(by_code, code, secret=SECRET, at=AT)
        assert open_again(by_code, code, secret=SECRET, at=AT) == key
    with transaction():
        save_answer(key, by_code.id, "trives", NO, shown=digest_of(YES), at=AT)
    assert sends(by_code, key, AT).code is None
    told = own_answers(by_code, code, secret=SECRET, today=DAY)
    assert told is not None
    assert (told.answers, told.may_change) == ({"trives": NO, "alder": {"number": "12"}}, True)
    assert people(by_code) == len(responses(by_code)) == 2
    assert not miscounted(by_code.id)


def test_by_code_it_is_taken_back_for_good(by_code: Survey) -> None:
    code, other = sent(by_code, {"trives": YES, "alder": {"number": "12"}}, AT), sent(by_code, {"trives": NO}, AT)
    with transaction():
        key = open_again(by_code, code, secret=SECRET, at=AT)
    with transaction():
        take_back(by_code, code, secret=SECRET, at=AT)
    assert [one.content for one in responses(by_code)] == [{"trives": NO}]
    assert people(by_code) == 1
    assert not miscounted(by_code.id)
    assert own_answers(by_code, code, secret=SECRET, today=DAY) is None
    with pytest.raises(NotThere):
        sends(by_code, key, AT)
    last = history("survey", by_code.id)[-1]
    assert (last.event, last.by_id, last.at) == ("response_taken_back", None, datetime(2026, 5, 3, 22, tzinfo=UTC))
    assert own_answers(by_code, other, secret=SECRET, today=DAY)


def test_by_code_nothing_is_changed_when_it_is_closed(by_code: Survey, world: World) -> None:
    code = sent(by_code, {"trives": YES}, AT)
    with transaction():
        close(by_code, by=world.cecilie, at=AT)
    for act in (open_again, take_back):
        with transaction(), pytest.raises(RuleBroken):
            act(by_code, code, secret=SECRET, at=AT)
    told = own_answers(by_code, code, secret=SECRET, today=DAY)
    assert told is not None
    assert not told.may_change


def test_the_database_refuses_a_code_beside_an_anonymous_response(survey: Survey, by_code: Survey) -> None:
    sent(survey, {"trives": YES}, AT)
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(text("UPDATE survey_response SET code_hash = 'x'"))
    about = {"version": 1, "channel": Channel.PAPER, "language": "nb", "at": AT}
    for one, anonymous in ((survey, False), (by_code, True)):
        with pytest.raises(DatabaseError, match="anonymous"), transaction():
            make_response(one.id, survey_cast.EVERY, {"trives": YES}, anonymous=anonymous, **about)  # type: ignore[arg-type]
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(text("UPDATE survey_tally SET people = people - 2"))
