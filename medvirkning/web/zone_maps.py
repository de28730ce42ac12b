"""Shares by zone as a map and as bars: made from what may be shown and nothing else, for staff and for everyone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from medvirkning.programmes.models import Programme
from medvirkning.programmes.quilt import quilt
from medvirkning.surveys.guarded import Cell
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.results import Results
from medvirkning.surveys.zone_shares import ByZone, Look, looks
from medvirkning.web.charts import Bar, Chart, Words, any_of
from medvirkning.web.locale import locale


@dataclass(frozen=True)
class Zoned:
    """A map of the zones with their shares, and the same as a chart. `answers` says what they are shares of."""

    drawing: dict[str, Any]
    chart: Chart
    answers: Markup | str = ""


def by_zone(results: Results, question: Question) -> tuple[ByZone, ...]:
    """All that can be looked at of a question by where people live; none where it can't be divided by that."""
    tables = {one.part: one.table for one in results.crossed(question, results.home_zone)} if results.home_zone else {}
    found = looks(question, tables)
    return tuple(ByZone(look, tables[look.part]) for look in found if look.part in tables)


def look_words(question: Question, look: Look, programme: Programme) -> Markup:
    """What one looks at: «Very good» or «good»; the row first, where the question has rows."""
    words = Words(question, programme, locale())
    if look.part and look.part in {choice.key for choice in question.rows}:
        return Markup("{}: {}").format(words.cell(look.part), any_of([words.cell(key) for key in look.keys]))
    return any_of([words.cell(look.part)] if look.part else [words.cell(key) for key in look.keys])


def zoned(question: Question, found: ByZone, programme: Programme, name: str) -> Zoned:
    """The map and the chart of one look. `name` keeps two maps on a page apart."""
    return _of_cells(question, found.shares, programme, name, look_words(question, found.look, programme))


def _of_cells(question: Question, cells: Iterable[Cell], programme: Programme, name: str, answers: Markup) -> Zoned:
    shares = {cell.key: cell for cell in cells}
    drawing = quilt(
        programme.zones,
        name=name,
        shares=lambda zone: shares[zone.code].percent if zone.code in shares else None,
    )
    words, zones = Words(question, programme, locale()), {zone.code: zone for zone in programme.zones}
    bars = tuple(Bar(words.cell(key), cell, zone=zones.get(key)) for key, cell in shares.items())
    return Zoned(drawing, Chart(bars, second=True), answers)
