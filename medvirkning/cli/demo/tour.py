"""The demo's tour plan: where the caravan has been, where it comes, and one stop that is cancelled."""

from datetime import date, datetime, time, timedelta
from typing import Any

from medvirkning.caravan.planning import cancel_stop, plan_stop
from medvirkning.caravan.stop_rules import StopPlan
from medvirkning.cli.demo.almanac import Almanac
from medvirkning.cli.demo.programmes import read
from medvirkning.kernel.localized import Localized
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme

NOTICE = 12  # days before a stop that it is planned


def plan_tour(programme: Programme, people: dict[str, Person], almanac: Almanac) -> None:
    """Stops on the days of this week and those around it, each planned in good time."""
    told, by = read("stops.json"), people["cecilie"]
    for number, one in enumerate(told["stops"]):
        plan = _plan(programme, told["places"][one["at"]], one, almanac.day(0))
        ago = (almanac.day(0) - plan.day).days + NOTICE
        stop = plan_stop(programme, plan, by=by, at=_in_time(almanac, ago, number))
        if because := one.get("cancelled"):
            cancel_stop(stop, because=Localized(because), by=by, at=almanac.office(1, number))


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
