"""Fetching a scheme for those who read or change its settings."""

from dataclasses import dataclass
from typing import Any

from medvirkning.grants.queries import criteria_sets, scheme_by_slug
from medvirkning.grants.scheme_files import described
from medvirkning.grants.schemes import CriteriaSet, Round, Scheme
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.web.loading import InProgramme, programme_at
from medvirkning.web.scheme_settings.asked import Group
from medvirkning.web.scheme_settings.groups import BY_SLUG


@dataclass(frozen=True)
class Found(InProgramme):
    """A scheme, and the page of its settings that the address names."""

    scheme: Scheme
    programme: Programme
    group: Group | None = None
    round: Round | None = None
    adopted: CriteriaSet | None = None

    @property
    def told(self) -> dict[str, Any]:
        """The scheme as a description, as it is now."""
        return described(self.scheme, rounds=False)


def scheme_at(person: Person, slug: str, scheme_slug: str, **_rest: Any) -> Found | None:
    """Loader for a scheme of a programme."""
    programme = programme_at(person, slug)
    scheme = None if programme is None else scheme_by_slug(programme.id, scheme_slug)
    return None if programme is None or scheme is None else Found(scheme, programme)


def group_at(person: Person, slug: str, scheme_slug: str, group: str) -> Found | None:
    """Loader for one page of its settings."""
    found = scheme_at(person, slug, scheme_slug)
    return None if found is None or group not in BY_SLUG else Found(found.scheme, found.programme, BY_SLUG[group])


def round_at(person: Person, slug: str, scheme_slug: str, round_slug: str) -> Found | None:
    """Loader for a round of the scheme."""
    found = scheme_at(person, slug, scheme_slug)
    round_ = None if found is None else next((one for one in found.scheme.rounds if one.slug == round_slug), None)
    return None if found is None or round_ is None else Found(found.scheme, found.programme, round=round_)


def criteria_at(person: Person, slug: str, scheme_slug: str, version: int) -> Found | None:
    """Loader for criteria as they were adopted once."""
    found = scheme_at(person, slug, scheme_slug)
    sets = [] if found is None else criteria_sets(found.scheme)
    adopted = next((one for one in sets if one.version == version), None)
    return None if found is None or adopted is None else Found(found.scheme, found.programme, adopted=adopted)
