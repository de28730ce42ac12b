"""Declaring, changing it openly, and what it closes."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.words import ApplicationState
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.review.cases import assessment_of, chair_is_out, closed_to, may_lead
from medvirkning.review.declaring import AlreadyDeclared, change_declaration
from medvirkning.review.models import Declaration
from medvirkning.review.words import Closed, DeclarationAnswer, Ground, ReviewWord
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import hands_in, says

NO, YES, UNSURE = DeclarationAnswer.NO, DeclarationAnswer.YES, DeclarationAnswer.UNSURE


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def change(
    declaration: Declaration, answer: DeclarationAnswer, by, ground: Ground | None = None, note: str = ""
) -> None:
    with transaction():
        change_declaration(declaration, answer=answer, ground=ground, note=note, by=by, at=now())


def test_a_case_is_closed_until_one_has_declared(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    assert [o.code for o in closed_to(world.ivar, application)] == [Closed.NOT_DECLARED]
    assert [o.code for o in closed_to(world.cecilie, application)] == [Closed.NOT_DECLARED]
    assert closed_to(world.eli, application) == []
    says(application, world.ivar)
    assert closed_to(world.ivar, application) == []


def test_the_first_impartial_reader_takes_the_case_up(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.halima, YES)
    assert application.state is ApplicationState.SENT
    says(application, world.ivar)
    says(application, world.jorunn)
    assert application.state is ApplicationState.IN_REVIEW
    told = [(event.event, event.verb) for event in history("application", application.id)][-4:]
    assert told == [("declared", None), ("declared", None), ("taken_up", "take_up"), ("declared", None)]


def test_the_journal_keeps_the_ground_and_its_law_but_not_the_note(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.halima, YES, ground=Ground.BOARD)
    facts = history("application", application.id)[-1].facts
    assert facts == {
        "person": str(world.halima.id),
        "answer": "yes",
        "ground": "board",
        "laws": ["disqualification_automatic"],
    }


def test_one_answers_once(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    first = says(application, world.ivar)
    with pytest.raises(AlreadyDeclared) as told:
        says(application, world.ivar, YES)
    assert told.value.declaration.id == first.id
    assert closed_to(world.ivar, application) == []


def test_only_those_who_work_on_cases_declare(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    for person in (world.eli, world.guro, world.fredrik):
        with pytest.raises(RuleBroken) as told:
            says(application, person)
        assert [o.code for o in told.value.objections] == [ReviewWord.NOT_IN_THE_GROUP]


def test_an_applicant_in_the_group_never_reads_their_own_case(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.halima)
    assert [o.code for o in closed_to(world.halima, application)] == [Closed.OWN_APPLICATION]
    with pytest.raises(RuleBroken) as told:
        says(application, world.halima)
    assert [o.code for o in told.value.objections] == [ReviewWord.OWN_CASE]
    says(application, world.halima, YES, ground=Ground.PARTY)


def test_stepping_aside_sets_ones_points_aside(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    declaration = says(application, world.ivar)
    hands_in(application, world.ivar, 3, 1)
    change(declaration, YES, world.ivar, Ground.CLOSE)
    mine = assessment_of(world.ivar, application)
    assert mine is not None
    assert mine.submitted_at is None
    events = [event.event for event in history("application", application.id)]
    assert events[-2:] == ["declaration_changed", "assessment_set_aside"]


def test_the_same_answer_again_is_no_change(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    declaration = says(application, world.ivar)
    before = len(history("application", application.id))
    change(declaration, NO, world.ivar)
    assert len(history("application", application.id)) == before


def test_one_doesnt_let_oneself_in_again_but_the_chair_does(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    declaration = says(application, world.ivar, YES)
    for person in (world.ivar, world.jorunn, world.cecilie, world.fredrik):
        with pytest.raises(RuleBroken):
            change(declaration, NO, person)
    with pytest.raises(RuleBroken):  # the chair has not declared in the case
        change(declaration, NO, world.dag)
    says(application, world.dag)
    change(declaration, NO, world.dag)
    assert closed_to(world.ivar, application) == []
    assert history("application", application.id)[-1].by_id == world.dag.id


def test_where_the_chair_steps_aside_another_leads(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.jorunn)
    assert may_lead(world.jorunn, application)
    assert not chair_is_out(application)
    chairs = says(application, world.dag, YES)
    assert chair_is_out(application)
    assert may_lead(world.jorunn, application) == []
    assert may_lead(world.dag, application)
    with pytest.raises(RuleBroken):
        change(chairs, NO, world.dag)
    change(chairs, NO, world.jorunn)
    assert may_lead(world.dag, application) == []


def test_a_declaration_is_never_deleted_and_there_is_one_of_each(world: World) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.ivar)
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM declaration"))
    columns = "application_id, round_id, person_id, answer, ground, note, at"
    copy = f"INSERT INTO declaration (id, {columns}) SELECT application_id, {columns} FROM declaration"
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text(copy))
    with pytest.raises(DBAPIError), db.engine.begin() as connection:
        connection.execute(text("UPDATE declaration SET answer = 'yes'"))
