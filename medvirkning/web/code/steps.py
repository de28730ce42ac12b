"""Step by step: what has happened with one's own input, and what comes next."""

from typing import Any

from flask_babel import gettext as _

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import TimelineEntry
from medvirkning.contributions.rules import closes_case
from medvirkning.contributions.words import ContributionState as State
from medvirkning.kernel.deadlines import working_days_after
from medvirkning.web.filters import day, weekday
from medvirkning.web.labels.lookup import label

OVER = (State.WITHDRAWN, State.HIDDEN)


def steps(case: Contribution, entries: list[TimelineEntry]) -> list[dict[str, Any]]:
    """The items of `ui.timeline`: everything the sender may know, by day, and what we owe."""
    told = [{"title": _title(entry), "text": day(entry.on), "state": "done"} for entry in entries]
    if case.state in OVER or closes_case(case.state, case.outcome):
        return told
    coming = []
    if case.state is State.RECEIVED:
        read_by = working_days_after(case.received_on, case.programme.reply_days)
        coming.append({"title": _("We read it by %(day)s", day=weekday(read_by)), "text": ""})
    if case.outcome is None:
        coming.append({"title": _("We answer here"), "text": _("Also when the answer is no. Then we say why.")})
    else:
        coming.append({"title": _("You see what happened"), "text": ""})
    return told + [{**step, "state": "coming"} for step in coming]


def _title(entry: TimelineEntry) -> str:
    if entry.outcome is None:
        return label(entry.event)
    return _("We answered: %(outcome)s", outcome=label(entry.outcome).lower())
