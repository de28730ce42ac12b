"""The meeting's list a page at a time: the same places, sums and thread as the whole table gives."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import db, transaction
from medvirkning.people.models import Person
from medvirkning.review.agenda import agenda
from medvirkning.review.meeting import table
from medvirkning.review.sharing import Line, Share
from medvirkning.review.words import DeclarationAnswer, Ground, Order, Outcome
from tests import cast, grant_cast
from tests.cast import World
from tests.kept import kept
from tests.review_cast import decides, hands_in, leans, says

LOOKERS = ["ivar", "dag", "kim", "cecilie", "eli", "bjarne"]


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return eleven(world)


@kept
def eleven(world: World) -> Round:
    """Eleven cases: some with points, some closed to somebody, some proposed, two decided."""
    the_round = grant_cast.open_round(world)
    cases = [grant_cast.sent(the_round, world.bjarne, **{"least": ""}) for _one in range(11)]
    for place, case in enumerate(cases):
        for person in (world.ivar, world.dag, world.halima):
            aside = place == {"ivar": 3, "dag": 5, "halima": 7}[person.name.split()[0].lower()]
            if place < 9 or person == world.dag:
                answer = DeclarationAnswer.YES if aside else DeclarationAnswer.NO
                says(case, person, answer, ground=Ground.CLOSE if aside else None)
                if not aside and place % 3:
                    hands_in(case, person, (place * 2) % 4, place % 2)
    leans(cases[1], world.halima, Outcome.PARTLY, 9_000)
    leans(cases[6], world.halima, Outcome.GRANTED, cases[6].asked)
    leans(cases[8], world.dag, Outcome.REFUSED, 0)
    leans(cases[9], world.dag, Outcome.PARTLY, 4_000)
    decides(cases[2], world.dag, Outcome.PARTLY, 11_000)
    decides(cases[0], world.dag, Outcome.REFUSED, 0)
    return the_round


def with_pot(the_round: Round, pot: int) -> Round:
    with transaction():
        db.session.get_one(Round, the_round.id).pot = pot
    return db.session.get_one(Round, the_round.id)


def whole(the_round: Round, person: Person, order: Order) -> Share:
    db.session.expire_all()
    return table(the_round, person, order).share


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("looker", LOOKERS)
def test_pages_are_the_whole_table_cut_up(world: World, the_round: Round, looker: str, order: Order) -> None:
    person = getattr(world, looker)
    for pot in (11_000, 30_000, 45_000, 1_000_000):
        told = whole(with_pot(the_round, pot), person, order)
        for most in (1, 4, 50):
            pages = [agenda(the_round, person, order, start=start, most=most) for start in range(0, 12, most)]
            rows = [(place, seat.line) for one in pages for place, seat in one.seats]
            assert rows == list(enumerate(told.lines, 1))
            for one in pages:
                assert same(one.share, told)
                assert (one.count, one.closed) == (11, 11 - len(told.seen))
                assert one.undecided is any(not line.decided for line in told.seen)
                assert one.funded == told.funded
                assert one.limit == (None if told.limit is None else told.limit + 1)


def same(one: Share, other: Share) -> bool:
    sums = [(each.pot, each.decided, each.proposed, each.left) for each in (one, other)]
    return sums[0] == sums[1]


def test_a_page_reads_no_more_cases_than_it_shows(world: World, the_round: Round) -> None:
    """What would break: a page that gets slower with every case in the round."""
    loaded: list[UUID] = []
    db.session.expunge_all()
    event.listen(Application, "load", lambda target, _context: loaded.append(target.id))
    shown = agenda(db.session.get_one(Round, the_round.id), world.eli, Order.SCORES, start=0, most=3)
    assert len(shown.seats) == 3
    assert len(set(loaded)) <= 3


def test_a_place_far_down_the_list_has_no_number(
    world: World, the_round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("medvirkning.review.agenda.NUMBERED", 1)
    found: list[tuple[int | None, Line]] = agenda(the_round, world.dag, Order.SCORES, start=0, most=50).funded
    numbered = [place for place, _line in agenda(the_round, world.dag, Order.SCORES, start=0, most=50).funded if place]
    assert numbered == sorted(numbered)
    assert None in [place for place, _line in found]
