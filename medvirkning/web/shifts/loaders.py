"""Fetching a tablet, a shift, or what a tablet has sent, for those who work with them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.caravan.devices import Tablet
from medvirkning.caravan.items import Item
from medvirkning.caravan.queries import item_in, shift_in, tablet_in
from medvirkning.caravan.shifts import Shift
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.web.loading import InProgramme, programme_at


@dataclass(frozen=True)
class FoundTablet(InProgramme):
    """A tablet in its programme."""

    tablet: Tablet
    programme: Programme


@dataclass(frozen=True)
class FoundShift(InProgramme):
    """A shift in its programme."""

    shift: Shift
    programme: Programme

    @property
    def here(self) -> dict[str, Any]:
        """What every address of the shift has in it."""
        return {"slug": self.programme.slug, "shift_id": self.shift.id}


@dataclass(frozen=True)
class FoundItem(InProgramme):
    """Something that a tablet has sent."""

    item: Item
    programme: Programme

    @property
    def here(self) -> dict[str, Any]:
        """What every address of it has in it."""
        return {"slug": self.programme.slug, "item_id": self.item.id}


def tablet_at(person: Person, slug: str, tablet_id: UUID, **_rest: Any) -> FoundTablet | None:
    """Loader for one of the programme's tablets."""
    programme = programme_at(person, slug)
    tablet = None if programme is None else tablet_in(programme.id, tablet_id)
    return None if programme is None or tablet is None else FoundTablet(tablet, programme)


def shift_at_address(person: Person, slug: str, shift_id: UUID, **_rest: Any) -> FoundShift | None:
    """Loader for one of the programme's shifts."""
    programme = programme_at(person, slug)
    shift = None if programme is None else shift_in(programme.id, shift_id)
    return None if programme is None or shift is None else FoundShift(shift, programme)


def item_at(person: Person, slug: str, item_id: UUID, **_rest: Any) -> FoundItem | None:
    """Loader for something that a tablet of the programme has sent, wherever it stands."""
    programme = programme_at(person, slug)
    item = None if programme is None else item_in(programme.id, item_id)
    return None if programme is None or item is None else FoundItem(item, programme)
