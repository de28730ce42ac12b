"""Keeping a shift's report: made when it ends, and again for what comes later out of a drawer."""

from collections.abc import Sequence
from typing import Any

from medvirkning.caravan.queries import fewest_shown, tallies_of
from medvirkning.caravan.shift_report import reported
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import CaravanEvent, ItemKind, TabletChannel
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db, hold
from medvirkning.surveys.guarded import NONE


def report_anew(shift: Shift) -> None:
    """Work out what may be told of the shift now."""
    hold(shift)
    offers = _offers(shift)
    surveys = list(dict.fromkeys(one for told in offers for one in told["surveys"]))
    themes = list(dict.fromkeys(one for told in offers for one in told.get("themes", ())))
    said = any(told.get("contributions", True) for told in offers)
    cells: dict[str, Sequence[str]] = {
        "kind": [*([ItemKind.CONTRIBUTION] if said else []), *([ItemKind.ANSWERS] if surveys else [])],
        "channel": list(TabletChannel),
        "language": list(dict.fromkeys(one for told in offers for one in told["languages"])),
        "zone": [*(zone.code for zone in shift.programme.zones), NONE],
        "theme": [*themes, NONE] if themes else [],
        "survey": surveys,
    }
    shift.reported = reported(tallies_of(shift.id), cells, k=fewest_shown(shift.programme_id), before=shift.reported)
    db.session.flush()


def told_offer(shift: Shift) -> dict[str, Any]:
    """What is on offer, for the journal: the report lists all that ever was."""
    listed = {"languages": list(shift.languages), "surveys": list(shift.surveys), "themes": list(shift.themes)}
    return {**listed, "contributions": shift.contributions}


def _offers(shift: Shift) -> list[dict[str, Any]]:
    told = (CaravanEvent.SHIFT_OPENED, CaravanEvent.SHIFT_CHANGED)
    return [event.facts for event in history(Shift.__tablename__, shift.id) if event.event in told]
