"""The programme's quilt with the stops that come: the zones where the caravan goes, and where it comes next."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from medvirkning.caravan.stops import Stop
from medvirkning.programmes.models import Programme, Zone
from medvirkning.programmes.quilt import quilt

PALE = 0.72  # how much white lies over a zone without stops
CARAVAN = (30, 34)  # from the caravan's corner to the middle of a patch's symbol, in map units


@dataclass(frozen=True)
class ZoneStops:
    """A zone, and when the caravan comes there next, if it does."""

    zone: Zone
    next: Stop | None
    href: str
    chosen: bool


def zone_stops(programme: Programme, stops: list[Stop], chosen: Zone | None) -> list[ZoneStops]:
    """Every zone in the map's order: what the map shows, as a list."""
    planned = [stop for stop in stops if not stop.cancelled]
    found = []
    for zone in programme.zones:
        there = next((stop for stop in planned if stop.zone_id == zone.id), None)
        href = url_for("stops.tour", slug=programme.slug, sone=zone.code, _anchor="stops") if there else ""
        found.append(ZoneStops(zone, there, href, chosen is not None and zone.id == chosen.id))
    return found


def tour_map(programme: Programme, zones: list[ZoneStops], where: Stop | None) -> dict[str, Any]:
    """What `ui.quilt` draws: zones with stops are links, the others pale; the caravan stands where it comes next."""
    links = {one.zone.id: one.href for one in zones}
    drawing = quilt(programme.zones, links=lambda zone: links[zone.id], scenery=programme.drawing)
    names = {one.zone.name for one in zones if one.next}
    for patch in drawing["zones"]:
        if patch["name"] not in names:
            patch["veil"] = PALE
        if where is not None and where.zone is not None and patch["name"] == where.zone.name and patch["symbol_at"]:
            left, top = patch["symbol_at"]
            drawing["caravan"] = (left + 17 - CARAVAN[0], top + 32 - CARAVAN[1])
            patch["symbol_at"] = None
    return drawing
