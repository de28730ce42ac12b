"""How many answered what: the raw counts. For the guard alone; no page shows them as they are.

Of the tallies as they stand, or as they stood at a reading.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from medvirkning.kernel.database import db
from medvirkning.surveys.models import Survey
from medvirkning.surveys.readings import Reading, ReadingCell
from medvirkning.surveys.summing import NONE
from medvirkning.surveys.tallies import Tally

Counts = dict[str, int]
Pairs = dict[tuple[str, str], int]


def people_in(survey_id: UUID, reading: int | None = None) -> int:
    """How many have answered."""
    if reading is None:
        return db.session.scalar(select(Survey.responses).where(Survey.id == survey_id)) or 0
    wanted = select(Reading.people).where(Reading.survey_id == survey_id, Reading.number == reading)
    return db.session.scalar(wanted) or 0


def all_alone(survey_id: UUID, reading: int | None = None) -> dict[str, Counts]:
    """How many are in each cell of every variable, `@none` among them, so that each variable adds up to all."""
    row, these = _rows(survey_id, reading)
    wanted = select(row.a, row.a_cell, row.people).where(these, row.b == "", row.people > 0)
    found: dict[str, Counts] = {}
    for variable, cell, people in db.session.execute(wanted.order_by(row.a, row.a_cell)):
        found.setdefault(variable, {})[cell] = people
    everybody = people_in(survey_id, reading)
    return {variable: _whole(cells, everybody) for variable, cells in found.items()}


def beside(survey_id: UUID, name: str, reading: int | None = None) -> dict[str, Pairs]:
    """How many are in each pair of cells of this variable and another, for each that it is crossed with, in one go.

    {other: {(its own cell, the other's): people}}, as it is kept: see `whole_pairs`.
    """
    row, these = _rows(survey_id, reading)
    wanted = select(row.a, row.a_cell, row.b, row.b_cell, row.people)
    found: dict[str, Pairs] = {}
    for a, x, b, y, people in db.session.execute(
        wanted.where(these, row.b != "", (row.a == name) | (row.b == name), row.people > 0)
    ):
        other, pair = (b, (x, y)) if a == name else (a, (y, x))
        found.setdefault(other, {})[pair] = people
    return found


def _rows(survey_id: UUID, reading: int | None) -> tuple[Any, ColumnElement[bool]]:
    """Where the counts are kept, and which of them."""
    if reading is None:
        return Tally, Tally.survey_id == survey_id
    return ReadingCell, (ReadingCell.survey_id == survey_id) & (ReadingCell.number == reading)


def _whole(cells: Counts, everybody: int) -> Counts:
    return {**cells, NONE: everybody - sum(cells.values())}


def whole_pairs(pairs: Pairs, rows: Counts, columns: Counts) -> Pairs:
    """The pairs with all that the margins say: who is in no row of the tallies is in `@none` of one or both."""
    whole = {(row, column): pairs.get((row, column), 0) for row in rows for column in columns}
    for row in rows:
        if row != NONE:
            whole[row, NONE] = rows[row] - sum(whole[row, column] for column in columns if column != NONE)
    for column in columns:
        whole[NONE, column] = columns[column] - sum(whole[row, column] for row in rows if row != NONE)
    return whole
