"""What the clock does after decisions: refused cases nobody has appealed are closed by themselves."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationState, ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.review.letters import last_day_to_appeal
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import Outcome

MOST_AT_ONCE = 200


def close_refused(*, at: datetime, but: Collection[UUID] = ()) -> int:
    """Close the refused cases whose last day to appeal is over; how many. `but` are cases that have been appealed."""
    wanted = (
        select(Letter)
        .join(Letter.decision)
        .join(Decision.application)
        .where(
            Application.state == ApplicationState.LETTER_SENT,
            Decision.outcome == Outcome.REFUSED,
            Letter.appeal_deadline < oslo_date(at),
            Application.id.not_in(list(but)),
        )
        .order_by(Letter.appeal_deadline, Letter.id)
        .limit(MOST_AT_ONCE)
    )
    return sum(_close(letter, at) for letter in db.session.scalars(wanted))


def _close(letter: Letter, at: datetime) -> bool:
    """Close it, unless the notice went later than the letter and the deadline with it."""
    application, last = letter.decision.application, last_day_to_appeal(letter)
    hold(application)
    if last is None or last >= oslo_date(at) or not application.may(ApplicationVerb.CLOSE):
        return False
    application.step(ApplicationVerb.CLOSE)
    verb = ApplicationVerb.CLOSE
    record(application, "case_closed", by=None, at=at, programme_id=application.programme_id, verb=verb)
    return True
