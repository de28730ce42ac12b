"""Deciding: once, with a letter, within the pot, by whoever leads; and what the database refuses."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.journal.actions import broken_links
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.review.deciding import AlreadyDecided
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import Closed, DeclarationAnswer, Outcome, ReviewWord
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import Content, decides, says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def application(world: World) -> Application:
    made = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(made, world.dag)
    return made


def codes(told: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [objection.code for objection in told.value.objections]


def granted(application: Application) -> int:
    return db.session.scalars(select(Round.granted).where(Round.id == application.round_id)).one()


def test_a_decision_takes_from_the_pot_and_has_its_letter(world: World, application: Application) -> None:
    decision = decides(application, world.dag, Outcome.PARTLY, 20_000)
    assert (decision.outcome, decision.amount, decision.asked) == (Outcome.PARTLY, 20_000, 35_000)
    assert application.state is ApplicationState.DECIDED
    assert application.round.granted == granted(application) == 20_000
    assert decision.letter.content == {"amount": 20_000, "reasons": "Tiltaket skaper en åpen møteplass."}
    assert (decision.letter.language, decision.letter.sent_at) == ("nb", None)
    event = history("application", application.id)[-1]
    assert (event.event, event.verb, event.state, event.by_id) == ("decided", "decide", "decided", world.dag.id)
    assert event.facts["laws"] == ["individual_decision", "decision_in_writing", "reasons"]
    assert broken_links("application", application.id) == []


def test_no_letter_no_decision(world: World, application: Application) -> None:
    def fails(_decision: Decision) -> Content:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        decides(application, world.dag, compose=fails)
    assert (db.session.query(Decision).count(), db.session.query(Letter).count(), granted(application)) == (0, 0, 0)
    assert application.state is ApplicationState.IN_REVIEW


def test_the_second_is_told_who_and_when(world: World, application: Application) -> None:
    first = decides(application, world.dag, Outcome.REFUSED, 0)
    with pytest.raises(AlreadyDecided) as told:
        decides(application, world.dag)
    assert (told.value.decision.by.name, told.value.decision.at) == ("Dag", first.at)
    assert granted(application) == 0


def test_only_whoever_leads_decides(world: World, application: Application) -> None:
    says(application, world.ivar)
    says(application, world.halima, DeclarationAnswer.YES)
    says(application, world.cecilie)
    for person, expected in (
        (world.ivar, [ReviewWord.CHAIR_DECIDES]),
        (world.jorunn, [Closed.NOT_DECLARED, ReviewWord.CHAIR_DECIDES]),
        (world.halima, [Closed.DISQUALIFIED, ReviewWord.CHAIR_DECIDES]),
        (world.cecilie, [ReviewWord.NOT_IN_THE_GROUP]),
        (world.fredrik, [ReviewWord.NOT_IN_THE_GROUP]),
        (world.guro, [ReviewWord.NOT_IN_THE_GROUP]),
    ):
        with pytest.raises(RuleBroken) as told:
            decides(application, person)
        assert codes(told) == expected, person.name
    assert db.session.query(Decision).count() == 0


def test_where_the_chair_steps_aside_another_decides(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.dag, DeclarationAnswer.YES)
    says(application, world.jorunn)
    with pytest.raises(RuleBroken):
        decides(application, world.dag)
    assert decides(application, world.jorunn).by_id == world.jorunn.id


def test_more_than_is_left_is_refused(world: World) -> None:
    the_round = grant_cast.open_round(world, pot=50_000)
    first, second = (grant_cast.sent(the_round, world.bjarne) for _ in range(2))
    for each in (first, second):
        says(each, world.dag)
    decides(first, world.dag)
    with pytest.raises(RuleBroken) as told:
        decides(second, world.dag)
    assert codes(told) == [ReviewWord.ABOVE_WHAT_IS_LEFT]
    assert told.value.objections[0].facts == {"left": 15_000}
    decides(second, world.dag, Outcome.PARTLY, 15_000)
    assert granted(first) == 50_000


@pytest.mark.postgres_too
def test_twenty_at_once_never_overspend(app: Flask, world: World) -> None:
    the_round = grant_cast.open_round(world, pot=120_000)  # room for three of 35 000
    applications = [grant_cast.sent(the_round, world.bjarne).id for _ in range(20)]
    for each in applications:
        says(db.session.get_one(Application, each), world.dag)
    dag, start = world.dag.id, Barrier(20)
    db.session.remove()

    def press(application_id: object) -> str:
        with app.app_context():
            start.wait()
            try:
                decides(db.session.get_one(Application, application_id), db.session.get_one(Person, dag))
            except RuleBroken as told:
                return str(told)
            finally:
                db.session.remove()
            return "decided"

    with ThreadPoolExecutor(20) as pool:
        answers = sorted(pool.map(press, applications))
    assert answers == ["above_what_is_left"] * 17 + ["decided"] * 3
    assert db.session.scalar(select(func.sum(Decision.amount))) == 105_000
    assert db.session.scalars(select(Round.granted)).one() == 105_000
    assert db.session.query(Letter).count() == 3


@pytest.mark.postgres_too
def test_twenty_at_once_on_one_case_decide_it_once(app: Flask, world: World, application: Application) -> None:
    wanted, dag, start = application.id, world.dag.id, Barrier(20)
    db.session.remove()

    def press(number: int) -> str:
        with app.app_context():
            start.wait()
            try:
                decides(
                    db.session.get_one(Application, wanted),
                    db.session.get_one(Person, dag),
                    Outcome.PARTLY,
                    1_000 + number,
                )
            except AlreadyDecided as told:
                return f"{told.decision.by.name} {told.decision.amount}"
            finally:
                db.session.remove()
            return "decided"

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(press, range(20)))
    assert answers.count("decided") == 1
    amount = 1_000 + answers.index("decided")
    assert sorted(answers)[:19] == [f"Dag {amount}"] * 19
    assert db.session.scalars(select(Round.granted)).one() == amount


OVERSPEND = (
    "INSERT INTO decision (id, application_id, round_id, programme_id, outcome, asked, amount, reasons, cut_reasons,"
    " mode, deviation, by_id, at)"
    " SELECT a.id, a.id, a.round_id, a.programme_id, 'granted', {amount}, {amount}, 'Ja', '', 'elected', '',"
    " a.owner_id, a.sent_at FROM application a WHERE a.number = '{number}'"
)


@pytest.mark.parametrize(
    "statement",
    [
        OVERSPEND.replace("{amount}", "300001"),
        "UPDATE grant_round SET granted = 0",
        "UPDATE grant_round SET granted = 300000",
        "UPDATE grant_round SET pot = 34999",
        "UPDATE decision SET amount = 1",
        "UPDATE decision SET reasons = 'Andre'",
        "DELETE FROM decision",
        "DELETE FROM letter",
        OVERSPEND.replace("{amount}", "10").replace("'granted'", "'refused'"),
        OVERSPEND.replace("{amount}", "10").replace("'granted'", "'partly'"),
        OVERSPEND.replace("{amount}", "10").replace("'Ja'", "' '"),
    ],
)
def test_the_database_refuses_what_must_never_be(world: World, statement: str) -> None:
    the_round = grant_cast.open_round(world)
    first, second = (grant_cast.sent(the_round, world.bjarne) for _ in range(2))
    says(first, world.dag)
    decides(first, world.dag)
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text(statement.replace("{number}", str(second.number))))
    db.session.remove()
    assert granted(first) == 35_000


def test_a_decision_from_sql_takes_from_the_pot_too(world: World, application: Application) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(OVERSPEND.format(amount=20_000, number=application.number)))
    assert granted(application) == 20_000
