"""Where nothing was found: what that means, and the nearest place where there is something."""

from dataclasses import dataclass, replace

from babel.lists import format_list
from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.contributions.board import BoardCounts, BoardFilter
from medvirkning.contributions.words import BoardGroup
from medvirkning.programmes.models import Programme
from medvirkning.web.board.chosen import address
from medvirkning.web.locale import locale

NEAREST = (BoardGroup.WORKING, BoardGroup.HAPPENED, BoardGroup.READ, BoardGroup.DECLINED)


@dataclass(frozen=True)
class WayOn:
    """What to say, and the button that leads on; no button where nobody has said anything at all."""

    text: str
    button: str = ""
    href: str = ""


def way_on(programme: Programme, chosen: BoardFilter, counts: BoardCounts) -> WayOn:
    """The nearest filter that lets something through: another theme, another stage, other zones, or no filter."""
    text = _nothing(programme, chosen)
    for nearer, count in _nearer(chosen, counts):
        if count:
            return WayOn(text, _button(nearer.group, count), address(programme, nearer))
    return WayOn(text)


def _nearer(chosen: BoardFilter, counts: BoardCounts) -> list[tuple[BoardFilter, int]]:
    tries = []
    if chosen.goal_id is not None:
        tries.append(replace(chosen, goal_id=None))
    if chosen.group is not None:
        tries += [replace(chosen, goal_id=None, group=group) for group in NEAREST if group is not chosen.group]
    if chosen.zones:
        tries.append(replace(chosen, goal_id=None, zones=frozenset()))
    tries.append(BoardFilter(sort=chosen.sort))
    return [(one, counts.of_group(one.group, one.zones)) for one in tries]


def _nothing(programme: Programme, chosen: BoardFilter) -> str:
    names = [zone.name for zone in programme.zones if zone.id in chosen.zones]
    place = format_list(names, locale=locale()) if names else programme.name
    if chosen.goal_id is not None:
        return _("Nothing from %(place)s is about this yet.", place=place)
    if chosen.group is BoardGroup.HAPPENED:
        return _("Nothing from %(place)s is finished yet.", place=place)
    if chosen.group is BoardGroup.WORKING:
        return _("We are not working on anything from %(place)s right now.", place=place)
    if chosen.group is BoardGroup.READ:
        return _("Nothing from %(place)s is waiting for us to look into it.", place=place)
    if chosen.group is BoardGroup.DECLINED:
        return _("We have not said no to anything from %(place)s.", place=place)
    return _("Nobody has said anything from %(place)s yet.", place=place)


def _button(group: BoardGroup | None, count: int) -> str:
    if group is BoardGroup.WORKING:
        return ngettext("See the one we are working on", "See the %(num)d we are working on", count)
    if group is BoardGroup.HAPPENED:
        return ngettext("See the one that is done", "See the %(num)d that are done", count)
    if group is BoardGroup.READ:
        return ngettext("See the one we have read", "See the %(num)d we have read", count)
    if group is BoardGroup.DECLINED:
        return ngettext("See the one that came to nothing", "See the %(num)d that came to nothing", count)
    return ngettext("See the one there is", "See all %(num)d", count)
