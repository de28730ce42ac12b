"""Fetching a stop for those who plan the tour."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.caravan.calendar_queries import stop_in
from medvirkning.caravan.stops import Stop
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.web.loading import InProgramme, programme_at


@dataclass(frozen=True)
class Found(InProgramme):
    """A stop in its programme."""

    stop: Stop
    programme: Programme

    @property
    def here(self) -> dict[str, Any]:
        """What every address of the stop has in it."""
        return {"slug": self.programme.slug, "stop_id": self.stop.id}


def stop_at(person: Person, slug: str, stop_id: UUID, **_rest: Any) -> Found | None:
    """Loader for one stop of the programme."""
    programme = programme_at(person, slug)
    stop = None if programme is None else stop_in(programme.id, stop_id)
    return None if programme is None or stop is None else Found(stop, programme)


@dataclass(frozen=True)
class Poster(InProgramme):
    """A stop, and which poster of it is wanted."""

    found: Found
    programme: Programme
    size: str
    language: str


def poster_of(person: Person, slug: str, stop_id: UUID, size: str, language: str) -> Poster | None:
    """Loader for a poster."""
    found = stop_at(person, slug, stop_id)
    return None if found is None else Poster(found, found.programme, size, language)
