"""Money goes to the right account, and once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from medvirkning.follow_up.accepting import accept, answer_change, change_account
from medvirkning.follow_up.listing import fetches
from medvirkning.follow_up.models import AccountChange, PaymentList
from medvirkning.follow_up.paying import approve, drop, note_fetched, note_paid
from medvirkning.follow_up.queries import acceptance_of, due, waiting_change
from medvirkning.follow_up.words import FollowWord, ListState
from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import AccountSource
from medvirkning.grants.schemes import Round
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from tests import cast, grant_cast
from tests.cast import World
from tests.follow_cast import OTHER_ACCOUNT, accepted, accepts, answered, listed, paid

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {objection.code for objection in broken.value.objections}


def asks(application: Application, by: Person) -> AccountChange:
    with transaction():
        return change_account(application, OTHER_ACCOUNT, reason="Kontoen er stengt.", by=by, at=now())


def confirms(application: Application, by: Person, *, yes: bool = True) -> None:
    change = waiting_change(application.id)
    assert change is not None
    with transaction():
        answer_change(change, application, yes=yes, by=by, at=now())


def approves(made: PaymentList, by: Person) -> None:
    with transaction():
        approve(made, by=by, at=now())


def test_no_list_is_approved_whose_money_would_go_astray(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    made = listed(world, {application.id: 35_000})
    asks(application, world.cecilie)
    with pytest.raises(RuleBroken) as broken:
        approves(made, world.dag)
    assert codes(broken) == {FollowWord.ACCOUNT_WAITS}
    confirms(application, world.dag)
    with pytest.raises(RuleBroken) as broken:
        approves(made, world.dag)
    assert codes(broken) == {FollowWord.ACCOUNT_CHANGED}
    by_hand = text("UPDATE payment_list SET state = 'approved', approved_by_id = :dag")
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(by_hand.bindparams(dag=world.dag.id.hex if sqlite() else world.dag.id))
    with transaction():
        drop(made, by=world.cecilie, at=now())
    anew = listed(world, {application.id: 35_000})
    approves(anew, world.dag)
    assert anew.payments[0].account_number == OTHER_ACCOUNT


def sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def test_what_went_to_a_changed_account_is_noted_with_open_eyes(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    made = listed(world, {application.id: 35_000})
    approves(made, world.dag)
    asks(application, world.cecilie)
    confirms(application, world.dag)
    with pytest.raises(RuleBroken) as broken, transaction():
        note_paid(made, on=today(), by=world.cecilie, at=now())
    assert codes(broken) == {FollowWord.ACCOUNT_CHANGED}
    with transaction():
        note_paid(made, on=today(), by=world.cecilie, at=now() + timedelta(seconds=1), as_listed=True)
    assert made.state is ListState.PAID
    assert history("payment_list", made.id)[-1].facts["other_accounts"] == 1


def without_account(world: World, round_: Round) -> Application:
    with transaction():
        round_.scheme.account_source = AccountSource.REGISTER
    return answered(world, round_, account_number="")


def test_nobody_says_that_an_account_is_right_which_is_not_there(world: World, round_: Round) -> None:
    application = without_account(world, round_)
    with pytest.raises(RuleBroken) as broken, transaction():
        accept(application, declared=True, account_right=True, other_account=None, by=world.bjarne, at=now())
    assert codes(broken) == {FollowWord.ACCOUNT_UNCONFIRMED}


def test_the_first_account_needs_two_people_too(world: World, round_: Round) -> None:
    application = without_account(world, round_)
    acceptance = accepts(application, world.bjarne, OTHER_ACCOUNT)
    assert acceptance.account_number is None
    with pytest.raises(RuleBroken) as broken:
        listed(world, {application.id: 1_000})
    assert codes(broken) == {FollowWord.CHANGE_WAITS}
    confirms(application, world.cecilie, yes=False)
    with pytest.raises(RuleBroken) as broken:
        listed(world, {application.id: 1_000})
    assert codes(broken) == {FollowWord.NO_ACCOUNT}
    asks(application, world.cecilie)
    confirms(application, world.dag)
    assert acceptance.account_number == OTHER_ACCOUNT
    assert paid(world, application, 1_000).state is ListState.PAID


def test_the_database_knows_whose_account_it_is(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    asks(application, world.cecilie)
    twice = (
        "INSERT INTO account_change (id, application_id, account_number, reason, asked_by_id, asked_at) "
        "SELECT asked_by_id, application_id, '15030000010', '', asked_by_id, asked_at FROM account_change"
    )
    for wrong in (f"UPDATE acceptance SET account_number = '{OTHER_ACCOUNT}'", twice):
        with pytest.raises(IntegrityError), transaction():
            db.session.execute(text(wrong))
    confirms(application, world.dag)
    kept = acceptance_of(application.id)
    assert kept is not None
    assert kept.account_number == OTHER_ACCOUNT


def test_an_approved_list_is_taken_back_by_whoever_approved_it(world: World, round_: Round) -> None:
    made = listed(world, {accepted(world, round_).id: 35_000})
    approves(made, world.dag)
    with transaction():
        note_fetched(made, by=world.cecilie, at=now())
    assert [someone.name for someone, _at in fetches(made)] == ["Cecilie"]
    for someone, reason, code in (
        (world.cecilie, "Feil beløp.", FollowWord.APPROVER_TAKES_BACK),
        (world.dag, " ", FollowWord.REASON_MISSING),
    ):
        with pytest.raises(RuleBroken) as broken, transaction():
            drop(made, reason=reason, by=someone, at=now())
        assert codes(broken) == {code}
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text("UPDATE payment_list SET state = 'dropped'"))
    with transaction():
        drop(made, reason="Fila ble aldri sendt.", by=world.dag, at=now())
    assert [each.left for each in due(world.programme.id)] == [35_000]


def test_the_lead_takes_it_back_too(world: World, round_: Round) -> None:
    made = listed(world, {accepted(world, round_).id: 35_000})
    approves(made, world.dag)
    with transaction():
        give_role(world.guro, Role.LEAD, world.programme, by=None, at=now())
        drop(made, reason="Dag er syk.", by=world.guro, at=now())
    assert made.state is ListState.DROPPED


def test_nothing_is_put_on_a_list_that_is_approved(world: World, round_: Round) -> None:
    made = listed(world, {accepted(world, round_).id: 5_000})
    approves(made, world.dag)
    accepted(world, round_)
    more = (
        "INSERT INTO payment (id, list_id, application_id, position, amount, account_number, live) "
        "SELECT a.application_id, l.id, a.application_id, 9, 1, a.account_number, true "
        "FROM payment_list l, acceptance a WHERE a.listed = 0"
    )
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text(more))


def test_whoever_is_paid_is_told_and_not_how_much(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    paid(world, application, 20_000)
    told = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "grant_paid")).one()
    assert (told.to, told.language) == (world.bjarne.email, application.language)
    assert set(told.values) == {"number", "application_id"}
