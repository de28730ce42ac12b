"""Fetching the programme an address names, for pages and their layouts."""

from typing import Any

from flask import abort, g

from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.programmes.queries import programme_by_slug


def programme_or_404(slug: str) -> Programme:
    """The programme of a public page; the layout shows its name."""
    programme = programme_by_slug(slug)
    if programme is None:
        abort(404)
    return shown(programme)


def programme_at(_person: Person, slug: str, **_rest: Any) -> Programme | None:
    """Loader for pages about a programme as a whole."""
    programme = programme_by_slug(slug)
    return None if programme is None else shown(programme)


def shown(programme: Programme) -> Programme:
    """Let the layout know which programme the page is in."""
    g.programme = programme
    return programme
