"""The pot as the page draws it: a bar of patches, as wide as their kroner, numbered as the list."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from medvirkning.programmes.models import Programme
from medvirkning.review.agenda import Agenda
from medvirkning.review.sharing import Share
from medvirkning.web.filters import kr

MOST_PATCHES = 60
NO_ZONE = "#d9d5ee"


def pot(found: Agenda, programme: Programme) -> dict[str, Any]:
    """The arguments of `ui.pot` for a round's money."""
    share, funded = found.share, found.funded
    over = share.left < 0
    total = max(share.pot, share.decided + share.proposed, 1)
    colours = {zone.id: zone.drawing.get("colour", NO_ZONE) for zone in programme.zones}
    parts = [
        {
            "percent": 100 * (line.amount or 0) / total,
            "colour": colours.get(line.zone_id, NO_ZONE) if line.zone_id else NO_ZONE,
            "text": place if place and 100 * (line.amount or 0) / total > 2.5 else "",
        }
        for place, line in funded[:MOST_PATCHES]
    ]
    rest = sum(line.amount or 0 for _place, line in funded[MOST_PATCHES:])
    if rest:
        parts.append({"percent": 100 * rest / total, "colour": NO_ZONE, "text": "…"})
    rows = [(_("To share out"), kr(share.pot))]
    if share.decided:
        rows.append((_("Decided"), kr(share.decided)))
    rows += [
        (_("Proposed"), kr(share.proposed)),
        (_("Applications with money"), _("%(some)d of %(all)d", some=len(funded), all=found.count)),
    ]
    left = (_("Too much"), kr(-share.left)) if over else (_("Left"), kr(share.left))
    return {
        "rows": rows,
        "left": left,
        "parts": parts,
        "left_text": "" if over else _("%(amount)s left", amount=kr(share.left)),
        "alt": _alt(share, len(funded)),
        "over": over,
    }


def _alt(share: Share, funded: int) -> str:
    given = kr(share.decided + share.proposed)
    said = ngettext(
        "%(given)s of %(pot)s is shared out on %(num)d application.",
        "%(given)s of %(pot)s is shared out on %(num)d applications.",
        funded,
        given=given,
        pot=kr(share.pot),
    )
    rest = (
        _("That is %(amount)s too much.", amount=kr(-share.left))
        if share.left < 0
        else _("%(amount)s is left.", amount=kr(share.left))
    )
    return f"{said} {rest}"
