"""Reports: saved while half done, sent whole, asked about once more; and reminders that go once each."""

from datetime import time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.queries import missing_reports, report_of
from medvirkning.follow_up.reporting import add_file, approve_report, ask_for_more, save_report, send_report
from medvirkning.follow_up.tidying import remind
from medvirkning.follow_up.words import FollowWord, ReportFile
from medvirkning.grants.attaching import look_over
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import now, oslo_moment, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken, Stale
from medvirkning.outbox.models import OutboxMessage
from tests import cast, grant_cast
from tests.cast import World
from tests.follow_cast import accepted, accepts, answered, listed, paid, reports, writes

pytestmark = pytest.mark.postgres_too

NOON = time(12)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {objection.code for objection in broken.value.objections}


def reminders() -> int:
    wanted = select(func.count()).where(OutboxMessage.kind == "report_reminder")
    return db.session.scalars(wanted).one()


def sends(application: Application, world: World) -> None:
    with transaction():
        send_report(application, by=world.bjarne, at=now())


def test_a_report_is_kept_half_done_and_sent_whole(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    with transaction():
        save_report(application, {"what": "Vi spiste"}, at=now())
    with pytest.raises(RuleBroken) as broken:
        sends(application, world)
    assert codes(broken) == {
        FollowWord.EVALUATION_MISSING,
        FollowWord.PARTICIPANTS_UNREADABLE,
        FollowWord.SPENT_UNREADABLE,
        FollowWord.LEFT_OVER_UNREADABLE,
    }
    reports(application, world.bjarne)
    assert application.state is ApplicationState.REPORT_RECEIVED
    sends(application, world)  # pressed again
    with pytest.raises(Conflict), transaction():
        save_report(application, {"what": "Noe annet"}, at=now())


def test_an_older_form_never_writes_over_a_newer_one(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    first = writes(application)
    seen = first.version
    with transaction():
        save_report(application, {"what": "Fra telefonen"}, at=now(), form="phone", seen=seen)
    with pytest.raises(Stale), transaction():
        save_report(application, {"what": "Fra PC-en"}, at=now(), form="pc", seen=seen)
    with transaction():
        save_report(application, {"what": "Fra telefonen igjen"}, at=now(), form="phone", seen=seen)


def test_people_in_photos_have_said_yes(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    writes(application)
    with transaction():
        kept = add_file(application, ReportFile.PHOTO, look_over(grant_cast.photo(), "bord.jpg"), at=now())
    assert kept.media_type == "image/jpeg"
    with pytest.raises(RuleBroken) as broken:
        sends(application, world)
    assert codes(broken) == {FollowWord.CONSENT_MISSING}
    writes(application, consent=True)
    sends(application, world)


def test_more_is_asked_for_and_the_report_comes_again(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    paid(world, application, application.asked)
    reports(application, world.bjarne)
    with pytest.raises(RuleBroken) as broken, transaction():
        ask_for_more(application, reason="", answer_by=today(), by=world.cecilie, at=now())
    assert codes(broken) == {FollowWord.REASON_MISSING, FollowWord.DAY_TOO_EARLY}
    by = today() + timedelta(days=14)
    with transaction():
        ask_for_more(application, reason="Kvittering for teltet?", answer_by=by, by=world.cecilie, at=now())
    assert application.state is ApplicationState.REPORT_DUE
    assert db.session.get_one(Acceptance, application.id).report_due == by
    sends(application, world)
    with transaction():
        approve_report(application, by=world.cecilie, at=now())
    assert application.state is ApplicationState.CLOSED


def test_money_on_its_way_out_is_waited_for(world: World, round_: Round) -> None:
    """A grant may be paid after the report, against the receipts."""
    application = accepted(world, round_)
    reports(application, world.bjarne)
    made = listed(world, {application.id: 30_000})
    with pytest.raises(RuleBroken) as broken, transaction():
        approve_report(application, by=world.cecilie, at=now())
    assert codes(broken) == {FollowWord.LIST_UNPAID}
    assert made.payments[0].amount == 30_000
    paid(world, application, 5_000)
    assert application.state is ApplicationState.REPORT_RECEIVED


def test_who_stepped_aside_neither_asks_nor_approves(world: World, round_: Round) -> None:
    application = answered(world, round_, aside=world.cecilie)
    accepts(application, world.bjarne)
    reports(application, world.bjarne)
    with pytest.raises(RuleBroken) as broken, transaction():
        approve_report(application, by=world.cecilie, at=now())
    assert codes(broken) == {FollowWord.STEPPED_ASIDE}


def test_each_reminder_goes_once(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    due = db.session.get_one(Acceptance, application.id).report_due
    gone = []
    for days in (-31, -30, -29, -8, -7, -6, 0, 1, 2, 13, 14, 15, 60):
        noon = oslo_moment(due + timedelta(days=days), NOON)  # by our clock: some days lie on the other side of summer
        with transaction():
            remind(at=noon)
            remind(at=noon)
        gone.append(reminders())
    assert gone == [0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert application.state is ApplicationState.REPORT_DUE


def test_a_worker_that_slept_sends_only_the_latest(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    due = db.session.get_one(Acceptance, application.id).report_due
    with transaction():
        assert remind(at=oslo_moment(due + timedelta(days=2), NOON)) == 1
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "report_reminder")).one()
    assert told.values["late"] == 1
    new = grant_cast.sent(round_, world.bjarne)
    assert [each.application_id for each in missing_reports(new, today=due + timedelta(days=1))] == [application.id]
    assert missing_reports(new, today=due) == []


def test_nobody_is_reminded_of_what_has_come(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    reports(application, world.bjarne)
    with transaction():
        assert remind(at=now() + timedelta(days=900)) == 0
    assert report_of(application.id) is not None
