"""Fetching a ready text for those who keep the library."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.review.library import text_in
from medvirkning.review.library_texts import LibraryText
from medvirkning.web.loading import InProgramme, programme_at


@dataclass(frozen=True)
class Found(InProgramme):
    """A ready text in its programme."""

    programme: Programme
    text: LibraryText


def text_at(person: Person, slug: str, text_id: UUID, **_rest: Any) -> Found | None:
    """Loader: a ready text of this programme."""
    programme = programme_at(person, slug)
    text = None if programme is None else text_in(programme.id, text_id)
    return None if programme is None or text is None else Found(programme, text)
