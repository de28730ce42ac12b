"""Shown results as bars and tables: made from what may be shown and nothing else, for staff and for everyone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext as _p
from markupsafe import Markup, escape

from medvirkning.programmes.models import Programme
from medvirkning.surveys.answers import ELSEWHERE
from medvirkning.surveys.guarded import DECLINED, NONE, Cell, Guarded, GuardedPair
from medvirkning.surveys.partitions import REST
from medvirkning.surveys.questionnaire import OTHER, Question
from medvirkning.surveys.shown import Line, Shown
from medvirkning.surveys.summing import ANSWERED, CHANNEL, UNRANKED, YES
from medvirkning.surveys.words import Channel, QuestionKind, ScaleLook
from medvirkning.surveys.zone_shares import looks
from medvirkning.web.labels.lookup import label
from medvirkning.web.marked import told

FIRST = "1"  # the first place of a ranking


@dataclass(frozen=True)
class Bar:
    """One bar and one row of the table. `face` 5 is best; 0 for none."""

    label: Markup | str
    cell: Cell
    face: int = 0
    zone: Any = None


@dataclass(frozen=True)
class Places:
    """All places of a ranking: what the columns are called, and the cells of each thing that was ranked."""

    heads: tuple[Markup | str, ...]
    rows: tuple[tuple[Markup | str, tuple[Cell, ...]], ...]


@dataclass(frozen=True)
class Chart:
    """Bars that belong together, under a heading of their own where a question has several charts.

    `of_ten` says how many in ten gave one of the best answers, and which those are.
    """

    bars: tuple[Bar, ...]
    heading: Markup | str = ""
    second: bool = False
    of_ten: tuple[int, Markup] | None = None
    places: Places | None = None


class Words:
    """What the cells of a question are called on a page in this language."""

    def __init__(self, question: Question, programme: Programme, language: str) -> None:
        self.question, self.language = question, language
        self.zones = {zone.code: zone for zone in programme.zones}
        self.choices = {choice.key: choice.text for choice in (*question.choices, *question.rows)}

    def cell(self, key: str) -> Markup | str:
        """One cell of a table."""
        if key in self.choices:
            return told(self.choices[key], self.language)
        if key in self.zones:
            return escape(self.zones[key].name)
        return {
            OTHER: _p("survey answer", "Something else"),
            ELSEWHERE: _p("zone", "Somewhere else"),
            ANSWERED: _("Have answered"),
            YES: _("Chose it"),
            REST: _("Did not choose it"),
            UNRANKED: _("Not ranked"),
            NONE: _("Did not answer this"),
            DECLINED: _("Would rather not say"),
        }.get(key, key)

    def bars(self, table: Guarded) -> tuple[Bar, ...]:
        """A bar for each cell in the questionnaire's order, which may mean something; those without an answer last."""
        cells = sorted(table, key=lambda cell: cell.key.startswith("@"))
        faces = {}
        if self.question.look is ScaleLook.FACES and len(self.question.choices) == 5:
            faces = {choice.key: 5 - at for at, choice in enumerate(self.question.choices)}
        return tuple(
            Bar(self.cell(cell.key), cell, faces.get(cell.key, 0), self.zones.get(cell.key))
            for cell in cells
            if not (cell.key == NONE and cell.count == 0)
        )


def charts(question: Question, shown: Shown, programme: Programme, language: str) -> list[Chart]:
    """The charts of one question alone."""
    words = Words(question, programme, language)
    if question.kind is QuestionKind.RANKING:
        if shown.ranking is None:
            return []
        if FIRST not in shown.ranking.columns.counts:
            return []
        found = [(key, shown.ranking.row(key)[FIRST]) for key in shown.ranking.rows.counts]
        bars = tuple(Bar(words.cell(key), cell) for key, cell in found)
        return [Chart(bars, _("Put first"), places=_places(words, shown.ranking))]
    drawn = of_lines(question, words, shown.lines)
    return [replace(one, of_ten=_of_ten(question, words, shown)) for one in drawn]


def any_of(told: Iterable[Markup | str]) -> Markup:
    """Some answers as one thing: «Very good» or «good»."""
    return Markup(" {} ").format(_("or")).join(Markup("«{}»").format(one) for one in told)


def _of_ten(question: Question, words: Words, shown: Shown) -> tuple[int, Markup] | None:
    """How many in ten gave one of the two best answers on a scale, where that may be shown and says something."""
    best = next(iter(looks(question, ())), None)
    if question.kind is not QuestionKind.SCALE or best is None or len(best.keys) < 2:
        return None
    share = shown.lines[0].table.percent_of(best.keys)
    return ((share + 5) // 10, any_of(words.cell(key) for key in best.keys)) if share and 5 < share < 95 else None


def _places(words: Words, table: GuardedPair) -> Places:
    heads = tuple(f"{key}." if key.isdecimal() else words.cell(key) for key in table.columns.counts)
    return Places(heads, tuple((words.cell(key), tuple(table.row(key))) for key in table.rows.counts))


def of_lines(question: Question, words: Words, lines: Iterable[Line]) -> list[Chart]:
    """The charts of a question's tables: one for all the choices of SEVERAL, one for each row of a matrix."""
    if question.kind is QuestionKind.SEVERAL:
        found = [(line.part, line.table[YES]) for line in lines]
        found.sort(key=lambda one: (one[1].hidden, -(one[1].count or 0)))
        return [Chart(tuple(Bar(words.cell(part), cell) for part, cell in found))] if found else []
    return [Chart(words.bars(line.table), words.cell(line.part) if line.part else "") for line in lines]


def filter_words(name: str, asked: Mapping[str, Question], programme: Programme, language: str) -> tuple[Any, Any]:
    """What a variable that results are filtered by is called, and what its cells are called: a function."""
    if name == CHANNEL:
        return _("How the answers came"), _channel
    question = asked[name]
    return told(question.text, language), Words(question, programme, language).cell


def _channel(key: str) -> str:
    return label(Channel(key)) if key in set(Channel) else _("Did not answer this")
