"""What is counted, looked up one variable or pair at a time."""

from uuid import UUID

from medvirkning.kernel.database import db
from medvirkning.surveys.counts import NONE, Counts, Pairs, all_alone, beside, people_in, whole_pairs
from medvirkning.surveys.tallies import NumberTally


def alone(survey_id: UUID, variable: str) -> Counts:
    """How many are in each cell of a variable, `@none` among them."""
    return all_alone(survey_id).get(variable, {NONE: people_in(survey_id)})


def together(survey_id: UUID, rows: str, columns: str) -> Pairs:
    """How many are in each pair of cells of two variables, `@none` among both."""
    pairs = beside(survey_id, rows).get(columns, {})
    return whole_pairs(pairs, alone(survey_id, rows), alone(survey_id, columns))


def number_sums(survey_id: UUID, question: str) -> NumberTally | None:
    """How many answered a question about a number, and the sums; None where nobody did."""
    found = db.session.get(NumberTally, (survey_id, question))
    return found if found is not None and found.people else None
