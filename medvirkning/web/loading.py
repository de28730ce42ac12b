"""Fetching the programme an address names, for pages and their layouts; and the standing of what loaders fetch."""

import time
from typing import Any
from uuid import UUID

from flask import abort, current_app, g

from medvirkning.grants.models import Application
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import detached_programme, programme_by_slug

FRESH = 10.0  # seconds a public page may show a programme as it was: every visit needs it, and it seldom changes


class InProgramme:
    """For what a loader fetches in a programme."""

    programme: Programme

    @property
    def programme_id(self) -> UUID:
        """Where it belongs; permissions are given per programme."""
        return self.programme.id


class OfApplication:
    """For what a loader fetches with an application, and has its standing."""

    application: Application

    @property
    def programme_id(self) -> UUID:
        """Where it belongs."""
        return self.application.programme_id

    @property
    def owner_id(self) -> UUID:
        """Whose it is."""
        return self.application.owner_id


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
