"""Changing a claim after an appeal: a row of its own. When, and who decides it, is the appeals' to say.

The claim that was made first stays as it is.
"""

from datetime import date, datetime

from medvirkning.follow_up.giving_back import may_change_claim
from medvirkning.follow_up.repayments import ClaimChange, Repayment
from medvirkning.follow_up.telling import tell_journals
from medvirkning.follow_up.words import RepaymentState, RepaymentVerb
from medvirkning.grants.words import ApplicationVerb
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.models import Person

STAND = (RepaymentState.CLAIMED, RepaymentState.REPAID)  # there is a claim to change


def change_claim(
    made: Repayment, *, amount: int, due_on: date | None, reasons: str, by: Person, at: datetime
) -> ClaimChange:
    """Let another sum stand (whole kroner, 0 for nothing), to be paid by a day. Raises RuleBroken.

    Conflict where nothing is claimed any more.
    """
    hold(made)
    weeks, today = made.acceptance.application.round.scheme.appeal_weeks, oslo_date(at)
    refuse(may_change_claim(amount=amount, notified=made.amount, due_on=due_on, today=today, appeal_weeks=weeks))
    return _put(made, amount, due_on if amount else None, reasons, by=by, at=at)


def set_claim_aside(made: Repayment, *, reasons: str, by: Person, at: datetime) -> ClaimChange:
    """Let nothing stand until it is decided anew. Raises Conflict where nothing is claimed any more."""
    hold(made)
    return _put(made, None, None, reasons, by=by, at=at)


def tell_of_claim(change: ClaimChange, *, at: datetime) -> None:
    """The letter about it is sent: from now on it counts. Where nothing is left of the claim, the case is finished."""
    made = change.repayment
    hold(made)
    change.told_at = at
    if change.amount != 0 or not made.may(RepaymentVerb.LET_GO):
        return
    application = made.acceptance.application
    hold(application)
    made.step(RepaymentVerb.LET_GO)
    made.let_go_reason, made.let_go_by_id, made.let_go_at = change.reasons, change.by_id, at
    application.step(ApplicationVerb.CLOSE)
    application.report_owed_on = None
    tell_journals(made, "repayment_let_go", change.by, at, (RepaymentVerb.LET_GO, ApplicationVerb.CLOSE))


def _put(
    made: Repayment, amount: int | None, due_on: date | None, reasons: str, *, by: Person, at: datetime
) -> ClaimChange:
    if made.state not in STAND:
        raise Conflict("nothing is claimed")
    change = ClaimChange(
        repayment_id=made.id,
        number=len(made.changes) + 1,
        amount=amount,
        due_on=due_on,
        reasons=tidy(reasons),
        by_id=by.id,
        at=at,
    )
    change.repayment, change.by = made, by
    db.session.add(change)
    db.session.flush()
    tell_journals(made, "claim_changed", by, at, amount=amount, change=str(change.id))
    return change
