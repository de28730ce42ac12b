"""What of the findings an applicant is asked to correct."""

from collections.abc import Collection

import pytest

from medvirkning.grants.check_words import CheckItem
from medvirkning.grants.checking import to_correct
from medvirkning.grants.second_words import SecondStanding
from medvirkning.grants.values import Terms, Wanted
from medvirkning.grants.words import ApplicationWord, Section
from medvirkning.kernel.errors import Objection

TERMS = Terms(kinds=frozenset(), wanted=(Wanted("statutes", True, True),))
FOUND = {
    CheckItem.SUMS: [
        Objection(ApplicationWord.LINE_AMOUNT_MISSING, None, section=Section.BUDGET, field="amount", line=1),
        Objection(ApplicationWord.TOO_MUCH_THIS_YEAR, None, field="year", most=1, asked=2),
    ],
    CheckItem.INSIDE_AREA: [
        Objection(ApplicationWord.LAND_TO_COME, None, section=Section.WHERE_AND_WHEN, field="land")
    ],
    CheckItem.ATTACHMENTS: [
        Objection(ApplicationWord.ATTACHMENT_NOT_COME, None, section=Section.ATTACHMENTS, field="statutes")
    ],
    CheckItem.SECOND: [Objection(SecondStanding.WAITING)],
}


@pytest.mark.parametrize(
    ("in_order", "expected"),
    [((), ["lines", "file:statutes"]), (["sums"], ["file:statutes"]), ([CheckItem.ATTACHMENTS], ["lines"])],
)
def test_what_no_field_can_mend_is_not_asked_for(in_order: Collection[str], expected: list[str]) -> None:
    assert list(to_correct(FOUND, TERMS, in_order=in_order)) == expected
