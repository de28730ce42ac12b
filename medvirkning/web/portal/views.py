"""The front door: which programmes there are, and each one's own front page."""

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from medvirkning.caravan.calendar_queries import next_stop
from medvirkning.contributions.board import newest_done
from medvirkning.grants.queries import open_rounds
from medvirkning.kernel.clock import now, today
from medvirkning.mail.stop_voice import place_and_time
from medvirkning.programmes.queries import programmes
from medvirkning.programmes.quilt import quilt
from medvirkning.surveys.queries import surveys_outside
from medvirkning.web.access import public
from medvirkning.web.loading import programme_or_404
from medvirkning.web.stories import story_of

blueprint = Blueprint("portal", __name__)


@blueprint.get("/")
@public
def programmes_page() -> Any:
    """Every programme; with only one, straight to it."""
    found = programmes()
    if len(found) == 1:
        return redirect(url_for("portal.programme_page", slug=found[0].slug), 303)
    return render_template("portal/programmes_page.html", programmes=found)


@blueprint.get("/<slug>/")
@public
def programme_page(slug: str) -> str:
    """A programme's front page. Read without a session, so that nobody gets a cookie for looking."""
    programme = programme_or_404(slug)
    rounds = open_rounds(programme.id, at=now())
    done = newest_done(programme.id, most=1)
    to_answer, to_read = surveys_outside(programme.id, today=today())
    stop = next_stop(programme.id, at=now())
    return render_template(
        "portal/programme_page.html",
        programme=programme,
        quilt=quilt(
            programme.zones,
            links=lambda zone: url_for("board.contributions", slug=slug, sone=zone.code),
            scenery=programme.drawing,
            extras=True,
        ),
        open_round=rounds[0] if rounds else None,
        done=done[0] if done else None,
        story=story_of(done[0]) if done else None,
        to_answer=to_answer,
        to_read=to_read,
        meet=place_and_time(stop.place_name, stop.starts_at, stop.ends_at, today=today()) if stop else "",
    )
