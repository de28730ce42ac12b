"""The mail worker: claims, sends, notes. Any number may run; a mail is in one worker's hands at a time.

Letters that were asked to be sent together are made here too, some at a time (`letter_posting`).

Claim and note are transactions of their own, and the sending lies between them: killed there, the claim grows old
and the mail is sent again, with the same Message-ID (promises M1 and M2).
"""

import time
from collections.abc import Callable

import structlog

from medvirkning.appeals.dismissals import NOTICE as APPEAL_NOTICE
from medvirkning.appeals.queries import still_open
from medvirkning.attachments.actions import sweep
from medvirkning.contributions.drafts import prune_drafts
from medvirkning.contributions.telling import forget_addresses
from medvirkning.follow_up.tidying import close_refused, remind
from medvirkning.grants.confirming import remind_seconds
from medvirkning.grants.correction_reminders import remind_of_corrections
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import end_reading, transaction
from medvirkning.mail.compose import as_email, compose
from medvirkning.mail.draft_reminders import remind_of_drafts
from medvirkning.mail.letter_posting import post_letters
from medvirkning.mail.registers_again import ask_registers_again
from medvirkning.mail.senders import Sender
from medvirkning.outbox.actions import claim, note_failed, note_sent
from medvirkning.outbox.actions import forget_old as forget_old_mail
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.queries import due
from medvirkning.people.actions import forget_old
from medvirkning.review.letters import NOTICE

log = structlog.get_logger()

PAUSE = 2.0  # seconds between looks into an empty outbox
TIDY_EVERY = 3600.0  # seconds


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


def tidy() -> None:
    """Remind of what is soon due, and prune what has ended. Cases with a no that nobody has appealed are closed.

    Links, sessions, old mail, drafts, addresses of cases that lie still, files no row names.

    The notice of a decision, or of what was made of an appeal, stays with its letter: the time to appeal counts from
    when it was sent.
    """
    with transaction():
        close_refused(at=now(), but=still_open(today()))
        remind(at=now())
        forget_old(at=now())
        forget_old_mail(at=now(), but=[NOTICE, APPEAL_NOTICE])
        prune_drafts(today=today())
        forget_addresses(at=now())
        remind_of_corrections(at=now())
        remind_seconds(at=now())
    sweep(at=now())
    end_reading()
    ask_registers_again()
    remind_of_drafts()


def work(sender: Sender, *, going: Callable[[], bool] = lambda: True) -> None:
    """Go on until told to stop. A database that is away is waited for."""
    tidied = float("-inf")
    while going():
        try:
            sent = post_letters(going=going) + send_due(sender)
            if time.monotonic() - tidied > TIDY_EVERY:
                tidy()
                tidied = time.monotonic()
        except Exception as error:
            log.error("worker", error=type(error).__name__)
            end_reading()
            sent = 0
        if not sent:
            time.sleep(PAUSE)
