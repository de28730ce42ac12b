"""What each section of an application needs, and how far it has come."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from medvirkning.grants.scheme_words import OrganisationNumber
from medvirkning.grants.sections import LONGEST, fields_of, section_objections, section_status
from medvirkning.grants.values import Answers, Terms, Wanted
from medvirkning.grants.words import ApplicantKind, AttachmentPlan, BudgetSide, Line, Section, SectionStatus
from medvirkning.grants.words import ApplicationWord as Word
from medvirkning.kernel.norwegian import AccountWord, OrganisationWord

TODAY = date(2026, 3, 2)
TERMS = Terms(
    kinds=frozenset({ApplicantKind.ASSOCIATION, ApplicantKind.PERSON}),
    organisation_number=OrganisationNumber.YES,
    wanted=(
        Wanted("statutes", required=True),
        Wanted("permission", required=True, may_come_later=False),
        Wanted("map"),
    ),
)
WHOLE = Answers(
    applicant_kind=ApplicantKind.ASSOCIATION,
    applicant_name="Kaikanten beboerforening",
    organisation_number="999999913",
    account_number="86011117947",
    contact_name="Bjarne",
    contact_email="bjarne@medvirkning.example",
    title="Langbord på Lervig",
    what="Et åttemeters bord langs kaia.",
    why="Naboene kjenner ikke hverandre.",
    whom="Alle i Lervig.",
    participants=150,
    zone_id=uuid4(),
    starts_on=date(2026, 6, 1),
    lines=(Line(BudgetSide.EXPENSE, "Mat", 18_000),),
    attached=frozenset({"statutes", "permission"}),
)


def found(section, answers, terms=TERMS):
    return [
        (objection.code, objection.facts["field"])
        for objection in section_objections(section, answers, terms, on=TODAY)
    ]


@pytest.mark.parametrize("section", Section)
def test_whole(section):
    assert found(section, WHOLE) == []
    assert section_status(section, WHOLE, TERMS, on=TODAY) is SectionStatus.DONE


@pytest.mark.parametrize("section", Section)
def test_empty(section):
    assert section_status(section, Answers(), TERMS, on=TODAY) is SectionStatus.EMPTY
    assert found(section, Answers()), "this scheme asks for something in every section"


def test_what_is_missing_comes_in_the_pages_order():
    missing = [field for _code, field in found(Section.WHO, Answers())]
    # The number is asked for when one has said what one is; the last ones are a group's.
    not_asked = {"contact_phone", "organisation_number", "responsible_name", "responsible_email", "of_age"}
    assert missing == [field for field in fields_of(Section.WHO, TERMS) if field not in not_asked]


CASES = {
    "kind that may not apply": (Section.WHO, {"applicant_kind": ApplicantKind.BUSINESS}, Word.KIND_NOT_ALLOWED),
    "association without number": (Section.WHO, {"organisation_number": None}, Word.ORGANISATION_NUMBER_MISSING),
    "short number": (
        Section.WHO,
        {"organisation_number": None, "unread": {"organisation_number": "999 999"}},
        OrganisationWord.TOO_SHORT,
    ),
    "slip in the account": (
        Section.WHO,
        {"account_number": None, "unread": {"account_number": "86011117946"}},
        AccountWord.WRONG_CHECK_DIGIT,
    ),
    "long title": (Section.WHAT, {"title": "x" * 121}, Word.TOO_LONG),
    "national id in a text": (Section.WHAT, {"what": "Ring meg, 13097248022"}, Word.NATIONAL_ID),
    "participants in words": (
        Section.WHAT,
        {"participants": None, "unread": {"participants": "mange"}},
        Word.PARTICIPANTS_UNREADABLE,
    ),
    "nowhere": (Section.WHERE_AND_WHEN, {"zone_id": None}, Word.WHERE_MISSING),
    "no start": (Section.WHERE_AND_WHEN, {"starts_on": None}, Word.START_MISSING),
    "yesterday": (Section.WHERE_AND_WHEN, {"starts_on": date(2026, 3, 1)}, Word.ALREADY_STARTED),
    "ends first": (Section.WHERE_AND_WHEN, {"ends_on": date(2026, 5, 31)}, Word.ENDS_BEFORE_START),
    "year mistyped": (Section.WHERE_AND_WHEN, {"starts_on": date(2206, 6, 1)}, Word.TOO_FAR_AHEAD),
    "required file": (Section.ATTACHMENTS, {"attached": frozenset({"permission"})}, Word.ATTACHMENT_MISSING),
    "must come now": (
        Section.ATTACHMENTS,
        {"attached": frozenset({"statutes"}), "plans": {"permission": AttachmentPlan.LATER}},
        Word.ATTACHMENT_CANNOT_WAIT,
    ),
    "here without a file": (Section.ATTACHMENTS, {"plans": {"map": AttachmentPlan.HERE}}, Word.ATTACHMENT_MISSING),
}


@pytest.mark.parametrize(("section", "changes", "code"), CASES.values(), ids=CASES.keys())
def test_one_thing_wrong(section, changes, code):
    answers = replace(WHOLE, **changes)
    assert [found_code for found_code, _field in found(section, answers)] == [code]
    assert section_status(section, answers, TERMS, on=TODAY) is SectionStatus.STARTED


FINE = {
    "today": (Section.WHERE_AND_WHEN, {"starts_on": TODAY}),
    "one day": (Section.WHERE_AND_WHEN, {"ends_on": date(2026, 6, 1)}),
    "whole area": (Section.WHERE_AND_WHEN, {"zone_id": None, "whole_area": True}),
    "person without number": (
        Section.WHO,
        {"applicant_kind": ApplicantKind.PERSON, "organisation_number": None},
    ),
    "later": (
        Section.ATTACHMENTS,
        {"attached": frozenset({"permission"}), "plans": {"statutes": AttachmentPlan.LATER}},
    ),
    "elsewhere": (
        Section.ATTACHMENTS,
        {"attached": frozenset({"permission"}), "plans": {"statutes": AttachmentPlan.ELSEWHERE}},
    ),
    "longest title": (Section.WHAT, {"title": "x" * LONGEST["title"]}),
}


@pytest.mark.parametrize(("section", "changes"), FINE.values(), ids=FINE.keys())
def test_nothing_wrong(section, changes):
    assert found(section, replace(WHOLE, **changes)) == []


def test_what_we_filled_in_ourselves_is_no_beginning():
    prefilled = Answers(contact_name="Bjarne", contact_email="bjarne@medvirkning.example")
    assert section_status(Section.WHO, prefilled, TERMS, on=TODAY) is SectionStatus.EMPTY


def test_attachments_that_nobody_needs_stop_no_one():
    terms = replace(TERMS, wanted=(Wanted("map"),))
    assert found(Section.ATTACHMENTS, Answers(), terms) == []
    assert section_status(Section.ATTACHMENTS, Answers(), terms, on=TODAY) is SectionStatus.EMPTY
