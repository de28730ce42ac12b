"""What an appeal's dismissal leaves open: until when it can be appealed, and whether it has been."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from medvirkning.appeals.models import Appeal, Ruling, RulingLetter
from medvirkning.appeals.words import AppealState, RulingKind
from medvirkning.kernel.clock import oslo_date, today
from medvirkning.kernel.database import db
from medvirkning.outbox.queries import posted
from medvirkning.review.notified import last_day_told

NOTICE = "appeal_letter"  # the kind of the mail that says a letter has come


def dismissal_of(appeal: Appeal) -> Ruling | None:
    """The ruling that put it aside."""
    return next((each for each in appeal.rulings if each.kind is RulingKind.DISMISSED), None)


def last_day_after(letter: RulingLetter) -> date | None:
    """The last day to appeal what such a letter tells of, counted from its own notice; None where it can't be."""
    if letter.appeal_deadline is None or letter.sent_at is None:
        return letter.appeal_deadline
    appeal = letter.ruling.appeal
    notice = posted(NOTICE, letter.sent_at, appeal_id=appeal.id)
    return last_day_told(
        letter.appeal_deadline,
        weeks=appeal.application.round.scheme.appeal_weeks,
        notice=oslo_date(notice.sent_at) if notice and notice.sent_at else None,
        undelivered=notice is not None and notice.sent_at is None,
        today=today(),
    )


def last_day_against(appeal: Appeal) -> date | None:
    """The last day whoever appealed can appeal its dismissal; None before the letter about that has been sent."""
    dismissal = dismissal_of(appeal)
    return None if dismissal is None else last_day_after(dismissal.letter)


def appeal_against(appeal_id: UUID) -> Appeal | None:
    """The appeal against this one's dismissal, if there is one that was not taken back."""
    wanted = select(Appeal).where(Appeal.about_id == appeal_id, Appeal.state != AppealState.WITHDRAWN)
    return db.session.scalar(wanted.order_by(Appeal.registered_at.desc()).limit(1))


def may_be_contested(appeal: Appeal) -> bool:
    """Whether an appeal against its dismissal can be taken in, in time or late: whether it is late is judged then."""
    return (
        appeal.state is AppealState.DISMISSED
        and last_day_against(appeal) is not None
        and appeal_against(appeal.id) is None
    )


def can_still_be_appealed(appeal: Appeal, on: date) -> bool:
    """Whether it is dismissed, and there is still time to appeal that: also while its letter waits."""
    last = last_day_against(appeal)
    return appeal.state is AppealState.DISMISSED and (last is None or last >= on) and appeal_against(appeal.id) is None
