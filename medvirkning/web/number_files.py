"""Shown results as rows for a file: made from what may be shown and nothing else, for staff and for everyone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext as _p
from markupsafe import escape

from medvirkning.kernel.spreadsheet_files import Cell
from medvirkning.programmes.models import Programme
from medvirkning.surveys import guarded
from medvirkning.surveys.guarded import GuardedPair
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.shown import Line, Shown
from medvirkning.surveys.summing import ANSWERED, YES
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.charts import Words
from medvirkning.web.locale import locale


@dataclass(frozen=True)
class Divided:
    """A question by another: what the other is called, what its cells are called, and a table for each part."""

    by: Any
    word: Callable[[str], Any]
    tables: Sequence[tuple[str, GuardedPair]]


@dataclass(frozen=True)
class Told:
    """One question as it is told of in a file."""

    question: Question
    shown: Shown
    divided: Sequence[Divided] = ()


def plain(words: Any) -> str:
    """Words of a page as they stand in a file: without the marks of their language."""
    return escape(words).striptags()


def number_heads() -> list[Cell]:
    """The headings of `number_rows`."""
    return [
        _("Number"), _("Question"), _p("results", "Part of the question"), _("Divided by"), _("Group"), _("Answer"),
        _("People"), _("Out of"), _("Per cent"), _("Average"), _p("results", "Hidden"),
    ]  # fmt: skip


def number_rows(told: Iterable[Told], programme: Programme) -> Iterator[list[Cell]]:
    """The headings, and a row for each number, question by question: of everybody, then divided by another question."""
    yield number_heads()
    for number, one in enumerate(told, start=1):
        words = Words(one.question, programme, locale())
        for about, cell in _cells(one.question, words, one.shown):
            mean = one.shown.mean if cell.key == ANSWERED else None
            yield _row([number, plain(words_of(one.question))], ["", ""], about, cell, mean)
        for divided in one.divided:
            for part, table in divided.tables:
                for group in table.rows.counts:
                    within: list[Cell] = [plain(divided.by), plain(divided.word(group))]
                    for about, cell in _lines(one.question, words, [Line(part, table.row(group))]):
                        yield _row([number, plain(words_of(one.question))], within, about, cell, None)


def words_of(question: Question) -> str:
    """The question in the page's language, or the best there is."""
    return question.text.text(locale())


def _row(
    which: list[Cell], within: list[Cell], about: tuple[str, str], cell: guarded.Cell, mean: str | None
) -> list[Cell]:
    part, answer = about
    hidden = _("not shown") if cell.hidden else ""
    average = None if mean is None else Decimal(mean)
    return [*which, part, *within, answer, cell.count, cell.of, cell.percent, average, hidden]


def _cells(question: Question, words: Words, shown: Shown) -> Iterator[tuple[tuple[str, str], guarded.Cell]]:
    yield from _lines(question, words, shown.lines)
    if shown.ranking is not None:
        for choice in shown.ranking.rows.counts:
            for cell in shown.ranking.row(choice):
                place = _("Place %(number)s", number=cell.key) if cell.key.isdecimal() else plain(words.cell(cell.key))
                yield (plain(words.cell(choice)), place), cell


def _lines(question: Question, words: Words, lines: Iterable[Line]) -> Iterator[tuple[tuple[str, str], guarded.Cell]]:
    """What each cell is of, and the cell: of a choice among several only how many chose it."""
    for line in lines:
        if question.kind is QuestionKind.SEVERAL:
            yield ("", plain(words.cell(line.part))), line.table[YES]
            continue
        for cell in line.table:
            yield (plain(words.cell(line.part)) if line.part else "", plain(words.cell(cell.key))), cell
