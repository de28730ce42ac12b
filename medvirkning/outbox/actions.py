"""Posting messages, and what a worker does with them. Each step is its own short transaction of the worker's."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, update

from medvirkning.kernel.database import changed, db
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.queries import is_due
from medvirkning.outbox.words import KEPT, MOST_TRIES, OutboxState, wait_after


def post(kind: str, *, to: str, language: str, at: datetime, **values: Any) -> OutboxMessage:
    """Lay a message in the outbox; it leaves only if the transaction is committed.

    `kind` names its template; `values` (ids, numbers, paths on this site) are all the template gets.
    """
    message = OutboxMessage(
        id=(made := uuid4()),
        kind=kind,
        to=to,
        language=language,
        values={key: str(value) if not isinstance(value, int | str | None) else value for key, value in values.items()},
        message_id=f"<{made.hex}@medvirkning>",
        state=OutboxState.WAITING,
        posted_at=at,
        due_at=at,
    )
    db.session.add(message)
    return message


def claim(message: OutboxMessage, *, at: datetime) -> bool:
    """Take a message for sending. True for exactly one worker, however many try: the update must change one row."""
    mine = update(OutboxMessage).where(OutboxMessage.id == message.id, OutboxMessage.tries == message.tries, is_due(at))
    if changed(mine.values(state=OutboxState.CLAIMED, claimed_at=at, tries=OutboxMessage.tries + 1)) != 1:
        return False
    db.session.refresh(message)
    return True


def note_sent(message: OutboxMessage, *, at: datetime) -> None:
    """The mail server has taken it."""
    message.state, message.sent_at, message.error = OutboxState.SENT, at, None


def note_failed(message: OutboxMessage, error: str, *, at: datetime) -> None:
    """It could not be sent: try again later, or leave it for a person after the last try. `error` holds no address."""
    message.error = error[:500]
    if message.tries >= MOST_TRIES:
        message.state = OutboxState.FAILED
    else:
        message.state, message.due_at = OutboxState.WAITING, at + wait_after(message.tries)


def forget_sent(*, at: datetime) -> int:
    """Prune what was sent long ago, with the addresses it went to; how many went. The mail worker calls it."""
    old = delete(OutboxMessage).where(OutboxMessage.state == OutboxState.SENT, OutboxMessage.sent_at <= at - KEPT)
    return changed(old)
