"""What is right of a stop: its day, its place and its position, and how its times are read. Pure."""

import re
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from medvirkning.caravan.stop_words import StopFault as Fault
from medvirkning.kernel.errors import Objection, Refused
from medvirkning.kernel.localized import Localized

YEARS_AHEAD = 2
TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:\s*[.:]\s*(\d{2})|(\d{2}))?", re.IGNORECASE)
POSITION = re.compile(r"(\d{1,2}(?:\.\d+)?)\s*°?\s*[NnØøEe]?\s*[,;\s]\s*(\d{1,2}(?:\.\d+)?)\s*°?\s*[ØøEe]?")
SOUTH, NORTH, WEST, EAST = 57.0, 81.0, 4.0, 35.0  # degrees; all of Norway is within
NOTHING = Localized({})


@dataclass(frozen=True)
class StopPlan:
    """All that is decided about a stop. Times are Oslo's, on one day; the position is degrees north and east."""

    day: date
    begins: time
    ends: time
    place_name: str
    place_id: UUID | None = None
    zone_id: UUID | None = None
    position: tuple[float, float] | None = None
    note: Localized = NOTHING
    accessibility: Localized = NOTHING


def plan_objections(plan: StopPlan, *, today: date, before: date | None = None) -> list[Objection]:
    """What is wrong with a plan, its times aside. `before` is the day the stop has: it may keep one that has passed."""
    found = []
    if plan.day < today and plan.day != before:
        found.append(Objection(Fault.DAY_PASSED))
    if plan.day.year > today.year + YEARS_AHEAD:
        found.append(Objection(Fault.TOO_FAR_AHEAD, years=YEARS_AHEAD))
    if not plan.place_name.strip():
        found.append(Objection(Fault.NO_NAME))
    if plan.position is not None and not _in_norway(*plan.position):
        found.append(Objection(Fault.NOT_A_POSITION))
    return found


def cancel_objections(because: Localized) -> list[Objection]:
    """What stands in the way of cancelling: whoever meant to come is owed a reason."""
    return [] if because else [Objection(Fault.NO_REASON)]


def read_time(written: str) -> time:
    """The time of day somebody wrote: `14`, `14.30`, `14:30`, `1430`, `kl. 9`. Raises Refused."""
    found = TIME.fullmatch(written.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or found[3] or 0) > 59:
        raise Refused(Fault.NOT_A_TIME)
    return time(int(found[1]), int(found[2] or found[3] or 0))


def read_position(written: str) -> tuple[float, float]:
    """Degrees north and east, as maps give them: `58.9712, 5.7563`. Raises Refused for a place outside Norway."""
    found = POSITION.fullmatch(written.strip())
    if found is None or not _in_norway(float(found[1]), float(found[2])):
        raise Refused(Fault.NOT_A_POSITION)
    return float(found[1]), float(found[2])


def _in_norway(north: float, east: float) -> bool:
    return SOUTH <= north <= NORTH and WEST <= east <= EAST
