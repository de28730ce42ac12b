"""What a round must be like before it is announced."""

from dataclasses import dataclass
from datetime import date, datetime

from medvirkning.grants.describing import SLUG
from medvirkning.grants.scheme_words import SchemeWord
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.kroner import MOST
from medvirkning.kernel.plain_text import blank

YEARS = range(2000, 2101)  # what reckoning with days, years ahead too, never leaves the calendar from


RESERVED_ROUNDS = frozenset({"passer-det"})  # what stands in the address of a scheme's other page
MOST_REASON = 1_000  # characters


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """What may be changed in a round that is announced. `pot` in whole kroner, `deadline` the last moment."""

    deadline: datetime | None
    pot: int
    meeting_on: date | None
    answer_by: date | None


def form_objections(slug: str, pot: int) -> list[Objection]:
    """What the tables and the addresses can't hold: an odd end of an address, and what is no sum in whole kroner."""
    found = []
    if not isinstance(slug, str) or len(slug) > 60 or not SLUG.fullmatch(slug) or slug in RESERVED_ROUNDS:
        found.append(Objection(SchemeWord.NOT_AN_ADDRESS, field="slug"))
    if not isinstance(pot, int) or isinstance(pot, bool) or not 0 <= pot <= MOST:
        found.append(Objection(SchemeWord.NOT_A_NUMBER, field="pot"))
    return found


def round_objections(
    opens_at: datetime,
    deadline: datetime | None,
    meeting_on: date | None,
    answer_by: date | None,
    *,
    last: date,
    rolling: bool,
) -> list[Objection]:
    """What is wrong with a round's days, field by field. A round of a rolling scheme needs no deadline.

    `last` is Oslo's day at the deadline, or at the opening where there is no deadline.
    """
    days = {"opens_at": opens_at, "deadline": deadline, "meeting_on": meeting_on, "answer_by": answer_by}
    if odd := [name for name, day in days.items() if day is not None and day.year not in YEARS]:
        return [Objection(SchemeWord.DAY_TOO_FAR, field=name) for name in odd]
    found = []
    if deadline is None and not rolling:
        found.append(Objection(SchemeWord.DEADLINE_MISSING, field="deadline"))
    if deadline is not None and deadline <= opens_at:
        found.append(Objection(SchemeWord.DEADLINE_TOO_SOON, field="deadline"))
    if answer_by is None and not rolling:
        found.append(Objection(SchemeWord.ANSWER_MISSING, field="answer_by"))
    if meeting_on is not None and meeting_on < last:
        found.append(Objection(SchemeWord.MEETING_TOO_SOON, field="meeting_on"))
    if answer_by is not None and answer_by < max(last, meeting_on or last):
        found.append(Objection(SchemeWord.ANSWER_TOO_SOON, field="answer_by"))
    return found


def change_objections(
    before: RoundPlan, after: RoundPlan, reason: str, *, granted: int, at: datetime
) -> list[Objection]:
    """Why an announced round can't be changed like this, field by field. `granted`: kroner decided in it so far.

    People have planned by what was announced: time is only given, never taken, and not once the deadline has passed,
    when others have read what came in. The pot covers what is granted. Everybody can read why.
    """
    found = []
    if after == before:
        found.append(Objection(SchemeWord.NOTHING_CHANGED, field="deadline" if before.deadline else "pot"))
    if after.deadline != before.deadline and before.deadline is not None:
        if at > before.deadline:
            found.append(Objection(SchemeWord.DEADLINE_PASSED, field="deadline"))
        elif after.deadline is not None and after.deadline < before.deadline:
            found.append(Objection(SchemeWord.DEADLINE_EARLIER, field="deadline"))
    if not 0 <= after.pot <= MOST:
        found.append(Objection(SchemeWord.NOT_A_NUMBER, field="pot"))
    elif after.pot < granted:
        found.append(Objection(SchemeWord.POT_BELOW_GRANTED, field="pot", granted=granted))
    if blank(reason):
        found.append(Objection(SchemeWord.REASON_FOR_CHANGE_MISSING, field="reason"))
    elif len(reason) > MOST_REASON:
        found.append(Objection(SchemeWord.TOO_LONG, field="reason", most=MOST_REASON))
    return found
