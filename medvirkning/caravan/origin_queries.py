"""At which stop contributions were said, for the inbox."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from medvirkning.caravan.origins import SaidAtStop
from medvirkning.caravan.stops import Stop
from medvirkning.kernel.database import db

MOST_STOPS = 60


def origins_of(contribution_ids: Collection[UUID]) -> Mapping[UUID, SaidAtStop]:
    """Where those of them were said that came by a tablet."""
    wanted = select(SaidAtStop).where(SaidAtStop.contribution_id.in_(contribution_ids))
    return {one.contribution_id: one for one in db.session.scalars(wanted.options(joinedload(SaidAtStop.stop)))}


def stops_heard(programme_id: UUID) -> list[Stop]:
    """The stops where somebody has said something, the last first."""
    heard = select(SaidAtStop.stop_id)
    wanted = select(Stop).where(Stop.programme_id == programme_id, Stop.id.in_(heard))
    return list(db.session.scalars(wanted.order_by(Stop.starts_at.desc(), Stop.id).limit(MOST_STOPS)))


def said_at(stop_id: UUID) -> Select[UUID]:
    """The ids of what was said at a stop, as a question to put into another."""
    return select(SaidAtStop.contribution_id).where(SaidAtStop.stop_id == stop_id)
