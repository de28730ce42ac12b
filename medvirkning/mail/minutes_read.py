"""The minutes as somebody may read them: kept or drafted, and without what is not theirs to know yet."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from medvirkning.follow_up.claims import told_of
from medvirkning.grants.schemes import Round
from medvirkning.mail.language import speaking
from medvirkning.mail.minutes import LaterLines, Minutes, MinutesCase, written
from medvirkning.people.models import Person
from medvirkning.review.meetings import Meeting
from medvirkning.review.protocol import Reading, protocol, reading
from medvirkning.review.sittings import kept_minutes


def minutes_of(the_round: Round, meeting: Meeting | None, person: Person | None, language: str) -> Minutes:
    """The minutes of one of the round's meetings for this person; without a person, as everybody may read them.

    Without a meeting, a draft for a round that has had none.
    """
    kept = kept_minutes(meeting) if meeting is not None else None
    whole = _read(kept.content[language]) if kept else written(protocol(the_round, meeting), language)
    changes = [UUID(each.change) for case in whole.cases for each in case.later if each.change]
    may = reading(the_round, person, changes)
    may = replace(may, told=may.told | told_of(changes))
    with speaking(language):
        return replace(whole, cases=tuple(_told(case, may) for case in whole.cases))


def _told(case: MinutesCase, may: Reading) -> MinutesCase:
    """The case with what may be told of it, all of it as plain lines."""
    later = [each for each in case.later if not each.change or UUID(each.change) in may.told]
    closed = UUID(case.id) in may.closed
    if closed and not may.public:
        lines: tuple[str, ...] = (_("This case is closed to you until the letter to the applicant has been sent."),)
    elif (closed and case.decided) or (case.settled and case.later and not later):
        lines = (_("The decision is told here when the letter to the applicant has been sent."),)
    else:
        lines = (*case.lines, *(line for each in later for line in each.lines))
    return MinutesCase(case.id, case.heading, lines)


def _read(content: dict[str, Any]) -> Minutes:
    """What `sittings.write` kept, read back."""
    year, month, day = content["day"]
    facts = tuple((label, text) for label, text in content["facts"])
    cases = tuple(_case(each) for each in content["cases"])
    return Minutes(**{**content, "day": (year, month, day), "facts": facts, "cases": cases})


def _case(kept: dict[str, Any]) -> MinutesCase:
    later = tuple(LaterLines(each["change"], tuple(each["lines"])) for each in kept["later"])
    return MinutesCase(**{**kept, "lines": tuple(kept["lines"]), "later": later})
