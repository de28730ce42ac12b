"""Writing the journal, in the same transaction as what it tells of."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from medvirkning.journal.models import JournalEvent
from medvirkning.journal.queries import history, latest_of
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db
from medvirkning.kernel.holding import in_turns

_INSERT = JournalEvent.__table__.insert()


class Subject(Protocol):
    """Any row with an id; its table's name says what kind it is."""

    id: Any
    __tablename__: Any


class Actor(Protocol):
    """Whoever did it."""

    id: Any


def record(
    subject: Subject,
    event: str,
    *,
    by: Actor | None,
    at: datetime,
    programme_id: UUID | None = None,
    verb: str | None = None,
    facts: dict[str, Any] | None = None,
) -> JournalEvent:
    """Add an event (past tense) to the subject's chain. `by` is None for residents and for the clock.

    `verb` is the lifecycle's step that was just taken; the state after is read off the subject. `facts` may hold
    codes, ids and numbers, never text that somebody wrote. Flushes first, so that a new subject has its id.
    """
    return record_each([(subject, facts or {})], event, by=by, at=at, programme_id=programme_id, verb=verb)[0]


def record_each(
    told: Sequence[tuple[Subject, dict[str, Any]]],
    event: str,
    *,
    by: Actor | None,
    at: datetime,
    programme_id: UUID | None = None,
    verb: str | None = None,
) -> list[JournalEvent]:
    """The same event in the chains of several subjects of one kind, each with its facts: see `record`."""
    db.session.flush()
    if not told:
        return []
    kind = told[0][0].__tablename__
    in_turns([f"history of {kind} {subject.id}" for subject, _facts in told])
    newest = latest_of(kind, [subject.id for subject, _facts in told])
    events = [
        _written(subject, newest.get(subject.id), event, facts, by=by, at=at, programme_id=programme_id, verb=verb)
        for subject, facts in told
    ]
    db.session.add_all(events)
    db.session.flush()
    return events


def _written(
    subject: Subject,
    before: JournalEvent | None,
    event: str,
    facts: dict[str, Any],
    *,
    by: Actor | None,
    at: datetime,
    programme_id: UUID | None,
    verb: str | None,
) -> JournalEvent:
    written = JournalEvent(
        programme_id=programme_id,
        subject_kind=subject.__tablename__,
        subject_id=subject.id,
        number=1 if before is None else before.number + 1,
        event=event,
        verb=verb,
        state=str(getattr(subject, "state", None)) if verb else None,
        by_id=None if by is None else by.id,
        at=at,
        facts=facts,
    )
    written.digest = _digest(written, "" if before is None else before.digest)
    return written


def begin_history(kind: str, subject_id: UUID, event: str, *, at: datetime, programme_id: UUID) -> None:
    """The first event of a row that has just been inserted, by nobody who is known. Quicker than `record`."""
    told = {"subject_kind": kind, "subject_id": subject_id, "event": event, "at": at, "programme_id": programme_id}
    (begun,) = chained([JournalEvent(id=uuid4(), verb=None, state=None, by_id=None, facts={}, **told)])
    row = {column.key: getattr(begun, column.key) for column in JournalEvent.__table__.columns}
    db.session.execute(_INSERT, row)


def chained(events: Iterable[JournalEvent]) -> list[JournalEvent]:
    """The first events of one new subject, numbered and chained but not added: for those who insert in bulk."""
    linked: list[JournalEvent] = []
    for number, event in enumerate(events, 1):
        event.number = number
        event.digest = _digest(event, linked[-1].digest if linked else "")
        linked.append(event)
    return linked


def broken_links(subject_kind: str, subject_id: UUID) -> list[int]:
    """The numbers of events whose digest doesn't fit with what is stored: empty for an untouched chain."""
    broken, previous = [], ""
    for place, event in enumerate(history(subject_kind, subject_id), 1):
        if event.number != place or event.digest != _digest(event, previous):
            broken.append(event.number)
        previous = event.digest
    return broken


def _digest(event: JournalEvent, previous: str) -> str:
    return digest(
        {
            "previous": previous,
            "subject": [event.subject_kind, str(event.subject_id)],
            "number": event.number,
            "event": event.event,
            "verb": event.verb,
            "state": event.state,
            "by": None if event.by_id is None else str(event.by_id),
            "at": event.at.isoformat(),
            "facts": event.facts,
        }
    )
