"""Looking up the stops of the caravan: what comes, what has been, and what lies at the same time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from medvirkning.caravan.stop_words import StopState
from medvirkning.caravan.stops import Stop
from medvirkning.kernel.database import db


def stop_in(programme_id: UUID, stop_id: UUID) -> Stop | None:
    """This stop, if it is this programme's."""
    found: Stop | None = db.session.scalar(_of(programme_id).where(Stop.id == stop_id))
    return found


def coming(programme_id: UUID, *, at: datetime) -> list[Stop]:
    """The stops that are not over at this moment, the next first; those that are cancelled too."""
    return list(db.session.scalars(_of(programme_id).where(Stop.ends_at > at).order_by(Stop.starts_at, Stop.id)))


def next_stop(programme_id: UUID, *, at: datetime) -> Stop | None:
    """Where the caravan stands now, or else comes next."""
    ahead = _of(programme_id).where(Stop.ends_at > at, Stop.state == StopState.PLANNED)
    found: Stop | None = db.session.scalar(ahead.order_by(Stop.starts_at, Stop.id).limit(1))
    return found


def past(programme_id: UUID, *, at: datetime, most: int, skip: int = 0) -> list[Stop]:
    """The stops that are over, the last first."""
    over = _of(programme_id).where(Stop.ends_at <= at).order_by(Stop.starts_at.desc(), Stop.id)
    return list(db.session.scalars(over.limit(most).offset(skip)))


def past_count(programme_id: UUID, *, at: datetime) -> int:
    """How many stops are over."""
    over = select(func.count()).where(Stop.programme_id == programme_id, Stop.ends_at <= at)
    return db.session.scalar(over) or 0


def overlapping(stop: Stop) -> list[Stop]:
    """The other planned stops at the same time: there is one caravan. None for a stop that is cancelled."""
    if stop.cancelled:
        return []
    same = _of(stop.programme_id).where(
        Stop.id != stop.id,
        Stop.state == StopState.PLANNED,
        Stop.starts_at < stop.ends_at,
        Stop.ends_at > stop.starts_at,
    )
    return list(db.session.scalars(same.order_by(Stop.starts_at, Stop.id)))


def _of(programme_id: UUID) -> Any:
    return select(Stop).where(Stop.programme_id == programme_id).options(joinedload(Stop.zone), joinedload(Stop.place))
