"""What somebody wants to see of the inbox, as it stands in the address: words from closed lists, and a search."""

from typing import Any
from uuid import UUID

from flask import request, url_for

from medvirkning.caravan.calendar_queries import stop_in
from medvirkning.caravan.origin_queries import said_at
from medvirkning.contributions.inbox import Among, InboxFilter
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.words import ContributionKind, InboxTab
from medvirkning.programmes.models import Programme
from medvirkning.web.fields import tidy
from medvirkning.web.themes import themes

TABS = {
    "nye": InboxTab.NEW,
    "venter": InboxTab.WAITING,
    "mine": InboxTab.MINE,
    "besvart": InboxTab.ANSWERED,
    "skjult": InboxTab.HIDDEN,
}
KINDS = {
    "bra": ContributionKind.GOOD,
    "bedre": ContributionKind.BETTER,
    "ide": ContributionKind.IDEA,
    "uten": ContributionKind.UNSAID,
}
MOST_SEARCHED = 100  # characters


def wanted(programme: Programme) -> InboxFilter:
    """What the address asks for. A word that is in none of the lists is as if it were not there."""
    query = request.args
    zone = programme.zone_with(query.get("sone"))
    goal = themes(programme).get(query.get("tema", ""))
    return InboxFilter(
        tab=TABS.get(query.get("fane", ""), InboxTab.NEW),
        zone_id=None if zone is None else zone.id,
        kind=KINDS.get(query.get("slag", "")),
        goal_id=None if goal is None else goal.id,
        among=_stop(programme, query.get("stopp", "")),
        text=tidy(query.get("sok"))[:MOST_SEARCHED],
    )


def _stop(programme: Programme, word: str) -> Among | None:
    """What was said at the stop of this id, if it is the programme's."""
    try:
        stop_id = UUID(word)
    except ValueError:
        return None
    return Among(stop_id, said_at(stop_id)) if stop_in(programme.id, stop_id) is not None else None


def in_address(programme: Programme, chosen: InboxFilter) -> dict[str, Any]:
    """The query of an address that asks for just this; what is not asked for is left out."""
    return {
        "fane": next(word for word, tab in TABS.items() if tab is chosen.tab),
        "sone": next((zone.code for zone in programme.zones if zone.id == chosen.zone_id), None),
        "slag": next((word for word, kind in KINDS.items() if kind is chosen.kind), None),
        "tema": next((word for word, goal in themes(programme).items() if goal.id == chosen.goal_id), None),
        "stopp": str(chosen.among.id) if chosen.among is not None else None,
        "sok": chosen.text or None,
    }


def list_url(programme: Programme, chosen: InboxFilter) -> str:
    """The list that shows just this."""
    return url_for("inbox.contributions", slug=programme.slug, **in_address(programme, chosen))


def case_url(contribution: Contribution, endpoint: str = "contribution", **more: Any) -> str:
    """A page about one contribution, with the filter of the list one came from."""
    programme = contribution.programme
    kept = in_address(programme, wanted(programme)) if "fane" in request.args else {}
    values = {"slug": programme.slug, "contribution_id": contribution.id, **kept, **more}
    return url_for(f"inbox.{endpoint}", **values)
