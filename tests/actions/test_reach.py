"""Counting how many were reached, and telling how many live where."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.caravan.counting_reach import count_reach
from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.reach_queries import contributions_reached, reach_reading
from medvirkning.caravan.words import TabletChannel
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.programmes.actions import tell_populations
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import populations
from medvirkning.programmes.words import PopulationFault as Fault
from medvirkning.surveys.guarded import NONE
from tests import cast, stop_cast
from tests.cast import World
from tests.contribution_cast import many, sent

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def counts(world: World) -> bool:
    with transaction():
        return count_reach(world.programme, by=world.cecilie, at=now())


def tells(world: World, people: dict[str, int | None], year: int | None = 2025, source: str = "SSB") -> None:
    with transaction():
        tell_populations(world.programme, people, year=year, source=source, by=world.cecilie, at=now())


def test_each_is_counted_once_where_it_is_about_and_as_it_came(world: World) -> None:
    stop = stop_cast.planned(world)
    by_tablet, helped = sent(world, "Ein", zone="Lervig"), sent(world, "To")
    sent(world, "Tre", zone="Lervig")
    sent(world, "Fire", zone="all")
    with transaction():
        for one, channel in ((by_tablet, TabletChannel.TABLET), (helped, TabletChannel.HELPED)):
            db.session.add(SaidAtStop(contribution_id=one.id, stop_id=stop.id, channel=channel))
    code = next(zone.code for zone in world.programme.zones if zone.name == "Lervig")
    found = {place: count for place, count in contributions_reached(world.programme).items() if count}
    assert found == {(code, "web"): 1, (code, "tablet"): 1, (NONE, "helped"): 1, (NONE, "web"): 1}


def test_counted_again_when_enough_have_come(world: World) -> None:
    many(world, 30)
    assert counts(world)
    kept = reach_reading(world.programme.id)
    assert kept is not None
    before = kept.counted
    sent(world, "Ein til", zone="Lervig")
    assert not counts(world)
    db.session.refresh(kept)
    assert kept.counted == before
    many(world, 30)
    assert counts(world)
    events = [event.event for event in history(Programme.__tablename__, world.programme.id)]
    assert events.count("reach_counted") == 2


def test_how_many_live_there_is_of_a_year_and_from_somebody(world: World) -> None:
    tells(world, {"S-01": 3200, "S-02": None})
    told = populations(world.programme)
    assert {code: (one.people, one.year, one.source) for code, one in told.items()} == {"S-01": (3200, 2025, "SSB")}
    tells(world, {"S-01": None, "S-02": 900}, year=2024, source="Kommunen")
    assert {code: one.year for code, one in populations(world.programme).items()} == {"S-02": 2024}
    tells(world, {"S-02": None}, year=None, source="")
    assert populations(world.programme) == {}


@pytest.mark.parametrize(
    ("year", "source", "faults"),
    [
        (None, " ", [Fault.NO_YEAR, Fault.NO_SOURCE]),
        (1066, "SSB", [Fault.NOT_A_YEAR]),
        (2999, "SSB", [Fault.NOT_A_YEAR]),
        (2020, "", [Fault.NO_SOURCE]),
    ],
)
def test_a_number_without_them_is_refused(world: World, year: int | None, source: str, faults: list[Fault]) -> None:
    with pytest.raises(RuleBroken) as refused:
        tells(world, {"S-01": 3200}, year=year, source=source)
    assert [one.code for one in refused.value.objections] == faults
    assert db.session.scalars(select(Programme.slug)).all()
    assert populations(world.programme) == {}
