"""Money claimed back: told first, heard, decided by the right one, and never more than was paid."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from medvirkning.attachments.queries import attached_to
from medvirkning.follow_up.giving_back import first_due_day
from medvirkning.follow_up.queries import due, open_repayment
from medvirkning.follow_up.repaying import note_repaid
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.reporting import approve_report
from medvirkning.follow_up.words import FollowWord, RepaymentState
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen, now, oslo_moment, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken, Stale
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.mail import repayment_letters as letters
from medvirkning.mail.letter_content import LetterContent, Says
from medvirkning.outbox.models import OutboxMessage
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from tests import cast, grant_cast, repayment_cast
from tests.cast import World
from tests.follow_cast import accepted, listed, reports

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world, pot=200_000)


@pytest.fixture
def made(world: World, round_: Round) -> Repayment:
    return repayment_cast.notified(world, round_)


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> set[str]:
    return {objection.code for objection in broken.value.objections}


def test_no_letter_says_less_than_what_has_been_said(world: World, made: Repayment) -> None:
    """The applicant answers while the letter is being drawn: what was drawn is not sent."""
    said: dict[str, Any] = {"amount": 5_000, "reasons": "Benkene var ikke med.", "by": world.dag}
    with frozen(now() + timedelta(days=30)):
        said["due_on"] = first_due_day(today(), 3)
        content = letters.claim(made, dated=today(), **said)
        repayment_cast.answers(made)
        with pytest.raises(Stale), transaction():
            letters.send_claim(made, (content, b"%PDF"), at=now(), **said)
        assert made.claimed is None
        read = letters.claim(made, dated=today(), **said)
        with transaction():
            letters.send_claim(made, (read, b"%PDF"), at=now(), **said)
    assert made.claimed == 5_000


def notes(made: Repayment, by: Any) -> None:
    with transaction():
        note_repaid(made, on=today(), by=by, at=now())


def test_from_notice_to_money_back(world: World, made: Repayment) -> None:
    application = made.acceptance.application
    assert application.state is ApplicationState.PAID_PART
    repayment_cast.claims(made, world.dag)
    assert (made.state, made.claimed, application.state) == (
        RepaymentState.CLAIMED, 5_000, ApplicationState.REPAYMENT,
    )  # fmt: skip
    assert due(world.programme.id) == []
    assert application.report_owed_on is not None
    notes(made, world.cecilie)
    assert application.report_owed_on is None, "it stands in the way of nothing any more"
    assert (made.state, application.state) == (RepaymentState.REPAID, ApplicationState.CLOSED)
    told = [event.event for event in history("application", application.id)]
    assert told[-4:] == ["repayment_notified", "repayment_answered", "repayment_claimed", "repaid"]


def test_the_mails_say_that_something_is_there_and_not_what(world: World, made: Repayment) -> None:
    repayment_cast.claims(made, world.dag)
    kinds = ("repayment_notice", "repayment_claim")
    mails = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind.in_(kinds))).all()
    assert {mail.kind for mail in mails} == set(kinds)
    for mail in mails:
        assert mail.to == world.bjarne.email
        assert set(mail.values) <= {"number", "application_id", "day"}


def test_the_letters_hold_all_they_must(world: World, made: Repayment) -> None:
    repayment_cast.claims(made, world.dag)
    notice, claim = LetterContent.from_json(made.notice), LetterContent.from_json(made.claim)
    assert (notice.amount, notice.deadline, claim.amount, claim.deadline) == (
        6_000, made.answer_by, 5_000, made.appeal_deadline,
    )  # fmt: skip
    assert "langbordet" in notice.said(Says.REASONS)
    assert "§ 16" in notice.said(Says.RULES)
    assert "Dag" in claim.said(Says.RESPONSIBLE)
    assert "Dere svarte" in claim.said(Says.ASKED_FIRST)
    (file,) = attached_to("repayment", made.id)
    assert file.id == made.attachment_id


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"amount": 10_001}, FollowWord.MORE_THAN_PAID),
        ({"ground": None}, FollowWord.GROUND_MISSING),
        ({"reasons": " "}, FollowWord.REASON_MISSING),
    ],
)
def test_what_a_notice_must_hold(world: World, round_: Round, changes: dict[str, Any], code: FollowWord) -> None:
    application = repayment_cast.paid_out(world, round_)
    with pytest.raises(RuleBroken) as broken:
        repayment_cast.notifies(application, world.cecilie, **changes)
    assert codes(broken) == {code}
    assert open_repayment(application.id) is None


def test_nothing_is_asked_for_twice_or_where_nothing_is_paid(world: World, round_: Round, made: Repayment) -> None:
    with pytest.raises(RuleBroken) as broken:
        repayment_cast.notifies(made.acceptance.application, world.cecilie)
    assert codes(broken) == {FollowWord.REPAYMENT_OPEN}
    with pytest.raises(Conflict):
        repayment_cast.notifies(accepted(world, round_), world.cecilie)


def test_nothing_is_decided_before_the_applicant_had_their_say(world: World, made: Repayment) -> None:
    with pytest.raises(RuleBroken) as broken:
        repayment_cast.claims(made, world.dag, answered_first=False)
    assert codes(broken) == {FollowWord.STILL_TIME_TO_ANSWER}
    with frozen(oslo_moment(made.answer_by + timedelta(days=1))):
        repayment_cast.claims(made, world.dag, answered_first=False)
    assert "Dere har ikke svart" in LetterContent.from_json(made.claim).said(Says.ASKED_FIRST)


def test_an_answer_is_given_once(made: Repayment) -> None:
    repayment_cast.answers(made)
    assert repayment_cast.answers(made).answer == repayment_cast.ANSWER
    with pytest.raises(Conflict):
        repayment_cast.answers(made, "Noe annet.")


def test_an_answer_says_something(made: Repayment) -> None:
    for words, code in ((" ", FollowWord.ANSWER_MISSING), ("x" * 3_001, FollowWord.TEXT_TOO_LONG)):
        with pytest.raises(RuleBroken) as broken:
            repayment_cast.answers(made, words)
        assert codes(broken) == {code}


def test_only_who_decides_such_cases_claims(world: World, made: Repayment) -> None:
    repayment_cast.answers(made)
    for person in (world.cecilie, world.ivar, world.fredrik):
        with pytest.raises(RuleBroken):
            repayment_cast.claims(made, person)
        with pytest.raises(RuleBroken):
            repayment_cast.lets_go(made, person)
    assert made.state is RepaymentState.NOTIFIED


def test_never_more_than_was_told_of_nor_while_money_is_on_its_way(world: World, made: Repayment) -> None:
    repayment_cast.answers(made)
    with pytest.raises(RuleBroken) as broken:
        repayment_cast.claims(made, world.dag, amount=6_001)
    assert codes(broken) == {FollowWord.MORE_THAN_NOTIFIED}
    listed(world, {made.application_id: 1_000})
    with pytest.raises(RuleBroken) as broken:
        repayment_cast.claims(made, world.dag)
    assert codes(broken) == {FollowWord.LIST_UNPAID}


def test_who_claimed_never_notes_that_it_is_paid(world: World, made: Repayment) -> None:
    with pytest.raises(WrongStep):
        notes(made, world.cecilie)
    repayment_cast.claims(made, world.dag)
    with transaction():
        give_role(world.dag, Role.COORDINATOR, world.programme, by=None, at=now())
    with pytest.raises(RuleBroken) as broken:
        notes(made, world.dag)
    assert codes(broken) == {FollowWord.OTHER_PERSON}
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(
            text("UPDATE repayment SET state = 'repaid', repaid_on = due_on, repaid_by_id = claimed_by_id")
        )


def test_what_is_let_go_leaves_the_case_where_it_was(world: World, round_: Round, made: Repayment) -> None:
    repayment_cast.lets_go(made, world.dag)
    application = made.acceptance.application
    assert (made.state, application.state) == (RepaymentState.LET_GO, ApplicationState.PAID_PART)
    again = repayment_cast.claims(repayment_cast.notifies(application, world.cecilie), world.dag)
    repayment_cast.lets_go(again, world.dag)
    assert (again.state, application.state) == (RepaymentState.LET_GO, ApplicationState.CLOSED)


def test_no_report_is_approved_while_it_is_not_settled(world: World, made: Repayment) -> None:
    application = made.acceptance.application
    reports(application, world.bjarne)
    with pytest.raises(RuleBroken) as broken, transaction():
        approve_report(application, by=world.cecilie, at=now())
    assert codes(broken) == {FollowWord.REPAYMENT_OPEN}


def test_who_stepped_aside_starts_nothing(world: World, round_: Round) -> None:
    application = repayment_cast.paid_out(world, round_, by=world.halima, aside=world.cecilie)
    with pytest.raises(RuleBroken) as broken:
        repayment_cast.notifies(application, world.cecilie)
    assert FollowWord.STEPPED_ASIDE in codes(broken)


def test_the_database_keeps_what_was_sent_and_asks_for_no_more_than_is_paid(world: World, made: Repayment) -> None:
    more = text(
        "INSERT INTO repayment (id, application_id, programme_id, state, ground, amount, reasons, answer_by, "
        "notified_by_id, notified_at, notice, answer, claim_reasons, claim, let_go_reason) "
        "SELECT application_id, application_id, programme_id, 'notified', ground, 10001, reasons, answer_by, "
        "notified_by_id, notified_at, notice, '', '', claim, '' FROM repayment"
    )
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(more)
    repayment_cast.claims(made, world.dag)
    for change in (
        "UPDATE repayment SET amount = 7000",
        "UPDATE repayment SET reasons = 'Noe annet'",
        "UPDATE repayment SET answer = 'Noe annet'",
        "UPDATE repayment SET claimed = 4000",
        "UPDATE repayment SET due_on = answer_by",
        "UPDATE repayment SET notice = '{}'",
        "UPDATE repayment SET claim = '{}'",
        "DELETE FROM repayment",
    ):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(change))
