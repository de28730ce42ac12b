"""Keeping a shift's report: made when it ends, and again for what comes later out of a drawer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from medvirkning.caravan.queries import fewest_shown, tallies_of
from medvirkning.caravan.shift_report import reported
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import CaravanEvent, ItemKind, TabletChannel
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db, hold
from medvirkning.surveys.guarded import NONE


@dataclass(frozen=True)
class EverOffered:
    """Tags of languages, and ids of surveys as text."""

    languages: list[str]
    surveys: list[str]


def report_anew(shift: Shift) -> None:
    """Work out what may be told of the shift now."""
    hold(shift)
    offered = ever_offered(shift)
    cells: dict[str, Sequence[str]] = {
        "kind": list(ItemKind),
        "channel": list(TabletChannel),
        "language": offered.languages,
        "zone": [*(zone.code for zone in shift.programme.zones), NONE],
        "survey": offered.surveys,
    }
    shift.reported = reported(tallies_of(shift.id), cells, k=fewest_shown(shift.programme_id), before=shift.reported)
    db.session.flush()


def told_offer(shift: Shift) -> dict[str, Any]:
    """What is on offer, for the journal: the report lists all that ever was."""
    return {"languages": list(shift.languages), "surveys": list(shift.surveys)}


def ever_offered(shift: Shift) -> EverOffered:
    """What has been on offer at the shift, in the order it came: a tablet may have sent what it no longer offers."""
    told = (CaravanEvent.SHIFT_OPENED, CaravanEvent.SHIFT_CHANGED)
    facts = [event.facts for event in history(Shift.__tablename__, shift.id) if event.event in told]
    languages, surveys = (
        dict.fromkeys(one for each in facts for one in each[name]) for name in ("languages", "surveys")
    )
    return EverOffered(list(languages), list(surveys))
