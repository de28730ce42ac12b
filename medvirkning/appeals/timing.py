"""The clock of appeals: from which notice the deadline counts, for whom, and what is late. Days are Oslo's."""

from collections.abc import Iterable
from datetime import date, timedelta

from medvirkning.appeals.words import ANSWER_WEEKS, MONTHS_FOR_OTHERS, MONTHS_FOR_WORSE, LateGround, Timing
from medvirkning.kernel.days import months_after
from medvirkning.kernel.deadlines import appeal_deadline, next_working_day


def last_day(written: date, told_again: Iterable[date] = (), *, weeks: int) -> date:
    """The last day to appeal for the one who got the letter (law keys `appeal_deadline`, `reasons_left_out`).

    `written` is the deadline that the letter gave. `told_again` are the days on which reasons that were asked for in
    time, or a corrected letter, were sent: each starts the time anew, and none shortens it.
    """
    return max([written, *(appeal_deadline(day, weeks) for day in told_again)])


def last_day_for_others(learned: date, decided: date, *, weeks: int, gives: bool) -> date:
    """The last day for somebody who got no letter: counted from when they learned of the decision.

    `gives` is true of a decision that gives somebody something: it can stand in peace after three months.
    """
    own = appeal_deadline(learned, weeks)
    return min(own, next_working_day(months_after(decided, MONTHS_FOR_OTHERS))) if gives else own


def timing(sent: date, *, deadline: date, decided: date) -> Timing:
    """Whether an appeal that was sent on this day is in time. The whole of the last day is (`counting_weeks`)."""
    if sent <= deadline:
        return Timing.IN_TIME
    return Timing.LATE if sent <= months_after(decided, 12) else Timing.TOO_LATE


def taken(when: Timing, ground: LateGround | None) -> bool:
    """Whether the appeal is one to look into: in time, or late with a ground that was accepted."""
    return when is Timing.IN_TIME or (when is Timing.LATE and ground is not None)


def answer_by(received: date) -> date:
    """The day the desk should have dealt with it by: within the month in which the law asks for word."""
    return next_working_day(received + timedelta(weeks=ANSWER_WEEKS))


def may_be_worse(received: date, today: date) -> bool:
    """Whether the appeal body may still put whoever appealed in a worse place (law key `appeal_handling`)."""
    return today <= months_after(received, MONTHS_FOR_WORSE)
