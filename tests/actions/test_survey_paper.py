"""Answers on paper: keyed in by one, counted when another approves, and then nothing ties the answer to its form."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from medvirkning.journal.queries import history
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.kernel.errors import Conflict, NotThere, RuleBroken, Stale
from medvirkning.people.models import Person
from medvirkning.surveys.keying import approve, drop, seen_of, send_back
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.paper import PAPER_DAYS
from medvirkning.surveys.paper_queries import forms_approved, forms_waiting, keyed_form
from medvirkning.surveys.paper_words import PaperFault
from medvirkning.surveys.responses import Response
from medvirkning.surveys.stirring import stir_forms
from medvirkning.surveys.tallies import Tally
from medvirkning.surveys.words import Anonymity, Channel
from tests import cast, paper_cast, survey_cast
from tests.cast import World
from tests.paper_cast import keyed

OPENED = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
AT = datetime(2026, 5, 4, 10, 34, 56, tzinfo=UTC)
WORDS = "Gatelyset ved Bjergsted er slukket"
HIDDEN = {"trives": {"choice": "ja"}, "hvorfor": {"text": WORDS}}  # asked only of those who say no
NO = {"trives": {"choice": "nei"}, "hvorfor": {"text": WORDS}}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def other(world: World) -> Person:
    return paper_cast.another(world)


@pytest.fixture
def survey(world: World) -> Survey:
    made = survey_cast.opened(world, survey_cast.EVERY, at=OPENED)
    paper_cast.printed(world, made, at=OPENED)
    return made


def approved(survey: Survey, number: int, *, by: Person, seen: str | None = None, at: datetime = AT) -> None:
    with transaction():
        approve(survey, number, seen=seen_of(keyed_form(survey.id, number)) if seen is None else seen, by=by, at=at)


def refused(act: Callable[[], Any]) -> list[str]:
    with pytest.raises(RuleBroken) as broken:
        act()
    return [one.code for one in broken.value.objections]


def responses() -> list[Response]:
    end_reading()
    return list(db.session.scalars(select(Response)))


def people(survey: Survey, variable: str, cell: str) -> int:
    wanted = select(Tally.people).where(
        Tally.survey_id == survey.id, Tally.a == variable, Tally.a_cell == cell, Tally.b == ""
    )
    return db.session.scalar(wanted) or 0


def test_it_counts_when_another_has_approved(world: World, survey: Survey, other: Person) -> None:
    keyed(survey, 7, NO, by=world.cecilie, at=AT)
    assert responses() == []
    assert [one.number for one in forms_waiting(survey.id)] == [7]
    assert refused(lambda: approved(survey, 7, by=world.cecilie)) == [PaperFault.OWN_WORK]
    approved(survey, 7, by=other)
    (made,) = responses()
    assert (made.channel, made.content, made.received_on) == (Channel.PAPER, NO, date(2026, 5, 4))
    assert (made.code_hash, made.key_hash) == (None, None)
    assert people(survey, "@channel", "paper") == people(survey, "trives", "nei") == 1
    db.session.refresh(survey)
    assert survey.responses == 1
    assert (forms_waiting(survey.id), forms_approved(survey.id)) == ([], 1)


def test_an_answer_to_a_hidden_question_never_counts(world: World, survey: Survey, other: Person) -> None:
    keyed(survey, 1, HIDDEN, by=world.cecilie, at=AT)
    approved(survey, 1, by=other)
    assert responses()[0].content == {"trives": {"choice": "ja"}}
    nothing = lambda: keyed(survey, 2, {"hvorfor": {"text": WORDS}}, by=world.cecilie, at=AT)  # noqa: E731
    assert refused(nothing) == [PaperFault.NOTHING_WRITTEN]


def test_declined_and_unanswered_are_told_apart(world: World, survey: Survey, other: Person) -> None:
    keyed(survey, 1, {"trives": {"declined": True}}, by=world.cecilie, at=AT)
    keyed(survey, 2, {"skala": {"choice": "bra"}}, by=world.cecilie, at=AT)
    for number in (1, 2):
        approved(survey, number, by=other)
    assert people(survey, "trives", "@declined") == 1
    assert sorted("trives" in one.content for one in responses()) == [False, True]


def test_a_number_is_keyed_in_once(world: World, survey: Survey, other: Person) -> None:
    keyed(survey, 3, NO, by=world.cecilie, at=AT)
    again = lambda: keyed(survey, 3, HIDDEN, by=other, at=AT)  # noqa: E731
    assert refused(again) == [PaperFault.KEYED_BEFORE]
    approved(survey, 3, by=other)
    assert refused(again) == [PaperFault.KEYED_BEFORE]
    unknown = lambda: keyed(survey, 21, NO, by=other, at=AT)  # noqa: E731
    assert refused(unknown) == [PaperFault.NOT_PRINTED]
    assert len(responses()) == 1


def test_what_was_seen_is_what_is_approved(world: World, survey: Survey, other: Person) -> None:
    seen = keyed(survey, 3, HIDDEN, by=world.cecilie, at=AT)
    mended = keyed(survey, 3, NO, by=world.cecilie, seen=seen, at=AT)
    with pytest.raises(Stale):
        approved(survey, 3, by=other, seen=seen)
    with transaction():
        send_back(survey, 3, "Se på spørsmål 2.", seen=mended, by=other, at=AT)
    with pytest.raises(Stale):
        approved(survey, 3, by=other, seen=mended)
    no_reason = lambda: send_back(survey, 3, " ", seen=seen_of(keyed_form(survey.id, 3)), by=other, at=AT)  # noqa: E731
    with transaction():
        assert refused(no_reason) == [PaperFault.NO_REASON]
    form = keyed_form(survey.id, 3)
    assert form is not None
    assert form.sent_back == "Se på spørsmål 2."
    keyed(survey, 3, NO, by=other, seen=seen_of(form), at=AT)
    assert form.sent_back == ""
    assert refused(lambda: approved(survey, 3, by=other)) == [PaperFault.OWN_WORK]
    approved(survey, 3, by=world.cecilie)
    with pytest.raises(Conflict):
        approved(survey, 3, by=world.cecilie, seen="")


def test_what_is_dropped_can_be_keyed_in_again(world: World, survey: Survey, other: Person) -> None:
    seen = keyed(survey, 3, NO, by=world.cecilie, at=AT)
    with transaction():
        drop(survey, 3, seen=seen, by=other, at=AT)
    with pytest.raises(NotThere):
        approved(survey, 3, by=other, seen=seen)
    keyed(survey, 3, HIDDEN, by=world.cecilie, at=AT)
    approved(survey, 3, by=other)
    assert len(responses()) == 1


def test_a_month_after_the_end_it_is_too_late(world: World, survey: Survey, other: Person) -> None:
    with transaction():
        close(survey, by=world.cecilie, at=AT)
    late = AT + timedelta(days=PAPER_DAYS + 1)
    keyed(survey, 1, NO, by=world.cecilie, at=AT + timedelta(days=PAPER_DAYS))
    assert refused(lambda: keyed(survey, 2, NO, by=world.cecilie, at=late)) == [PaperFault.TOO_LATE]
    assert refused(lambda: approved(survey, 1, by=other, at=late)) == [PaperFault.TOO_LATE]
    approved(survey, 1, by=other, at=AT + timedelta(days=PAPER_DAYS))
    assert len(responses()) == 1


def test_an_answer_of_an_older_form_counts_by_its_own_version(world: World, survey: Survey, other: Person) -> None:
    survey_cast.asks_anew(world, survey, survey_cast.one_section(*list(survey_cast.EVERY.questions)[:3]))
    paper_cast.printed(world, survey, 5, at=AT)
    keyed(survey, 20, {**NO, "ord": {"text": "fint"}}, by=world.cecilie, at=AT)
    keyed(survey, 21, NO, by=world.cecilie, at=AT)
    for number in (20, 21):
        approved(survey, number, by=other)
    found = sorted((one.version_number, sorted(one.content)) for one in responses())
    assert found == [(1, ["hvorfor", "ord", "trives"]), (2, ["trives"])]


def test_nothing_ties_the_answer_to_the_form(world: World, other: Person) -> None:
    survey = survey_cast.opened(world, survey_cast.EVERY, at=OPENED)
    paper_cast.printed(world, survey, at=OPENED)
    keyed(survey, 17, NO, by=world.cecilie, at=AT)
    told = len(history("survey", survey.id))
    approved(survey, 17, by=other, at=AT + timedelta(days=2))
    with transaction():
        stir_forms()
    end_reading()
    form = db.session.execute(text("SELECT * FROM survey_keyed_form")).mappings().one()
    assert (form["content"], form["language"], form["version_number"], form["sent_back"]) == (None, "", 1, "")
    assert WORDS not in repr(form)
    moments = {str(form["keyed_at"]), str(form["approved_at"])}
    assert len(moments) == 1, "no moment says when"
    assert moments.pop().startswith("2026-04-01"), "but that the survey had been opened"
    response = db.session.execute(text("SELECT * FROM survey_response")).mappings().one()
    own = {key for key, value in response.items() if value in form.values() and value is not None}
    assert own <= {"survey_id", "version_number", "anonymous"}
    assert len(history("survey", survey.id)) == told, "the journal says neither who nor when"


def test_the_database_wants_another_person_and_no_answers_after(world: World, survey: Survey, other: Person) -> None:
    keyed(survey, 1, NO, by=world.cecilie, at=AT)
    table = "UPDATE survey_keyed_form SET "
    for set_ in (
        f"approved_at = '{AT.isoformat()}', approved_by_id = keyed_by_id, content = NULL",
        "content = NULL",
    ):
        with pytest.raises(IntegrityError), transaction():
            db.session.execute(text(table + set_))


def test_an_answer_on_paper_to_a_survey_with_codes_has_no_code(world: World, other: Person) -> None:
    survey = survey_cast.opened(world, survey_cast.EVERY, at=OPENED, anonymity=Anonymity.BY_CODE)
    paper_cast.printed(world, survey, at=OPENED)
    keyed(survey, 1, NO, by=world.cecilie, at=AT)
    approved(survey, 1, by=other)
    assert (responses()[0].anonymous, responses()[0].code_hash) == (False, None)
