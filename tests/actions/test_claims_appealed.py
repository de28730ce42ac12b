"""A claim for money back is a decision, and is appealed as one: its clock, its answers, and what they do."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from medvirkning.appeals.appealing import appeal, write_in
from medvirkning.appeals.parts import parts_in
from medvirkning.appeals.queries import last_day_now, open_appeal
from medvirkning.appeals.subjects import is_appealed, last_day_of, may_appeal_claim, timing_of
from medvirkning.appeals.taking_in import Came
from medvirkning.appeals.withdrawing import withdraw
from medvirkning.appeals.words import AppealState, AppealWord, Appellant, BodyOutcome, Channel, Part, Subject, Timing
from medvirkning.follow_up.repaying import let_go, note_repaid
from medvirkning.follow_up.repayments import ToPay
from medvirkning.follow_up.words import FollowWord, RepaymentState
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.models import JournalEvent
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import frozen, now, oslo_date, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import Conflict, RuleBroken
from tests import appeal_cast, cast, claim_cast, grant_cast, repayment_cast
from tests.cast import World

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def codes(told: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [each.code for each in told.value.objections]


def test_it_has_a_clock_of_its_own(world: World) -> None:
    made = claim_cast.claimed(world, told=False)
    against, late = claim_cast.against(made), now() + timedelta(days=30)
    assert made.claimed_at is not None
    assert last_day_of(against) == made.appeal_deadline == appeal_deadline(oslo_date(made.claimed_at), 3)
    with frozen(late):
        assert last_day_of(against) == appeal_deadline(oslo_date(late), 3), "nobody has been told yet"
        appeal_cast.delivered("repayment_claim")
        assert last_day_of(against) == appeal_deadline(oslo_date(late), 3), "counted from when the mail went"
    with frozen(late + timedelta(days=40)):
        appealed = claim_cast.appeals(made)
        assert timing_of(appealed) is Timing.LATE, "taken in, for the desk to see to"


def test_it_is_no_appeal_against_the_decision(world: World) -> None:
    made = claim_cast.claimed(world)
    appealed, decision = claim_cast.appeals(made), claim_cast.against(made).decision
    assert (appealed.subject, appealed.claim_id, appealed.about_id) == (Subject.CLAIM, made.id, None)
    assert open_appeal(decision.application_id, world.bjarne.id) is None
    assert appeal_cast.appeals(decision).subject is Subject.DECISION, "there may be one of each"
    before = last_day_now(decision)
    appeal_cast.sends(claim_cast.changes(appealed, world.dag).letter, world.cecilie)
    assert last_day_now(decision) == before


def test_one_at_a_time_and_only_by_whoever_got_it(world: World) -> None:
    made = claim_cast.claimed(world)
    first = claim_cast.appeals(made)
    assert claim_cast.appeals(made, key=first.id) is first, "pressed twice"
    with pytest.raises(RuleBroken) as told:
        claim_cast.appeals(made)
    assert codes(told) == [AppealWord.APPEAL_OPEN]
    with pytest.raises(Conflict):
        claim_cast.appeals(made, by=world.guro)
    with pytest.raises(Conflict):
        appeal_cast.appeals(claim_cast.against(made).decision, key=first.id)
    with transaction():
        withdraw(first, by=world.bjarne, at=now())
    assert may_appeal_claim(made, world.bjarne)
    assert not is_appealed(made)


def test_before_there_is_a_claim_there_is_nothing_to_appeal(world: World) -> None:
    made = claim_cast.claimed(world)
    lets = repayment_cast.lets_go(made, world.dag)
    with pytest.raises(RuleBroken) as told:
        claim_cast.appeals(lets)
    assert codes(told) == [AppealWord.NOTHING_CLAIMED]
    assert not may_appeal_claim(made, world.bjarne)


def test_staff_write_in_one_that_came_on_paper(world: World) -> None:
    made = claim_cast.claimed(world)
    came = Came(Appellant.APPLICANT, Channel.PAPER, today(), today())
    with transaction():
        said = {"wanted": "Mindre.", "why": "", "by": world.cecilie, "at": now()}
        appealed = write_in(claim_cast.against(made), came, key=uuid4(), **said)
    assert (appealed.owner_id, appealed.subject) == (world.bjarne.id, Subject.CLAIM)
    early = Came(Appellant.APPLICANT, Channel.PAPER, today() - timedelta(days=1), today())
    with transaction():
        withdraw(appealed, by=world.bjarne, at=now())
    with pytest.raises(RuleBroken) as told, transaction():
        write_in(claim_cast.against(made), early, key=uuid4(), **said)
    assert codes(told) == [AppealWord.BEFORE_DECISION], "the claim is of today, whatever the decision is"


def test_less_counts_when_the_letter_is_sent(world: World) -> None:
    made = claim_cast.claimed(world)
    first = ToPay(made.claimed, made.due_on)
    ruling = claim_cast.changes(claim_cast.appeals(made), world.dag)
    assert ruling.claim_change is not None
    assert (made.stands, made.told) == (ToPay(1_500, ruling.claim_change.due_on), first)
    with pytest.raises(RuleBroken) as told, transaction():
        note_repaid(made, on=today(), by=world.cecilie, at=now())
    assert codes(told) == [FollowWord.NEW_LETTER_COMING]
    appeal_cast.sends(ruling.letter, world.cecilie)
    assert made.told == made.stands
    letter = ruling.letter
    assert letter.appeal_deadline == last_day_of(claim_cast.against(made)), "what came instead can be appealed too"
    with transaction():
        note_repaid(made, on=today(), by=world.cecilie, at=now())
    assert (made.repaid_amount, made.too_much) == (1_500, 0)


def test_nothing_left_of_it_finishes_the_case(world: World) -> None:
    made = claim_cast.claimed(world)
    ruling = claim_cast.changes(claim_cast.appeals(made), world.dag, 0)
    assert made.state is RepaymentState.CLAIMED
    appeal_cast.sends(ruling.letter, world.cecilie)
    application = made.acceptance.application
    assert (made.state, application.state) == (RepaymentState.LET_GO, ApplicationState.CLOSED)
    assert made.let_go_reason == claim_cast.SEEN
    assert not may_appeal_claim(made, world.bjarne)


def test_what_was_paid_before_the_answer_came_is_too_much(world: World) -> None:
    made = claim_cast.claimed(world)
    appealed = claim_cast.appeals(made)
    with transaction():
        note_repaid(made, on=today(), by=world.cecilie, at=now())
    appeal_cast.sends(claim_cast.changes(appealed, world.dag, 1_500).letter, world.cecilie)
    assert (made.state, made.too_much) == (RepaymentState.REPAID, 3_500)


@pytest.mark.parametrize(
    ("amount", "code"),
    [(5_000, AppealWord.NOTHING_CHANGED), (5_500, AppealWord.CLAIM_WORSE)],
)
def test_not_the_same_and_not_worse(world: World, amount: int, code: AppealWord) -> None:
    made = claim_cast.claimed(world)
    appealed = claim_cast.appeals(made)
    with pytest.raises(RuleBroken) as told:
        claim_cast.changes(appealed, world.dag, amount)
    assert codes(told) == [code]
    assert (made.changes, appealed.state) == ([], AppealState.RECEIVED)


def test_the_appeal_body_lets_it_stand_or_changes_it(world: World) -> None:
    round_ = grant_cast.open_round(world, pot=200_000)
    first, second = (claim_cast.claimed(world, round_) for _ in range(2))
    upheld = claim_cast.concludes(claim_cast.forwarded(world, first), world.magne, BodyOutcome.UPHELD)
    appeal_cast.sends(upheld.letter, world.magne)
    assert first.told.amount == 5_000
    with pytest.raises(RuleBroken) as told:
        claim_cast.concludes(claim_cast.forwarded(world, second), world.magne, BodyOutcome.CHANGED, 6_500)
    assert codes(told) == [FollowWord.MORE_THAN_NOTIFIED], "worse it may be, but not more than was notified"


def test_set_aside_it_is_decided_anew(world: World) -> None:
    made = claim_cast.claimed(world)
    appealed = claim_cast.forwarded(world, made)
    final = claim_cast.concludes(appealed, world.magne, BodyOutcome.SET_ASIDE)
    appeal_cast.sends(final.letter, world.magne)
    assert (made.state, made.told, made.at_stake) == (RepaymentState.CLAIMED, ToPay(None, None), 6_000)
    with pytest.raises(Conflict), transaction():
        note_repaid(made, on=today(), by=world.cecilie, at=now())
    ruling = claim_cast.decides_anew(appealed, world.dag, 6_000)
    appeal_cast.sends(ruling.letter, world.cecilie)
    assert made.told.amount == 6_000
    assert may_appeal_claim(made, world.bjarne)
    with pytest.raises(Conflict):
        claim_cast.decides_anew(appealed, world.dag, 1_000)


def test_nobody_lets_go_of_it_while_an_appeal_waits(world: World) -> None:
    made = claim_cast.claimed(world)
    appealed = claim_cast.appeals(made)
    assert is_appealed(made)
    with pytest.raises(RuleBroken) as told, transaction():
        let_go(made, reason="Nok.", by=world.dag, at=now(), appealed=is_appealed(made))
    assert codes(told) == [FollowWord.APPEAL_WAITS]
    appeal_cast.sends(appeal_cast.dismisses(appealed, world.cecilie).letter, world.cecilie)
    assert not is_appealed(made)
    contest = appeal_cast.contests(appealed)
    assert contest.claim_below is made
    assert is_appealed(made)


def test_whoever_claimed_or_told_of_it_is_out_at_the_appeal_body(world: World) -> None:
    made = claim_cast.claimed(world)
    appealed = claim_cast.appeals(made)
    assert Part.PREPARED in parts_in(world.cecilie.id, [appealed])[appealed.id]
    assert Part.DECIDED in parts_in(world.dag.id, [appealed])[appealed.id]
    assert parts_in(world.magne.id, [appealed])[appealed.id] == set()


@pytest.mark.parametrize("statement", ["UPDATE claim_change SET amount = 1", "DELETE FROM claim_change"])
def test_what_came_in_its_place_never_changes(world: World, statement: str) -> None:
    made = claim_cast.claimed(world)
    ruling = claim_cast.changes(claim_cast.appeals(made), world.dag)
    with pytest.raises(DBAPIError, match="claim_change_never"), transaction():
        db.session.execute(text(statement))
    appeal_cast.sends(ruling.letter, world.cecilie)
    with pytest.raises(DBAPIError, match="claim_change_never"), transaction():
        db.session.execute(text("UPDATE claim_change SET told_at = NULL"))


def test_the_journal_holds_what_happened_and_no_words(world: World) -> None:
    made = claim_cast.claimed(world)
    appeal_cast.sends(claim_cast.changes(claim_cast.appeals(made), world.dag).letter, world.cecilie)
    told = [event.event for event in history("repayment", made.id)]
    assert told == ["repayment_notified", "repayment_answered", "repayment_claimed", "claim_changed"]
    facts = " ".join(str(event.facts) for event in db.session.scalars(select(JournalEvent)))
    for words in (claim_cast.LESS, claim_cast.WHY_LESS, claim_cast.SEEN):
        assert words not in facts
    received = db.session.scalars(select(JournalEvent).where(JournalEvent.event == "appeal_received")).one()
    assert received.facts["claim"] == str(made.id)


def test_an_appeal_has_one_subject(world: World) -> None:
    made = claim_cast.claimed(world)
    first = claim_cast.appeals(made)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text("UPDATE appeal SET about_id = id WHERE claim_id IS NOT NULL"))
    assert first.subject is Subject.CLAIM


def test_somebody_else_cannot_use_the_form(world: World) -> None:
    made = claim_cast.claimed(world)
    with pytest.raises(Conflict), transaction():
        appeal(claim_cast.against(made), key=uuid4(), wanted="Ja", why="", by=world.dag, at=now())
