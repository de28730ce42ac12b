"""Accepting a grant, closing what is over, and four eyes on another account."""

from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from medvirkning.follow_up.accepting import accept, answer_change, change_account, close, decline
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.queries import account_changes, course_of, waiting_change
from medvirkning.follow_up.tidying import close_refused
from medvirkning.follow_up.words import FollowWord
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen, now, oslo_moment
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.words import Outcome
from tests import cast, grant_cast
from tests.cast import World
from tests.follow_cast import OTHER_ACCOUNT, accepted, accepts, answered

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {objection.code for objection in broken.value.objections}


def test_a_grant_is_accepted_once(world: World, round_: Round) -> None:
    application = answered(world, round_)
    first = accepts(application, world.bjarne)
    assert (first.granted, first.listed, first.paid) == (application.asked, 0, 0)
    assert first.account_number == application.account_number
    assert application.state is ApplicationState.ACCEPTED
    assert accepts(application, world.bjarne) is first
    assert [event.verb for event in history("application", application.id)].count("accept") == 1


def test_a_yes_needs_the_conditions_and_an_account(world: World, round_: Round) -> None:
    application = answered(world, round_)
    with pytest.raises(RuleBroken) as broken, transaction():
        accept(application, declared=False, account_right=False, other_account=None, by=world.bjarne, at=now())
    assert codes(broken) == {FollowWord.CONDITIONS_UNACCEPTED, FollowWord.ACCOUNT_UNCONFIRMED}


def test_a_no_can_not_be_accepted(world: World, round_: Round) -> None:
    application = answered(world, round_, Outcome.REFUSED)
    with pytest.raises(RuleBroken) as broken:
        accepts(application, world.bjarne)
    assert codes(broken) == {FollowWord.NOT_GRANTED}
    with pytest.raises(Conflict), transaction():
        decline(application, by=world.bjarne, at=now())


def test_nothing_is_accepted_before_the_letter(world: World, round_: Round) -> None:
    with pytest.raises(Conflict):
        accepts(grant_cast.sent(round_, world.bjarne), world.bjarne)


def test_one_may_say_no_to_the_money(world: World, round_: Round) -> None:
    application = answered(world, round_)
    with transaction():
        decline(application, by=world.bjarne, at=now())
    assert application.state is ApplicationState.CLOSED
    with pytest.raises(WrongStep):
        accepts(application, world.bjarne)


def test_the_clock_closes_what_is_refused_when_nobody_can_appeal(world: World, round_: Round) -> None:
    refused, appealed, granted = (
        answered(world, round_, outcome) for outcome in (Outcome.REFUSED, Outcome.REFUSED, Outcome.GRANTED)
    )
    course = course_of(refused)
    assert course is not None
    assert course.last_appeal is not None
    last = oslo_moment(course.last_appeal, time(12))
    with transaction():
        assert close_refused(at=last) == 0
        assert close_refused(at=last + timedelta(days=1), but=[appealed.id]) == 1
        assert close_refused(at=last + timedelta(days=1), but=[appealed.id]) == 0
    states = [each.state for each in (refused, appealed, granted)]
    assert states == [ApplicationState.CLOSED, ApplicationState.LETTER_SENT, ApplicationState.LETTER_SENT]
    assert history("application", refused.id)[-1].by_id is None


def test_staff_close_a_case_when_the_time_is_over_and_say_why(world: World, round_: Round) -> None:
    application = answered(world, round_)
    with pytest.raises(RuleBroken) as broken, transaction():
        close(application, reason=" ", by=world.cecilie, at=now())
    assert codes(broken) == {FollowWord.TOO_EARLY_TO_CLOSE, FollowWord.REASON_MISSING}
    with transaction():
        close(application, reason="De svarte ikke.", by=world.cecilie, at=now() + timedelta(days=40))
    assert application.state is ApplicationState.CLOSED


def test_another_account_counts_when_another_person_confirms_it(world: World, round_: Round) -> None:
    application = accepted(world, round_, OTHER_ACCOUNT)
    change = waiting_change(application.id)
    acceptance = db.session.get_one(Acceptance, application.id)
    assert change is not None
    assert acceptance.account_number == application.account_number
    with pytest.raises(RuleBroken) as broken, transaction():
        answer_change(change, application, yes=True, by=world.bjarne, at=now())
    assert FollowWord.OTHER_PERSON in codes(broken)
    with transaction():
        answer_change(change, application, yes=True, by=world.cecilie, at=now())
    assert acceptance.account_number == OTHER_ACCOUNT
    with pytest.raises(Conflict), transaction():
        answer_change(change, application, yes=False, by=world.dag, at=now())


def test_a_change_is_told_of_and_never_written_out(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    with transaction():
        change_account(application, OTHER_ACCOUNT, reason="De ringte.", by=world.cecilie, at=now())
    facts = str([event.facts for event in history("application", application.id)])
    assert OTHER_ACCOUNT not in facts.replace("\u00a0", "")
    assert "0002" in facts.replace("\u00a0", "")
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "account_change")).one()
    assert told.to == world.bjarne.email
    assert OTHER_ACCOUNT not in str(told.values)
    with pytest.raises(RuleBroken) as broken, transaction():
        change_account(application, OTHER_ACCOUNT, reason="Igjen.", by=world.cecilie, at=now())
    assert codes(broken) == {FollowWord.CHANGE_WAITS}


def test_who_asked_never_confirms_not_even_from_sql(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    with transaction():
        change = change_account(application, OTHER_ACCOUNT, reason="De ringte.", by=world.cecilie, at=now())
    with pytest.raises(RuleBroken), transaction():
        answer_change(change, application, yes=True, by=world.cecilie, at=now())
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text("UPDATE account_change SET answered_by_id = asked_by_id, confirmed = true"))


def test_who_stepped_aside_touches_nothing(world: World, round_: Round) -> None:
    application = answered(world, round_, aside=world.cecilie)
    accepts(application, world.bjarne, OTHER_ACCOUNT)
    for act in (
        lambda: change_account(application, OTHER_ACCOUNT, reason="De ringte.", by=world.cecilie, at=now()),
        lambda: answer_change(account_changes(application.id)[0], application, yes=True, by=world.cecilie, at=now()),
    ):
        with pytest.raises(RuleBroken) as broken, transaction():
            act()
        assert FollowWord.STEPPED_ASIDE in codes(broken)


def test_time_stands_still_for_nobody(world: World, round_: Round) -> None:
    """The day to accept by is three weeks from the letter, on a working day; a late yes is a yes."""
    application = answered(world, round_)
    course = course_of(application)
    assert course is not None
    assert course.accept_by is not None
    assert course.accept_by.weekday() < 5
    with frozen(now() + timedelta(days=60)):
        accepts(application, world.bjarne)
    assert application.state is ApplicationState.ACCEPTED
