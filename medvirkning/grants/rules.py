"""What is right of rounds and of sending an application. The moment is an argument; no clock in here."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from medvirkning.grants.budget import sums
from medvirkning.grants.demands import stops
from medvirkning.grants.scheme_words import MissingReport, SignIn
from medvirkning.grants.sections import section_advice, section_objections
from medvirkning.grants.values import Answers, Earlier, Terms
from medvirkning.grants.words import ApplicationWord, RoundPhase, Section, Undertaking
from medvirkning.kernel.errors import Objection

NOTHING_EARLIER = Earlier()

_UNDECLARED = {
    Undertaking.MAY_APPLY: ApplicationWord.MAY_APPLY_UNDECLARED,
    Undertaking.PUBLIC: ApplicationWord.PUBLIC_UNDECLARED,
    Undertaking.REPORT: ApplicationWord.REPORT_UNDECLARED,
}


def phase(opens_at: datetime, deadline: datetime | None, *, at: datetime) -> RoundPhase:
    """Whether a round takes applications at this moment. The last moment that is in time is the deadline itself.

    Without a deadline it is open until it gets one.
    """
    if at < opens_at:
        return RoundPhase.COMING
    return RoundPhase.OPEN if deadline is None or at <= deadline else RoundPhase.CLOSED


def answer_day(answer_by: date | None, answer_days: int | None, *, sent_on: date) -> date | None:
    """The day by which the applicant has an answer: the round's own, else so many days after sending."""
    if answer_by is not None or answer_days is None:
        return answer_by
    return sent_on + timedelta(days=answer_days)


def later_by(deadline: date | None, days: int | None, *, sent_on: date) -> date | None:
    """The last day for an attachment that comes later: counted from the deadline, else from sending."""
    return None if days is None else (deadline or sent_on) + timedelta(days=days)


def unfinished(answers: Answers, terms: Terms, *, on: date) -> list[Objection]:
    """Everything that keeps an application from being whole on this day, section by section."""
    return [objection for section in Section for objection in section_objections(section, answers, terms, on=on)]


def advice(answers: Answers, terms: Terms, earlier: Earlier, *, on: date) -> list[Objection]:
    """What the applicant should know, and what stops nothing: of the sections first, then of what went before."""
    found = [told for section in Section for told in section_advice(section, answers, terms, on=on)]
    return [
        *found,
        *(told for told in from_before(terms, earlier, sums(answers.lines).asked) if not stops(told, terms)),
    ]


def from_before(terms: Terms, earlier: Earlier, asked: int) -> Iterator[Objection]:
    """The ceilings per applicant, of a year and of several, and earlier grants without a report."""
    total = earlier.this_year + asked
    if terms.most_per_year is not None and total > terms.most_per_year:
        facts = {"most": terms.most_per_year, "asked": total}
        yield Objection(ApplicationWord.TOO_MUCH_THIS_YEAR, None, field="year", **facts)
    if terms.most_over_years is not None and earlier.over_years + asked > terms.most_over_years:
        facts = {"most": terms.most_over_years, "asked": earlier.over_years + asked, "years": terms.ceiling_years or 1}
        yield Objection(ApplicationWord.TOO_MUCH_OVER_YEARS, None, field="year", **facts)
    if earlier.late_reports and terms.missing_report is MissingReport.BLOCKS:
        yield Objection(ApplicationWord.REPORT_MISSING, None, field="report_owed")
    elif earlier.late_reports and terms.missing_report is MissingReport.WARNS:
        yield Objection(ApplicationWord.REPORT_LATE, None, field="report_owed")


def signed_in_well_enough(wanted: SignIn, used: SignIn) -> list[Objection]:
    """Whether one is signed in as the scheme asks; ID-porten is always enough."""
    if wanted is SignIn.ID_PORTEN and used is not SignIn.ID_PORTEN:
        return [Objection(ApplicationWord.SIGN_IN_TOO_WEAK, None, field="round")]
    return []


def undeclared(declared: Collection[str]) -> list[Objection]:
    """What the applicant has not yet vouched for."""
    return [
        Objection(code, None, field=undertaking.value)
        for undertaking, code in _UNDECLARED.items()
        if undertaking not in declared
    ]


def what_stops_sending(
    answers: Answers,
    terms: Terms,
    *,
    round_phase: RoundPhase,
    declared: Collection[str],
    on: date,
    earlier: Earlier = NOTHING_EARLIER,
) -> list[Objection]:
    """Why this application can't be sent on this day; empty when it can."""
    match round_phase:
        case RoundPhase.COMING:
            in_time = [Objection(ApplicationWord.ROUND_NOT_OPEN, None, field="round")]
        case RoundPhase.CLOSED:
            in_time = [Objection(ApplicationWord.ROUND_CLOSED, None, field="round")]
        case _:
            in_time = []
    before = [told for told in from_before(terms, earlier, sums(answers.lines).asked) if stops(told, terms)]
    return [*in_time, *unfinished(answers, terms, on=on), *before, *undeclared(declared)]
