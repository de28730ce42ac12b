"""The clock of an appeal where the notice is late, fails or comes back; and what is told when a decision is changed."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.appeals.queries import last_day_now, still_open
from medvirkning.follow_up.tidying import close_refused
from medvirkning.kernel.clock import frozen, now, oslo_date, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.worker import tidy
from medvirkning.outbox.words import OutboxState
from medvirkning.people.models import Person
from medvirkning.review.awards import AwardWish, awards, in_all
from medvirkning.review.changing import change_decision, set_decision_aside
from medvirkning.review.meeting import seats, table
from medvirkning.review.models import Decision
from medvirkning.review.standing import tell_of
from medvirkning.review.telling import tell_otherwise
from medvirkning.review.telling_words import OtherWay
from medvirkning.review.words import Closed, DeclarationAnswer, Outcome
from tests import appeal_cast, cast
from tests.appeal_cast import delivered
from tests.cast import World
from tests.letter_counter import FRIDAY
from tests.review_cast import says

FAILED = OutboxState.FAILED


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def days(count: int) -> date:
    return oslo_date(FRIDAY) + timedelta(days=count)


def tells(decision: Decision, by: Person, on: date) -> None:
    with transaction():
        tell_otherwise(decision.letter, way=OtherWay.SPOKEN, on=on, by=by, at=now())


def test_a_late_notice_gives_more_time(world: World) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world, told=False)
    with frozen(FRIDAY + timedelta(days=3)):
        delivered("decision_letter")
    with frozen(FRIDAY + timedelta(days=60)):
        assert last_day_now(decision) == appeal_deadline(days(3), 3)


@pytest.mark.parametrize("state", [OutboxState.WAITING, FAILED])
def test_without_a_notice_the_time_has_not_begun(world: World, state: OutboxState) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world, outcome=Outcome.REFUSED, amount=0, told=False)
        delivered("decision_letter", state)
        assert last_day_now(decision) == decision.letter.appeal_deadline
    with frozen(FRIDAY + timedelta(days=60)):
        assert last_day_now(decision) == appeal_deadline(days(60), 3)
        made = appeal_cast.appeals(decision)
        assert made.sent_on <= made.deadline, "in time: nobody had told them"
        with transaction():
            assert close_refused(at=now(), but=still_open(today())) == 0


def test_told_in_another_way_the_time_counts_from_there(world: World) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world, outcome=Outcome.REFUSED, amount=0, told=False)
        delivered("decision_letter", FAILED)
    with frozen(FRIDAY + timedelta(days=10)):
        tells(decision, world.cecilie, days(7))
        tells(decision, world.cecilie, days(7))
        assert last_day_now(decision) == appeal_deadline(days(7), 3)
        assert db.session.execute(text("SELECT count(*) FROM told_otherwise")).scalar_one() == 1, "pressed twice"
        with pytest.raises(RuleBroken):
            tells(decision, world.cecilie, days(11))
    for act in ("UPDATE told_otherwise SET way = 'post'", "DELETE FROM told_otherwise"):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(act))
    with frozen(FRIDAY + timedelta(days=60)), transaction():
        assert close_refused(at=now(), but=still_open(today())) == 1


def test_whoever_steps_aside_writes_nothing_in(world: World) -> None:
    decision = appeal_cast.answered(world, aside=["cecilie"])
    says(decision.application, world.cecilie, DeclarationAnswer.YES)
    with pytest.raises(RuleBroken) as broken:
        tells(decision, world.cecilie, today())
    assert [each.code for each in broken.value.objections] == [Closed.DISQUALIFIED]


def test_a_letter_about_an_appeal_counts_from_its_own_notice_too(world: World) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world)
        ruling = appeal_cast.changes(appeal_cast.appeals(decision), world.dag)
        appeal_cast.sends(ruling.letter, world.cecilie)
    with frozen(FRIDAY + timedelta(days=5)):
        delivered("appeal_letter")
    with frozen(FRIDAY + timedelta(days=50)):
        assert last_day_now(decision) == appeal_deadline(days(5), 3)
        tidy()
        assert last_day_now(decision) == appeal_deadline(days(5), 3), "the notice is kept with its letter"


def test_whoever_steps_aside_changes_no_decision(world: World) -> None:
    decision = appeal_cast.answered(world, aside=["ivar"])
    says(decision.application, world.ivar, DeclarationAnswer.YES)
    with pytest.raises(RuleBroken) as told, transaction():
        change_decision(
            decision, outcome=Outcome.REFUSED, amount=0, reasons="Nei.", cut_reasons="", by=world.ivar, at=now()
        )
    assert [each.code for each in told.value.objections] == [Closed.DISQUALIFIED]
    with pytest.raises(RuleBroken), transaction():
        set_decision_aside(decision, reasons="Nei.", by=world.ivar, at=now())


def test_the_public_sees_another_amount_when_its_letter_has_gone(world: World) -> None:
    decision = appeal_cast.answered(world)
    wish = AwardWish(world.programme.id)
    ruling = appeal_cast.changes(appeal_cast.appeals(decision), world.dag)
    [award] = awards(wish)
    assert (award.granted, award.changed_at, in_all(wish).granted) == (20_000, None, 20_000)
    letter = appeal_cast.sends(ruling.letter, world.cecilie)
    [award] = awards(wish)
    assert (award.granted, award.changed_at, in_all(wish).granted) == (35_000, letter.sent_at, 35_000)


def test_the_meeting_shows_another_answer_when_its_letter_is_out(world: World) -> None:
    decision = appeal_cast.answered(world)
    ruling = appeal_cast.changes(appeal_cast.appeals(decision), world.dag)
    for expected in ((20_000, Outcome.PARTLY, False), (35_000, Outcome.GRANTED, True)):
        found = table(decision.application.round, world.dag)
        [seat] = seats(found, found.share.lines)
        assert (seat.line.amount, seat.line.outcome, seat.line.changed) == expected
        if not expected[2]:
            appeal_cast.sends(ruling.letter, world.cecilie)
    assert found.share.decided == 35_000
    with transaction():
        tell_of(set_decision_aside(decision, reasons="Opphevet.", by=world.dag, at=now()), at=now())
    found = table(decision.application.round, world.dag)
    assert [(each.amount, each.outcome, each.changed) for each in found.share.lines] == [(0, None, True)]
