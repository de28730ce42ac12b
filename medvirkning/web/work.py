"""The places where people work in a programme: the tabs of the staff bar, and the ways in from one's own page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from medvirkning.appeals.queries import new_ones
from medvirkning.caravan.held_queries import how_many_held
from medvirkning.contributions.inbox import unread
from medvirkning.kernel.clock import oslo_date, today
from medvirkning.people.models import Person
from medvirkning.permissions import Can, can
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import memberships
from medvirkning.review.hints import looked_over
from medvirkning.review.impartiality import renewal_due
from medvirkning.review.queue import left_for
from medvirkning.review.rules import MUST_DECLARE
from medvirkning.web.access import person, standings

Count = Callable[[Person, Programme], int]


@dataclass(frozen=True)
class Place:
    """One tab: who may go there, where it is, and what waits there for this person."""

    needs: Can
    endpoint: str
    title: LazyString
    text: LazyString
    icon: str
    colour: str
    waiting: Count | None = None
    tab: bool = True  # in the bar too, not on one's own page alone


def _new_contributions(_someone: Person, programme: Programme) -> int:
    """How many contributions nobody has read."""
    return unread(programme.id)


def _held_back(_someone: Person, programme: Programme) -> int:
    """How many things that tablets sent wait for somebody to look at them."""
    return how_many_held(programme.id)


def _new_appeals(someone: Person, programme: Programme) -> int:
    """How many appeals wait for the desk."""
    return new_ones(programme.id, reader_id=someone.id)


PART_OF = {"survey_paper": "surveys", "survey_results": "surveys"}  # pages that lie under another's tab

PLACES = [
    Place(
        Can.READ_INBOX,
        "inbox.contributions",
        _l("Contributions"),
        _l("Read, publish and answer what residents say"),
        "inbox",
        "yellow",
        waiting=_new_contributions,
    ),
    Place(
        Can.READ_QUEUE,
        "queue.applications",
        _l("Applications"),
        _l("Read and assess applications for grants"),
        "hand-shake-heart",
        "green",
        waiting=left_for,
    ),
    Place(
        Can.HELP_APPLY,
        "helping.start",
        _l("Help somebody apply"),
        _l("Write an application by somebody's word, and hand it over"),
        "pencil-line",
        "lilac",
        tab=False,
    ),
    Place(
        Can.READ_MEETING,
        "meeting.rounds",
        _l("The meeting"),
        _l("Share out the money, and decide"),
        "menu-grid",
        "blue",
    ),
    Place(
        Can.READ_DECISIONS,
        "letters.decisions",
        _l("Decisions"),
        _l("See decisions, and send the letters"),
        "envelope-closed",
        "pink",
    ),
    Place(
        Can.READ_APPEALS,
        "appeals.desk",
        _l("Appeals"),
        _l("Deal with appeals against decisions"),
        "gavel",
        "coral",
        waiting=_new_appeals,
    ),
    Place(
        Can.READ_FOLLOW_UP,
        "following_up.overview",
        _l("Follow-up"),
        _l("Pay what is granted, and hear how it went"),
        "wallet",
        "coral",
    ),
    Place(
        Can.READ_SURVEYS,
        "surveys.surveys",
        _l("Surveys"),
        _l("Ask people, in many languages, and see what they answer"),
        "tasklist",
        "pink",
    ),
    Place(
        Can.READ_STOPS,
        "stops.tour_plan",
        _l("Tour plan"),
        _l("Say where the caravan comes, and when"),
        "calendar",
        "yellow",
    ),
    Place(
        Can.READ_SHIFTS,
        "shifts.overview",
        _l("The tablets"),
        _l("Open shifts at the caravan, and see what comes in"),
        "tablet",
        "blue",
        waiting=_held_back,
    ),
    Place(
        Can.READ_SCHEMES,
        "scheme_settings.schemes",
        _l("Grant schemes"),
        _l("Say how the schemes are to be, and announce rounds"),
        "cog",
        "lilac",
    ),
    Place(
        Can.KEEP_LIBRARY,
        "library.texts",
        _l("Ready texts"),
        _l("Keep reasons and conditions for decisions, in both languages"),
        "file-text",
        "blue",
        tab=False,
    ),
    Place(
        Can.KEEP_TIES,
        "ties.mine",
        _l("Roles and ties"),
        _l("Tell of what could make you disqualified"),
        "person-cross",
        "lilac",
        tab=False,
    ),
    Place(
        Can.READ_TIES,
        "ties.everybodys",
        _l("Everybody's roles and ties"),
        _l("See what those who work on applications have told"),
        "person-cross",
        "lilac",
        tab=False,
    ),
]


def work_menu() -> list[dict[str, Any]]:
    """The tabs of the programme the page is in, for whoever is signed in. Worked out once a page."""
    if "work_menu" not in g:
        g.work_menu = _tabs(person(), g.get("programme"))
    return list(g.work_menu)


def _tabs(someone: Person | None, programme: Programme | None) -> list[dict[str, Any]]:
    if someone is None or programme is None:
        return []
    known = standings(someone, programme)
    blueprint = request.blueprint
    return [
        {
            "href": url_for(place.endpoint, slug=programme.slug),
            "label": str(place.title),
            "count": place.waiting(someone, programme) if place.waiting else 0,
            "active": place.endpoint.partition(".")[0] == PART_OF.get(blueprint or "", blueprint),
        }
        for place in PLACES
        if place.tab and place.endpoint in current_app.view_functions and can(known, place.needs)
    ]


def ties_due(someone: Person) -> list[str]:
    """The slugs of the programmes where it is time for this person to look over their roles and ties."""
    slugs = [each.programme.slug for each in memberships(someone.id) if each.role in MUST_DECLARE]
    seen = looked_over([someone.id]).get(someone.id) if slugs else None
    return slugs if slugs and renewal_due(oslo_date(seen.at) if seen else None, today()) else []


def workplaces(someone: Person) -> list[tuple[str, list[dict[str, Any]]]]:
    """Programme by programme, where this person may work."""
    found: dict[Programme, list[dict[str, Any]]] = {}
    for membership in memberships(someone.id):
        programme = membership.programme
        if programme not in found:
            known = standings(someone, programme)
            found[programme] = [
                {
                    "href": url_for(place.endpoint, slug=programme.slug),
                    "title": str(place.title),
                    "text": str(place.text),
                    "icon": place.icon,
                    "colour": place.colour,
                }
                for place in PLACES
                if place.endpoint in current_app.view_functions and can(known, place.needs)
            ]
    return [(programme.name, places) for programme, places in found.items() if places]
