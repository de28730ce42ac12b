"""Fetching the programme an address names, for pages and their layouts."""

import time
from typing import Any

from flask import abort, current_app, g

from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import detached_programme, programme_by_slug

FRESH = 10.0  # seconds a public page may show a programme as it was: every visit needs it, and it seldom changes


def programme_or_404(slug: str) -> Programme:
    """The programme of a public page, with zones, goals and places; the layout shows its name.

    Read-only and shared between requests: hand its id to actions, never the row.
    """
    known: dict[str, tuple[float, Programme]] = current_app.extensions.setdefault("programmes", {})
    read_at, programme = known.get(slug, (float("-inf"), None))
    if programme is None or time.monotonic() - read_at > FRESH:
        programme = detached_programme(slug)
        if programme is None:
            abort(404)
        known[slug] = (time.monotonic(), programme)
    return shown(programme)


def programme_at(_person: Person, slug: str, **_rest: Any) -> Programme | None:
    """Loader for pages about a programme as a whole."""
    programme = programme_by_slug(slug)
    return None if programme is None else shown(programme)


def shown(programme: Programme) -> Programme:
    """Let the layout know which programme the page is in."""
    g.programme = programme
    return programme
