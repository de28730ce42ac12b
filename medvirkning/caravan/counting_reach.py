"""Counting how many contributions came from where and in which way, to lay beside how many live there."""

from datetime import datetime

from medvirkning.caravan.queries import fewest_shown
from medvirkning.caravan.reach_queries import contributions_reached, reach_reading, ways_of
from medvirkning.caravan.reach_readings import ReachReading
from medvirkning.caravan.reach_rules import reached
from medvirkning.caravan.words import CaravanEvent
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.surveys.guarded import NONE


def count_reach(programme: Programme, *, by: Person, at: datetime) -> bool:
    """Count anew. False where the numbers that were told must stand, because too few have come since."""
    hold(programme)
    kept = reach_reading(programme.id)
    zones = [*(zone.code for zone in programme.zones), NONE]
    before = kept.counted if kept is not None else None
    counted = reached(
        contributions_reached(programme), zones, ways_of(programme.id), k=fewest_shown(programme.id), before=before
    )
    if kept is None:
        db.session.add(kept := ReachReading(programme_id=programme.id, counted=counted, read_at=at))
    elif counted == before:
        return False
    else:
        kept.counted, kept.read_at = counted, at
    db.session.flush()
    record(programme, CaravanEvent.REACH_COUNTED, by=by, at=at, programme_id=programme.id)
    return True
