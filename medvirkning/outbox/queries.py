"""Looking into the outbox."""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.sql import ColumnElement

from medvirkning.kernel.database import db
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.words import LEASE, OutboxState


def is_due(at: datetime) -> ColumnElement[bool]:
    """What a worker may take: waiting and due, or claimed by one that has been silent for longer than the lease."""
    return or_(
        and_(OutboxMessage.state == OutboxState.WAITING, OutboxMessage.due_at <= at),
        and_(OutboxMessage.state == OutboxState.CLAIMED, OutboxMessage.claimed_at <= at - LEASE),
    )


def due(*, at: datetime, most: int = 20) -> list[OutboxMessage]:
    """The messages a worker may try to claim now, the oldest first."""
    return list(db.session.scalars(select(OutboxMessage).where(is_due(at)).order_by(OutboxMessage.due_at).limit(most)))


def failed(*, most: int = 50) -> list[OutboxMessage]:
    """What could not be sent, for a person to look at."""
    wanted = select(OutboxMessage).where(OutboxMessage.state == OutboxState.FAILED)
    return list(db.session.scalars(wanted.order_by(OutboxMessage.posted_at.desc()).limit(most)))


def posted(kind: str, at: datetime, **about: object) -> OutboxMessage | None:
    """The message of this kind that was posted at this moment about these ids (`name_id=…`), while it is kept."""
    wanted = select(OutboxMessage).where(OutboxMessage.kind == kind, OutboxMessage.posted_at == at)
    told = {name: str(value) for name, value in about.items()}
    return next((each for each in db.session.scalars(wanted) if told.items() <= each.values.items()), None)
