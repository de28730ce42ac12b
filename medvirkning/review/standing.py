"""What stands of a decision now: the decision itself, or what came in its place after an appeal."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.sql import ColumnElement

from medvirkning.kernel.database import db
from medvirkning.review.models import Decision, DecisionChange
from medvirkning.review.words import Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer and its amount in whole kroner. No outcome: the decision was set aside, and nothing stands."""

    outcome: Outcome | None
    amount: int


def changes_of(decision_id: UUID) -> list[DecisionChange]:
    """What has come in a decision's place, the first change first; empty where it stands as it was made."""
    found = select(DecisionChange).where(DecisionChange.decision_id == decision_id).order_by(DecisionChange.number)
    return list(db.session.scalars(found))


def amount_that_stands() -> ColumnElement[int]:
    """In a query over decisions: the kroner that count now, 0 where nothing is granted any more."""
    latest = select(DecisionChange.amount).where(DecisionChange.decision_id == Decision.id)
    latest = latest.order_by(DecisionChange.number.desc()).limit(1).correlate(Decision)
    return func.coalesce(latest.scalar_subquery(), Decision.amount)


def what_stands(decision: Decision) -> Standing:
    """The answer and the amount that count now."""
    return standings([decision])[decision.id]


def standings(decisions: Iterable[Decision]) -> dict[UUID, Standing]:
    """The same for several decisions in one query, by their ids."""
    found = {each.id: Standing(each.outcome, each.amount) for each in decisions}
    changed = select(DecisionChange).where(DecisionChange.decision_id.in_(list(found)))
    for change in db.session.scalars(changed.order_by(DecisionChange.number)) if found else ():
        found[change.decision_id] = Standing(change.outcome, change.amount)
    return found
