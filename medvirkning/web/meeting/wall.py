"""The wall: the pot and the cases in large type for everyone in the room, kept up to date by itself.

The part that is asked for again and again has an ETag of what it is drawn from, so that an unchanged one costs little.
"""

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from medvirkning.kernel.content_digest import digest
from medvirkning.permissions import Can
from medvirkning.review.wall import drawn_from, on_the_wall
from medvirkning.web.access import requires, signed_in
from medvirkning.web.locale import locale
from medvirkning.web.meeting.blueprint import blueprint
from medvirkning.web.meeting.loaders import Meeting, meeting_at
from medvirkning.web.meeting.pot import pot

MOST_ROWS = 60  # that one can read on a wall


@blueprint.get("/<uuid:round_id>/vegg")
@requires(Can.READ_MEETING, meeting_at)
def wall(found: Meeting) -> str:
    """The whole page. Cases that are closed to whoever is signed in stay closed on their wall."""
    return render_template("meeting/wall.html", **_shown(found))


@blueprint.get("/<uuid:round_id>/vegg/del")
@requires(Can.READ_MEETING, meeting_at)
def wall_part(found: Meeting) -> Response:
    """The part that changes; 304 where nothing has since it was last asked for. By itself it is no page."""
    if request.headers.get("HX-Request") != "true":
        return redirect(url_for("meeting.wall", slug=found.programme.slug, round_id=found.round.id), 303)
    someone = signed_in()
    tag = digest([str(each) for each in (someone.id, locale(), *drawn_from(found.round, someone))])
    if request.if_none_match.contains(tag):
        answer = make_response("", 304)
    else:
        answer = make_response(render_template("meeting/_wall.html", **_shown(found)))
    answer.set_etag(tag)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


def _shown(found: Meeting) -> dict[str, Any]:
    told = on_the_wall(found.round, signed_in(), most=MOST_ROWS)
    return {
        "meeting": found,
        "programme": found.programme,
        "round": found.round,
        "seats": told.seats,
        "more": told.more,
        "pot": pot(told.agenda, found.programme),
        "zones": {zone.id: zone for zone in found.programme.zones},
    }
