"""What stands of a decision now: the decision itself, or what came in its place after an appeal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.sql import ColumnElement

from medvirkning.kernel.database import db
from medvirkning.review.models import Decision, DecisionChange
from medvirkning.review.told import ChangeTold
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


def changes_told(decision_id: UUID) -> list[DecisionChange]:
    """Those of them that the party has been told of: what others may see."""
    found = select(DecisionChange).join(ChangeTold, ChangeTold.change_id == DecisionChange.id)
    found = found.where(DecisionChange.decision_id == decision_id).order_by(DecisionChange.number)
    return list(db.session.scalars(found))


def amount_that_stands() -> ColumnElement[int]:
    """In a query over decisions: the kroner that count now, 0 where nothing is granted any more."""
    return func.coalesce(last_change(DecisionChange.amount), Decision.amount)


def last_change(what: Any) -> Any:
    """In a query over decisions: this column of the latest change, null where there is none."""
    latest = select(what).where(DecisionChange.decision_id == Decision.id)
    return latest.order_by(DecisionChange.number.desc()).limit(1).correlate(Decision).scalar_subquery()


def amount_told() -> ColumnElement[int]:
    """In a query over decisions: the kroner that the party has been told of, whatever has been changed since."""
    return func.coalesce(last_told(DecisionChange.amount), Decision.amount)


def last_told(what: Any) -> Any:
    """In a query over decisions: this column of the latest change that the party has been told of, null without one."""
    latest = select(what).join(ChangeTold, ChangeTold.change_id == DecisionChange.id)
    latest = latest.where(DecisionChange.decision_id == Decision.id).order_by(DecisionChange.number.desc()).limit(1)
    return latest.correlate(Decision).scalar_subquery()


def what_is_told(decision: Decision) -> Standing:
    """The answer and the amount that the party has been told of, whatever has been changed since."""
    return standings_told([decision])[decision.id]


def standings_told(decisions: Iterable[Decision]) -> dict[UUID, Standing]:
    """The same for several decisions in one query, by their ids."""
    return _standings(decisions, select(DecisionChange).join(ChangeTold, ChangeTold.change_id == DecisionChange.id))


def tell_of(change: DecisionChange, *, at: datetime) -> None:
    """The letter about this change is sent: from now on everybody may see what it gives."""
    told = ChangeTold(change_id=change.id, at=at)
    told.change = change
    db.session.add(told)
    db.session.get_one(Decision, change.decision_id).application.granted = (
        None if change.outcome is None else change.amount
    )


def what_stands(decision: Decision) -> Standing:
    """The answer and the amount that count now."""
    return standings([decision])[decision.id]


def standings(decisions: Iterable[Decision]) -> dict[UUID, Standing]:
    """The same for several decisions in one query, by their ids."""
    return _standings(decisions, select(DecisionChange))


def _standings(decisions: Iterable[Decision], changes: Select) -> dict[UUID, Standing]:
    found = {each.id: Standing(each.outcome, each.amount) for each in decisions}
    changed = changes.where(DecisionChange.decision_id.in_(list(found)))
    for change in db.session.scalars(changed.order_by(DecisionChange.number)) if found else ():
        found[change.decision_id] = Standing(change.outcome, change.amount)
    return found
