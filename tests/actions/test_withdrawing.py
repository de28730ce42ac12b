"""An appeal is taken back: until it is ruled on, with a receipt, and the desk is told."""

import pytest
from flask import Flask

from medvirkning.appeals.withdrawing import withdraw
from medvirkning.appeals.words import AppealState, AppealWord
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.kernel.lifecycle import WrongStep
from medvirkning.mail.compose import compose
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.words import DeclarationAnswer
from tests import appeal_cast, cast
from tests.cast import World
from tests.review_cast import says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.mark.parametrize("forwarded", [False, True])
def test_an_appeal_is_taken_back_until_it_is_ruled_on(world: World, forwarded: bool) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    if forwarded:
        appeal_cast.forwards(made, world.cecilie)
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    assert (made.state, made.withdrawn_on) == (AppealState.WITHDRAWN, today())
    told = {mail.to for mail in db.session.query(OutboxMessage).filter_by(kind="appeal_withdrawn_staff")}
    assert {world.cecilie.email, world.dag.email} <= told
    assert (world.magne.email in told) is forwarded
    assert db.session.query(OutboxMessage).filter_by(kind="appeal_withdrawn").one().to == world.bjarne.email
    for mail in db.session.query(OutboxMessage).filter(OutboxMessage.kind.startswith("appeal_withdrawn")):
        assert appeal_cast.WANTED not in compose(mail).body
    if forwarded:
        with pytest.raises(RuleBroken) as broken:
            appeal_cast.sends(made.rulings[0].letter, world.cecilie)
        assert [each.code for each in broken.value.objections] == [AppealWord.APPEAL_WITHDRAWN]
    assert appeal_cast.appeals(made.decision).id != made.id, "as long as there is time, one can appeal again"


def test_what_is_ruled_on_is_not_taken_back(world: World) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    appeal_cast.changes(made, world.dag)
    with pytest.raises(WrongStep), transaction():
        withdraw(made, by=world.bjarne, at=now())


def test_nobody_who_steps_aside_is_told_that_it_is_taken_back(world: World) -> None:
    decision = appeal_cast.answered(world, aside=["cecilie"])
    says(decision.application, world.cecilie, DeclarationAnswer.YES)
    made = appeal_cast.appeals(decision)
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    told = {mail.to for mail in db.session.query(OutboxMessage).filter_by(kind="appeal_withdrawn_staff")}
    assert world.cecilie.email not in told
    assert world.dag.email in told
