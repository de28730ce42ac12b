"""Substitutes who are called in to a case: for whom, until when, and who can be."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.actions import enrol
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.calling_in import call_in, members_out, substitutes_for
from medvirkning.review.declaring import change_declaration
from medvirkning.review.doubts import panel_in
from medvirkning.review.stepping import steps_aside_of
from medvirkning.review.words import DeclarationAnswer, Doubt, Ground, ReviewWord
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


def codes(broken: Any) -> list[str]:
    return [each.code for each in broken.value.objections]


def calls_in(case: Application, member: Person, substitute: Person, by: Person) -> Any:
    with transaction():
        return call_in(case, member=member, substitute=substitute, path="/her", by=by, at=now())


def test_a_substitute_steps_in_until_the_member_is_back(world: World, case: Application) -> None:
    declaration = says(case, world.ivar, YES)
    says(case, world.dag)
    assert [person.name for person in members_out(case)] == ["Ivar"]
    assert [person.name for person in substitutes_for(case)] == ["Kim"]
    calls_in(case, world.ivar, world.kim, world.dag)
    assert members_out(case) == substitutes_for(case) == []
    assert world.kim.id in panel_in(case).voters
    (told,) = steps_aside_of(case.round)
    assert told.substitute.id == world.kim.id
    assert told.laws == ("disqualification_automatic", "substitute")
    (mail,) = db.session.query(OutboxMessage).filter_by(kind="called_in")
    assert (mail.to, mail.values["number"]) == (world.kim.email, case.number)
    assert history("application", case.id)[-1].facts["laws"] == ["substitute"]
    with transaction():
        change_declaration(declaration, answer=NO, ground=None, note="", by=world.dag, at=now())
    assert world.kim.id not in panel_in(case).voters
    assert world.ivar.id in panel_in(case).voters


def test_each_time_out_has_its_own_substitute(world: World, case: Application) -> None:
    says(case, world.dag)
    declaration = says(case, world.ivar, YES)
    with transaction():
        lars = enrol("lars@medvirkning.example", name="Lars", language="nb", at=now())
        give_role(lars, Role.SUBSTITUTE, world.programme, by=None, at=now())
    minute = timedelta(minutes=1)

    def answers(answer: DeclarationAnswer, by: Person, later: timedelta) -> None:
        ground = Ground.BOARD if answer is YES else None
        with transaction():
            change_declaration(declaration, answer=answer, ground=ground, note="", by=by, at=now() + later)

    def called(substitute: Person, later: timedelta) -> None:
        with transaction():
            call_in(case, member=world.ivar, substitute=substitute, path="/her", by=world.dag, at=now() + later)

    called(world.kim, minute)
    answers(NO, world.dag, 2 * minute)
    answers(YES, world.ivar, 3 * minute)
    called(lars, 4 * minute)
    told = [each.substitute and each.substitute.name for each in steps_aside_of(case.round)]
    assert told == ["Kim", "Lars"]


def test_a_substitute_who_cannot_step_in(world: World, case: Application) -> None:
    says(case, world.ivar, YES)
    says(case, world.dag)
    wrong = [
        (world.jorunn, world.kim, world.dag, [Doubt.MEMBER_IS_IN]),
        (world.ivar, world.jorunn, world.dag, [Doubt.NO_SUBSTITUTE]),
        (world.ivar, world.kim, world.halima, [ReviewWord.CHAIR_DECIDES]),
    ]
    for member, substitute, by, found in wrong:
        with pytest.raises(RuleBroken) as broken:
            calls_in(case, member, substitute, by)
        assert found[0] in codes(broken)
    says(case, world.kim, YES)
    with pytest.raises(RuleBroken) as broken:
        calls_in(case, world.ivar, world.kim, world.dag)
    assert codes(broken) == [Doubt.SUBSTITUTE_IS_OUT]


def test_a_seat_is_taken_once_and_a_substitute_has_one(world: World, case: Application) -> None:
    with transaction():
        other = enrol("mona@medvirkning.example", name="Mona", at=now())
        give_role(other, Role.SUBSTITUTE, world.programme, by=None, at=now())
    says(case, world.ivar, YES)
    says(case, world.jorunn, YES)
    says(case, world.dag)
    calls_in(case, world.ivar, world.kim, world.dag)
    for member, substitute, found in (
        (world.ivar, other, Doubt.SEAT_TAKEN),
        (world.jorunn, world.kim, Doubt.CALLED_IN_ALREADY),
    ):
        with pytest.raises(RuleBroken) as broken:
            calls_in(case, member, substitute, world.dag)
        assert codes(broken) == [found]
