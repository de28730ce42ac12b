"""What is right of rounds and of sending an application. The moment is an argument; no clock in here."""

from collections.abc import Collection
from datetime import date, datetime

from medvirkning.grants.sections import section_objections
from medvirkning.grants.words import Answers, ApplicationWord, RoundPhase, Section, Terms, Undertaking
from medvirkning.kernel.errors import Objection

_UNDECLARED = {
    Undertaking.MAY_APPLY: ApplicationWord.MAY_APPLY_UNDECLARED,
    Undertaking.PUBLIC: ApplicationWord.PUBLIC_UNDECLARED,
    Undertaking.REPORT: ApplicationWord.REPORT_UNDECLARED,
}


def phase(opens_at: datetime, deadline: datetime, *, at: datetime) -> RoundPhase:
    """Whether a round takes applications at this moment. The last moment that is in time is the deadline itself."""
    if at < opens_at:
        return RoundPhase.COMING
    return RoundPhase.OPEN if at <= deadline else RoundPhase.CLOSED


def unfinished(answers: Answers, terms: Terms, *, on: date) -> list[Objection]:
    """Everything that keeps an application from being whole on this day, section by section."""
    return [objection for section in Section for objection in section_objections(section, answers, terms, on=on)]


def undeclared(declared: Collection[str]) -> list[Objection]:
    """What the applicant has not yet vouched for."""
    return [
        Objection(code, None, field=undertaking.value)
        for undertaking, code in _UNDECLARED.items()
        if undertaking not in declared
    ]


def what_stops_sending(
    answers: Answers, terms: Terms, *, round_phase: RoundPhase, declared: Collection[str], on: date
) -> list[Objection]:
    """Why this application can't be sent on this day; empty when it can."""
    match round_phase:
        case RoundPhase.COMING:
            in_time = [Objection(ApplicationWord.ROUND_NOT_OPEN, None, field="round")]
        case RoundPhase.CLOSED:
            in_time = [Objection(ApplicationWord.ROUND_CLOSED, None, field="round")]
        case _:
            in_time = []
    return [*in_time, *unfinished(answers, terms, on=on), *undeclared(declared)]
