"""What the registers say, a lower own share that is documented, and what those who check learn of it all."""

from dataclasses import replace

import pytest

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.check_words import CheckItem
from medvirkning.grants.checking import findings
from medvirkning.grants.rules import NOTHING_EARLIER, advice
from medvirkning.grants.scheme_words import MissingReport, WantedOf, YesNo
from medvirkning.grants.values import Answers, Registered, Wanted
from medvirkning.grants.words import ApplicantKind
from medvirkning.grants.words import ApplicationWord as Word
from medvirkning.grants.words import AttachmentPlan as Plan
from tests.rules.test_grant_settings import LATE, NUMBER, TERMS, TODAY, WHOLE, stops, with_lines

LISTED = {"voluntary_register": True, "organisation_number": NUMBER.YES}
DOCUMENTED = {
    "own_share": 50,
    "lower_share": 30,
    "wanted": (Wanted("accounts", may_come_later=False, asked_of=WantedOf.LOWER_SHARE),),
}


def said(outcome: RegisterOutcome, *, voluntary: bool | None = None) -> Answers:
    return replace(WHOLE, in_register=YesNo.YES, registered=Registered(outcome, voluntary))


SAYS_NO = said(RegisterOutcome.FOUND, voluntary=False)


@pytest.mark.parametrize(
    ("settings", "answers", "expected"),
    [
        ({"voluntary_register": True, "register_exempt": frozenset({ApplicantKind.ASSOCIATION})}, WHOLE, []),
        (LISTED, SAYS_NO, []),  # what the register says is advice
        (LISTED | {"register_stops": True}, SAYS_NO, [Word.REGISTER_SAYS_NO]),
        (LISTED | {"register_stops": True}, said(RegisterOutcome.UNREACHABLE), []),  # silence stops nobody
        (LISTED | {"register_stops": True}, said(RegisterOutcome.UNKNOWN), [Word.NUMBER_NOT_IN_REGISTER]),
        (LISTED | {"register_stops": True}, said(RegisterOutcome.DELETED), [Word.NUMBER_NOT_IN_REGISTER]),
        (LISTED, said(RegisterOutcome.DELETED), []),
        ({"register_stops": True}, said(RegisterOutcome.UNKNOWN), []),  # the scheme asks for no number
        (LISTED, replace(said(RegisterOutcome.FOUND, voluntary=True), in_register=YesNo.NO), []),
        ({"own_share": 50, "lower_share": 30}, with_lines(20_000, 6_000), []),
        ({"own_share": 50, "lower_share": 30}, with_lines(20_000, 5_999), [Word.OWN_SHARE_TOO_SMALL]),
        (DOCUMENTED, with_lines(20_000, 10_000), []),
        (DOCUMENTED, with_lines(20_000, 9_999), [Word.ATTACHMENT_MISSING]),
        (DOCUMENTED, replace(with_lines(20_000, 9_999), plans={"accounts": Plan.LATER}), [Word.ATTACHMENT_CANNOT_WAIT]),
        (DOCUMENTED, replace(with_lines(20_000, 6_000), attached=frozenset({"accounts"})), []),
        (DOCUMENTED, replace(with_lines(20_000, 5_999), attached=frozenset({"accounts"})), [Word.OWN_SHARE_TOO_SMALL]),
    ],
)
def test_what_stops(settings: dict, answers: Answers, expected: list[str]) -> None:
    assert stops(replace(TERMS, **settings), answers) == expected


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        (SAYS_NO, Word.REGISTER_SAYS_NO),
        (said(RegisterOutcome.UNREACHABLE), Word.REGISTER_UNREACHED),
        (said(RegisterOutcome.UNKNOWN), Word.NUMBER_NOT_IN_REGISTER),
    ],
)
def test_what_the_register_says_is_told_to_both_sides(answers: Answers, word: Word) -> None:
    terms = replace(TERMS, **LISTED)
    assert [told.code for told in advice(answers, terms, NOTHING_EARLIER, on=TODAY)] == [word]
    assert [told.code for told in findings(answers, terms, on=TODAY)[CheckItem.REGISTER]] == [word]


@pytest.mark.parametrize("met", MissingReport)
def test_whoever_checks_always_learns_of_a_late_report(met: MissingReport) -> None:
    terms = replace(TERMS, missing_report=met, most_per_year=1)
    found = findings(WHOLE, terms, on=TODAY, earlier=LATE)
    assert [told.code for told in found[CheckItem.MAY_APPLY]] == [Word.REPORT_OWED]
    assert [told.code for told in found[CheckItem.SUMS]] == [Word.TOO_MUCH_THIS_YEAR]
