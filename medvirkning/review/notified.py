"""From when the time to appeal counts: from when the party was told (law keys `notice`, `appeal_deadline`).

An electronic notice counts from when it was sent, not from when the letter was. Where the mail was late, or never went,
that is not the party's loss. Days are Oslo's.
"""

from collections.abc import Iterable
from datetime import date

from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import Objection
from medvirkning.review.telling_words import OtherWay, TellWord


def last_day_told(
    written: date, *, weeks: int, notice: date | None, undelivered: bool, told: Iterable[date] = (), today: date
) -> date:
    """The last day to appeal what a sent letter tells of, never before `written`, the day the letter gives.

    - `notice`: the day the mail about it went; the time counts from there.
    - `told`: days on which they were told in other ways, as when the mail came back; the last of all these counts.
    - `undelivered`: there is a mail and it has not gone, or was given up. Then nobody has been told, the time has not
      begun to run, and there is at least all of it left, counted from `today`.

    With neither a mail nor another way on record, what the letter says stands.
    """
    known = [*told, *([notice] if notice is not None else [])]
    if known:
        return max(written, appeal_deadline(max(known), weeks))
    return max(written, appeal_deadline(today, weeks)) if undelivered else written


def may_tell_otherwise(way: OtherWay | None, on: date | None, *, sent: date, today: date) -> list[Objection]:
    """That the party was told of a sent letter in another way than by our e-mail: how, and on a day that has been."""
    found = [] if way is not None else [Objection(TellWord.WAY_MISSING, "notice")]
    if on is None:
        found.append(Objection(TellWord.DAY_MISSING, "notice"))
    elif on > today:
        found.append(Objection(TellWord.AHEAD))
    elif on < sent:
        found.append(Objection(TellWord.BEFORE_LETTER, "notice", sent=sent))
    return found
