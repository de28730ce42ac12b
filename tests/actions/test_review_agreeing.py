"""Agreeing with another's assessment: it is an assessment of the case, and never points."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.models import Application
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.review.agreeing import agree_with
from medvirkning.review.agreements import agreement_of, agreements_in
from medvirkning.review.assessing import save_assessment
from medvirkning.review.cases import assessment_of, declaration_of
from medvirkning.review.declaring import change_declaration
from medvirkning.review.meeting import table
from medvirkning.review.priorities import by_criteria
from medvirkning.review.queue import Wish, counts, left_for, place_in
from medvirkning.review.rows import Row, regulars, rows
from medvirkning.review.words import DeclarationAnswer, Ground, Order, ReviewWord, Tab
from tests.agreement_cast import agrees, assessed, looks, takes_back
from tests.cast import World, storhaug
from tests.review_cast import decides, given, hands_in, says


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


@pytest.fixture
def case(world: World) -> Application:
    return assessed(world)


def row(world: World, case: Application) -> Row:
    return rows([case.id], person_id=world.halima.id, group=regulars(world.programme.id))[0]


def left(world: World, case: Application, person: Person) -> tuple[int, int, int]:
    """What is left for somebody, as the portal, the tab and the list say it."""
    wish = Wish(case.round_id, person.id, tab=Tab.LEFT)
    return left_for(person, world.programme), counts(wish).left, len(place_in(wish, start=0, most=25))


def step_aside(case: Application, person: Person) -> None:
    with transaction():
        declaration = declaration_of(person, case)
        change_declaration(declaration, answer=DeclarationAnswer.YES, ground=Ground.BOARD, note="", by=person, at=now())


def code_of(broken: pytest.ExceptionInfo[RuleBroken]) -> str:
    return broken.value.objections[0].code


def test_it_counts_as_handled_and_never_in_the_points(world: World, case: Application):
    before = table(case.round, world.dag).spreads[case.id]
    ranked = by_criteria(case.round)
    assert (row(world, case).assessed, left(world, case, world.halima)) == (2, (1, 1, 1))
    looks(case, world.halima)
    assert (row(world, case).assessed, left(world, case, world.halima)) == (2, (1, 1, 1)), "looking is not agreeing"
    agrees(case, world.halima, world.jorunn)
    assert (row(world, case).assessed, left(world, case, world.halima)) == (3, (0, 0, 0))
    assert row(world, case).points is None
    for order in Order:
        assert table(case.round, world.dag, order).spreads[case.id] == before
    assert by_criteria(case.round) == ranked
    assert (before.count, before.sum, before.least, before.most) == (2, 4, 1, 3)
    [said] = agreements_in(case.id)
    assert (said.person.name, said.assessment.person.name) == (world.halima.name, world.jorunn.name)


def test_looking_opens_the_others_points_and_ends_ones_own(world: World, case: Application):
    with transaction():
        save_assessment(case, given=given(case, 3, None), note="", version=0, form_id=None, by=world.halima, at=now())
    assert case.id not in table(case.round, world.halima).own
    looks(case, world.halima)
    assert case.id in table(case.round, world.halima).own
    assert assessment_of(world.halima, case) is None, "what was begun is put away"
    with pytest.raises(RuleBroken) as broken:
        hands_in(case, world.halima, 2, 1)
    assert code_of(broken) == ReviewWord.GAVE_UP_POINTS
    agrees(case, world.halima, world.ivar)
    takes_back(case, world.halima)
    with pytest.raises(RuleBroken) as broken:
        hands_in(case, world.halima, 2, 1)
    assert code_of(broken) == ReviewWord.GAVE_UP_POINTS, "seen is seen"
    assert left(world, case, world.halima) == (1, 1, 1)


def test_one_agrees_with_one_at_a_time(world: World, case: Application):
    agrees(case, world.halima, world.ivar)
    agrees(case, world.halima, world.jorunn)
    assert [each.assessment.person.name for each in agreements_in(case.id)] == [world.jorunn.name]
    told = [event.event for event in history("application", case.id)]
    assert told.count("points_given_up") == 1
    assert told.count("agreed") == 2


def test_only_where_the_scheme_lets_one(world: World):
    case = assessed(world, may_agree=False)
    with pytest.raises(RuleBroken) as broken:
        looks(case, world.halima)
    assert code_of(broken) == ReviewWord.AGREEING_NOT_OFFERED


def test_not_for_whoever_has_handed_in(world: World, case: Application):
    with pytest.raises(RuleBroken) as broken:
        looks(case, world.ivar)
    assert code_of(broken) == ReviewWord.HAS_OWN_POINTS


def test_not_without_having_looked_and_not_with_whoever_has_no_points(world: World, case: Application):
    with pytest.raises(RuleBroken) as broken, transaction():
        agree_with(case, world.ivar.id, by=world.halima, at=now())
    assert code_of(broken) == ReviewWord.LOOK_FIRST
    for other in (world.dag, world.halima):
        with pytest.raises(RuleBroken) as broken:
            agrees(case, world.halima, other)
        assert code_of(broken) == ReviewWord.NOBODY_TO_AGREE_WITH


def test_not_for_those_outside_the_group_or_who_step_aside(world: World, case: Application):
    says(case, world.cecilie)
    with pytest.raises(RuleBroken) as broken:
        looks(case, world.cecilie)
    assert code_of(broken) == ReviewWord.NOT_IN_THE_GROUP
    step_aside(case, world.halima)
    with pytest.raises(RuleBroken):
        looks(case, world.halima)


def test_a_decision_freezes_it(world: World, case: Application):
    agrees(case, world.halima, world.jorunn)
    decides(case, world.dag)
    for act in (lambda: takes_back(case, world.halima), lambda: agrees(case, world.halima, world.ivar)):
        with pytest.raises(RuleBroken) as broken:
            act()
        assert code_of(broken) == ReviewWord.NOT_UNDER_REVIEW
    assert len(agreements_in(case.id)) == 1


def test_it_ends_when_the_other_steps_aside(world: World, case: Application):
    agrees(case, world.halima, world.jorunn)
    step_aside(case, world.jorunn)
    assert agreements_in(case.id) == []
    assert agreement_of(world.halima.id, case.id) is not None
    assert left(world, case, world.halima) == (1, 1, 1)
    assert [event.event for event in history("application", case.id)].count("agreement_lapsed") == 1


def test_it_ends_when_one_steps_aside_oneself(world: World, case: Application):
    agrees(case, world.halima, world.jorunn)
    step_aside(case, world.halima)
    assert (agreements_in(case.id), row(world, case).assessed) == ([], 2)


def test_it_says_when_the_others_points_have_changed(world: World, case: Application):
    agrees(case, world.halima, world.jorunn)
    assert not agreements_in(case.id)[0].changed_since
    hands_in(case, world.jorunn, 3, 1)
    db.session.expire_all()
    assert agreements_in(case.id)[0].changed_since
    agrees(case, world.halima, world.jorunn)
    assert not agreements_in(case.id)[0].changed_since


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE assessment SET submitted_at = saved_at WHERE submitted_at IS NULL",
        "DELETE FROM agreement",
        "UPDATE agreement SET person_id = (SELECT person_id FROM assessment WHERE points = 3)",
        "UPDATE agreement SET agreed_at = NULL",
    ],
)
def test_the_database_keeps_points_and_agreement_apart(world: World, case: Application, wrong: str):
    agrees(case, world.halima, world.jorunn)
    with transaction():
        half = "INSERT INTO assessment (id, application_id, round_id, person_id, note, points, saved_at, version) "
        half += "SELECT :id, application_id, round_id, :person, '', 0, saved_at, 1 FROM assessment WHERE points = 3"
        kind = str if db.engine.dialect.name != "sqlite" else (lambda each: each.hex)
        db.session.execute(text(half), {"id": kind(world.dag.id), "person": kind(world.halima.id)})
    with pytest.raises(DBAPIError), transaction():
        db.session.execute(text(wrong))
