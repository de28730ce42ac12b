"""Posting messages, and what a worker does with them. Each step is its own short transaction of the worker's."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import and_, delete, or_, update

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
    """The mail server has taken it. What it said and to whom is let go of: links that sign in, and whose they were.

    Ids stay (values named so), for those who ask later whether somebody was told of a thing.
    """
    message.state, message.sent_at, message.error, message.to = OutboxState.SENT, at, None, ""
    message.values = {name: value for name, value in message.values.items() if name.endswith("_id")}


def note_failed(message: OutboxMessage, error: str, *, at: datetime) -> None:
    """It could not be sent: try again later, or leave it for a person after the last try. `error` holds no address.

    Left alone where another worker has sent it since: this one's mail server answered later than the lease.
    """
    db.session.refresh(message)
    if message.state is not OutboxState.CLAIMED:
        return
    message.error = error[:500]
    if message.tries >= MOST_TRIES:
        message.state = OutboxState.FAILED
    else:
        message.state, message.due_at = OutboxState.WAITING, at + wait_after(message.tries)


def forget_old(*, at: datetime, but: Collection[str] = ()) -> int:
    """Prune what was sent or given up long ago, with the addresses it went to; how many went. `but` are kinds to keep.

    What a restore has held back has tries left, and waits for a person.
    """
    sent = and_(OutboxMessage.state == OutboxState.SENT, OutboxMessage.sent_at <= at - KEPT)
    given_up = and_(
        OutboxMessage.state == OutboxState.FAILED,
        OutboxMessage.tries >= MOST_TRIES,
        OutboxMessage.claimed_at <= at - KEPT,
    )
    return changed(delete(OutboxMessage).where(or_(sent, given_up), OutboxMessage.kind.not_in(list(but))))
