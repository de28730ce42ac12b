"""How a round's applications rank by what the group has handed in: by all the points, or criterion by criterion."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.grants.schemes import Criterion, Round
from medvirkning.kernel.database import db
from medvirkning.review.models import Assessment, Score

Rank = tuple[float, ...]


def by_criteria(the_round: Round) -> dict[UUID, Rank]:
    """The mean points of each application on each criterion, the first criterion first: sorts as they were adopted."""
    wanted = select(Criterion.id).where(Criterion.set_id == the_round.criteria_set_id).order_by(Criterion.position)
    criteria = list(db.session.scalars(wanted))
    means = (
        select(Assessment.application_id, Score.criterion_id, func.sum(Score.points), func.count(Score.points))
        .join(Score, Score.assessment_id == Assessment.id)
        .where(Assessment.round_id == the_round.id, Assessment.submitted_at.is_not(None))
        .group_by(Assessment.application_id, Score.criterion_id)
    )
    found: dict[UUID, dict[UUID, float]] = defaultdict(dict)
    for application_id, criterion_id, points, count in db.session.execute(means):
        found[application_id][criterion_id] = int(points or 0) / count if count else 0.0
    return {key: tuple(given.get(criterion, 0.0) for criterion in criteria) for key, given in found.items()}
