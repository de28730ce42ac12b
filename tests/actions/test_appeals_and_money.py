"""What an appeal does to the money: the ceiling of payments, what everybody sees, and what the clock closes."""

import csv
import io
import json
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.appeals.queries import still_open
from medvirkning.appeals.words import BodyOutcome
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.paying import drop
from medvirkning.follow_up.queries import course_of, due, followed
from medvirkning.follow_up.words import FOLLOWED, FollowWord
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import frozen, now, oslo_date, oslo_moment
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.worker import tidy
from medvirkning.review.models import Decision
from medvirkning.review.words import Outcome
from tests import appeal_cast, cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.follow_cast import accepts, listed, paid

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world, pot=200_000)


def ceiling(decision: Decision) -> tuple[int, int, int]:
    found = db.session.get_one(Acceptance, decision.application_id, populate_existing=True)
    return found.granted, found.listed, found.paid


def set_aside(world: World, decision: Decision) -> None:
    made = appeal_cast.appeals(decision)
    appeal_cast.sends(appeal_cast.forwards(made, world.dag).letter, world.cecilie)
    ruling = appeal_cast.concludes(made, world.magne, BodyOutcome.SET_ASIDE)
    appeal_cast.sends(ruling.letter, world.magne)


def test_more_by_an_appeal_can_be_paid_after_all_was(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    accepts(decision.application, world.bjarne)
    paid(world, decision.application, 20_000)
    ruling = appeal_cast.changes(appeal_cast.appeals(decision), world.dag)
    assert ceiling(decision) == (35_000, 20_000, 20_000)
    assert due(world.programme.id) == [], "not told yet"
    with pytest.raises(RuleBroken):
        listed(world, {decision.application_id: 5_000})
    appeal_cast.sends(ruling.letter, world.cecilie)
    assert [each.left for each in due(world.programme.id)] == [15_000]
    paid(world, decision.application, 5_000)
    assert decision.application.state is ApplicationState.PAID_PART
    paid(world, decision.application, 10_000)
    assert decision.application.state is ApplicationState.PAID


def test_what_was_refused_can_be_accepted_when_an_appeal_grants_it(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_, Outcome.REFUSED, 0)
    assert followed(world.programme.id, FOLLOWED) == []
    ruling = appeal_cast.changes(appeal_cast.appeals(decision), world.dag)
    course = course_of(decision.application)
    assert course is not None
    assert (course.granted, course.to_accept, followed(world.programme.id, FOLLOWED)) == (0, False, []), "not told yet"
    with pytest.raises(RuleBroken) as broken:
        accepts(decision.application, world.bjarne)
    assert [each.code for each in broken.value.objections] == [FollowWord.NEW_LETTER_COMING]
    appeal_cast.sends(ruling.letter, world.cecilie)
    course = course_of(decision.application)
    assert course is not None
    assert (course.granted, course.to_accept) == (35_000, True)
    assert followed(world.programme.id, FOLLOWED) == [decision]
    assert accepts(decision.application, world.bjarne).granted == 35_000


def test_the_ceiling_goes_down_to_what_stands_on_lists_and_no_further(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    accepts(decision.application, world.bjarne)
    paid(world, decision.application, 4_000)
    made = listed(world, {decision.application_id: 6_000})
    set_aside(world, decision)
    assert ceiling(decision) == (10_000, 10_000, 4_000)
    assert due(world.programme.id) == []
    with transaction():
        drop(made, by=world.cecilie, at=now())
    assert ceiling(decision) == (4_000, 4_000, 4_000)
    assert due(world.programme.id) == []


def test_less_by_an_appeal_counts_before_its_letter_is_sent(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    accepts(decision.application, world.bjarne)
    made = appeal_cast.appeals(decision)
    appeal_cast.sends(appeal_cast.forwards(made, world.cecilie).letter, world.cecilie)
    appeal_cast.concludes(made, world.magne, BodyOutcome.CHANGED, Outcome.PARTLY, 12_000)
    assert [each.due_now for each in due(world.programme.id)] == [12_000]


def test_more_by_the_appeal_body_waits_for_its_letter(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    accepts(decision.application, world.bjarne)
    made = appeal_cast.appeals(decision)
    appeal_cast.sends(appeal_cast.forwards(made, world.cecilie).letter, world.cecilie)
    final = appeal_cast.concludes(made, world.magne, BodyOutcome.CHANGED, Outcome.PARTLY, 27_000)
    assert [each.due_now for each in due(world.programme.id)] == [20_000]
    appeal_cast.sends(final.letter, world.magne)
    assert [each.due_now for each in due(world.programme.id)] == [27_000]


def test_the_database_lets_nobody_accept_another_amount_than_stands(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    appeal_cast.changes(appeal_cast.appeals(decision), world.dag)
    accept = text(
        "INSERT INTO acceptance (application_id, programme_id, granted, listed, paid, account_number, report_due, "
        "accepted_by_id, accepted_at) SELECT id, programme_id, 20000, 0, 0, '86011117947', '2027-01-01', owner_id, "
        "sent_at FROM application"
    )
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(accept)


def test_the_worker_leaves_what_is_appealed_open(world: World, round_: Round) -> None:
    no = [appeal_cast.answered(world, round_, Outcome.REFUSED, 0) for _ in range(5)]
    over, appealed, granted, asked, ruled = no
    appeal_cast.appeals(appealed)
    appeal_cast.changes(appeal_cast.appeals(granted), world.dag)
    appeal_cast.demands(asked)
    made = appeal_cast.appeals(ruled)
    course = course_of(over.application)
    assert course is not None
    assert course.last_appeal is not None
    after = oslo_moment(course.last_appeal, time(12)) + timedelta(days=1)
    with frozen(after - timedelta(days=1)):
        appeal_cast.sends(appeal_cast.dismisses(made, world.dag).letter, world.cecilie)
        appeal_cast.delivered("appeal_letter")
    with frozen(after):
        assert still_open(after.date()) == {each.application_id for each in (appealed, granted, asked, ruled)}
        tidy()
    assert [each.application.state for each in no] == [ApplicationState.CLOSED, *[ApplicationState.LETTER_SENT] * 4]
    with frozen(after + timedelta(days=40)):
        tidy()
    assert ruled.application.state is ApplicationState.CLOSED


def test_everybody_sees_what_stands_and_what_is_paid(world: World, round_: Round, browse: Browse) -> None:
    first, gone = (appeal_cast.answered(world, round_) for _ in range(2))
    for decision in (first, gone):
        accepts(decision.application, world.bjarne)
    paid(world, first.application, 12_000)
    ruling = appeal_cast.changes(appeal_cast.appeals(first), world.dag)
    appeal_cast.sends(ruling.letter, world.cecilie)
    set_aside(world, gone)
    assert "1 tildeling, 35 000 kr i alt" in browse().get("/storhaug/tildelinger").text.replace("\u00a0", " ")
    (one,) = json.loads(browse().client.get("/storhaug/tildelinger.json").get_data(as_text=True))["grants"]
    assert (one["amountAwarded"], one["amountDisbursed"]) == (35_000, 12_000)
    assert oslo_date(datetime.fromisoformat(one["dateModified"])) >= date.fromisoformat(one["awardDate"])
    written = browse().client.get("/storhaug/tildelinger.csv").get_data(as_text=True)
    (row,) = csv.DictReader(io.StringIO(written.removeprefix("\ufeff")))
    assert (row["Amount Awarded"], row["Amount Disbursed"]) == ("35000", "12000")
