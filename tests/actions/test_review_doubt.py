"""Doubts that the group settles, times out and in, substitutes, and who prepared a case; and what the minutes get."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.models import Application
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.mail.minutes_read import minutes_of
from medvirkning.people.models import Person
from medvirkning.review.calling_in import call_in
from medvirkning.review.cases import closed_to, declaration_of
from medvirkning.review.declaring import change_declaration
from medvirkning.review.doubts import may_settle_in, panel_in, settle
from medvirkning.review.stepping import steps_aside_of
from medvirkning.review.words import DeclarationAnswer, Doubt, Ground
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import says

NO, YES, UNSURE = DeclarationAnswer.NO, DeclarationAnswer.YES, DeclarationAnswer.UNSURE


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def case(world: World) -> Application:
    return grant_cast.sent(grant_cast.open_round(world), world.bjarne)


def settles(case: Application, about: Person, by: Person, answer: DeclarationAnswer = NO, **said: Any) -> Any:
    declaration = declaration_of(about, case)
    assert declaration is not None
    votes = {"votes_in": 3, "votes_out": 0} if answer is NO else {"votes_in": 0, "votes_out": 3}
    ground = Ground.CLOSE if answer is YES else None
    with transaction():
        values = {"answer": answer, "ground": ground, "text": "Bare naboer.", **votes, **said}
        return settle(declaration, by=by, at=now(), **values)


def calls_in(case: Application, member: Person, substitute: Person, by: Person) -> Any:
    with transaction():
        return call_in(case, member=member, substitute=substitute, path="/her", by=by, at=now())


def codes(broken: Any) -> list[str]:
    return [each.code for each in broken.value.objections]


def test_the_group_lets_somebody_in_again(world: World, case: Application) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.dag)
    made = settles(case, world.ivar, world.dag)
    assert closed_to(world.ivar, case) == []
    assert (made.votes_in, made.votes_out, made.all_took_part) == (3, 0, False)
    event = history("application", case.id)[-1]
    assert (event.event, event.facts["laws"], event.facts["answer"]) == (
        "doubt_settled", ["disqualification_decided_by"], "no",
    )  # fmt: skip
    assert "Bare naboer." not in str(event.facts)
    (told,) = steps_aside_of(case.round)
    assert (told.person.id, told.in_at, told.settlement.text) == (world.ivar.id, made.at, "Bare naboer.")
    assert told.laws == ("disqualification_decided_by",)


def test_the_group_has_somebody_step_aside(world: World, case: Application) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.dag)
    settles(case, world.ivar, world.dag, YES)
    assert [each.law for each in closed_to(world.ivar, case)] == ["disqualification_discretionary"]
    (told,) = steps_aside_of(case.round)
    assert (told.ground, told.in_at) == (Ground.CLOSE, None)
    assert told.laws == ("disqualification_discretionary", "disqualification_decided_by")
    with pytest.raises(RuleBroken) as broken:
        settles(case, world.ivar, world.dag)
    assert codes(broken) == [Doubt.NOT_IN_DOUBT]


def test_only_whoever_leads_the_case_writes_it_down(world: World, case: Application) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.jorunn)
    for person in (world.ivar, world.jorunn, world.cecilie, world.dag):  # the chair has not declared
        with pytest.raises(RuleBroken):
            settles(case, world.ivar, person)
    assert closed_to(world.ivar, case) != []


def test_those_in_doubt_have_no_vote_about_each_other(world: World, case: Application) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.jorunn, UNSURE)
    says(case, world.dag)
    who = panel_in(case)
    assert (who.voters, who.all_take_part) == ({world.dag.id, world.halima.id}, False)
    with pytest.raises(RuleBroken) as broken:
        settles(case, world.ivar, world.dag, votes_in=3)
    assert codes(broken) == [Doubt.TOO_MANY_VOTES]
    settles(case, world.ivar, world.dag, votes_in=2)
    assert panel_in(case).voters == {world.dag.id, world.halima.id, world.ivar.id}


def test_all_take_part_where_the_others_are_too_few(world: World, case: Application) -> None:
    """`disqualification_decided_by`: two of four are needed, and one is left."""
    for person in (world.dag, world.ivar, world.jorunn):
        says(case, person, UNSURE)
    says(case, world.halima)
    who = panel_in(case)
    assert who.all_take_part
    assert who.voters == {world.dag.id, world.halima.id, world.ivar.id, world.jorunn.id}
    assert may_settle_in(world.dag, case) == []  # the chair, though in doubt
    assert may_settle_in(world.ivar, case) != []
    made = settles(case, world.dag, world.dag, votes_in=4)
    assert made.all_took_part
    assert closed_to(world.dag, case) == []


def test_all_take_part_also_where_all_are_in_doubt(world: World, case: Application) -> None:
    for person in (world.dag, world.ivar, world.jorunn, world.halima):
        says(case, person, UNSURE)
    settles(case, world.dag, world.dag, votes_in=4)
    assert panel_in(case).all_take_part
    settles(case, world.ivar, world.dag, votes_in=3, votes_out=1)
    assert not panel_in(case).all_take_part


def test_a_settlement_is_never_changed(world: World, case: Application) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.dag)
    settles(case, world.ivar, world.dag)
    for statement in ("DELETE FROM settlement", "UPDATE settlement SET votes_in = 4", "DELETE FROM aside"):
        with pytest.raises(DBAPIError), db.engine.begin() as connection:
            connection.execute(text(statement))


def test_times_out_and_in(world: World, case: Application) -> None:
    declaration, at = says(case, world.ivar, YES), now()
    says(case, world.dag)
    said = {"note": "", "by": world.dag}
    with transaction():
        change_declaration(declaration, answer=NO, ground=None, at=at + timedelta(hours=1), **said)
    with transaction():
        said = {"note": "", "by": world.ivar, "ground": Ground.CLOSE}
        change_declaration(declaration, answer=YES, at=at + timedelta(hours=2), **said)
    first, second = steps_aside_of(case.round)
    assert (first.ground, first.in_at) == (Ground.BOARD, at + timedelta(hours=1))
    assert (second.ground, second.out_at, second.in_at) == (Ground.CLOSE, at + timedelta(hours=2), None)


def test_a_member_who_applied_is_out_unasked(world: World) -> None:
    case = grant_cast.sent(grant_cast.open_round(world), world.halima)
    (told,) = steps_aside_of(case.round)
    assert (told.person.id, told.ground, told.out_at) == (world.halima.id, Ground.PARTY, case.sent_at)
    assert told.laws == ("disqualification_automatic",)
    says(case, world.halima, YES, ground=Ground.PARTY)
    assert len(steps_aside_of(case.round)) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Ivar var i tvil. Gruppa kom fram til at Ivar kunne delta (forvaltningsloven § 8). "
               "3 stemte for at medlemmet kunne delta, 0 mot. Bare naboer."),
        ("nn", "Ivar var i tvil. Gruppa fann at Ivar kunne vere med (forvaltningslova § 8). "
               "3 røysta for at medlemmen kunne vere med, 0 mot. Bare naboer."),
    ],
)  # fmt: skip
def test_the_minutes_tell_how_a_doubt_was_settled_and_who_stepped_in(
    world: World, case: Application, language: str, said: str
) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.jorunn, YES)
    says(case, world.dag)
    calls_in(case, world.jorunn, world.kim, world.dag)
    settles(case, world.ivar, world.dag)
    (entry,) = minutes_of(case.round, None, world.dag, language).cases
    lines = [line.replace("\xa0", " ") for line in entry.lines]
    assert said in lines
    assert [line for line in lines if line.startswith("Kim") and "Jorunn" in line and "§ 9" in line]
