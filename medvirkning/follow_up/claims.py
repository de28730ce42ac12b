"""Until when a claim for money back can be appealed, and whether what came in its place is told."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from medvirkning.follow_up.repayments import ClaimChange, Repayment
from medvirkning.follow_up.telling import CLAIM_NOTICE
from medvirkning.kernel.clock import oslo_date, today
from medvirkning.kernel.database import db
from medvirkning.outbox.queries import posted
from medvirkning.review.notified import last_day_told


def last_day_to_appeal_claim(made: Repayment) -> date | None:
    """The last day to appeal the claim as it was made; None where nothing was claimed.

    What the letter says, or later where the mail about it was late, or has not gone.
    """
    if made.appeal_deadline is None or made.claimed_at is None:
        return None
    application = made.acceptance.application
    notice = posted(CLAIM_NOTICE, made.claimed_at, application_id=application.id)
    return last_day_told(
        made.appeal_deadline,
        weeks=application.round.scheme.appeal_weeks,
        notice=oslo_date(notice.sent_at) if notice and notice.sent_at else None,
        undelivered=notice is not None and notice.sent_at is None,
        today=today(),
    )


def told_of(change_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these changes to claims whose letters are sent."""
    wanted = select(ClaimChange.id).where(ClaimChange.id.in_(list(change_ids)), ClaimChange.told_at.is_not(None))
    return frozenset(db.session.scalars(wanted))
