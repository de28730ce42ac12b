"""The caravan's stops as a calendar that one can follow, and each as a file (iCalendar, RFC 5545)."""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from flask import Response, abort, current_app, request, url_for
from flask_babel import gettext as _
from icalendar import Calendar, Event

from medvirkning.caravan.calendar_queries import coming, stop_in
from medvirkning.caravan.stops import Stop
from medvirkning.kernel.clock import now, oslo
from medvirkning.mail.language import speaking
from medvirkning.people.words import LANGUAGES
from medvirkning.programmes.models import Programme
from medvirkning.web.access import public
from medvirkning.web.loading import programme_or_404
from medvirkning.web.stops.blueprint import blueprint

LONG_AGO = timedelta(days=400)  # stops that ended before are left out
FRESH = 900  # seconds that a calendar program may keep what it fetched


@blueprint.get("/<slug>/vogna.ics")
@public
def calendar(slug: str) -> Response:
    """Every stop, also those that are cancelled: programs that have them must learn it."""
    programme = programme_or_404(slug)
    stops = coming(programme.id, at=now() - LONG_AGO)
    return _answer(programme, stops, f"vogna-{programme.slug}.ics", "inline")


@blueprint.get("/<slug>/vogna/<uuid:stop_id>.ics")
@public
def stop_calendar(slug: str, stop_id: UUID) -> Response:
    """One stop, to put in one's own calendar."""
    programme = programme_or_404(slug)
    stop = stop_in(programme.id, stop_id)
    if stop is None:
        abort(404)
    return _answer(programme, [stop], f"vogna-{stop.day.isoformat()}.ics", "attachment")


def _answer(programme: Programme, stops: Sequence[Stop], name: str, way: str) -> Response:
    """The calendar in the language that the address asks for, else the programme's; the same bytes until it changes."""
    asked = request.args.get("sprak")
    language = asked if asked in LANGUAGES else programme.default_language
    with speaking(language if language in LANGUAGES else "nb"):
        content = _calendar(programme, stops, language or "nb")
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers.set("Content-Disposition", way, filename=name)
    response.headers["Cache-Control"] = f"public, max-age={FRESH}"
    response.set_etag(sha256(content).hexdigest()[:32])
    return response.make_conditional(request)  # type: ignore[return-value]


def _calendar(programme: Programme, stops: Sequence[Stop], language: str) -> bytes:
    made = Calendar()
    made.add("prodid", "-//Medvirkning//medvirkning//NO")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    name = _("The caravan, %(place)s", place=programme.name)
    made.add("x-wr-calname", name)
    made.add("name", name)
    made.add("x-wr-timezone", "Europe/Oslo")
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT1H")
    for stop in stops:
        made.add_component(_event(stop, programme, language))
    made.add_missing_timezones()
    return made.to_ical()


def _event(stop: Stop, programme: Programme, language: str) -> Event:
    """It says itself when it was changed last, and how many times: so that the same stop is the same bytes."""
    base = current_app.config["SETTINGS"].base_url
    event = Event()
    event.add("uid", f"{stop.id}@medvirkning")
    event.add("sequence", stop.version - 1)
    event.add("dtstamp", stop.changed_at)
    event.add("last-modified", stop.changed_at)
    event.add("dtstart", oslo(stop.starts_at))
    event.add("dtend", oslo(stop.ends_at))
    title = _("The caravan: %(place)s", place=stop.place_name)
    event.add("summary", _("Cancelled: %(what)s", what=title) if stop.cancelled else title)
    event.add("status", "CANCELLED" if stop.cancelled else "CONFIRMED")
    event.add("location", ", ".join(filter(None, [stop.place_name, stop.zone.name if stop.zone else ""])))
    told = [stop.cancelled_because, stop.note, stop.accessibility]
    if description := "\n\n".join(text.text(language) for text in told if text):
        event.add("description", description)
    if stop.position is not None:
        event.add("geo", stop.position)
    event.add("url", base + url_for("stops.shown_stop", slug=programme.slug, stop_id=stop.id))
    event.add("transp", "TRANSPARENT")
    return event
