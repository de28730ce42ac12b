"""The caravan's stops for tests, made through the actions. Own transactions."""

from datetime import date, datetime, time, timedelta
from typing import Any

from medvirkning.caravan.planning import cancel_stop, plan_stop
from medvirkning.caravan.stop_rules import StopPlan
from medvirkning.caravan.stops import Stop
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from tests.cast import World, both
from tests.reply_cast import crowd, told

BEGINS, ENDS = time(14), time(18)


def plan(day: date | None = None, **about: Any) -> StopPlan:
    """A stop on the quay in Lervig, in a week unless another day is said."""
    told: dict[str, Any] = {"begins": BEGINS, "ends": ENDS, "place_name": "Kaia i Lervig"}
    return StopPlan(day=day or today() + timedelta(days=7), **(told | about))


def planned(world: World, day: date | None = None, *, at: datetime | None = None, **about: Any) -> Stop:
    """A stop that Cecilie has planned; `zone` is the name of one."""
    if zone := about.pop("zone", None):
        about["zone_id"] = next(one.id for one in world.programme.zones if one.name == zone)
    with transaction():
        return plan_stop(world.programme, plan(day, **about), by=world.cecilie, at=at or now())


def cancelled(world: World, day: date | None = None, **about: Any) -> Stop:
    """One that she has cancelled."""
    stop = planned(world, day, **about)
    with transaction():
        cancel_stop(stop, because=both("Vogna er på verksted", "Vogna er på verkstad"), by=world.cecilie, at=now())
    return stop


def example(world: World) -> dict[str, dict[str, str]]:
    """What addresses of stops name, by blueprint and endpoint."""
    stop = planned(world, zone="Lervig", note=both("Vi har med kaffe", "Vi har med kaffi"), position=(58.97, 5.75))
    told(world, stop, *crowd(world, stop))
    return {"stops": {"stop_id": str(stop.id), "size": "a4"}, "stops.plan_again": {"stop_id": str(cancelled(world).id)}}
