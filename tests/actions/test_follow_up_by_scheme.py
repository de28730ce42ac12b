"""What follows a decision obeys the scheme: when the money is paid, and what the report must hold."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.queries import due
from medvirkning.follow_up.reporting import approve_report, ask_for_more, send_report
from medvirkning.follow_up.words import FollowWord
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from tests import cast, grant_cast
from tests.cast import World
from tests.follow_cast import accepted, listed, paid, reports, writes

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def setting(round_: Round, **changes: Any) -> None:
    with transaction():
        for name, value in changes.items():
            setattr(round_.scheme, name, value)


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {objection.code for objection in broken.value.objections}


def approves(application: Application, world: World, amount: int | None = None) -> None:
    with transaction():
        approve_report(application, by=world.cecilie, at=now(), amount=amount)


def due_sums(world: World) -> list[int]:
    db.session.expire_all()
    return [each.due_now for each in due(world.programme.id)]


def test_nothing_is_paid_before_the_receipts_are_approved(world: World, round_: Round) -> None:
    setting(round_, payment=PaymentWay.AFTERWARDS)
    application = accepted(world, round_)
    assert due_sums(world) == []
    with pytest.raises(RuleBroken) as broken:
        listed(world, {application.id: 1})
    assert codes(broken) == {FollowWord.NOT_TO_BE_PAID}
    reports(application, world.bjarne)
    assert due_sums(world) == []
    approves(application, world, 30_001)
    assert application.state is ApplicationState.REPORT_RECEIVED
    assert due_sums(world) == [30_001]
    with pytest.raises(RuleBroken) as broken:
        listed(world, {application.id: 30_002})
    assert codes(broken) == {FollowWord.MORE_THAN_LEFT}
    paid(world, application, 30_000)
    assert application.state is ApplicationState.REPORT_RECEIVED
    paid(world, application, 1)
    assert application.state is ApplicationState.CLOSED
    assert due_sums(world) == []


def test_a_share_is_paid_first_and_the_rest_to_the_last_krone(world: World, round_: Round) -> None:
    setting(round_, payment=PaymentWay.DIVIDED, first_share=33)
    application = accepted(world, round_)
    assert due_sums(world) == [11_550]
    with pytest.raises(RuleBroken) as broken:
        listed(world, {application.id: 11_551})
    assert codes(broken) == {FollowWord.MORE_THAN_LEFT}
    paid(world, application, 11_550)
    assert application.state is ApplicationState.PAID_PART
    assert due_sums(world) == []
    reports(application, world.bjarne)
    with pytest.raises(RuleBroken) as broken:
        approves(application, world, 11_549)
    assert codes(broken) == {FollowWord.LESS_THAN_PAID}
    with pytest.raises(RuleBroken) as broken:
        approves(application, world, 35_001)
    assert codes(broken) == {FollowWord.MORE_THAN_GRANTED}
    approves(application, world)
    assert due_sums(world) == [23_450]
    paid(world, application, 23_450)
    assert application.state is ApplicationState.CLOSED


def test_a_report_that_comes_to_what_is_paid_finishes_the_case(world: World, round_: Round) -> None:
    setting(round_, payment=PaymentWay.DIVIDED, first_share=50)
    application = accepted(world, round_)
    paid(world, application, 17_500)
    reports(application, world.bjarne)
    approves(application, world, 17_500)
    assert application.state is ApplicationState.CLOSED


def test_an_approved_report_is_not_asked_about_or_approved_again(world: World, round_: Round) -> None:
    setting(round_, payment=PaymentWay.AFTERWARDS)
    application = accepted(world, round_)
    reports(application, world.bjarne)
    approves(application, world)
    with pytest.raises(Conflict):
        approves(application, world, 1_000)
    with pytest.raises(Conflict), transaction():
        ask_for_more(application, reason="Mer?", answer_by=today(), by=world.cecilie, at=now())


def test_the_database_lists_nothing_too_early(world: World, round_: Round) -> None:
    setting(round_, payment=PaymentWay.DIVIDED, first_share=50)
    application = accepted(world, round_)
    for change in (
        "UPDATE acceptance SET listed = 17501",
        "UPDATE acceptance SET payment = 'advance'",
        "UPDATE acceptance SET first_share = 100",
    ):
        with pytest.raises(IntegrityError), transaction():
            db.session.execute(text(change))
    reports(application, world.bjarne)
    approves(application, world, 20_000)
    for change in ("UPDATE acceptance SET listed = 20001", "UPDATE acceptance SET approved = 35000"):
        with pytest.raises(IntegrityError), transaction():
            db.session.execute(text(change))


def test_what_was_said_yes_to_stands_when_the_scheme_changes(world: World, round_: Round) -> None:
    setting(round_, payment=PaymentWay.ADVANCE, second_signer=False)
    application = accepted(world, round_)
    setting(round_, payment=PaymentWay.AFTERWARDS, second_signer=True, auditor_from=1)
    assert due_sums(world) == [35_000]
    paid(world, application, 35_000)
    reports(application, world.bjarne)
    approves(application, world)
    assert application.state is ApplicationState.CLOSED


def test_the_report_asks_what_the_scheme_asks(world: World, round_: Round) -> None:
    setting(round_, payment=PaymentWay.AFTERWARDS, second_signer=True, auditor_from=35_000)
    application = accepted(world, round_)
    writes(application, second_name="Bjarne")
    with pytest.raises(RuleBroken) as broken, transaction():
        send_report(application, by=world.bjarne, at=now())
    assert codes(broken) == {
        FollowWord.SECOND_IS_SENDER, FollowWord.RECEIPTS_MISSING, FollowWord.AUDITOR_MISSING,
    }  # fmt: skip
    told = {objection.code: objection.facts for objection in broken.value.objections}
    assert told[FollowWord.AUDITOR_MISSING]["least"] == 35_000


def test_large_grants_need_no_auditor_where_the_scheme_asks_for_none(world: World, round_: Round) -> None:
    setting(round_, most_amount=500_000, auditor_from=None)
    application = accepted(world, round_)
    reports(application, world.bjarne)
    assert application.state is ApplicationState.REPORT_RECEIVED
    assert db.session.get_one(Acceptance, application.id).auditor_from is None


def test_a_report_that_is_waited_for_is_owed(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    acceptance = db.session.get_one(Acceptance, application.id)
    assert application.report_owed_on == acceptance.report_due
    reports(application, world.bjarne)
    assert application.report_owed_on is None
    by = today().replace(year=today().year + 1, day=1)
    with transaction():
        ask_for_more(application, reason="Kvittering?", answer_by=by, by=world.cecilie, at=now())
    assert application.report_owed_on == by
    reports(application, world.bjarne)
    approves(application, world)
    assert application.report_owed_on is None
