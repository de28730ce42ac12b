"""The form check's rules: what a first look finds, what the applicant can be asked to correct, and until when.

Findings are advice: a person looks and ticks. Missing things are asked for before anything is dismissed (law key
`missing_items`).
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from medvirkning.grants.budget import sums
from medvirkning.grants.check_words import CheckItem, CorrectionWord
from medvirkning.grants.demands import ADVICE
from medvirkning.grants.rules import NOTHING_EARLIER, from_before, unfinished
from medvirkning.grants.second_words import SecondStanding
from medvirkning.grants.seconding import LACKING
from medvirkning.grants.sections import FIELDS, fields_of, section_advice
from medvirkning.grants.values import Answers, Earlier, Terms
from medvirkning.grants.words import ApplicationState, ApplicationWord, RoundPhase, Section
from medvirkning.kernel.deadlines import is_working_day, next_working_day
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.plain_text import blank

LAW = "missing_items"
SHORTEST, USUAL = timedelta(weeks=1), timedelta(weeks=2)  # to correct something in
REMINDED = timedelta(days=3)  # before the deadline
MOST_REASON = 2_000  # characters
LINES = "lines"  # the budget's lines, as one field
FILE = "file:"  # before the key of a wanted attachment

_BY_SECTION = {
    Section.WHO: CheckItem.REGISTER,
    Section.BUDGET: CheckItem.SUMS,
    Section.ATTACHMENTS: CheckItem.ATTACHMENTS,
    Section.WHERE_AND_WHEN: CheckItem.INSIDE_AREA,
}
_BY_CODE = {
    ApplicationWord.NATIONAL_ID: CheckItem.NO_PERSONAL_DATA,
    ApplicationWord.KIND_NOT_ALLOWED: CheckItem.MAY_APPLY,
    ApplicationWord.KIND_MISSING: CheckItem.MAY_APPLY,
    ApplicationWord.NOT_FUNDED: CheckItem.FUNDABLE,
    ApplicationWord.SECOND_NAME_MISSING: CheckItem.SECOND,
    ApplicationWord.SECOND_EMAIL_MISSING: CheckItem.SECOND,
    ApplicationWord.SECOND_IS_THE_SAME: CheckItem.SECOND,
}


def items(terms: Terms) -> list[CheckItem]:
    """What is looked for in applications to this scheme, in the list's order."""
    return [item for item in CheckItem if item is not CheckItem.SECOND or terms.second_confirms]


def findings(
    answers: Answers,
    terms: Terms,
    *,
    on: date,
    second: SecondStanding = SecondStanding.NOT_ASKED,
    earlier: Earlier = NOTHING_EARLIER,
    not_come: Iterable[str] = (),
) -> dict[CheckItem, list[Objection]]:
    """What the rules see by themselves on this day, by the check list's item; nothing found is an empty list.

    That an earlier report is late is told in every scheme, whatever the applicant meets. `not_come` are attachments
    that were to come later.
    """
    found: dict[CheckItem, list[Objection]] = {item: [] for item in CheckItem}
    advised = [told for section in Section for told in section_advice(section, answers, terms, on=on)]
    for objection in [*unfinished(answers, terms, on=on), *advised]:
        section = Section(str(objection.facts["section"]))
        item = _BY_CODE.get(ApplicationWord(objection.code)) if objection.code in set(ApplicationWord) else None
        if item or section in _BY_SECTION:
            found[item or _BY_SECTION[section]].append(objection)
    for key in not_come:
        late = Objection(ApplicationWord.ATTACHMENT_NOT_COME, None, section=Section.ATTACHMENTS, field=key)
        found[CheckItem.ATTACHMENTS].append(late)
    if second in LACKING:
        found[CheckItem.SECOND].append(Objection(second))
    for objection in from_before(terms, earlier, sums(answers.lines).asked):
        if objection.facts["field"] == "year":
            found[CheckItem.SUMS].append(objection)
    if earlier.late_reports:
        found[CheckItem.MAY_APPLY].append(Objection(ApplicationWord.REPORT_OWED, None, field="report_owed"))
    return found


def to_correct(
    found: Mapping[CheckItem, Iterable[Objection]], terms: Terms, *, in_order: Collection[str] = ()
) -> dict[str, list[Objection]]:
    """What of the findings the applicant can correct, by field and in the pages' order.

    Not what somebody has found `in_order`, nor what is always advice, nor what no field can mend.
    """
    told = [each for item, objections in found.items() if item not in in_order for each in objections]
    wrong = [each for each in told if "section" in each.facts and each.code not in ADVICE]
    fields = every_field((wanted.key for wanted in terms.wanted), terms)
    by_field = {field: [each for each in wrong if field_of(each) == field] for field in fields}
    return {field: objections for field, objections in by_field.items() if objections}


def may_pass(in_order: Collection[str], terms: Terms) -> list[Objection]:
    """An application is complete when everything on the scheme's list is in order."""
    return [] if set(in_order) >= set(items(terms)) else [Objection(CorrectionWord.CHECK_INCOMPLETE)]


def ways_to_name(section: Section, wanted: Iterable[str], terms: Terms | None = None) -> list[str]:
    """What can be asked for in a section, in the page's order: its fields, the budget's lines, each attachment.

    With the scheme's terms, only the fields that the scheme asks about.
    """
    if section is Section.ATTACHMENTS:
        return [f"{FILE}{key}" for key in wanted]
    names = FIELDS[section] if terms is None else fields_of(section, terms)
    fields = [field for field in names if field != "whole_area"]
    return [LINES, *fields] if section is Section.BUDGET else fields


def every_field(wanted: Iterable[str], terms: Terms | None = None) -> list[str]:
    """Everything in an application that can be corrected."""
    keys = list(wanted)
    return [field for section in Section for field in ways_to_name(section, keys, terms)]


def field_of(objection: Objection) -> str:
    """Which of those an objection is about."""
    field = str(objection.facts["field"])
    if objection.facts.get("section") is Section.ATTACHMENTS:
        return f"{FILE}{field}"
    return LINES if field in (LINES, "text", "amount") else field


def usual_deadline(asked: date) -> date:
    """When a correction is due unless one says otherwise: two weeks, moved to a working day."""
    return next_working_day(asked + USUAL)


def may_ask(
    fields: Collection[str], reason: str, deadline: date, *, wanted: Iterable[str], on: date
) -> list[Objection]:
    """A request as it may be made: it names fields, says why, and gives at least a week."""
    found = []
    if not fields or not set(fields) <= set(every_field(wanted)):
        found.append(Objection(CorrectionWord.FIELDS_MISSING, LAW))
    if blank(reason):
        found.append(Objection(CorrectionWord.CORRECTION_REASON_MISSING, LAW))
    return [*found, *_due(deadline, least=next_working_day(on + SHORTEST))]


def may_give_more_time(deadline: date, *, until_now: date, on: date) -> list[Objection]:
    """A new deadline is a working day, after the old one and after today."""
    return _due(deadline, least=next_working_day(max(until_now, on) + timedelta(days=1)))


def _due(deadline: date, *, least: date) -> list[Objection]:
    if deadline < least:
        return [Objection(CorrectionWord.CORRECTION_TOO_SOON, LAW, least=least)]
    if not is_working_day(deadline):
        return [Objection(CorrectionWord.NOT_A_WORKING_DAY, LAW, next=next_working_day(deadline))]
    return []


def overdue(deadline: date, *, on: date) -> bool:
    """Whether the deadline has passed; its own day is still in time."""
    return on > deadline


def may_change(state: ApplicationState, phase: RoundPhase, *, handled: bool) -> list[Objection]:
    """Whether an applicant may change all of it by themselves: sent, in time, and nobody has begun to handle it."""
    if state is ApplicationState.SENT and phase is RoundPhase.OPEN and not handled:
        return []
    return [Objection(CorrectionWord.BEING_HANDLED, None, field="round")]
