"""What is right after a decision. Amounts are whole kroner, days are Oslo's."""

from datetime import date, timedelta
from uuid import UUID

from medvirkning.follow_up.words import ACCEPT_WEEKS, MOST_REASON, REMINDED_AT, FollowWord
from medvirkning.grants.awarded import payments
from medvirkning.grants.awarded import report_due as due
from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.kernel.deadlines import next_working_day
from medvirkning.kernel.errors import Objection


def accept_by(letter_sent: date) -> date:
    """The day a grant is to be accepted by: three weeks after the letter, moved past Saturdays and holidays."""
    return next_working_day(letter_sent + timedelta(weeks=ACCEPT_WEEKS))


def report_due(ends_on: date | None, letter_sent: date, months: int, day: str = "") -> date:
    """The last day to report: so many months after the measure has ended, or after the letter where that is later.

    A scheme may have a day of the year instead, written `12-15`.
    """
    return due(max(ends_on or letter_sent, letter_sent), months=months, day=day)


def reminders_passed(due: date, today: date) -> list[int]:
    """The reminders whose day has come, as days from the day the report is due; the latest is last."""
    return [days for days in REMINDED_AT if due + timedelta(days=days) <= today]


def may_accept(*, granted: int, declared: bool, account_chosen: bool, changing: bool = False) -> list[Objection]:
    """What stands in the way of accepting. `account_chosen`: confirmed, or another number written.

    `changing`: the answer has been changed, and the letter about it is not sent: nobody accepts what they don't know.
    """
    found = [Objection(FollowWord.NEW_LETTER_COMING, "notice")] if changing else []
    if granted <= 0 and not changing:
        found.append(Objection(FollowWord.NOT_GRANTED))
    if not account_chosen:
        found.append(Objection(FollowWord.ACCOUNT_UNCONFIRMED))
    if not declared:
        found.append(Objection(FollowWord.CONDITIONS_UNACCEPTED))
    return found


def may_close(*, last_day: date, today: date, reason: str | None) -> list[Objection]:
    """Why a case that is answered can't be closed: the applicant still has time (`last_day`), or no reason is given.

    `reason` is None for the clock, which needs none.
    """
    found = []
    if today <= last_day:
        found.append(Objection(FollowWord.TOO_EARLY_TO_CLOSE, None, first=last_day + timedelta(days=1)))
    return found + ([] if reason is None else reasoned(reason))


def reasoned(reason: str) -> list[Objection]:
    """What is wrong with a reason somebody must give."""
    if not reason.strip():
        return [Objection(FollowWord.REASON_MISSING)]
    if len(reason) > MOST_REASON:
        return [Objection(FollowWord.REASON_TOO_LONG, None, most=MOST_REASON)]
    return []


def second_person(first: UUID, second: UUID) -> list[Objection]:
    """Four eyes: whoever asked for a thing, or made it, never confirms it."""
    return [Objection(FollowWord.OTHER_PERSON)] if first == second else []


def due_now(granted: int, way: PaymentWay, first_share: int | None, *, listed: int, approved: int | None = None) -> int:
    """What more may be listed now: what is paid before the receipts, and after an approved report what it comes to.

    `approved` is None until then. What an appeal has taken away again is never due.
    """
    before, _after = payments(granted, way, first_share)
    most = before if approved is None else min(approved, granted)
    return max(most - listed, 0)


def may_settle(amount: int, *, granted: int, paid: int) -> list[Objection]:
    """Why the report can't come to this sum: more than is granted, or less than has gone out already."""
    if amount > granted:
        return [Objection(FollowWord.MORE_THAN_GRANTED, None, field="amount", granted=granted)]
    return [Objection(FollowWord.LESS_THAN_PAID, None, field="amount", paid=paid)] if amount < paid else []


def may_list(*, amount: int, left: int, change_waits: bool, has_account: bool, to_be_paid: bool) -> list[Objection]:
    """Why this much of a grant can't go on a payment list. `left`: due now and on no list yet."""
    if not to_be_paid:
        return [Objection(FollowWord.NOT_TO_BE_PAID)]
    if change_waits:
        return [Objection(FollowWord.CHANGE_WAITS)]
    if not has_account:
        return [Objection(FollowWord.NO_ACCOUNT)]
    if amount <= 0:
        return [Objection(FollowWord.NO_AMOUNT)]
    return [Objection(FollowWord.MORE_THAN_LEFT, None, left=left)] if amount > left else []


def goes_astray(number: str, *, listed: str, now: str | None, change_waits: bool) -> list[Objection]:
    """Why a payment can't go to the account on its list: another waits to be confirmed, or has been since.

    `number` is the case's, to tell of it.
    """
    if change_waits:
        return [Objection(FollowWord.ACCOUNT_WAITS, None, number=number)]
    return [] if listed == now else [Objection(FollowWord.ACCOUNT_CHANGED, None, number=number)]


def may_take_back(*, approved: bool, is_approver: bool, leads: bool, reason: str) -> list[Objection]:
    """Why somebody can't take a list back: one that is approved may be on its way, so its approver says why."""
    if not approved:
        return []
    other = [] if is_approver or leads else [Objection(FollowWord.APPROVER_TAKES_BACK)]
    return [*other, *reasoned(reason)]


def may_pay(*, approved_on: date, paid_on: date, today: date) -> list[Objection]:
    """Why a list can't be marked as paid on this day."""
    if paid_on > today:
        return [Objection(FollowWord.PAID_IN_FUTURE)]
    return [Objection(FollowWord.PAID_BEFORE_APPROVED)] if paid_on < approved_on else []
