"""The queue's numbers and orders: right whatever happens, and the same few queries however long it is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from medvirkning.grants.actions import save_section, send, withdraw
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import BudgetSide, Line, Section
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.review.meeting import seats, table
from medvirkning.review.models import RoundTally
from medvirkning.review.queue import Counts, Wish, counts, left_for, place_in, round_at_hand, rounds
from medvirkning.review.rows import regulars, rows
from medvirkning.review.words import DeclarationAnswer, Sort, Tab
from tests import cast, grant_cast
from tests.cast import World
from tests.review_cast import attach_later, decides, hands_in, says

YES = DeclarationAnswer.YES


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world)


def wish(world: World, the_round: Round, **changes: object) -> Wish:
    return replace(Wish(the_round.id, world.ivar.id), **changes)  # type: ignore[arg-type]


def listed(asked: Wish) -> list[UUID]:
    return place_in(asked, start=0, most=100)


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements that are run inside."""
    run: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        run.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_the_numbers_follow_what_happens(world: World, the_round: Round) -> None:
    asked = wish(world, the_round)
    assert counts(asked) == Counts(all=0, left=0, unchecked=0, missing=0, closed=0, asked=0)
    grant_cast.whole(the_round, world.bjarne)
    assert counts(asked).all == 0
    first, second, third, own = (
        grant_cast.sent(the_round, by) for by in (world.bjarne, world.bjarne, world.bjarne, world.ivar)
    )
    assert counts(asked) == Counts(all=4, left=3, unchecked=3, missing=3, closed=1, asked=105_000)
    says(first, world.ivar)
    hands_in(first, world.ivar, 2, 1)
    assert counts(asked) == Counts(all=4, left=2, unchecked=2, missing=3, closed=1, asked=105_000)
    says(second, world.ivar, YES)
    assert counts(asked) == Counts(all=4, left=1, unchecked=1, missing=2, closed=2, asked=70_000)
    attach_later(third, world.bjarne, "statutes")
    assert counts(asked).missing == 1
    says(first, world.dag)
    decides(first, world.dag)
    assert counts(asked) == Counts(all=4, left=1, unchecked=1, missing=0, closed=2, asked=70_000)
    with transaction():
        withdraw(third, by=world.bjarne, at=now())
    assert counts(asked) == Counts(all=3, left=0, unchecked=0, missing=0, closed=2, asked=35_000)
    assert left_for(world.ivar, world.programme) == 0
    assert left_for(world.jorunn, world.programme) == 2
    assert left_for(world.cecilie, world.programme) == 0
    assert own.id in listed(replace(asked, tab=Tab.CLOSED))


def test_the_tally_is_what_counting_gives(world: World, the_round: Round) -> None:
    zones = [str(zone.id) for zone in world.programme.zones]
    for zone in (zones[0], zones[0], zones[1]):
        grant_cast.sent(the_round, world.bjarne, zone_id=zone)
    nowhere = grant_cast.sent(the_round, world.bjarne, zone_id="", whole_area=True)
    says(nowhere, world.dag)
    decides(nowhere, world.dag)
    kept = {row.zone_key: (row.waiting, row.decided, row.asked) for row in db.session.scalars(select(RoundTally))}
    assert kept == {
        UUID(zones[0]): (2, 0, 70_000),
        UUID(zones[1]): (1, 0, 35_000),
        UUID(int=0): (0, 1, 35_000),
    }
    in_zone = replace(wish(world, the_round), zone_id=UUID(zones[0]))
    assert (counts(in_zone).all, len(listed(in_zone))) == (2, 2)
    assert {
        each.zone_id for each in db.session.scalars(select(Application).where(Application.id.in_(listed(in_zone))))
    } == {UUID(zones[0])}


def test_every_tab_lists_what_its_number_says(world: World, the_round: Round) -> None:
    applications = [grant_cast.sent(the_round, world.bjarne) for _ in range(4)]
    says(applications[0], world.ivar)
    hands_in(applications[0], world.ivar, 2, 1)
    says(applications[1], world.ivar, DeclarationAnswer.UNSURE)
    attach_later(applications[2], world.bjarne, "statutes")
    for tab in Tab:
        for sort in Sort:
            asked = wish(world, the_round, tab=tab, sort=sort)
            found = listed(asked)
            assert len(found) == len(set(found)) == counts(asked).on(tab), (tab, sort)
    assert listed(wish(world, the_round, tab=Tab.LEFT)) == [applications[2].id, applications[3].id]
    assert listed(wish(world, the_round, tab=Tab.CLOSED)) == [applications[1].id]


def test_the_orders(world: World, the_round: Round) -> None:
    zones = [str(zone.id) for zone in world.programme.zones]
    applications = [grant_cast.sent(the_round, world.bjarne, zone_id=zone) for zone in (zones[1], zones[0], zones[1])]
    ids = [each.id for each in applications]
    assert listed(wish(world, the_round)) == ids
    by_zone = listed(wish(world, the_round, sort=Sort.ZONE))
    assert by_zone in ([ids[1], ids[0], ids[2]], [ids[0], ids[2], ids[1]])
    for application, points in ((applications[1], (1, 0)), (applications[2], (3, 1))):
        says(application, world.ivar)
        hands_in(application, world.ivar, *points)
    mine = wish(world, the_round, sort=Sort.POINTS)
    assert listed(mine) == [ids[2], ids[1], ids[0]]
    assert [place_in(mine, start=n, most=1)[0] for n in range(3)] == [ids[2], ids[1], ids[0]]


def sent_for(the_round: Round, world: World, amount: int) -> Application:
    made = grant_cast.whole(the_round, world.bjarne)
    with transaction():
        lines = (Line(BudgetSide.EXPENSE, "Telt", amount),)
        save_section(made, Section.BUDGET, {"lines": lines}, by=world.bjarne, at=now())
        send(made, key=uuid4(), declared=grant_cast.DECLARED, by=world.bjarne, at=now())
    return made


def test_the_largest_amount_first(world: World, the_round: Round) -> None:
    small, large, middle = (sent_for(the_round, world, amount).id for amount in (20_000, 50_000, 35_000))
    assert listed(wish(world, the_round, sort=Sort.AMOUNT)) == [large, middle, small]


def test_neither_order_nor_tab_tells_of_a_closed_case(world: World, the_round: Round) -> None:
    small, closed, large = (sent_for(the_round, world, amount) for amount in (20_000, 35_000, 50_000))
    asked = wish(world, the_round, sort=Sort.AMOUNT)
    assert listed(asked) == [large.id, closed.id, small.id]
    says(closed, world.ivar, YES)
    assert listed(asked) == [large.id, small.id, closed.id]
    assert place_in(asked, start=2, most=1) == [closed.id]
    assert set(listed(wish(world, the_round, tab=Tab.MISSING))) == {large.id, small.id}
    assert counts(asked).missing == 2


def test_the_round_at_hand(world: World) -> None:
    scheme_round = grant_cast.open_round(world)
    later = grant_cast.open_round(world, scheme_round.scheme, slug="host", days=60)
    found = rounds(world.programme.id)
    assert [each.id for each in found] == [later.id, scheme_round.id]
    assert round_at_hand(found).id == later.id
    grant_cast.sent(scheme_round, world.bjarne)
    assert round_at_hand(found).id == scheme_round.id
    assert round_at_hand([]) is None


def page(world: World, the_round: Round, **changes: object) -> list[UUID]:
    asked = wish(world, the_round, **changes)
    counts(asked)
    ids = place_in(asked, start=0, most=25)
    return [row.application.id for row in rows(ids, person_id=world.ivar.id, group=regulars(world.programme.id))]


def whole_table(world: World, the_round: Round) -> int:
    found = table(the_round, world.dag)
    return len(seats(found, found.share.lines[:50]))


@pytest.mark.parametrize("look", [page, whole_table])
def test_as_many_queries_for_many_as_for_one(
    world: World, the_round: Round, look: Callable[[World, Round], object]
) -> None:
    made = [grant_cast.sent(the_round, world.bjarne)]
    used = []
    for more in (0, 6):
        made += [grant_cast.sent(the_round, world.bjarne) for _ in range(more)]
        for application in made[-more:] if more else made:
            for person in (world.ivar, world.jorunn):
                says(application, person)
                hands_in(application, person, 2, 1)
        db.session.remove()
        programme, the_round = world.programme, db.session.get_one(Round, made[0].round_id)
        assert programme is not None
        with counting() as run:
            look(world, the_round)
        used.append(len(run))
    assert used[0] == used[1] <= 10


def test_a_page_comes_straight_from_an_index(world: World, the_round: Round, on_postgres: bool) -> None:
    if on_postgres:  # it plans by size: with a handful of rows it rightly reads them all
        return
    grant_cast.sent(the_round, world.bjarne)
    for tab in (Tab.ALL, Tab.LEFT, Tab.MISSING):
        for sort, index in (
            (Sort.OLDEST, "ix_application_missing" if tab is Tab.MISSING else "ix_application_oldest"),
            (Sort.AMOUNT, "ix_application_amount"),
            (Sort.ZONE, "ix_application_zone"),
        ):
            with counting() as run:
                page(world, the_round, tab=tab, sort=sort)
            statement = next(each for each in run if "LIMIT" in each)
            values = dict.fromkeys(range(statement.count("?")), "1")
            plan = " | ".join(
                str(row[3])
                for row in db.session.connection().exec_driver_sql(
                    f"EXPLAIN QUERY PLAN {statement}", tuple(values.values())
                )
            )
            assert index in plan, (tab, sort, plan)
            assert "TEMP B-TREE" not in plan, (tab, sort, plan)


def test_the_tally_is_never_below_nought(world: World, the_round: Round) -> None:
    application = grant_cast.sent(the_round, world.bjarne)
    with transaction():
        withdraw(application, by=world.bjarne, at=now())
    assert db.session.scalar(select(func.min(RoundTally.waiting))) == 0
