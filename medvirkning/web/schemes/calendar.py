"""The days of a programme's grants as a calendar that one can follow (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from flask import Response, url_for
from flask_babel import gettext as _
from icalendar import Calendar, Event

from medvirkning.grants.queries import schemes_of
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.programmes.models import Programme
from medvirkning.web.access import public
from medvirkning.web.loading import programme_or_404
from medvirkning.web.locale import locale
from medvirkning.web.schemes.blueprint import blueprint

LONG_AGO = timedelta(days=400)  # rounds that closed before are left out


@blueprint.get("/<slug>/frister.ics")
@public
def deadlines(slug: str) -> Response:
    """When rounds open and close, when the group meets, and when answers come."""
    programme = programme_or_404(slug)
    calendar = Calendar()
    calendar.add("prodid", "-//Medvirkning//medvirkning//NO")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Neighbourhood grants, %(place)s", place=programme.name))
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for event in _events(programme):
        calendar.add_component(event)
    response = Response(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response.headers.set("Content-Disposition", "inline", filename=f"frister-{programme.slug}.ics")
    return response


def _events(programme: Programme) -> Iterator[Event]:
    since = now() - LONG_AGO
    for scheme in schemes_of(programme.id):
        name = scheme.name.text(locale())
        for round_ in scheme.rounds:
            if round_.deadline is not None and round_.deadline < since:
                continue
            address = url_for(
                "schemes.scheme_round",
                slug=programme.slug, scheme_slug=scheme.slug, round_slug=round_.slug, _external=True,
            )  # fmt: skip
            for what, when, told in _days(round_, name):
                yield _event(f"{round_.id}-{what}@medvirkning", when, told, address, round_)


def _days(round_: Round, name: str) -> Iterator[tuple[str, date | datetime, str]]:
    if round_.deadline is None:
        yield "opens", round_.opens_at, _("%(scheme)s: you can apply at any time from now", scheme=name)
    else:
        yield "opens", round_.opens_at, _("%(scheme)s: the round opens", scheme=name)
        yield "deadline", round_.deadline, _("%(scheme)s: the deadline", scheme=name)
    if round_.meeting_on:
        yield "meeting", round_.meeting_on, _("%(scheme)s: the group meets", scheme=name)
    if round_.answer_by:
        yield "answer", round_.answer_by, _("%(scheme)s: answers by today", scheme=name)


def _event(uid: str, when: date | datetime, told: str, address: str, round_: Round) -> Event:
    """One point in time, or one whole day. It says itself when it was made, so that the same file is the same."""
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", round_.opens_at)
    event.add("dtstart", when)
    event.add("summary", told)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    return event
