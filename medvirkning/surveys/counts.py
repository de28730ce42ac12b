"""How many answered what: the raw counts, read off the tallies. For the guard alone; no page shows them as they are."""

from uuid import UUID

from sqlalchemy import select

from medvirkning.kernel.database import db
from medvirkning.surveys.models import Survey
from medvirkning.surveys.summing import NONE
from medvirkning.surveys.tallies import NumberTally, Tally

Counts = dict[str, int]
Pairs = dict[tuple[str, str], int]


def people_in(survey_id: UUID) -> int:
    """How many have answered."""
    return db.session.scalar(select(Survey.responses).where(Survey.id == survey_id)) or 0


def all_alone(survey_id: UUID) -> dict[str, Counts]:
    """How many are in each cell of every variable, `@none` among them, so that each variable adds up to all."""
    wanted = select(Tally.a, Tally.a_cell, Tally.people).where(
        Tally.survey_id == survey_id, Tally.b == "", Tally.people > 0
    )
    found: dict[str, Counts] = {}
    for variable, cell, people in db.session.execute(wanted.order_by(Tally.a, Tally.a_cell)):
        found.setdefault(variable, {})[cell] = people
    everybody = people_in(survey_id)
    return {variable: _whole(cells, everybody) for variable, cells in found.items()}


def alone(survey_id: UUID, variable: str) -> Counts:
    """How many are in each cell of a variable, `@none` among them; all are there where nobody has answered it."""
    wanted = select(Tally.a_cell, Tally.people).where(
        Tally.survey_id == survey_id, Tally.b == "", Tally.a == variable, Tally.people > 0
    )
    cells = {row.a_cell: row.people for row in db.session.execute(wanted.order_by(Tally.a_cell))}
    return _whole(cells, people_in(survey_id))


def together(survey_id: UUID, rows: str, columns: str) -> Pairs:
    """How many are in each pair of cells of two variables, {(row's, column's): people}, `@none` among both.

    Rows and columns add up to `alone`. Raises ValueError for a variable with itself.
    """
    if rows == columns:
        raise ValueError("a variable with itself")
    a, b = sorted((rows, columns))
    wanted = select(Tally.a_cell, Tally.b_cell, Tally.people).where(
        Tally.survey_id == survey_id, Tally.a == a, Tally.b == b, Tally.people > 0
    )
    found = {(x, y) if a == rows else (y, x): people for x, y, people in db.session.execute(wanted)}
    return _filled(found, alone(survey_id, rows), alone(survey_id, columns))


def number_sums(survey_id: UUID, question: str) -> NumberTally | None:
    """How many answered a question about a number, and the sums; None where nobody did."""
    found = db.session.get(NumberTally, (survey_id, question))
    return found if found is not None and found.people else None


def _whole(cells: Counts, everybody: int) -> Counts:
    return {**cells, NONE: everybody - sum(cells.values())}


def _filled(pairs: Pairs, rows: Counts, columns: Counts) -> Pairs:
    """The pairs with all that the margins say: who is in no row of the tallies is in `@none` of one or both."""
    whole = {(row, column): pairs.get((row, column), 0) for row in rows for column in columns}
    for row in rows:
        if row != NONE:
            whole[row, NONE] = rows[row] - sum(whole[row, column] for column in columns if column != NONE)
    for column in columns:
        whole[NONE, column] = columns[column] - sum(whole[row, column] for row in rows if row != NONE)
    return whole
