"""Another answer after an appeal: a row of its own, within the pot, by those who may; and what the database refuses."""

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from medvirkning.appeals import handling, reversing
from medvirkning.appeals.answers import Answer
from medvirkning.appeals.models import Appeal, Ruling, RulingLetter
from medvirkning.appeals.words import AppealState, AppealWord, BodyOutcome, RulingKind
from medvirkning.grants.schemes import Round
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.mail.appeal_letters import compose
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.models import Assessment, Decision
from medvirkning.review.standing import what_stands
from medvirkning.review.words import Outcome
from tests import appeal_cast as cast_appeals
from tests import cast, grant_cast
from tests.actions.test_races import at_once, kinds
from tests.cast import World


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def granted(decision: Decision) -> int:
    return db.session.scalars(select(Round.granted).where(Round.id == decision.round_id)).one()


def codes(told: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [objection.code for objection in told.value.objections]


def test_a_change_is_a_row_of_its_own_and_moves_the_pot(world: World) -> None:
    decision = cast_appeals.answered(world)
    made = cast_appeals.appeals(decision)
    ruling = cast_appeals.changes(made, world.dag)
    assert (decision.outcome, decision.amount) == (Outcome.PARTLY, 20_000)
    assert (what_stands(decision).amount, granted(decision)) == (35_000, 35_000)
    assert ruling.change is not None
    assert ruling.change.before == 20_000
    assert ruling.letter.content["amount"] == 35_000
    assert "decision_changed" in [event.event for event in history("application", made.application_id)]


def test_only_the_one_who_leads_changes_it(world: World) -> None:
    made = cast_appeals.appeals(cast_appeals.answered(world))
    for person in (world.cecilie, world.ivar, world.magne, world.fredrik):
        with pytest.raises(RuleBroken):
            cast_appeals.changes(made, person)
    assert made.state is AppealState.RECEIVED


def test_an_appeal_never_overspends_the_pot(world: World) -> None:
    round_ = grant_cast.open_round(world, pot=40_000)
    first, second = (cast_appeals.answered(world, round_) for _ in range(2))
    made = cast_appeals.appeals(first)
    with pytest.raises(RuleBroken) as told:
        cast_appeals.changes(made, world.dag)
    assert codes(told) == [AppealWord.POT_TOO_SMALL]
    assert told.value.objections[0].facts == {"left": 20_000}
    with transaction():
        db.session.get_one(Round, round_.id).pot = 60_000
    cast_appeals.changes(made, world.dag)
    assert granted(second) == 55_000


def test_the_database_keeps_the_pot_and_the_history(world: World) -> None:
    round_ = grant_cast.open_round(world, pot=40_000)
    decision, _other = (cast_appeals.answered(world, round_) for _ in range(2))
    made = cast_appeals.appeals(decision)
    with transaction():
        db.session.get_one(Round, round_.id).pot = 60_000
    cast_appeals.changes(made, world.dag)
    for statement in (
        "UPDATE decision_change SET amount = 1",
        "DELETE FROM decision_change",
        "UPDATE ruling SET reasons = 'x'",
        "DELETE FROM ruling",
        "DELETE FROM appeal",
        "DELETE FROM ruling_letter",
        "UPDATE grant_round SET granted = granted + 1",
        "UPDATE grant_round SET pot = 50000",
        "UPDATE decision_change SET number = 2",
    ):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(statement))
    again = (
        "INSERT INTO decision_change SELECT {id}, decision_id, round_id, programme_id, by_id, number + 1, outcome, "
        "asked, before, amount, reasons, cut_reasons, at FROM decision_change"
    )
    new_id = "'" + "a" * 32 + "'" + ("::uuid" if db.engine.dialect.name == "postgresql" else "")
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(again.format(id=new_id)))
    assert granted(decision) == 55_000


def test_a_sent_letter_never_changes(world: World) -> None:
    ruling = cast_appeals.forwards(cast_appeals.appeals(cast_appeals.answered(world)), world.cecilie)
    cast_appeals.sends(ruling.letter, world.cecilie)
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text("UPDATE ruling_letter SET language = 'nn'"))
    with pytest.raises(Conflict):
        cast_appeals.sends(ruling.letter, world.cecilie)


def test_the_whole_way_to_the_appeal_body(world: World) -> None:
    decision = cast_appeals.answered(world)
    made = cast_appeals.appeals(decision)
    forwarded = cast_appeals.forwards(made, world.cecilie)
    with pytest.raises(RuleBroken) as told:
        cast_appeals.concludes(made, world.magne)
    assert codes(told) == [AppealWord.STATEMENT_NOT_SENT]
    cast_appeals.sends(forwarded.letter, world.cecilie)
    final = cast_appeals.concludes(made, world.magne)
    assert (made.state, what_stands(decision).amount) == (AppealState.FINAL, 20_000)
    letter = cast_appeals.sends(final.letter, world.magne)
    assert letter.appeal_deadline is None
    assert broken_links("appeal", made.id) == []


@pytest.mark.parametrize("name", ["dag", "cecilie", "ivar"])
def test_whoever_took_part_is_locked_out_of_the_appeal_body(world: World, name: str) -> None:
    made = cast_appeals.appeals(cast_appeals.answered(world))
    person: Person = getattr(world, name)
    with transaction():
        give_role(person, Role.APPEAL_BODY, world.programme, by=None, at=now())
    if name == "ivar":  # he gave points before it was decided
        with transaction():
            db.session.add(
                Assessment(
                    application_id=made.application_id, round_id=made.application.round_id, person_id=person.id,
                    points=1, saved_at=now(), submitted_at=now(),
                )
            )  # fmt: skip
    cast_appeals.sends(cast_appeals.forwards(made, world.cecilie).letter, world.cecilie)
    with pytest.raises(RuleBroken) as told:
        cast_appeals.concludes(made, person)
    assert codes(told) == [AppealWord.LOCKED_OUT]
    assert made.state is AppealState.FORWARDED


def test_what_is_set_aside_gives_the_pot_its_money_and_is_decided_anew(world: World) -> None:
    decision = cast_appeals.answered(world)
    made = cast_appeals.appeals(decision)
    cast_appeals.sends(cast_appeals.forwards(made, world.cecilie).letter, world.cecilie)
    cast_appeals.concludes(made, world.magne, BodyOutcome.SET_ASIDE)
    assert (what_stands(decision).outcome, granted(decision)) == (None, 0)
    with transaction():
        anew = reversing.decide_anew(
            made, Answer(35_000, "Alt er med.", Outcome.GRANTED), by=world.dag, at=now(), compose=compose
        )
    assert (granted(decision), anew.kind) == (35_000, RulingKind.ANEW)
    with pytest.raises(Conflict), transaction():
        reversing.decide_anew(
            made, Answer(35_000, "Alt er med.", Outcome.GRANTED), by=world.dag, at=now(), compose=compose
        )


def test_the_appeal_body_changes_it_within_the_pot(world: World) -> None:
    decision = cast_appeals.answered(world)
    made = cast_appeals.appeals(decision)
    cast_appeals.sends(cast_appeals.forwards(made, world.cecilie).letter, world.cecilie)
    with pytest.raises(RuleBroken) as told:
        cast_appeals.concludes(made, world.magne, BodyOutcome.CHANGED)
    assert codes(told) == [AppealWord.OUTCOME_MISSING]
    final = cast_appeals.concludes(made, world.magne, BodyOutcome.CHANGED, Outcome.PARTLY, 30_000)
    assert granted(decision) == 30_000
    cast_appeals.sends(final.letter, world.magne)


@pytest.mark.postgres_too
def test_two_who_decide_the_same_appeal_at_once(app: Flask, world: World) -> None:
    made = cast_appeals.appeals(cast_appeals.answered(world))
    appeal_id, dag, cecilie = made.id, world.dag.id, world.cecilie.id

    def changes() -> str:
        appeal = db.session.get_one(Appeal, appeal_id)
        reversing.change(
            appeal,
            Answer(35_000, "Ja.", Outcome.GRANTED),
            by=db.session.get_one(Person, dag),
            at=now(),
            compose=compose,
        )
        return "changed"

    def forwards() -> str:
        appeal = db.session.get_one(Appeal, appeal_id)
        by = db.session.get_one(Person, cecilie)
        handling.forward(appeal, statement="Nei.", by=by, at=now(), compose=compose)
        return "forwarded"

    given = at_once(app, changes, forwards, changes, forwards)
    assert kinds(given) == {"str": 1, "WrongStep": 3}, given
    assert (db.session.query(Ruling).count(), db.session.query(RulingLetter).count()) == (1, 1)
    assert broken_links("appeal", appeal_id) == []
