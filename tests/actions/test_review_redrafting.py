"""The meeting's tools on a whole round: Bergen's case, going back, saved drafts, and who touches what."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.people.models import Person
from medvirkning.review.meeting import table
from medvirkning.review.meetings import DraftStep, SavedDraft
from medvirkning.review.proposing import ProposalChanged, propose
from medvirkning.review.redrafting import put_aside, redraft, take_into_use, throw_away, undo
from medvirkning.review.steps import Said, mark, said_now
from medvirkning.review.words import DeclarationAnswer, Order, Outcome, ReviewWord, Tool
from tests import bergen, cast, grant_cast
from tests.cast import World
from tests.review_cast import decides, leans, says

TOOLS = [Tool.FILL, Tool.CUT, Tool.FIT, Tool.LEAST, Tool.REST]


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def press(the_round: Round, tool: Tool, by: Person, *, order: Order = Order.SCORES, percent: int = 30) -> DraftStep:
    with transaction():
        return redraft(the_round, tool, order=order, percent=percent, seen=mark(the_round.id), by=by, at=now())


def back(the_round: Round, by: Person) -> DraftStep:
    with transaction():
        return undo(the_round, seen=mark(the_round.id), by=by, at=now())


def given(said: dict[object, Said]) -> int:
    return sum(each[1] for each in said.values() if each)


def lawful(the_round: Round, sent: list[Application]) -> None:
    """What the draft says of each is within the law, the scheme, and what the applicant can do with."""
    said = said_now(the_round.id)
    assert len(said) == len(sent)
    assert given(said) <= bergen.POT
    for application in sent:
        each = said[application.id]
        assert each is not None
        outcome, amount = each
        least = application.least_workable or 0
        assert amount == 0 or max(least, bergen.FLOOR) <= amount <= min(application.asked, bergen.CEILING)
        expected = Outcome.REFUSED if not amount else Outcome.GRANTED if amount == application.asked else Outcome.PARTLY
        assert outcome is expected


@pytest.mark.postgres_too
def test_bergens_case(world: World) -> None:
    """33 asked for over 2 million, and there was 515 000: cut by the criteria in their order, to the last krone."""
    the_round, sent = bergen.bergen(world)
    assert len(sent) == 33
    assert sum(application.asked for application in sent) > 2_000_000

    leans(sent[0], world.ivar, Outcome.PARTLY, 25_000)
    leans(sent[1], world.ivar, Outcome.REFUSED, 0)
    stood = [said_now(the_round.id)]
    for order in Order:
        for tool in TOOLS:
            press(the_round, tool, world.dag, order=order)
            lawful_but_for_hand = said_now(the_round.id)
            assert lawful_but_for_hand[sent[1].id] == (Outcome.REFUSED, 0), "a no stays a no"
            lawful(the_round, sent)
            stood.append(lawful_but_for_hand)

    press(the_round, Tool.CLEAR, world.dag)
    assert said_now(the_round.id) == {}
    stood.append({})

    press(the_round, Tool.LEAST, world.dag, order=Order.CRITERIA)
    stood.append(said_now(the_round.id))
    press(the_round, Tool.REST, world.dag, order=Order.CRITERIA)
    lawful(the_round, sent)
    assert given(said_now(the_round.id)) == bergen.POT, "to the last krone"
    first = table(the_round, world.dag, Order.CRITERIA).share
    assert first.left == 0

    for before in reversed(stood):
        back(the_round, world.dag)
        assert said_now(the_round.id) == before, "exactly as it stood"
    assert said_now(the_round.id) == {
        sent[0].id: (Outcome.PARTLY, 25_000),
        sent[1].id: (Outcome.REFUSED, 0),
    }
    back(the_round, world.dag)
    back(the_round, world.dag)
    assert said_now(the_round.id) == {}
    with pytest.raises(RuleBroken) as told:
        back(the_round, world.dag)
    assert told.value.objections[0].code is ReviewWord.NOTHING_TO_UNDO
    assert history("grant_round", the_round.id)[-1].facts["tool"] == "by_hand"


def test_the_criteria_in_their_order(world: World) -> None:
    the_round, _sent = bergen.bergen(world)
    ids = [line.id for line in table(the_round, world.ivar, Order.CRITERIA).share.lines]
    assert ids != [line.id for line in table(the_round, world.ivar).share.lines]
    press(the_round, Tool.FILL, world.ivar, order=Order.CRITERIA)
    said = said_now(the_round.id)
    amounts = [(said[key] or (None, 0))[1] for key in ids]
    assert amounts[:3] == [min(db.session.get_one(Application, key).asked, bergen.CEILING) for key in ids[:3]]


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world, pot=50_000)


@pytest.fixture
def two(world: World, the_round: Round) -> list[Application]:
    made = [grant_cast.sent(the_round, world.bjarne) for _ in range(2)]
    for each in made:
        says(each, world.dag)
    return made


def test_what_is_decided_stands(world: World, the_round: Round, two: list[Application]) -> None:
    press(the_round, Tool.FIT, world.dag)
    assert given(said_now(the_round.id)) == 50_000
    decides(two[0], world.dag, Outcome.PARTLY, 30_000)
    press(the_round, Tool.FILL, world.dag)
    assert said_now(the_round.id)[two[1].id] == (Outcome.PARTLY, 20_000)
    back(the_round, world.dag)
    back(the_round, world.dag)
    assert said_now(the_round.id).keys() == {two[0].id}, "the decided case keeps its row, the other has nothing again"


def test_one_who_steps_aside_neither_touches_nor_undoes_it(
    world: World, the_round: Round, two: list[Application]
) -> None:
    says(two[0], world.halima, DeclarationAnswer.YES)
    says(two[1], world.halima)
    leans(two[0], world.dag, Outcome.PARTLY, 21_000)
    with pytest.raises(RuleBroken) as told:
        back(the_round, world.halima)
    assert told.value.objections[0].code is ReviewWord.UNDO_IS_OTHERS
    press(the_round, Tool.FILL, world.halima)
    assert said_now(the_round.id)[two[0].id] == (Outcome.PARTLY, 21_000)
    with transaction():
        saved = put_aside(the_round, "A", by=world.dag, at=now())
    press(the_round, Tool.CLEAR, world.dag)
    with transaction():
        take_into_use(the_round, saved, seen=mark(the_round.id), by=world.halima, at=now())
    assert said_now(the_round.id).keys() == {two[1].id}


def test_saved_drafts_lie_side_by_side(world: World, the_round: Round, two: list[Application]) -> None:
    press(the_round, Tool.FILL, world.dag)
    filled = said_now(the_round.id)
    with transaction():
        saved = put_aside(the_round, "  Forslag A ", by=world.dag, at=now())
    assert saved.name == "Forslag A"
    press(the_round, Tool.FIT, world.dag)
    other = said_now(the_round.id)
    with transaction():
        take_into_use(the_round, saved, seen=mark(the_round.id), by=world.dag, at=now())
    assert said_now(the_round.id) == filled
    back(the_round, world.dag)
    assert said_now(the_round.id) == other
    with transaction():
        throw_away(the_round, saved, by=world.dag, at=now())
    assert db.session.scalars(select(SavedDraft)).all() == []


def test_a_press_from_an_old_page_changes_nothing(world: World, the_round: Round, two: list[Application]) -> None:
    seen = mark(the_round.id)
    leans(two[0], world.dag, Outcome.PARTLY, 10_000)
    with pytest.raises(Stale), transaction():
        redraft(the_round, Tool.FILL, order=Order.SCORES, seen=seen, by=world.dag, at=now())
    with pytest.raises(Stale), transaction():
        undo(the_round, seen=seen, by=world.dag, at=now())
    assert said_now(the_round.id) == {two[0].id: (Outcome.PARTLY, 10_000)}


@pytest.mark.parametrize("way", ["cleared", "undone"])
def test_a_row_from_an_old_page_changes_nothing(
    world: World, the_round: Round, two: list[Application], way: str
) -> None:
    """A proposal that goes and comes again is another: what was seen before it went is old."""
    if way == "undone":
        press(the_round, Tool.FILL, world.dag)
    old = leans(two[0], world.dag, Outcome.GRANTED, two[0].asked).version
    if way == "cleared":
        press(the_round, Tool.CLEAR, world.dag)
    else:
        back(the_round, world.dag)
    leans(two[0], world.dag, Outcome.REFUSED, 0)
    with pytest.raises(ProposalChanged), transaction():
        propose(two[0], outcome=Outcome.PARTLY, amount=1_000, version=old, by=world.dag, at=now())
    assert said_now(the_round.id)[two[0].id] == (Outcome.REFUSED, 0)


def test_only_the_group_and_only_a_share_that_can_be(world: World, the_round: Round, two: list[Application]) -> None:
    for person in (world.cecilie, world.eli, world.guro):
        with pytest.raises(RuleBroken):
            press(the_round, Tool.FILL, person)
    for percent in (0, 100, -5):
        with pytest.raises(RuleBroken):
            press(the_round, Tool.CUT, world.dag, percent=percent)
