"""How many were reached, zone by zone and by how it came, beside how many live there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import pgettext as _p

from medvirkning.caravan.counting_reach import count_reach
from medvirkning.caravan.queries import fewest_shown
from medvirkning.caravan.reach_queries import reach_reading, surveys_reached
from medvirkning.caravan.reach_rules import per_thousand, told
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.spreadsheet_files import Cell, csv_file
from medvirkning.permissions import Can
from medvirkning.programmes.models import Programme, ZonePopulation
from medvirkning.programmes.queries import populations
from medvirkning.surveys.answers import ELSEWHERE
from medvirkning.surveys.guarded import Guarded, GuardedPair
from medvirkning.surveys.words import Channel
from medvirkning.web.access import requires, signed_in
from medvirkning.web.downloads import file_of
from medvirkning.web.filters import best
from medvirkning.web.labels.lookup import label
from medvirkning.web.loading import programme_at
from medvirkning.web.shifts.blueprint import blueprint


@dataclass(frozen=True)
class Line:
    """One zone, or all: how many came each way, how many that is, and how many live there."""

    name: str
    counts: Sequence[int | None]
    total: int | None
    people: int | None

    @property
    def share(self) -> Decimal | None:
        """How many for each thousand who live there."""
        return per_thousand(self.total, self.people)


@dataclass(frozen=True)
class Reach:
    """One table: what was counted, in which ways, zone by zone in the programme's order, and all of it."""

    title: str
    heads: Sequence[str]
    lines: Sequence[Line]
    whole: Line


@blueprint.get("/rekkevidde")
@requires(Can.READ_SHIFTS, programme_at)
def reach(programme: Programme) -> str:
    """What may be told, as it was counted and read off."""
    lives = populations(programme)
    kept = reach_reading(programme.id)
    return render_template(
        "shifts/reach.html",
        contributions=_contributions(programme, lives),
        surveys=_surveys(programme, lives),
        read_at=kept.read_at if kept else None,
        least=fewest_shown(programme.id),
        lives=[(zone.name, lives.get(zone.code)) for zone in programme.zones],
        everybody=_everybody(programme, lives),
    )


@blueprint.post("/rekkevidde/tell")
@requires(Can.RUN_SHIFTS, programme_at)
def count_anew(programme: Programme) -> Any:
    """Count the contributions as they are now."""
    with transaction():
        counted = count_reach(programme, by=signed_in(), at=now())
    if counted:
        flash(_("The contributions are counted."))
    else:
        flash(_("Too few have come since it was counted last, so the numbers stand as they were."), "info")
    return redirect(url_for(".reach", slug=programme.slug), 303)


@blueprint.get("/rekkevidde.csv")
@requires(Can.READ_SHIFTS, programme_at)
def reach_file(programme: Programme) -> Response:
    """The same numbers as a file."""
    return file_of(csv_file(_rows(programme)), f"rekkevidde-{programme.slug}.csv", "text/csv")


def _contributions(programme: Programme, lives: Mapping[str, ZonePopulation]) -> Reach | None:
    kept = reach_reading(programme.id)
    if kept is None:
        return None
    table = told(kept.counted)
    return _table(_("Contributions"), programme, lives, table, list(table.columns.counts), rows_are_zones=True)


def _surveys(programme: Programme, lives: Mapping[str, ZonePopulation]) -> list[Reach]:
    found = []
    for one in surveys_reached(programme.id):
        ways = [way for way in one.channels.counts if not way.startswith("@")]
        title = str(best(one.survey.title))
        if one.zones is None:
            whole = _whole(programme, lives, one.channels, ways)
            found.append(Reach(title, [label(Channel(way)) for way in ways], [], whole))
        else:
            found.append(_table(title, programme, lives, one.zones, ways, rows_are_zones=False))
    return found


def _table(
    title: str, programme: Programme, lives: Mapping[str, ZonePopulation], table: GuardedPair, ways: list[str],
    *, rows_are_zones: bool,
) -> Reach:  # fmt: skip
    zones, channels = (table.rows, table.columns) if rows_are_zones else (table.columns, table.rows)
    names = {zone.code: zone.name for zone in programme.zones} | {ELSEWHERE: _("Lives elsewhere")}
    rest = _("All of the area, or not said") if rows_are_zones else _("Did not say where")
    lines = []
    for code in zones.counts:
        counts = [table.counts[(code, way) if rows_are_zones else (way, code)] for way in ways]
        people = lives[code].people if code in lives else None
        lines.append(Line(names.get(code, rest), counts, zones.counts[code], people))
    return Reach(title, [label(Channel(way)) for way in ways], lines, _whole(programme, lives, channels, ways))


def _whole(programme: Programme, lives: Mapping[str, ZonePopulation], channels: Guarded, ways: list[str]) -> Line:
    counts = [channels.counts[way] for way in ways]
    return Line(_("In all"), counts, channels.total, _everybody(programme, lives))


def _everybody(programme: Programme, lives: Mapping[str, ZonePopulation]) -> int | None:
    """How many live in all the zones; None while it lacks for one of them."""
    told_of = [lives.get(zone.code) for zone in programme.zones]
    return sum(one.people for one in told_of if one) if told_of and all(told_of) else None


def _rows(programme: Programme) -> Iterator[list[Cell]]:
    """A row for each number, with how many live there, from which year and by whom."""
    yield [
        _("What"), _p("zone", "Zone"), _("How it came"), _p("reach", "Number"), _("People who live there"),
        _p("population", "Year"), _p("population", "Source"),
    ]  # fmt: skip
    lives = populations(programme)
    sources = {zone.name: lives.get(zone.code) for zone in programme.zones}
    found = _contributions(programme, lives)
    for table in [*([found] if found else []), *_surveys(programme, lives)]:
        for line in [*table.lines, table.whole]:
            source = sources.get(line.name)
            about: list[Cell] = [line.people, source.year if source else None, source.source if source else None]
            heads = [*table.heads, _("In all")]
            for head, count in zip(heads, [*line.counts, line.total], strict=True):
                yield [table.title, line.name, head, _("not shown") if count is None else count, *about]
