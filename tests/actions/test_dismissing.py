"""Dismissing what was asked for and never came, and going on after what did."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.check_words import CorrectionEnd
from medvirkning.grants.models import Application
from medvirkning.grants.words import BudgetSide, Line
from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import RuleBroken
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.words import Dismissal, Outcome, ReviewWord
from tests.cast import World, storhaug
from tests.correction_cast import asks, corrects, looks_through
from tests.grant_cast import open_round, sent
from tests.review_cast import decides, hands_in, says

LINES = [Line(BudgetSide.EXPENSE, "Telt", 30_000), Line(BudgetSide.INCOME, "Egne penger", 2_000)]


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


@pytest.fixture
def case(world: World) -> Application:
    """Sent, and open to the coordinator."""
    made = sent(open_round(world, days=1), world.bjarne)
    says(made, world.cecilie)
    return made


def codes(broken: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [objection.code for objection in broken.value.objections]


def kinds() -> list[str]:
    return list(db.session.scalars(select(OutboxMessage.kind).order_by(OutboxMessage.posted_at)))


def test_only_an_unanswered_request_leads_to_dismissal(world: World, case: Application):
    says(case, world.dag)
    dismissed = {"outcome": Outcome.DISMISSED, "amount": 0}
    for why, code in ((None, ReviewWord.DISMISSAL_MISSING), (Dismissal.MISSING, ReviewWord.ASK_FIRST)):
        with pytest.raises(RuleBroken) as broken:
            decides(case, world.dag, **dismissed, dismissal=why)
        assert codes(broken) == [code]
    asked = asks(case, world.cecilie)
    with pytest.raises(RuleBroken) as broken:
        decides(case, world.dag, **dismissed, dismissal=Dismissal.MISSING)
    assert codes(broken) == [ReviewWord.DEADLINE_NOT_PASSED]
    with pytest.raises(RuleBroken) as broken:
        decides(case, world.dag, Outcome.REFUSED, 0)
    assert codes(broken) == [ReviewWord.WAITS_FOR_CORRECTION]
    late = timedelta(days=(asked.deadline - today()).days + 1)
    made = decides(case, world.dag, **dismissed, dismissal=Dismissal.MISSING, later=late)
    assert (made.outcome, made.amount, case.state, case.missing) == ("dismissed", 0, "decided", 1)
    assert asked.ending is CorrectionEnd.DECIDED


def test_what_cannot_be_mended_is_dismissed_at_once(world: World, case: Application):
    says(case, world.dag)
    made = decides(case, world.dag, Outcome.DISMISSED, 0, dismissal=Dismissal.BEYOND_MENDING)
    assert made.dismissal is Dismissal.BEYOND_MENDING


def test_the_group_goes_on_where_it_was_after_a_correction(world: World, case: Application):
    says(case, world.ivar)
    asks(case, world.cecilie)
    hands_in(case, world.ivar, 2, 1)
    assert case.state == "needs_fix"
    corrects(case, {}, LINES)
    looks_through(case, world.cecilie)
    hands_in(case, world.ivar, 3, 1)
    assert case.state == "in_review"
