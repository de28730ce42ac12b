"""When money may be claimed back: after an advance notice, with time to answer. Whole kroner, Oslo's days.

Law keys: `advance_notice` (a fair time to say what one thinks), `conditions`, `reasons`, `appeal_deadline`.
"""

from datetime import date, timedelta

from medvirkning.follow_up.rules import reasoned
from medvirkning.follow_up.words import NOTICE_WEEKS, PAY_WEEKS, FollowWord, RepaymentGround
from medvirkning.kernel.deadlines import is_working_day, next_working_day
from medvirkning.kernel.errors import Objection


def first_answer_day(today: date) -> date:
    """The first day an advance notice sent today may ask for an answer by."""
    return next_working_day(today + timedelta(weeks=NOTICE_WEEKS))


def first_due_day(today: date, appeal_weeks: int) -> date:
    """The first day a claim decided today may fall due: not before the time to appeal is over."""
    return next_working_day(today + timedelta(weeks=max(PAY_WEEKS, appeal_weeks)))


def may_notify(
    *, ground: RepaymentGround | None, amount: int, paid: int, reasons: str, answer_by: date, today: date
) -> list[Objection]:
    """What stands in the way of an advance notice. `paid`: what has really gone out."""
    found = [] if ground else [Objection(FollowWord.GROUND_MISSING)]
    if amount <= 0:
        found.append(Objection(FollowWord.NO_AMOUNT_BACK))
    elif amount > paid:
        found.append(Objection(FollowWord.MORE_THAN_PAID, None, paid=paid))
    return [*found, *reasoned(reasons), *_day(answer_by, first_answer_day(today), FollowWord.TIME_TO_ANSWER)]


def may_claim(
    *,
    amount: int,
    notified: int,
    reasons: str,
    due_on: date,
    answer_by: date,
    answered: bool,
    today: date,
    appeal_weeks: int,
) -> list[Objection]:
    """What stands in the way of a claim: never more than was `notified`, nor before the applicant has had their say."""
    found = still_time(answer_by=answer_by, answered=answered, today=today)
    if amount <= 0:
        found.append(Objection(FollowWord.NO_AMOUNT_BACK))
    elif amount > notified:
        found.append(Objection(FollowWord.MORE_THAN_NOTIFIED, None, most=notified))
    return [*found, *reasoned(reasons), *_day(due_on, first_due_day(today, appeal_weeks), FollowWord.TIME_TO_PAY)]


def may_change_claim(
    *, amount: int, notified: int, due_on: date | None, today: date, appeal_weeks: int
) -> list[Objection]:
    """What stands in the way of another sum in a claim's place: never more than was `notified`, with time to pay it."""
    found = [Objection(FollowWord.MORE_THAN_NOTIFIED, None, most=notified)] if amount > notified else []
    first = first_due_day(today, appeal_weeks)
    return [*found, *(_day(due_on or date.min, first, FollowWord.TIME_TO_PAY) if amount else [])]


def still_time(*, answer_by: date, answered: bool, today: date) -> list[Objection]:
    """Nothing is decided before the applicant has answered, or the day to answer by is over."""
    if answered or today > answer_by:
        return []
    return [Objection(FollowWord.STILL_TIME_TO_ANSWER, "advance_notice", first=answer_by + timedelta(days=1))]


def may_note_repaid(*, on: date, claimed_on: date, today: date) -> list[Objection]:
    """Why it can't have been paid back on this day."""
    if on > today:
        return [Objection(FollowWord.PAID_IN_FUTURE)]
    return [Objection(FollowWord.REPAID_BEFORE_CLAIM)] if on < claimed_on else []


def _day(chosen: date, first: date, too_early: FollowWord) -> list[Objection]:
    if chosen < first:
        return [Objection(too_early, None, first=first)]
    return [] if is_working_day(chosen) else [Objection(FollowWord.DAY_OFF, None, next=next_working_day(chosen))]
