"""Declaring in many cases of a round at once: the same rules and the same journal as one by one."""

from uuid import UUID

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState, DecidingMode
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Stale
from medvirkning.review import declaring_together
from medvirkning.review.cases import closed_to, declaration_of
from medvirkning.review.declaring_together import RowsBroken, Said, declare_each, declare_rest, rest_of
from medvirkning.review.flagging import flag_helper, flag_prepared
from medvirkning.review.models import Declaration
from medvirkning.review.undeclared import left_to_declare, undeclared
from medvirkning.review.words import DeclarationAnswer, Doubt, Ground, ReviewWord
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import decides, says

NO, YES, UNSURE = DeclarationAnswer.NO, DeclarationAnswer.YES, DeclarationAnswer.UNSURE


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world)


def said(application: Application, answer: DeclarationAnswer, ground: Ground | None = None, note: str = "") -> Said:
    return Said(application.id, answer, ground, note)


def left(the_round: Round, person) -> list[UUID]:
    return [each.id for each in undeclared(the_round.id, person, start=0, most=100)]


def test_what_is_left_is_what_one_must_still_answer_for(world: World, the_round: Round) -> None:
    mine, told, decided, waits = (
        grant_cast.sent(the_round, who) for who in (world.ivar, world.bjarne, world.bjarne, world.bjarne)
    )
    grant_cast.whole(the_round, world.bjarne)  # a draft is nobody's to see
    says(told, world.ivar)
    says(decided, world.dag)
    decides(decided, world.dag)
    assert left(the_round, world.ivar) == [waits.id]
    assert left_to_declare(the_round.id, world.ivar, world.programme.id) == 1
    assert left_to_declare(the_round.id, world.cecilie, world.programme.id) == 3
    assert left_to_declare(the_round.id, world.eli, world.programme.id) == 0  # an auditor need not
    assert mine.owner_id == world.ivar.id


def test_each_answer_is_as_one_given_by_itself(world: World, the_round: Round) -> None:
    first, second, third, alone = (grant_cast.sent(the_round, world.bjarne) for _ in range(4))
    with transaction():
        rows = [said(first, NO), said(second, YES, Ground.BOARD), said(third, UNSURE, note="Vi er naboer.")]
        declare_each(the_round, rows, by=world.ivar, at=now())
    says(alone, world.ivar, YES)
    assert [bool(closed_to(world.ivar, each)) for each in (first, second, third)] == [False, True, True]
    assert first.state is ApplicationState.IN_REVIEW
    together, by_itself = (
        [(event.event, event.facts) for event in history("application", each.id)][-1] for each in (second, alone)
    )
    assert together == by_itself
    assert left(the_round, world.ivar) == []


def test_one_that_is_wrong_keeps_all_of_them_back(world: World, the_round: Round) -> None:
    fine, wrong, hinted = (grant_cast.sent(the_round, world.bjarne) for _ in range(3))
    with transaction():
        flag_helper(hinted, world.ivar, now())
    rows = [said(fine, NO), said(wrong, YES), said(hinted, NO)]
    with pytest.raises(RowsBroken) as told, transaction():
        declare_each(the_round, rows, by=world.ivar, at=now())
    assert {about: [each.code for each in found] for about, found in told.value.rows.items()} == {
        wrong.id: [ReviewWord.GROUND_MISSING],
        hinted.id: [Doubt.WHY_MISSING],
    }
    assert db.session.query(Declaration).count() == 0


def test_what_is_answered_already_or_elsewhere_is_passed_by(world: World, the_round: Round) -> None:
    told = grant_cast.sent(the_round, world.bjarne)
    with transaction():
        elsewhere = grant_cast.scheme(world, slug="annet", prefix="AN")
    other = grant_cast.sent(grant_cast.open_round(world, elsewhere), world.bjarne)
    says(told, world.ivar, YES)
    with transaction():
        assert declare_each(the_round, [said(told, NO), said(other, NO)], by=world.ivar, at=now()) == []
    assert declaration_of(world.ivar, told).answer is YES  # type: ignore[union-attr]
    assert declaration_of(world.ivar, other) is None


def test_the_rest_leaves_out_those_with_a_hint(world: World, the_round: Round) -> None:
    plain, hinted = grant_cast.sent(the_round, world.bjarne), grant_cast.sent(the_round, world.bjarne)
    with transaction():
        flag_helper(hinted, world.ivar, now())
    rest = rest_of(the_round, world.ivar)
    assert ([each.id for each in rest.covered], [each.id for each in rest.hinted]) == ([plain.id], [hinted.id])
    with transaction():
        made = declare_rest(the_round, seen=rest.seal, by=world.ivar, at=now())
    assert [(each.application_id, each.answer) for each in made] == [(plain.id, NO)]
    assert left(the_round, world.ivar) == [hinted.id]


def test_nobody_declares_for_one_they_have_not_been_shown(world: World, the_round: Round) -> None:
    grant_cast.sent(the_round, world.bjarne)
    seen = rest_of(the_round, world.ivar).seal
    grant_cast.sent(the_round, world.bjarne)
    with pytest.raises(Stale), transaction():
        declare_rest(the_round, seen=seen, by=world.ivar, at=now())
    assert db.session.query(Declaration).count() == 0


def test_a_long_rest_is_taken_in_parts(world: World, the_round: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declaring_together, "AT_ONCE", 2)
    for _ in range(3):
        grant_cast.sent(the_round, world.bjarne)
    for covered in (2, 1, 0):
        rest = rest_of(the_round, world.ivar)
        assert len(rest.covered) == covered
        with transaction():
            declare_rest(the_round, seen=rest.seal, by=world.ivar, at=now())


def test_who_prepared_the_case_is_hinted_of_where_a_committee_is_elected(world: World, the_round: Round) -> None:
    case = grant_cast.sent(the_round, world.bjarne)
    with transaction():
        flag_prepared(case, world.cecilie, now())
    assert [each.id for each in rest_of(the_round, world.cecilie).hinted] == [case.id]
    with transaction():
        the_round.scheme.deciding_mode = DecidingMode.RECOMMENDS
    assert rest_of(the_round, world.cecilie).hinted == []
