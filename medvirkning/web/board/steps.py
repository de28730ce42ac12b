"""Step by step: what has happened in a case, for everyone to see, and what is still to come."""

from typing import Any

from flask_babel import gettext as _

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import TimelineEntry
from medvirkning.contributions.rules import DECLINED
from medvirkning.contributions.words import ContributionEvent as Event
from medvirkning.contributions.words import ContributionKind
from medvirkning.contributions.words import ContributionState as State
from medvirkning.web.filters import day
from medvirkning.web.labels.lookup import label

SHOWN = frozenset({Event.RECEIVED, Event.PUBLISHED, Event.CONSIDERED, Event.ANSWERED, Event.STARTED, Event.FINISHED})


def steps(contribution: Contribution, entries: list[TimelineEntry]) -> list[dict[str, Any]]:
    """The items of `ui.timeline`, by day. Comings and goings from the board are left out."""
    told = [
        {
            "title": label(entry.event) if entry.outcome is None else _answered(entry),
            "text": day(entry.on),
            "state": "done",
        }
        for entry in entries
        if entry.event in SHOWN
    ]
    if _nothing_more(contribution):
        return told
    if contribution.outcome is None:
        return [*told, {"title": _("We answer here"), "text": _("Also when the answer is no."), "state": "coming"}]
    return [*told, {"title": _("You get to see what happened"), "text": "", "state": "coming"}]


def _nothing_more(contribution: Contribution) -> bool:
    """It is over, or it was thanks and asks for nothing."""
    thanks = contribution.kind is ContributionKind.GOOD and contribution.outcome is None
    return thanks or contribution.state is State.DONE or contribution.outcome in DECLINED


def _answered(entry: TimelineEntry) -> str:
    return _("We answered: %(outcome)s", outcome=label(entry.outcome).lower() if entry.outcome else "")
