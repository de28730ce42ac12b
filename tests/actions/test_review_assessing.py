"""Points and reasons, proposals, and who may touch them."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.grants.models import Application
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.review.assessing import save_assessment
from medvirkning.review.cases import assessment_of
from medvirkning.review.meeting import table
from medvirkning.review.models import Assessment
from medvirkning.review.proposing import ProposalChanged, propose
from medvirkning.review.words import Closed, DeclarationAnswer, Outcome, ReviewWord
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import decides, given, hands_in, leans, says


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def application(world: World) -> Application:
    return grant_cast.sent(grant_cast.open_round(world), world.bjarne)


def save(application: Application, by, *points, version: int = 0, form_id=None, reason: str = "") -> Assessment:
    with transaction():
        return save_assessment(
            application,
            given=given(application, *points, reason=reason),
            note="Bør vi spørre om teltet?",
            version=version,
            form_id=form_id,
            by=by,
            at=now(),
        )


def codes(told: pytest.ExceptionInfo[RuleBroken]) -> list[str]:
    return [objection.code for objection in told.value.objections]


def test_half_done_is_kept(world: World, application: Application) -> None:
    says(application, world.ivar)
    save(application, world.ivar, 2, None, reason="Begynt")
    mine = assessment_of(world.ivar, application)
    assert mine is not None
    assert (mine.points, mine.note, mine.submitted_at) == (2, "Bør vi spørre om teltet?", None)
    assert {score.points for score in mine.scores} == {2, None}


def test_handing_in_needs_points_and_a_reason_on_each(world: World, application: Application) -> None:
    says(application, world.ivar)
    with pytest.raises(RuleBroken) as told:
        hands_in(application, world.ivar, 2, 1, reason=" ")
    assert codes(told) == [ReviewWord.REASON_MISSING] * 2
    assert assessment_of(world.ivar, application) is None
    hands_in(application, world.ivar, 2, 1)
    assert history("application", application.id)[-1].event == "assessed"


def test_points_outside_the_scale_are_refused_half_done_too(world: World, application: Application) -> None:
    says(application, world.ivar)
    with pytest.raises(RuleBroken) as told:
        save(application, world.ivar, 4, None)
    assert codes(told) == [ReviewWord.POINTS_OUTSIDE]


def test_what_is_handed_in_is_handed_in_again_whole(world: World, application: Application) -> None:
    says(application, world.ivar)
    first = hands_in(application, world.ivar, 2, 1)
    with pytest.raises(RuleBroken) as told:
        save(application, world.ivar, 3, 1, version=first.version)
    assert codes(told) == [ReviewWord.ALREADY_SUBMITTED]
    hands_in(application, world.ivar, 3, 1)
    assert history("application", application.id)[-1].event == "assessment_changed"
    mine = assessment_of(world.ivar, application)
    assert mine is not None
    assert mine.points == 4


def test_nobody_scores_a_case_that_is_closed_to_them(world: World, application: Application) -> None:
    says(application, world.halima, DeclarationAnswer.YES)
    says(application, world.cecilie)
    for person, expected in (
        (world.halima, [Closed.DISQUALIFIED]),
        (world.ivar, [Closed.NOT_DECLARED]),
        (world.cecilie, [ReviewWord.NOT_IN_THE_GROUP]),
        (world.fredrik, [ReviewWord.NOT_IN_THE_GROUP]),
    ):
        with pytest.raises(RuleBroken) as told:
            hands_in(application, person, 3, 1)
        assert codes(told) == expected
    assert db.session.query(Assessment).count() == 0


def test_nobody_scores_a_decided_case(world: World, application: Application) -> None:
    says(application, world.dag)
    decides(application, world.dag)
    says(application, world.ivar)
    with pytest.raises(RuleBroken) as told:
        hands_in(application, world.ivar, 3, 1)
    assert codes(told) == [ReviewWord.NOT_UNDER_REVIEW]


def test_another_page_doesnt_overwrite_but_the_same_page_saves_on(world: World, application: Application) -> None:
    says(application, world.ivar)
    laptop, tablet = uuid4(), uuid4()
    save(application, world.ivar, 1, None, form_id=laptop)
    save(application, world.ivar, 2, None, form_id=laptop)
    with pytest.raises(Stale):
        save(application, world.ivar, 3, None, form_id=tablet)
    mine = assessment_of(world.ivar, application)
    assert mine is not None
    assert mine.points == 2
    save(application, world.ivar, 3, None, form_id=tablet, version=mine.version)


def test_points_below_nought_are_refused_by_the_database(world: World, application: Application) -> None:
    says(application, world.ivar)
    hands_in(application, world.ivar, 2, 1)
    for name in ("score", "assessment"):
        with pytest.raises(DBAPIError), db.engine.begin() as connection:
            connection.execute(text(f"UPDATE {name} SET points = -1"))


def test_a_draft_may_be_more_than_the_pot(world: World) -> None:
    the_round = grant_cast.open_round(world, pot=40_000)
    first, second = (grant_cast.sent(the_round, world.bjarne) for _ in range(2))
    for application in (first, second):
        says(application, world.ivar)
        leans(application, world.ivar, Outcome.GRANTED, application.asked)
    assert table(the_round, world.ivar).share.left == 40_000 - first.asked - second.asked < 0


@pytest.mark.parametrize(
    ("outcome", "amount", "expected"),
    [
        (Outcome.GRANTED, 30_000, ReviewWord.GRANTED_IS_ALL),
        (Outcome.PARTLY, 35_000, ReviewWord.PARTLY_IS_LESS),
        (Outcome.REFUSED, 1, ReviewWord.REFUSED_IS_NOTHING),
    ],
)
def test_a_proposal_fits_what_was_asked(
    world: World, application: Application, outcome: Outcome, amount: int, expected: ReviewWord
) -> None:
    says(application, world.ivar)
    with pytest.raises(RuleBroken) as told:
        leans(application, world.ivar, outcome, amount)
    assert codes(told) == [expected]


def test_the_second_tablet_is_told_of_the_first(world: World, application: Application) -> None:
    says(application, world.ivar)
    says(application, world.jorunn)
    leans(application, world.ivar, Outcome.PARTLY, 20_000)
    with pytest.raises(ProposalChanged) as told, transaction():
        propose(application, outcome=Outcome.REFUSED, amount=0, version=0, by=world.jorunn, at=now())
    assert told.value.proposal is not None
    assert (told.value.proposal.by_id, told.value.proposal.amount) == (world.ivar.id, 20_000)
    assert history("application", application.id)[-1].facts == {"outcome": "partly", "amount": 20_000}


def test_one_who_steps_aside_proposes_nothing(world: World, application: Application) -> None:
    says(application, world.halima, DeclarationAnswer.UNSURE)
    with pytest.raises(RuleBroken) as told:
        leans(application, world.halima, Outcome.GRANTED, application.asked)
    assert codes(told) == [Closed.UNSURE]
