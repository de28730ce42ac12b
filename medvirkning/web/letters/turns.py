"""Reading the letters of a round one by one: what comes before and after the one on the page."""

from dataclasses import dataclass

from medvirkning.people.models import Person
from medvirkning.review.models import Letter
from medvirkning.review.waiting import Waits, waiting_in


@dataclass(frozen=True, slots=True)
class Turn:
    """The letter's number among those that wait and are open to the reader, and its neighbours."""

    number: int
    total: int
    before: Waits | None
    after: Waits | None


def turn_of(letter: Letter, reader: Person) -> Turn | None:
    """The letter's turn in its round; None once it does not wait any more."""
    row = waiting_in(letter.decision.application.round, reader).open
    place = next((place for place, each in enumerate(row) if each.id == letter.id), None)
    if place is None:
        return None
    before, after = row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None
    return Turn(place + 1, len(row), before, after)
