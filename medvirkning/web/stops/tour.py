"""When and where the caravan comes, for everybody: the list with its map, and a page for each stop."""

from typing import Any
from uuid import UUID

from flask import abort, current_app, render_template, request, url_for

from medvirkning.caravan.calendar_queries import coming, past, stop_in
from medvirkning.caravan.reply_queries import replies_at
from medvirkning.caravan.reply_rules import shortened
from medvirkning.kernel.clock import now
from medvirkning.mail.reply_poster import outcomes
from medvirkning.web.access import public
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import locale
from medvirkning.web.stops.blueprint import blueprint, by_month
from medvirkning.web.stops.tour_map import tour_map, zone_stops

LOOK_BACK = 12  # stops that have been, at the end of the list


@blueprint.get("/<slug>/vogna")
@public
def tour(slug: str) -> str:
    """The next stop in large, then all that come: by month, and by zone on the map or in the list beside it."""
    programme, at = programme_or_404(slug), now()
    stops = coming(programme.id, at=at)
    chosen = programme.zone_with(request.args.get("sone"))
    zones = zone_stops(programme, stops, chosen)
    first = next((stop for stop in stops if not stop.cancelled), None)
    shown = [stop for stop in stops if chosen is None or stop.zone_id == chosen.id]
    return render_template(
        "stops/tour.html",
        first=first,
        open_now=first is not None and first.open_at(at),
        zones=zones,
        chosen=chosen,
        quilt=tour_map(programme, zones, first),
        months=by_month(shown),
        been=past(programme.id, at=at, most=LOOK_BACK),
        calendar=feed_address(slug),
    )


@blueprint.get("/<slug>/vogna/<uuid:stop_id>")
@public
def shown_stop(slug: str, stop_id: UUID) -> Any:
    """One stop, at an address that can be shared."""
    programme, at = programme_or_404(slug), now()
    stop = stop_in(programme.id, stop_id)
    if stop is None:
        abort(404)
    return render_template(
        "stops/shown_stop.html",
        stop=stop,
        open_now=stop.open_at(at),
        over=stop.over_at(at),
        replies=replies_at(stop, chosen=True),
        outcomes=outcomes(),
        shortened=shortened,
    )


def feed_address(slug: str) -> str:
    """The calendar's full address, as calendar programs want it: one that opens them."""
    base = current_app.config["SETTINGS"].base_url
    path = url_for("stops.calendar", slug=slug, sprak=locale())
    return "webcal://" + f"{base}{path}".partition("://")[2]
