"""What a round must be like before it is announced."""

from datetime import date, datetime

from medvirkning.grants.describing import SLUG
from medvirkning.grants.scheme_words import SchemeWord
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.kroner import MOST

YEARS = range(2000, 2101)  # what reckoning with days, years ahead too, never leaves the calendar from


def form_objections(slug: str, pot: int) -> list[Objection]:
    """What the tables and the addresses can't hold: an odd end of an address, and what is no sum in whole kroner."""
    found = []
    if not isinstance(slug, str) or len(slug) > 60 or not SLUG.fullmatch(slug):
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
