"""The journal of a contribution, as colleagues read it."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from medvirkning.contributions.words import AnswerOutcome, ContributionEvent
from medvirkning.journal.models import JournalEvent
from medvirkning.web.filters import clock_time, day
from medvirkning.web.labels.lookup import label


def event_rows(events: Iterable[JournalEvent], names: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """The items of `ui.timeline`: what, when and by whom. Of residents' own acts only the day is known."""
    return [{"title": _title(event), "text": _when(event, names), "state": "done"} for event in events]


def _title(event: JournalEvent) -> str:
    what = label(ContributionEvent(event.event))
    outcome = event.facts.get("outcome")
    if outcome:
        return _("%(what)s: %(outcome)s", what=what, outcome=label(AnswerOutcome(outcome)).lower())
    return what


def _when(event: JournalEvent, names: Mapping[UUID, str]) -> str:
    if event.by_id is None:
        return day(event.at)
    return f"{day(event.at)}, {clock_time(event.at)} · {names.get(event.by_id, '')}"
