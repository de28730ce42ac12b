"""The mail worker: claims, sends, notes. Any number may run; a mail is in one worker's hands at a time.

Letters that were asked to be sent together are made here too, some at a time (`letter_posting`), and so is what tablets
sent and nobody has gone through (`tablets_again`): a round of it begins when it is time to tidy.

Claim and note are transactions of their own, and the sending lies between them: killed there, the claim grows old
and the mail is sent again, with the same Message-ID (promises M1 and M2).
"""

import time
from collections.abc import Callable
from contextlib import nullcontext

import structlog

from medvirkning.appeals.dismissals import NOTICE as APPEAL_NOTICE
from medvirkning.appeals.queries import still_open
from medvirkning.attachments.actions import sweep
from medvirkning.caravan.forgetting import forget_codes, forget_items, forget_photos
from medvirkning.caravan.stirring import stir_sent, stir_shift_tallies
from medvirkning.contributions.drafts import prune_drafts
from medvirkning.contributions.telling import forget_addresses
from medvirkning.follow_up.telling import CLAIM_NOTICE
from medvirkning.follow_up.tidying import close_refused, close_taken_away, remind
from medvirkning.grants.confirming import remind_seconds
from medvirkning.grants.correction_reminders import remind_of_corrections
from medvirkning.kernel.change_log import empty_change_log
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import end_reading, transaction
from medvirkning.mail.compose import as_email, compose
from medvirkning.mail.draft_reminders import remind_of_drafts
from medvirkning.mail.letter_posting import post_letters
from medvirkning.mail.registers_again import ask_registers_again
from medvirkning.mail.senders import Sender
from medvirkning.mail.tablets_again import TabletRound
from medvirkning.outbox.actions import claim, note_failed, note_sent
from medvirkning.outbox.actions import forget_old as forget_old_mail
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.queries import due
from medvirkning.people.actions import forget_old
from medvirkning.review.letters import CORRECTED, NOTICE
from medvirkning.surveys.opening import close_due
from medvirkning.surveys.stirring import stir_copies, stir_forms, stir_responses, stir_tallies
from medvirkning.surveys.tidying import forget_begun, forget_copies

log = structlog.get_logger()

PAUSE = 2.0  # seconds between looks into an empty outbox
TIDY_EVERY = 3600.0  # seconds
TIDY_AGAIN = 60.0  # seconds, when something failed


def send_due(sender: Sender) -> int:
    """Send what is due now; how many went."""
    waiting = due(at=now())
    end_reading()
    return sum(_send(message, sender) for message in waiting)


def _send(message: OutboxMessage, sender: Sender) -> bool:
    with transaction():
        mine = claim(message, at=now())
    if not mine:
        return False
    try:
        sender.send(as_email(message, compose(message)))
    except Exception as error:  # whatever it is, it must not stop the other mails
        log.warning("mail_failed", kind=message.kind, error=type(error).__name__)
        with transaction():
            note_failed(message, type(error).__name__, at=now())
        return False
    with transaction():
        note_sent(message, at=now())
    return True


def tidy() -> int:
    """Remind of what is soon due, and prune what has ended. Cases with a no that nobody has appealed are closed,
    and surveys whose last day is over.

    Links, sessions, old mail, drafts, addresses of cases that lie still, files no row names. Of surveys, what was
    begun and never sent, and the senders' own copies. Of what tablets sent, what was taken in a year ago.

    The notice of a decision, of a claim for money back or of what was made of an appeal stays with its letter: the time
    to appeal counts from when it was sent.

    Each chore by itself: one that fails is logged, without what it was about, and the others are done. How many failed.
    """
    chores: dict[str, Callable[[], object]] = {
        "close_refused": lambda: close_refused(at=now(), but=still_open(today())),
        "close_taken_away": lambda: close_taken_away(at=now()),
        "close_surveys": lambda: close_due(at=now()),
        "remind": lambda: remind(at=now()),
        "forget_old": lambda: forget_old(at=now()),
        "forget_old_mail": lambda: forget_old_mail(at=now(), but=[NOTICE, CORRECTED, APPEAL_NOTICE, CLAIM_NOTICE]),
        "prune_drafts": lambda: prune_drafts(today=today()),
        "forget_begun": lambda: forget_begun(today=today()),
        "forget_codes": lambda: forget_codes(at=now()),
        "forget_items": lambda: forget_items(today=today()),
        "forget_photos": lambda: forget_photos(today=today()),
        "forget_copies": lambda: forget_copies(today=today()),
        "stir_copies": stir_copies,
        "stir_forms": stir_forms,
        "stir_responses": lambda: stir_responses(today=today()),
        "stir_tallies": stir_tallies,
        "stir_sent": lambda: stir_sent(today=today()),
        "stir_shift_tallies": lambda: stir_shift_tallies(today=today()),
        "forget_addresses": lambda: forget_addresses(at=now()),
        "remind_of_corrections": lambda: remind_of_corrections(at=now()),
        "remind_seconds": lambda: remind_seconds(at=now()),
    }
    by_themselves: dict[str, Callable[[], object]] = {  # with transactions of their own, or none
        "sweep": lambda: sweep(at=now()),
        "ask_registers_again": ask_registers_again,
        "remind_of_drafts": remind_of_drafts,
        "empty_change_log": empty_change_log,
    }
    done = [_done(name, chore, writes=True) for name, chore in chores.items()]
    done += [_done(name, chore, writes=False) for name, chore in by_themselves.items()]
    return done.count(False)


def _done(name: str, chore: Callable[[], object], *, writes: bool) -> bool:
    try:
        with transaction() if writes else nullcontext():
            chore()
    except Exception as error:
        log.error("tidying", chore=name, error=type(error).__name__)
        return False
    finally:
        end_reading()
    return True


def until_next(failed: int, waited: float) -> float:
    """Seconds until the next tidying: an hour, or sooner and then later and later where some of it failed.

    `waited` is how long it was last time, or 0.
    """
    return min(max(TIDY_AGAIN, waited * 2), TIDY_EVERY) if failed else TIDY_EVERY


def work(sender: Sender, *, going: Callable[[], bool] = lambda: True) -> None:
    """Go on until told to stop. A database that is away is waited for."""
    next_time, wait, tablets = float("-inf"), 0.0, TabletRound()
    while going():
        through = 0
        try:
            sent = post_letters(going=going) + send_due(sender)
            if time.monotonic() > next_time:
                failed = tidy()
                wait = until_next(failed, wait if failed else 0)
                next_time = time.monotonic() + wait
                tablets.begin()
            through = tablets.go_on(going=going)
        except Exception as error:
            log.error("worker", error=type(error).__name__)
            end_reading()
            sent = 0
        if not sent and not through:
            time.sleep(PAUSE)
