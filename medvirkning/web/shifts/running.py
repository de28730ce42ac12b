"""A shift's page: what is on offer, what has come in, and, when it has ended, the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import render_template
from flask_babel import gettext as _
from flask_babel import pgettext as _p

from medvirkning.caravan.queries import came_in
from medvirkning.caravan.shift_report import told
from medvirkning.caravan.shifts import Shift
from medvirkning.caravan.words import ItemKind, TabletChannel
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme
from medvirkning.surveys.guarded import NONE, Guarded
from medvirkning.surveys.queries import survey_in
from medvirkning.web.access import requires
from medvirkning.web.filters import best
from medvirkning.web.labels.lookup import label
from medvirkning.web.language_names import language_name
from medvirkning.web.shifts.blueprint import blueprint
from medvirkning.web.shifts.loaders import FoundShift, shift_at_address


@dataclass(frozen=True)
class Counted:
    """One table of the report: what it counts, and (words, number or None) for each row."""

    title: str
    rows: list[tuple[str, int | None]]
    total: int | None


@blueprint.get("/vakter/<uuid:shift_id>")
@requires(Can.READ_SHIFTS, shift_at_address)
def shift(found: FoundShift) -> str:
    """Everything about one shift."""
    one = found.shift
    return render_template(
        "shifts/shift.html",
        found=found,
        shift=one,
        came=came_in([one.id])[one.id],
        surveys=[best(survey.title) for key in one.surveys if (survey := survey_in(found.programme.id, UUID(key)))],
        themes=[best(theme.name) for theme in found.programme.themes if str(theme.id) in one.themes],
        all_in=all(at_work.told_taken is not None for at_work in one.at_work),
        report=_report(one, found.programme),
        least=one.reported["k"] if one.reported else 0,
    )


def _report(one: Shift, programme: Programme) -> list[Counted]:
    """What may be told, in words; nothing while the shift goes on."""
    if one.ended_at is None or one.reported is None:
        return []
    tables = told(one.reported)
    named = {
        "kind": (_("What people did"), {kind.value: label(kind) for kind in ItemKind}),
        "channel": (_("Who wrote"), {channel.value: label(channel) for channel in TabletChannel}),
        "language": (_("Language on the tablet"), {tag: language_name(tag) for tag in tables["language"].counts}),
        "zone": (_("Where the input is about"), _zones(programme)),
        "theme": (_("What the input is about"), _themes(programme)),
        "survey": (_("Surveys that were answered"), _surveys(tables["survey"], programme)),
    }
    there = {name: tables[name] for name in named if name in tables and set(tables[name].counts) - {NONE}}
    return [_counted(*named[name], table) for name, table in there.items()]


def _counted(title: str, words: Mapping[str, str], table: Guarded) -> Counted:
    rows = [(words.get(cell.key, _p("zone", "Not said")), cell.count) for cell in table]
    return Counted(title, rows, table.total)


def _zones(programme: Programme) -> dict[str, str]:
    return {**{zone.code: zone.name for zone in programme.zones}, NONE: _("All of the area, or not said")}


def _themes(programme: Programme) -> dict[str, str]:
    return {**{str(theme.id): best(theme.name) for theme in programme.themes}, NONE: _("Something else, or not said")}


def _surveys(table: Guarded, programme: Programme) -> dict[str, str]:
    found: dict[str, Any] = {key: survey_in(programme.id, UUID(key)) for key in table.counts if key != NONE}
    return {key: best(survey.title) if survey else key for key, survey in found.items()}
