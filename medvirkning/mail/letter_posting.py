"""Sending many letters: which are complete, and working a batch off one by one. A fault in one leaves the others.

Drawing the PDF takes most of the time and is done outside the write lock.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog

from medvirkning.kernel.clock import now, oslo_date, today
from medvirkning.kernel.database import end_reading, transaction
from medvirkning.kernel.errors import RuleBroken, Stale
from medvirkning.mail.letter_check import Lacks, missing
from medvirkning.mail.letter_content import LetterContent
from medvirkning.mail.letters import compose, send
from medvirkning.mail.pdf import pdf
from medvirkning.review.batching import finish, free_batch, let_go, next_in, note, take
from medvirkning.review.letter_batches import BatchLetter, LetterBatch
from medvirkning.review.models import Letter
from medvirkning.review.sending import AlreadySent
from medvirkning.review.waiting import Waits, read
from medvirkning.review.words import BatchStop

log = structlog.get_logger()

AT_A_TIME = 2.0  # seconds on letters before the mail has its turn
AT_ONCE = 500  # letters in one press, each composed while somebody waits for the page
READ_AT_A_TIME = 100


@dataclass(slots=True)
class ToSend:
    """What one press would send: ids and digests of what is complete, what lacks something, how many come after."""

    ready: list[tuple[UUID, str]]
    lacking: list[tuple[Letter, list[Lacks]]]
    later: int


class _Lost(Exception):
    """Another worker has taken the batch over."""


def looked_over(letters: Iterable[Letter]) -> list[tuple[Letter, LetterContent, list[Lacks]]]:
    """Each letter as it would be sent today, with what it lacks."""
    read = [(letter, compose(letter.decision, notified=today())) for letter in letters]
    return [(letter, content, missing(content)) for letter, content in read]


def to_send(waiting: Sequence[Waits]) -> ToSend:
    """The first of these letters that one press sends, each looked over; no more are composed than that takes."""
    found = ToSend([], [], len(waiting))
    while found.later and len(found.ready) < AT_ONCE:
        start = len(waiting) - found.later
        chunk = waiting[start : start + min(found.later, AT_ONCE - len(found.ready), READ_AT_A_TIME)]
        for letter, content, lacks in looked_over(read(chunk)):
            if lacks:
                found.lacking.append((letter, lacks))
            else:
                found.ready.append((letter.id, content.digest))
        found.later -= len(chunk)
    return found


def post_letters(*, seconds: float = AT_A_TIME, going: Callable[[], bool] = lambda: True) -> int:
    """Work on the oldest free batch for a while; how many letters it got through. 0 when there is none."""
    batch = free_batch(at=now())
    end_reading()
    if batch is None:
        return 0
    with transaction():
        held = take(batch.id, None, at=now())
    if held is None:
        return 0
    until, done = time.monotonic() + seconds, 0
    try:
        while going() and time.monotonic() < until:
            item = next_in(batch.id)
            if item is None:
                with transaction():
                    finish(batch.id, at=now())
                return done
            held = _post(batch, item, held)
            done += 1
    except _Lost:
        return done
    with transaction():
        let_go(batch.id, held)
    return done


def _post(batch: LetterBatch, item: BatchLetter, held: datetime) -> datetime:
    """Send one letter of the batch, or note why it stays; until when the batch is ours. Raises _Lost."""
    why, letter = None, item.letter
    try:
        drawn = _drawn(batch, item)
        with transaction():
            kept = _keep(batch.id, held)
            send(letter, by=batch.by, at=now(), drawn=drawn)
            note(item, None)
        return kept
    except _Lost:
        raise
    except AlreadySent:
        pass  # somebody sent it by itself meanwhile
    except Stale:
        why = BatchStop.CHANGED
    except RuleBroken as broken:
        lacks = all(isinstance(objection.code, Lacks) for objection in broken.objections)
        why = BatchStop.LACKS if lacks else BatchStop.CLOSED
    except Exception as error:  # whatever it is, it must not stop the other letters
        log.warning("letter_failed", error=type(error).__name__)
        why = BatchStop.FAULT
    with transaction():
        kept = _keep(batch.id, held)
        note(item, why)
    return kept


def _keep(batch_id: UUID, held: datetime) -> datetime:
    kept = take(batch_id, held, at=now())
    if kept is None:
        raise _Lost
    return kept


def _drawn(batch: LetterBatch, item: BatchLetter) -> tuple[LetterContent, bytes] | None:
    """The letter as of today and its PDF; None where something lacks. Raises Stale where it is not what was read."""
    content, read_on = compose(item.letter.decision, notified=today()), oslo_date(batch.started_at)
    as_read = content if read_on == today() else compose(item.letter.decision, notified=read_on)
    if as_read.digest != item.digest:
        raise Stale("letter")
    return None if missing(content) else (content, pdf(content))
