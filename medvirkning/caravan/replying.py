"""Choosing what is told at a stop of what was said there and answered since: on its page and on its poster."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from medvirkning.caravan.origins import ToldAtStop
from medvirkning.caravan.reply_queries import replies_at
from medvirkning.caravan.reply_rules import objections_to_replies
from medvirkning.caravan.stops import Stop
from medvirkning.journal.actions import record
from medvirkning.kernel.database import changed, db, hold
from medvirkning.kernel.errors import refuse
from medvirkning.people.models import Person


def tell_at_stop(stop: Stop, chosen: Sequence[UUID], *, by: Person, at: datetime) -> None:
    """Let just these be told of there; none takes all of it away. Raises RuleBroken."""
    hold(stop)
    wanted = set(chosen)
    refuse(objections_to_replies(chosen, [reply.contribution_id for reply in replies_at(stop)]))
    if wanted == set(db.session.scalars(select(ToldAtStop.contribution_id).where(ToldAtStop.stop_id == stop.id))):
        return
    changed(delete(ToldAtStop).where(ToldAtStop.stop_id == stop.id))
    db.session.add_all(ToldAtStop(stop_id=stop.id, contribution_id=one) for one in sorted(wanted))
    record(stop, "replies_chosen", by=by, at=at, programme_id=stop.programme_id, facts={"replies": len(wanted)})
