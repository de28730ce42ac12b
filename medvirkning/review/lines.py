"""A round's cases as lines to share money on: the queries for them and for their points, and what sorts them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from medvirkning.grants.models import Application
from medvirkning.grants.words import NOT_SENT, ApplicationState
from medvirkning.review.models import Assessment, Decision, DecisionChange, Proposal
from medvirkning.review.priorities import Rank
from medvirkning.review.sharing import Line
from medvirkning.review.standing import amount_told, last_told


def rank(application_id: UUID, mean: float | None, ranks: dict[UUID, Rank] | None) -> Rank:
    """What sorts: the best first, by mean points or by `ranks`; last, with no mean, those whose points are hidden."""
    if mean is None:
        return (1.0,)
    return tuple(-points for points in ((mean,) if ranks is None else ranks[application_id]))


def lines_of(*which: ColumnElement[bool]) -> Any:
    """The query for cases that are sent, each with what is proposed and decided; `line_of` reads its rows.

    Another answer after an appeal counts from when the party has been told.
    """
    return (
        select(
            Application.id,
            Application.owner_id,
            Application.asked,
            Application.least_workable,
            Application.zone_id,
            Application.sent_at,
            Application.state,
            Proposal.amount.label("proposed"),
            Proposal.outcome.label("proposed_outcome"),
            amount_told().label("decided"),
            Decision.outcome.label("decided_outcome"),
            last_told(DecisionChange.number).label("change"),
            last_told(DecisionChange.outcome).label("changed_outcome"),
        )
        .outerjoin(Proposal, Proposal.application_id == Application.id)
        .outerjoin(Decision, Decision.application_id == Application.id)
        .where(Application.sent_at.is_not(None), Application.state.not_in(NOT_SENT), *which)
    )


def line_of(found: Any, *, hidden: bool = False) -> Line:
    """A row of `lines_of` as a line, without an amount where it is hidden."""
    amount = found.decided if found.decided is not None else found.proposed
    outcome = found.changed_outcome if found.change else found.decided_outcome or found.proposed_outcome
    return Line(
        found.id,
        found.asked,
        None if hidden else amount,
        None if hidden else outcome,
        found.decided is not None,
        found.zone_id,
        hidden,
        found.state is ApplicationState.RECOMMENDED,
        found.least_workable,
        found.change is not None and not hidden,
    )


def spreads_of(*which: ColumnElement[bool]) -> Any:
    """The query for cases' points: how many have handed in, the least, the most, and the sum."""
    points = Assessment.points
    return (
        select(
            Assessment.application_id,
            func.count().label("handed_in"),
            func.min(points).label("least"),
            func.max(points).label("most"),
            func.sum(points).label("sum"),
        )
        .where(Assessment.submitted_at.is_not(None), *which)
        .group_by(Assessment.application_id)
    )
