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
    """Tags of languages, ids of surveys and of themes as text, and whether people could say what they want."""

    languages: list[str]
    surveys: list[str]
    themes: list[str]
    contributions: bool

    @property
    def kinds(self) -> list[ItemKind]:
        """What people could do."""
        said = [ItemKind.CONTRIBUTION] if self.contributions else []
        return [*said, *([ItemKind.ANSWERS] if self.surveys else [])]


def report_anew(shift: Shift) -> None:
    """Work out what may be told of the shift now."""
    hold(shift)
    offered = ever_offered(shift)
    cells: dict[str, Sequence[str]] = {
        "kind": offered.kinds,
        "channel": list(TabletChannel),
        "language": offered.languages,
        "zone": [*(zone.code for zone in shift.programme.zones), NONE],
        "theme": [*offered.themes, NONE] if offered.themes else [],
        "survey": offered.surveys,
    }
    shift.reported = reported(tallies_of(shift.id), cells, k=fewest_shown(shift.programme_id), before=shift.reported)
    db.session.flush()


def told_offer(shift: Shift) -> dict[str, Any]:
    """What is on offer, for the journal: the report lists all that ever was."""
    listed = {"languages": list(shift.languages), "surveys": list(shift.surveys), "themes": list(shift.themes)}
    return {**listed, "contributions": shift.contributions}


def ever_offered(shift: Shift) -> EverOffered:
    """What has been on offer at the shift, in the order it came: a tablet may have sent what it no longer offers."""
    told = (CaravanEvent.SHIFT_OPENED, CaravanEvent.SHIFT_CHANGED)
    facts = [event.facts for event in history(Shift.__tablename__, shift.id) if event.event in told]
    languages, surveys, themes = (
        dict.fromkeys(one for each in facts for one in each.get(name, ()))
        for name in ("languages", "surveys", "themes")
    )
    contributions = any(each.get("contributions", True) for each in facts)
    return EverOffered(list(languages), list(surveys), list(themes), contributions)
