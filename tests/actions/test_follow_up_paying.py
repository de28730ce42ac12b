"""Payment lists: four eyes, and never more than what is granted."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from medvirkning.follow_up.accepting import answer_change, change_account
from medvirkning.follow_up.listing import csv_of
from medvirkning.follow_up.models import Acceptance, PaymentList
from medvirkning.follow_up.paying import approve, drop, make_list, note_paid, total
from medvirkning.follow_up.queries import due, waiting_change
from medvirkning.follow_up.words import FollowWord, ListState
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.mail.letters import compose
from medvirkning.mail.letters import send as send_letter
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.words import DeclarationAnswer
from tests import cast, grant_cast
from tests.cast import World
from tests.follow_cast import OTHER_ACCOUNT, accepted, accepts, answered, listed, paid
from tests.review_cast import decides, says

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {objection.code for objection in broken.value.objections}


def approves(made: PaymentList, by: object) -> None:
    with transaction():
        approve(made, by=by, at=now())  # type: ignore[arg-type]


def test_a_grant_is_paid_whole(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    made = paid(world, application, application.asked)
    acceptance = db.session.get_one(Acceptance, application.id)
    assert (acceptance.granted, acceptance.listed, acceptance.paid) == (35_000, 35_000, 35_000)
    assert application.state is ApplicationState.PAID
    assert (made.state, made.number, total(made)) == (ListState.PAID, 1, 35_000)
    assert due(world.programme.id) == []


def test_a_grant_is_paid_in_parts(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    paid(world, application, 20_000)
    assert application.state is ApplicationState.PAID_PART
    assert [each.left for each in due(world.programme.id)] == [15_000]
    paid(world, application, 5_000)
    assert application.state is ApplicationState.PAID_PART
    assert paid(world, application, 10_000).number == 3
    assert application.state is ApplicationState.PAID


def test_no_list_holds_more_than_is_left(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    listed(world, {application.id: 30_000})
    for amount, code in ((5_001, FollowWord.MORE_THAN_LEFT), (0, FollowWord.NO_AMOUNT), (-1, FollowWord.NO_AMOUNT)):
        with pytest.raises(RuleBroken) as broken:
            listed(world, {application.id: amount})
        assert codes(broken) == {code}
    with pytest.raises(RuleBroken) as broken:
        listed(world, {})
    assert codes(broken) == {FollowWord.NOTHING_CHOSEN}
    with pytest.raises(RuleBroken) as broken:
        listed(world, {answered(world, round_).id: 1_000})
    assert codes(broken) == {FollowWord.NOT_TO_BE_PAID}


def test_the_database_pays_no_more_than_is_granted(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    made = listed(world, {application.id: 35_000})
    more = text(
        "INSERT INTO payment (id, list_id, application_id, position, amount, account_number, live) "
        "SELECT application_id, id, application_id, 9, 1, '86011117947', true FROM payment_list, acceptance"
    )
    with transaction():
        drop(made, by=world.cecilie, at=now())
        made = listed_in(world, application.id, 35_000)
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(more)
    for change in (
        "UPDATE payment SET amount = 1 WHERE live",
        "UPDATE acceptance SET listed = granted + 1",
        "UPDATE acceptance SET paid = granted + 1",
        "DELETE FROM payment",
    ):
        with pytest.raises(IntegrityError), transaction():
            db.session.execute(text(change))


def listed_in(world: World, application_id: object, amount: int) -> PaymentList:
    return make_list(world.programme.id, {application_id: amount}, by=world.cecilie, at=now())  # type: ignore[dict-item]


def test_a_dropped_list_makes_its_grants_due_again(world: World, round_: Round) -> None:
    application = accepted(world, round_)
    made = listed(world, {application.id: 35_000})
    assert due(world.programme.id) == []
    with transaction():
        drop(made, by=world.cecilie, at=now())
    assert [each.left for each in due(world.programme.id)] == [35_000]
    with pytest.raises(WrongStep), transaction():
        note_paid(made, on=today(), by=world.cecilie, at=now())
    assert listed(world, {application.id: 35_000}).number == 2


def test_who_made_the_list_never_approves_it(world: World, round_: Round) -> None:
    with transaction():
        give_role(world.cecilie, Role.CHAIR, world.programme, by=None, at=now())
    made = listed(world, {accepted(world, round_).id: 35_000})
    with pytest.raises(RuleBroken) as broken:
        approves(made, world.cecilie)
    assert codes(broken) == {FollowWord.OTHER_PERSON}
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text("UPDATE payment_list SET state = 'approved', approved_by_id = made_by_id"))
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(text("UPDATE payment_list SET state = 'approved'"))


def test_nobody_lists_or_approves_a_case_they_stepped_aside_from(world: World, round_: Round) -> None:
    application = grant_cast.sent(round_, world.bjarne)
    says(application, world.cecilie, DeclarationAnswer.YES)
    says(application, world.halima, DeclarationAnswer.YES)
    says(application, world.dag)
    decision = decides(application, world.dag, compose=compose)
    with transaction():
        send_letter(decision.letter, by=world.dag, at=now())
        give_role(world.halima, Role.CHAIR, world.programme, by=None, at=now())
    accepts(application, world.bjarne)
    with pytest.raises(RuleBroken) as broken:
        listed(world, {application.id: 1_000})
    assert codes(broken) == {FollowWord.STEPPED_ASIDE}
    made = listed(world, {application.id: 1_000}, by=world.ivar)
    with pytest.raises(RuleBroken) as broken:
        approves(made, world.halima)
    assert codes(broken) == {FollowWord.STEPPED_ASIDE}
    approves(made, world.dag)


def test_a_changed_account_waits_for_its_second_pair_of_eyes(world: World, round_: Round) -> None:
    application = accepted(world, round_, OTHER_ACCOUNT)
    with pytest.raises(RuleBroken) as broken:
        listed(world, {application.id: 35_000})
    assert codes(broken) == {FollowWord.CHANGE_WAITS}
    with transaction():
        answer_change(waiting_change(application.id), application, yes=True, by=world.dag, at=now())  # type: ignore[arg-type]
    made = listed(world, {application.id: 35_000})
    assert made.payments[0].account_number == OTHER_ACCOUNT
    with transaction():
        change_account(application, "86011117947", reason="Tilbake.", by=world.cecilie, at=now())
    assert made.payments[0].account_number == OTHER_ACCOUNT


def test_paid_on_a_day_that_has_been(world: World, round_: Round) -> None:
    made = listed(world, {accepted(world, round_).id: 35_000})
    approves(made, world.dag)
    for day, code in ((1, FollowWord.PAID_IN_FUTURE), (-1, FollowWord.PAID_BEFORE_APPROVED)):
        with pytest.raises(RuleBroken) as broken, transaction():
            note_paid(made, on=today() + timedelta(days=day), by=world.cecilie, at=now())
        assert codes(broken) == {code}


def test_the_file_for_the_economy_system(world: World, round_: Round) -> None:
    application = accepted(world, round_, applicant_name="=HYPERLINK(1); AS")
    made = listed(world, {application.id: 35_000})
    approves(made, world.dag)
    data = csv_of(made, ["Navn", "Orgnr", "Konto", "Beløp", "Tekst", "Attestert", "Godkjent"])
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    name, number, account, amount, about, made_by, approved_by = rows[1]
    assert (name, number, account, amount) == ("'=HYPERLINK(1); AS", "999999913", "86011117947", "35000,00")
    assert about == f"{application.number} Langbord på Lervig"
    assert (made_by, approved_by) == ("Cecilie", "Dag")
