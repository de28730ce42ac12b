"""Fetching a contribution for staff, through the programme in the address."""

from typing import Any
from uuid import UUID

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contribution_in
from medvirkning.people.models import Person
from medvirkning.web.loading import programme_at


def contribution_at(person: Person, slug: str, contribution_id: UUID, **_rest: Any) -> Contribution | None:
    """The contribution in whatever state, if it is this programme's."""
    programme = programme_at(person, slug)
    return None if programme is None else contribution_in(programme.id, contribution_id)
