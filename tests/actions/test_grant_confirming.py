"""A second person confirms an application: asked when it is sent, by a link that is used once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.actions import withdraw
from medvirkning.grants.confirming import answer_request, ask_again, open_request, remind_seconds
from medvirkning.grants.models import Application
from medvirkning.grants.queries import snapshot_of
from medvirkning.grants.second_words import SecondEnd, SecondStanding, SecondWord
from medvirkning.grants.seconding import ANSWER_WITHIN, MOST_IN_A_WHILE, REMINDED
from medvirkning.grants.seconds import newest_request, request_of
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import NotThere, RuleBroken, Stale
from tests import grant_cast, second_cast
from tests.cast import World, storhaug
from tests.correction_cast import asks, corrects
from tests.review_cast import decides, says
from tests.second_cast import SECOND, mails, token


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


@pytest.fixture
def case(world: World) -> Application:
    return second_cast.sent(world)


def answers(with_: str, *, confirms: bool = True, seen: int = 1, later: timedelta = timedelta()) -> Application:
    with transaction():
        return answer_request(with_, confirms=confirms, seen=seen, at=now() + later)


def again(case: Application, later: timedelta = timedelta()) -> None:
    with transaction():
        ask_again(case, by=case.owner, at=now() + later)


def stands(case: Application, later: timedelta = timedelta()) -> SecondStanding:
    return newest_request(case.id).standing(today() + later)


def told(case: Application) -> list[str]:
    return [event.event for event in history("application", case.id) if event.event.startswith("second_")]


def test_it_is_sent_in_time_and_lacks_a_confirmation(world: World, case: Application):
    assert (case.state, case.number is not None, case.missing) == ("sent", True, 2), "the statutes are to come too"
    [mail] = mails("second_asked")
    assert (mail.to, stands(case)) == (SECOND["second_email"], SecondStanding.WAITING)
    assert told(case) == ["second_asked"]
    kept = db.session.execute(text("SELECT token_hash FROM second_request")).scalar_one()
    assert kept != token(), "the link itself is kept nowhere but in the mail"
    assert SECOND["second_email"] not in str([event.facts for event in history("application", case.id)])


def test_nobody_is_asked_where_the_scheme_does_not_ask(world: World):
    made = grant_cast.sent(grant_cast.open_round(world), world.bjarne, **SECOND)
    assert (newest_request(made.id), mails("second_asked"), made.missing) == (None, [], 1)


def test_a_yes_is_about_what_was_seen(world: World, case: Application):
    answers(token())
    found, sent = newest_request(case.id), snapshot_of(case.id)
    assert (found.ending, found.snapshot, found.digest) == (SecondEnd.CONFIRMED, 1, sent.digest)
    assert (case.missing, told(case)) == (1, ["second_asked", "second_confirmed"])
    assert [mail.to for mail in mails("second_confirmed")] == [world.bjarne.email]


def test_a_no_is_told_and_still_lacks(world: World, case: Application):
    answers(token(), confirms=False)
    assert (stands(case), case.missing) == (SecondStanding.REFUSED, 2)
    assert [mail.to for mail in mails("second_refused")] == [world.bjarne.email]
    with pytest.raises(RuleBroken) as broken:
        again(case)
    assert broken.value.objections[0].code == SecondWord.HAS_REFUSED


def test_a_link_is_used_once_and_the_reminders_with_it(world: World, case: Application):
    first = token()
    remind(case)
    second = token("second_reminder")
    assert first != second
    assert open_request(first, at=now()).id == open_request(second, at=now()).id
    answers(second)
    for each in (first, second):
        assert open_request(each, at=now()) is None
        with pytest.raises(NotThere):
            answers(each, confirms=False)
    assert newest_request(case.id).ending is SecondEnd.CONFIRMED


def remind(case: Application) -> int:
    last = ANSWER_WITHIN - REMINDED
    with transaction():
        return remind_seconds(at=now() + last)


def test_one_is_reminded_once_and_not_too_early(world: World, case: Application):
    with transaction():
        assert remind_seconds(at=now() + ANSWER_WITHIN - REMINDED - timedelta(days=1)) == 0
    assert remind(case) == 1
    assert remind(case) == 0
    assert [mail.to for mail in mails("second_reminder")] == [SECOND["second_email"]]


@pytest.mark.parametrize(
    "after",
    [
        lambda case, world: answers(token()),
        lambda case, world: answers(token(), confirms=False),
        lambda case, world: withdrawn(case),
    ],
)
def test_nobody_is_reminded_of_what_is_over(
    world: World, case: Application, after: Callable[[Application, World], Any]
):
    after(case, world)
    assert remind(case) == 0


def withdrawn(case: Application) -> None:
    with transaction():
        withdraw(case, by=case.owner, at=now())


def test_a_link_ends_with_its_last_day(world: World, case: Application):
    late = ANSWER_WITHIN + timedelta(days=1)
    assert open_request(token(), at=now() + ANSWER_WITHIN) is not None
    with pytest.raises(NotThere):
        answers(token(), later=late)
    assert stands(case, late) is SecondStanding.LAPSED
    again(case, late)
    assert stands(case, late) is SecondStanding.WAITING


def test_what_is_withdrawn_or_decided_needs_no_answer(world: World, case: Application):
    other = second_cast.sent(world, case.round)
    withdrawn_link = token()
    withdrawn(other)
    assert open_request(withdrawn_link, at=now()) is None
    decided_link = str(mails("second_asked")[0].values["token"])
    for person in (world.dag, world.ivar):
        says(case, person)
    decides(case, world.dag)
    assert open_request(decided_link, at=now()) is None
    with pytest.raises(RuleBroken) as broken:
        again(case)
    assert broken.value.objections[0].code == SecondWord.TOO_LATE


def test_sending_it_again_ends_the_earlier_link_and_has_a_limit(world: World, case: Application):
    first = token()
    for _ in range(MOST_IN_A_WHILE - 1):
        again(case)
    assert (request_of(first).ending, open_request(first, at=now())) == (SecondEnd.REPLACED, None)
    with pytest.raises(RuleBroken) as broken:
        again(case)
    assert broken.value.objections[0].code == SecondWord.ASKED_OFTEN
    again(case, timedelta(days=1, minutes=1))
    assert case.missing == 2


def test_another_person_can_be_named_while_it_may_be_corrected(world: World, case: Application):
    first = token()
    answers(first, confirms=False)
    corrects(case, {"second_name": "Kari Dahl", "second_email": "kari.dahl@kaikanten.example"})
    assert mails("second_asked")[-1].to == "kari.dahl@kaikanten.example"
    assert (stands(case), newest_request(case.id).name) == (SecondStanding.WAITING, "Kari Dahl")
    answers(token(), seen=2)
    assert (stands(case), case.missing) == (SecondStanding.CONFIRMED, 1)


def test_staff_can_ask_for_another_when_it_is_too_late_to_change_it_oneself(world: World, case: Application):
    says(case, world.cecilie)
    asks(case, world.cecilie, "second_name", "second_email")
    corrects(case, {"second_name": "Kari Dahl", "second_email": "kari.dahl@kaikanten.example"})
    assert request_of(str(mails("second_asked")[0].values["token"])).ending is SecondEnd.REPLACED
    assert stands(case) is SecondStanding.WAITING


def test_a_correction_of_something_else_leaves_the_answer_as_it_was(world: World, case: Application):
    answers(token())
    corrects(case, {"title": "Langbord i Badedammen"})
    found = newest_request(case.id)
    assert (stands(case), found.snapshot, case.revision, case.missing) == (SecondStanding.CONFIRMED, 1, 2, 1)
    assert len(mails("second_asked")) == 1


def test_one_answers_to_what_one_has_seen(world: World, case: Application):
    corrects(case, {"title": "Langbord i Badedammen"})
    with pytest.raises(Stale):
        answers(token(), seen=1)
    answers(token(), seen=2)
    assert newest_request(case.id).snapshot == 2


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE second_request SET ending = 'refused'",
        "DELETE FROM second_request",
        "UPDATE second_request SET snapshot = 9",
    ],
)
def test_the_database_keeps_an_answer(world: World, case: Application, wrong: str):
    answers(token())
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(wrong))
