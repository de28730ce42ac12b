"""What an appeal does to a grant that is accepted, closed or declined."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from medvirkning.appeals.queries import appeal_may_come
from medvirkning.follow_up.accepting import close, decline, give_back_to_pot
from medvirkning.follow_up.models import Acceptance
from medvirkning.follow_up.paying import approve, drop
from medvirkning.follow_up.queries import due
from medvirkning.follow_up.reporting import approve_report
from medvirkning.follow_up.tidying import close_taken_away, remind
from medvirkning.follow_up.words import FollowWord
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.awards import AwardWish, awards, in_all
from medvirkning.review.models import Decision
from medvirkning.review.words import Outcome
from tests import appeal_cast, cast, follow_cast, grant_cast, repayment_cast
from tests.cast import World

pytestmark = pytest.mark.postgres_too
LATER = timedelta(days=60)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world, pot=100_000)


@pytest.fixture
def lead(world: World) -> Person:
    with transaction():
        lead = enrol("liv@medvirkning.example", name="Liv", language="nb", at=now())
        give_role(lead, Role.LEAD, world.programme, by=None, at=now())
    return lead


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {objection.code for objection in broken.value.objections}


def closes(application: Application, by: Person, *, but: list[object] | None = None) -> None:
    with transaction():
        close(application, reason="De svarte ikke.", by=by, at=now(), but=but or [])  # type: ignore[arg-type]


def takes_away(world: World, decision: Decision) -> None:
    """Another appeals, gets their way, and the party is told."""
    ruling = appeal_cast.changes(appeal_cast.writes_in(decision, world.cecilie), world.dag, Outcome.REFUSED, 0)
    appeal_cast.sends(ruling.letter, world.dag)


def refused(world: World, round_: Round) -> Decision:
    return appeal_cast.answered(world, round_, Outcome.REFUSED, 0)


def test_no_case_is_closed_while_an_appeal_waits(world: World, round_: Round) -> None:
    decision = refused(world, round_)
    made = appeal_cast.appeals(decision)
    with frozen(now() + LATER):
        assert appeal_may_come(decision, (now() + LATER).date())
        with pytest.raises(RuleBroken) as broken:
            closes(decision.application, world.cecilie, but=[decision.application_id])
        assert codes(broken) == {FollowWord.APPEAL_WAITS}
        appeal_cast.dismisses(made, world.dag)


def test_a_closed_case_opens_again_when_an_appeal_gives_money(world: World, round_: Round) -> None:
    decision = refused(world, round_)
    made = appeal_cast.appeals(decision)
    with frozen(now() + LATER):
        closes(decision.application, world.cecilie)
        assert decision.application.state is ApplicationState.CLOSED
        appeal_cast.sends(appeal_cast.changes(made, world.dag, Outcome.PARTLY, 20_000).letter, world.dag)
        assert decision.application.state is ApplicationState.LETTER_SENT
        assert "case_reopened" in [each.event for each in history("application", decision.application_id)]
        follow_cast.accepts(decision.application, world.bjarne)
    assert [each.left for each in due(world.programme.id)] == [20_000]


def test_a_finished_grant_goes_on_when_an_appeal_gives_more(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    application = decision.application
    follow_cast.accepts(application, world.bjarne)
    made = appeal_cast.appeals(decision)
    follow_cast.paid(world, application, 20_000)
    follow_cast.reports(application, world.bjarne)
    with transaction():
        approve_report(application, by=world.cecilie, at=now())
    assert application.state is ApplicationState.CLOSED
    ruling = appeal_cast.changes(made, world.dag)
    assert application.state is ApplicationState.PAID
    assert due(world.programme.id) == [], "not told yet"
    appeal_cast.sends(ruling.letter, world.cecilie)
    assert [each.left for each in due(world.programme.id)] == [15_000]


def test_a_grant_that_is_taken_away_is_closed_and_nobody_is_reminded(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    application = decision.application
    acceptance = follow_cast.accepts(application, world.bjarne)
    takes_away(world, decision)
    with frozen(now() + timedelta(days=400)), transaction():
        assert remind(at=now()) == 0
        assert close_taken_away(at=now()) == 1
        assert close_taken_away(at=now()) == 0
    assert (acceptance.granted, application.state, application.report_owed_on) == (0, ApplicationState.CLOSED, None)
    assert not db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "report_reminder")).all()


def test_what_is_paid_of_it_goes_to_repayment(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    follow_cast.accepts(decision.application, world.bjarne)
    follow_cast.paid(world, decision.application, 5_000)
    takes_away(world, decision)
    with frozen(now() + timedelta(days=400)), transaction():
        assert remind(at=now()) == 0
        assert close_taken_away(at=now()) == 0
    repayment_cast.notifies(decision.application, world.cecilie, amount=5_000)


def test_a_list_with_what_was_taken_away_is_made_anew(world: World, round_: Round) -> None:
    decision = appeal_cast.answered(world, round_)
    follow_cast.accepts(decision.application, world.bjarne)
    made = follow_cast.listed(world, {decision.application_id: 20_000})
    takes_away(world, decision)
    with pytest.raises(RuleBroken) as broken, transaction():
        approve(made, by=world.dag, at=now())
    assert codes(broken) == {FollowWord.TAKEN_AWAY}
    with transaction():
        drop(made, by=world.cecilie, at=now())
        assert close_taken_away(at=now()) == 1


def test_what_nobody_took_is_on_no_public_list(world: World, round_: Round) -> None:
    declined, late, taken = (appeal_cast.answered(world, round_).application for _ in range(3))
    follow_cast.accepts(taken, world.bjarne)
    with transaction():
        decline(declined, by=world.bjarne, at=now())
    with frozen(now() + LATER):
        closes(late, world.cecilie)
    assert [each.lapsed for each in (declined, late, taken)] == [True, True, False]
    assert [each.application.id for each in awards(AwardWish(world.programme.id))] == [taken.id]
    assert in_all(AwardWish(world.programme.id)).count == 1
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text("UPDATE application SET lapsed = true WHERE state <> 'closed'"))


def test_only_whoever_leads_gives_it_back_to_the_pot(world: World, round_: Round, lead: Person) -> None:
    decision = appeal_cast.answered(world, round_)
    application = decision.application
    with pytest.raises(Conflict), transaction():
        give_back_to_pot(application, reason="Ingen tok imot.", by=lead, at=now())
    with transaction():
        decline(application, by=world.bjarne, at=now())
    db.session.refresh(round_)
    assert round_.granted == 20_000
    for someone, reason, code in (
        (world.cecilie, "Ingen tok imot.", FollowWord.LEAD_GIVES_BACK),
        (lead, "", FollowWord.REASON_MISSING),
    ):
        with pytest.raises(RuleBroken) as broken, transaction():
            give_back_to_pot(application, reason=reason, by=someone, at=now())
        assert codes(broken) == {code}
    with transaction():
        give_back_to_pot(application, reason="Ingen tok imot.", by=lead, at=now())
    db.session.refresh(round_)
    assert round_.granted == 0
    assert history("application", application.id)[-1].event == "grant_given_back"
    with pytest.raises(Conflict), transaction():
        give_back_to_pot(application, reason="Igjen.", by=lead, at=now())


def test_no_report_closes_a_grant_that_is_not_paid(world: World, round_: Round) -> None:
    application = follow_cast.accepted(world, round_)
    follow_cast.reports(application, world.bjarne)
    with transaction():
        approve_report(application, by=world.cecilie, at=now())
    assert application.state is ApplicationState.REPORT_RECEIVED
    assert [each.due_now for each in due(world.programme.id)] == [35_000]
    follow_cast.paid(world, application, 35_000)
    assert application.state is ApplicationState.CLOSED


def test_a_report_may_say_that_less_is_needed(world: World, round_: Round) -> None:
    application = follow_cast.accepted(world, round_)
    follow_cast.paid(world, application, 20_000)
    follow_cast.reports(application, world.bjarne)
    with transaction():
        approve_report(application, by=world.cecilie, at=now(), amount=20_000)
    assert application.state is ApplicationState.CLOSED
    assert db.session.get_one(Acceptance, application.id).paid == 20_000
