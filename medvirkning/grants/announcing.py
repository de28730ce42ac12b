"""What a round must be like before it is announced."""

from datetime import date, datetime

from medvirkning.grants.scheme_words import SchemeWord
from medvirkning.kernel.errors import Objection


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
