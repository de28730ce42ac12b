"""Who prepared a case as an employee reads it, and has no vote in it where an elected committee decides."""

import pytest
from flask import Flask

from medvirkning.grants.check_words import CheckItem
from medvirkning.grants.models import Application
from medvirkning.grants.words import DecidingMode
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.calling_in import call_in, members_out
from medvirkning.review.cases import closed_to, may_lead, may_vote_in
from medvirkning.review.checking import check_form
from medvirkning.review.declaring import declare
from medvirkning.review.doubts import panel_in
from medvirkning.review.flagging import flag_prepared
from medvirkning.review.meeting import led_by, table
from medvirkning.review.stepping import steps_aside_of
from medvirkning.review.words import DeclarationAnswer, Doubt, Ground, Outcome
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import hands_in, leans, says

NO = DeclarationAnswer.NO


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def case(world: World) -> Application:
    return grant_cast.sent(grant_cast.open_round(world), world.bjarne)


@pytest.mark.parametrize("mode", DecidingMode)
def test_an_employee_who_prepared_the_case_has_no_vote_in_a_committee(
    world: World, case: Application, mode: DecidingMode
) -> None:
    with transaction():
        case.round.scheme.deciding_mode = mode
        flag_prepared(case, world.dag, now())
        flag_prepared(case, world.dag, now())
    elected = mode is DecidingMode.ELECTED
    said = "Jeg forberedte saken, men har ingen binding til søkeren."
    with transaction():
        declare(case, answer=NO, ground=None, note=said, by=world.dag, at=now())
    assert closed_to(world.dag, case) == []  # reads it, as it is their work
    assert [each.law for each in may_vote_in(world.dag, case)] == ["disqualification_elected"] * elected
    assert bool(may_lead(world.dag, case)) is elected
    assert led_by(table(case.round, world.dag), world.dag, world.programme.id) == ([] if elected else [case.id])
    told = [(each.person.id, each.ground, each.laws) for each in steps_aside_of(case.round)]
    assert told == ([(world.dag.id, Ground.PREPARED, ("disqualification_elected",))] if elected else [])
    if elected:
        for act in (lambda: hands_in(case, world.dag, 3, 1), lambda: leans(case, world.dag, Outcome.REFUSED, 0)):
            with pytest.raises(RuleBroken) as broken:
                act()
            assert [each.code for each in broken.value.objections] == [Doubt.PREPARED_THE_CASE]
    events = [event.event for event in history("application", case.id)]
    assert events.count("took_part_before") == 1


def test_a_coordinator_who_looks_through_it_has_prepared_it(world: World, case: Application) -> None:
    with transaction():
        give_role(world.cecilie, Role.MEMBER, world.programme, by=None, at=now())
        case.round.scheme.deciding_mode = DecidingMode.ELECTED
    says(case, world.cecilie)
    assert may_vote_in(world.cecilie, case) == []
    with transaction():
        check_form(case, in_order=list(CheckItem), note="", passes=True, by=world.cecilie, at=now())
    assert [each.code for each in may_vote_in(world.cecilie, case)] == [Doubt.PREPARED_THE_CASE]


def test_a_substitute_steps_in_for_whoever_prepared_it(world: World, case: Application) -> None:
    """They are out of the case as those who step aside are, and settle nobody's doubt in it."""
    with transaction():
        give_role(world.ivar, Role.COORDINATOR, world.programme, by=None, at=now())
        case.round.scheme.deciding_mode = DecidingMode.ELECTED
    for each in (world.dag, world.ivar):
        says(case, each)
    assert world.ivar.id in panel_in(case).voters
    with transaction():
        check_form(case, in_order=list(CheckItem), note="", passes=True, by=world.ivar, at=now())
    assert world.ivar.id not in panel_in(case).voters
    assert [each.name for each in members_out(case)] == ["Ivar"]
    with transaction():
        call_in(case, member=world.ivar, substitute=world.kim, path="/", by=world.dag, at=now())
    assert world.kim.id in panel_in(case).voters
