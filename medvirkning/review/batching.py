"""Many letters in one go: starting, taking turns, and noting how it went. Each letter is a transaction of its own.

A batch is in one worker's hands at a time, for `LEASE`; what a worker that was killed left is taken up by the next.
Nothing is sent twice: a letter is sent and noted in one transaction, and a sent letter is never sent again.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import joinedload
from sqlalchemy.sql import ColumnElement

from medvirkning.grants.schemes import Round
from medvirkning.kernel.database import changed, db, hold
from medvirkning.people.models import Person
from medvirkning.review.letter_batches import BatchLetter, LetterBatch
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import BatchState, BatchStop

LEASE = timedelta(seconds=30)


def start_batch(the_round: Round, looked_at: Iterable[tuple[UUID, str]], *, by: Person, at: datetime) -> LetterBatch:
    """Ask for these letters (id and digest of what was read) to be sent, in this order. One at a time in a round.

    Where one is under way, that one is given back: whoever presses twice asks for one thing.
    """
    hold(the_round)
    underway = batch_underway(the_round.id)
    if underway is not None:
        return underway
    batch = LetterBatch(programme_id=the_round.programme_id, round_id=the_round.id, by_id=by.id, started_at=at)
    batch.by, batch.round = by, the_round
    db.session.add(batch)
    db.session.flush()
    db.session.add_all(
        BatchLetter(batch_id=batch.id, letter_id=letter_id, position=place, digest=digest, state=BatchState.WAITING)
        for place, (letter_id, digest) in enumerate(looked_at, 1)
    )
    return batch


def batch_underway(round_id: UUID) -> LetterBatch | None:
    """The batch of this round that is not finished."""
    return db.session.scalar(
        select(LetterBatch).where(LetterBatch.round_id == round_id, LetterBatch.finished_at.is_(None))
    )


def batch_in(programme_id: UUID, batch_id: UUID) -> LetterBatch | None:
    """This batch, if it is this programme's."""
    found = select(LetterBatch).where(LetterBatch.id == batch_id, LetterBatch.programme_id == programme_id)
    return db.session.scalar(found.options(joinedload(LetterBatch.by), joinedload(LetterBatch.round)))


def free_batch(*, at: datetime) -> LetterBatch | None:
    """The oldest batch that is not finished and in no worker's hands."""
    found = select(LetterBatch).where(LetterBatch.finished_at.is_(None), _is_free(at))
    return db.session.scalar(found.order_by(LetterBatch.started_at).options(joinedload(LetterBatch.by)).limit(1))


def take(batch_id: UUID, held: datetime | None, *, at: datetime) -> datetime | None:
    """Take a free batch, or keep one that is held until `held`; until when, or None where another has it."""
    mine = _is_free(at) if held is None else LetterBatch.claimed_until == held
    until = max(at + LEASE, held or at) + timedelta(microseconds=1)
    wanted = update(LetterBatch).where(LetterBatch.id == batch_id, LetterBatch.finished_at.is_(None), mine)
    return until if changed(wanted.values(claimed_until=until)) == 1 else None


def let_go(batch_id: UUID, held: datetime) -> None:
    """Leave the batch to whoever comes next."""
    changed(
        update(LetterBatch)
        .where(LetterBatch.id == batch_id, LetterBatch.claimed_until == held)
        .values(claimed_until=None)
    )


def next_in(batch_id: UUID) -> BatchLetter | None:
    """The next letter of the batch that waits."""
    found = select(BatchLetter).where(BatchLetter.batch_id == batch_id, BatchLetter.state == BatchState.WAITING)
    return db.session.scalar(found.order_by(BatchLetter.position).limit(1))


def note(item: BatchLetter, why: BatchStop | None) -> None:
    """It is sent, or it stayed and why."""
    item.state, item.why = BatchState.STAYED if why else BatchState.SENT, why


def finish(batch_id: UUID, *, at: datetime) -> None:
    """No letter of it waits any more."""
    changed(
        update(LetterBatch)
        .where(LetterBatch.id == batch_id, LetterBatch.finished_at.is_(None))
        .values(finished_at=at, claimed_until=None)
    )


def progress(batch_id: UUID) -> dict[BatchState, int]:
    """How many letters wait, are sent, and stayed."""
    found = select(BatchLetter.state, func.count()).where(BatchLetter.batch_id == batch_id).group_by(BatchLetter.state)
    counts = dict.fromkeys(BatchState, 0)
    for state, count in db.session.execute(found):
        counts[state] = count
    return counts


def stayed(batch_id: UUID) -> list[BatchLetter]:
    """The letters that were not sent, with their cases, in the batch's order."""
    case = joinedload(BatchLetter.letter).joinedload(Letter.decision).joinedload(Decision.application)
    found = select(BatchLetter).where(BatchLetter.batch_id == batch_id, BatchLetter.state == BatchState.STAYED)
    return list(db.session.scalars(found.order_by(BatchLetter.position).options(case)))


def _is_free(at: datetime) -> ColumnElement[bool]:
    return or_(LetterBatch.claimed_until.is_(None), LetterBatch.claimed_until <= at)
