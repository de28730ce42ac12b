"""What each section of an application needs: what is missing or wrong in it, and how far it has come.

Everything is told as objections with `section` and `field`, so that the same rule words the page's errors, the task
list and what stops sending.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from medvirkning.grants.budget import budget_objections
from medvirkning.grants.demands import asked, concerns, stops, what_demands, where_demands, who_demands
from medvirkning.grants.reading import read
from medvirkning.grants.scheme_words import WantedOf
from medvirkning.grants.shares import lowered, share_objections
from medvirkning.grants.values import Answers, Terms, Wanted
from medvirkning.grants.words import ApplicantKind, ApplicationWord, AttachmentPlan, Section, SectionStatus
from medvirkning.kernel.errors import Objection, Refused
from medvirkning.kernel.norwegian import PersonalData, finds_personal_data

MOST_AHEAD = timedelta(days=5 * 365)  # a start further off than this is a slip of the pen

# The fields of each section, in the page's order.
FIELDS: dict[Section, tuple[str, ...]] = {
    Section.WHO: (
        "applicant_kind", "organisation_number", "applicant_name", "partner_name", "partner_number", "in_register",
        "other_aid", "account_number", "contact_name", "contact_email", "contact_phone",
        "responsible_name", "responsible_email", "of_age", "second_name", "second_email",
    ),
    Section.WHAT: ("title", "what", "why", "whom", "developed_with", "participants", "ticked"),
    Section.WHERE_AND_WHEN: (
        "zone_id", "whole_area", "place", "starts_on", "ends_on",
        "physical", "land", "land_owner", "operator", "maintainer",
    ),
    Section.BUDGET: ("least_workable",),
    Section.ATTACHMENTS: (),
}  # fmt: skip

# The longest text of each field, in characters.
LONGEST = {
    "applicant_name": 120, "contact_name": 120, "contact_phone": 30, "responsible_name": 120,
    "partner_name": 120, "second_name": 120, "land_owner": 200, "operator": 200, "maintainer": 200,
    "title": 120, "what": 3000, "why": 2000, "whom": 2000, "developed_with": 2000, "place": 200,
}  # fmt: skip

# Filled in for people from what we know of them: their being there is not a beginning.
_PREFILLED = frozenset({"contact_name", "contact_email"})

_NEEDED = {
    "applicant_name": ApplicationWord.NAME_MISSING,
    "account_number": ApplicationWord.ACCOUNT_NUMBER_MISSING,
    "contact_name": ApplicationWord.CONTACT_NAME_MISSING,
    "contact_email": ApplicationWord.CONTACT_EMAIL_MISSING,
    "title": ApplicationWord.TITLE_MISSING,
    "what": ApplicationWord.WHAT_MISSING,
    "why": ApplicationWord.WHY_MISSING,
    "whom": ApplicationWord.WHOM_MISSING,
    "participants": ApplicationWord.PARTICIPANTS_MISSING,
    "starts_on": ApplicationWord.START_MISSING,
}


def section_objections(section: Section, answers: Answers, terms: Terms, *, on: date) -> list[Objection]:
    """Everything missing or wrong in one section on this day, in the page's order; empty when it is done."""
    return [told for told in _told(section, answers, terms, on) if stops(told, terms)]


def section_advice(section: Section, answers: Answers, terms: Terms, *, on: date) -> list[Objection]:
    """What is worth knowing of one section and stops nothing, in the page's order."""
    return [told for told in _told(section, answers, terms, on) if not stops(told, terms)]


def fields_of(section: Section, terms: Terms) -> list[str]:
    """The fields of a section that this scheme asks about."""
    some = asked(terms)
    return [field for field in FIELDS[section] if some.get(field, True)]


def _told(section: Section, answers: Answers, terms: Terms, on: date) -> list[Objection]:
    found = chain(_field_objections(section, answers, terms), _own_objections(section, answers, terms, on))
    order = {field: place for place, field in enumerate(FIELDS[section])}
    return sorted(found, key=lambda objection: order.get(str(objection.facts["field"]), len(order)))


def section_status(section: Section, answers: Answers, terms: Terms, *, on: date) -> SectionStatus:
    """How far the section has come. One that asks for nothing and holds nothing is EMPTY, and stops no one."""
    if not begun(section, answers):
        return SectionStatus.EMPTY
    return SectionStatus.STARTED if section_objections(section, answers, terms, on=on) else SectionStatus.DONE


def begun(section: Section, answers: Answers) -> bool:
    """Whether the applicant has put anything in this section."""
    if section is Section.ATTACHMENTS:
        return bool(answers.attached or answers.plans)
    if section is Section.BUDGET and any(not line.blank for line in answers.lines):
        return True
    fields = (field for field in FIELDS[section] if field not in _PREFILLED)
    return any(getattr(answers, field) not in (None, "", False, ()) or field in answers.unread for field in fields)


def _field_objections(section: Section, answers: Answers, terms: Terms) -> Iterator[Objection]:
    """What can be said of each field alone: unreadable, missing, too long, or holding a national identity number."""
    for field in fields_of(section, terms):
        if field in answers.unread:
            yield _unread_objection(section, field, answers.unread[field])
            continue
        value = getattr(answers, field)
        if field in _NEEDED and value in (None, ""):
            yield _objection(_NEEDED[field], section, field)
        if field not in LONGEST:
            continue
        if len(value) > LONGEST[field]:
            yield _objection(ApplicationWord.TOO_LONG, section, field, most=LONGEST[field], written=len(value))
        if PersonalData.NATIONAL_ID in finds_personal_data(value):
            yield _objection(ApplicationWord.NATIONAL_ID, section, field)


def _unread_objection(section: Section, field: str, written: str) -> Objection:
    try:
        read(field, written)
    except Refused as refused:
        return _objection(refused.code, section, field, **refused.objection.facts)
    raise ValueError(f"{field} can be read, but has not been")


def _own_objections(section: Section, answers: Answers, terms: Terms, on: date) -> Iterator[Objection]:
    match section:
        case Section.WHO:
            yield from _who(answers, terms)
        case Section.WHAT:
            yield from what_demands(answers, terms)
        case Section.WHERE_AND_WHEN:
            yield from _where_and_when(answers, on)
            yield from where_demands(answers, terms)
        case Section.BUDGET:
            in_budget = list(budget_objections(answers.lines, answers.least_workable, terms))
            yield from in_budget or share_objections(answers.lines, terms)
        case Section.ATTACHMENTS:
            yield from _attachments(answers, terms)


def _who(answers: Answers, terms: Terms) -> Iterator[Objection]:
    kind = answers.applicant_kind
    if kind is None:
        yield _objection(ApplicationWord.KIND_MISSING, Section.WHO, "applicant_kind")
    elif kind not in terms.kinds:
        yield _objection(ApplicationWord.KIND_NOT_ALLOWED, Section.WHO, "applicant_kind")
    if kind is ApplicantKind.GROUP:
        yield from _responsible(answers)
    yield from who_demands(answers, terms)


def _responsible(answers: Answers) -> Iterator[Objection]:
    """A group has an adult who answers for it: nobody else can be held to what it promises."""
    if not answers.responsible_name:
        yield _objection(ApplicationWord.RESPONSIBLE_NAME_MISSING, Section.WHO, "responsible_name")
    if answers.responsible_email is None and "responsible_email" not in answers.unread:
        yield _objection(ApplicationWord.RESPONSIBLE_EMAIL_MISSING, Section.WHO, "responsible_email")
    if not answers.of_age:
        yield _objection(ApplicationWord.NOT_OF_AGE, Section.WHO, "of_age")


def _where_and_when(answers: Answers, on: date) -> Iterator[Objection]:
    if answers.zone_id is None and not answers.whole_area:
        yield _objection(ApplicationWord.WHERE_MISSING, Section.WHERE_AND_WHEN, "zone_id")
    starts, ends = answers.starts_on, answers.ends_on
    if starts is not None and starts < on:
        yield _objection(ApplicationWord.ALREADY_STARTED, Section.WHERE_AND_WHEN, "starts_on")
    if starts is not None and ends is not None and ends < starts:
        yield _objection(ApplicationWord.ENDS_BEFORE_START, Section.WHERE_AND_WHEN, "ends_on")
    for field, day in (("starts_on", starts), ("ends_on", ends)):
        if day is not None and day > on + MOST_AHEAD:
            yield _objection(ApplicationWord.TOO_FAR_AHEAD, Section.WHERE_AND_WHEN, field, latest=on + MOST_AHEAD)


def asked_for(wanted: Wanted, answers: Answers, terms: Terms) -> bool:
    """Whether this attachment is asked of this applicant, for this budget."""
    if wanted.asked_of is WantedOf.LOWER_SHARE:
        return lowered(answers.lines, terms)
    return concerns(wanted, answers)


def _attachments(answers: Answers, terms: Terms) -> Iterator[Objection]:
    """A required attachment needs a file, or a plan that the scheme accepts. «Here» without a file is no plan."""
    for wanted in terms.wanted:
        if not asked_for(wanted, answers, terms):
            continue
        plan = None if wanted.key in answers.attached else answers.plans.get(wanted.key)
        if wanted.key in answers.attached or plan is AttachmentPlan.ELSEWHERE:
            continue
        if plan is AttachmentPlan.LATER:
            if not wanted.may_come_later:
                yield _objection(ApplicationWord.ATTACHMENT_CANNOT_WAIT, Section.ATTACHMENTS, wanted.key)
        elif wanted.required or wanted.asked_of is WantedOf.LOWER_SHARE or plan is AttachmentPlan.HERE:
            yield _objection(ApplicationWord.ATTACHMENT_MISSING, Section.ATTACHMENTS, wanted.key)


def _objection(code: str, section: Section, field: str, **facts: object) -> Objection:
    return Objection(code, None, section=section, field=field, **facts)
