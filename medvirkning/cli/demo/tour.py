"""The demo's tour plan: where the caravan has been, is today and comes later, and one stop that is cancelled."""

from datetime import date, datetime, time, timedelta
from typing import Any

from medvirkning.caravan.planning import cancel_stop, plan_stop
from medvirkning.caravan.stop_rules import StopPlan
from medvirkning.caravan.stops import Stop
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.programmes import read
from medvirkning.kernel.clock import oslo
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme

NOTICE = 12  # days before a stop that it is planned
OPENS, CLOSES, STAYS, MIDNIGHT = time(10), time(18), 3, time(23, 59)  # today's stop, and hours more for who comes late


def plan_tour(programme: Programme, people: dict[str, Person], almanac: Almanac) -> None:
    """A stop today, and on the days of this week and those around it, each planned in good time."""
    told, by = read("stops.json"), people["cecilie"]
    plan_today(programme, people, almanac)
    for number, one in enumerate(told["stops"]):
        plan = _plan(programme, told["places"][one["at"]], one, almanac.day(0))
        if plan.day == almanac.day(0):
            continue
        ago = (almanac.day(0) - plan.day).days + NOTICE
        stop = plan_stop(programme, plan, by=by, at=_in_time(almanac, ago, number))
        if because := one.get("cancelled"):
            cancel_stop(stop, because=Localized(because), by=by, at=almanac.office(1, number))


def plan_today(programme: Programme, people: dict[str, Person], almanac: Almanac, *, begins: time = OPENS) -> Stop:
    """A stop that whoever tries the demo today finds open, also in the evening."""
    told, hour = read("stops.json"), oslo(almanac.now).hour + STAYS
    ends = MIDNIGHT if hour > MIDNIGHT.hour else max(CLOSES, time(hour))
    today = {"weeks": 0, "weekday": almanac.day(0).isoweekday(), "from": begins.isoformat(), "to": ends.isoformat()}
    plan = _plan(programme, told["places"][told["today"]], today, almanac.day(0))
    return plan_stop(programme, plan, by=people["cecilie"], at=_in_time(almanac, NOTICE, 0))


def _in_time(almanac: Almanac, ago: int, number: int) -> datetime:
    return almanac.office(max(ago, 2), number)


def _plan(programme: Programme, place: dict[str, Any], one: dict[str, Any], today: date) -> StopPlan:
    zones = {zone.code: zone.id for zone in programme.zones}
    places = {each.name: each.id for each in programme.places}
    return StopPlan(
        day=today + timedelta(weeks=one["weeks"], days=one["weekday"] - today.isoweekday()),
        begins=time.fromisoformat(one["from"]),
        ends=time.fromisoformat(one["to"]),
        place_name=place["name"],
        place_id=places[place["place"]] if "place" in place else None,
        zone_id=zones[place["zone"]],
        position=(place["position"][0], place["position"][1]),
        note=Localized(place["note"]),
        accessibility=Localized(place["accessibility"]),
    )
