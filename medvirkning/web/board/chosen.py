"""What somebody wants to see of the board, as it stands in the address. Every word is from a closed list."""

from dataclasses import replace
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from medvirkning.contributions.board import BoardFilter
from medvirkning.contributions.words import BoardGroup, BoardSort
from medvirkning.programmes.models import Programme
from medvirkning.web.filters import best
from medvirkning.web.labels.lookup import label
from medvirkning.web.themes import themes

GROUPS = {
    "lest": BoardGroup.READ,
    "i-arbeid": BoardGroup.WORKING,
    "skjedde": BoardGroup.HAPPENED,
    "ble-ikke": BoardGroup.DECLINED,
}
SORTS = {"nyeste": BoardSort.NEWEST, "enige": BoardSort.AGREED}
ICONS = {
    BoardGroup.READ: "inbox",
    BoardGroup.WORKING: "cog",
    BoardGroup.HAPPENED: "checkmark-circle",
    BoardGroup.DECLINED: "x-mark",
}


def wanted(programme: Programme, query: MultiDict[str, str]) -> BoardFilter:
    """What the address asks for. A word that is in none of the lists is as if it were not there."""
    codes = set(query.getlist("sone"))
    goal = themes(programme).get(query.get("tema", ""))
    return BoardFilter(
        zones=frozenset(zone.id for zone in programme.zones if zone.code in codes),
        group=GROUPS.get(query.get("status", "")),
        sort=SORTS.get(query.get("sorter", ""), BoardSort.NEWEST),
        goal_id=None if goal is None else goal.id,
    )


def address(programme: Programme, chosen: BoardFilter) -> str:
    """Where the board shows just this."""
    query: dict[str, Any] = {
        "sone": [zone.code for zone in programme.zones if zone.id in chosen.zones],
        "status": next((word for word, group in GROUPS.items() if group is chosen.group), None),
        "tema": next((word for word, goal in themes(programme).items() if goal.id == chosen.goal_id), None),
        "sorter": "enige" if chosen.sort is BoardSort.AGREED else None,
    }
    return url_for("board.contributions", slug=programme.slug, **query)


def chips(programme: Programme, chosen: BoardFilter) -> list[tuple[str, str]]:
    """The filters that are on, each with the address without it."""
    found = [
        (zone.name, address(programme, replace(chosen, zones=chosen.zones - {zone.id})))
        for zone in programme.zones
        if zone.id in chosen.zones
    ]
    if chosen.group is not None:
        found.append((label(chosen.group), address(programme, replace(chosen, group=None))))
    if chosen.goal_id is not None:
        theme = next(goal for goal in programme.goals if goal.id == chosen.goal_id)
        found.append((best(theme.name), address(programme, replace(chosen, goal_id=None))))
    return found
