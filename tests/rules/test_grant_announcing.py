"""What a round's days must be like."""

from datetime import UTC, date, datetime

import pytest

from medvirkning.grants.announcing import form_objections, round_objections
from medvirkning.grants.scheme_words import SchemeWord

OPENS = datetime(2027, 1, 10, 8, tzinfo=UTC)
CLOSES = datetime(2027, 2, 20, 22, 59, 59, tzinfo=UTC)
LAST = date(2027, 2, 20)
MEETING, ANSWER = date(2027, 3, 1), date(2027, 3, 10)


@pytest.mark.parametrize(
    ("deadline", "meeting_on", "answer_by", "rolling", "wrong"),
    [
        (CLOSES, MEETING, ANSWER, False, []),
        (CLOSES, None, LAST, False, []),
        (CLOSES, LAST, LAST, False, []),
        (None, None, None, True, []),
        (None, MEETING, None, False, [SchemeWord.DEADLINE_MISSING, SchemeWord.ANSWER_MISSING]),
        (OPENS, MEETING, ANSWER, False, [SchemeWord.DEADLINE_TOO_SOON]),
        (CLOSES, date(2027, 2, 19), ANSWER, False, [SchemeWord.MEETING_TOO_SOON]),
        (CLOSES, MEETING, date(2027, 2, 28), False, [SchemeWord.ANSWER_TOO_SOON]),
        (CLOSES, None, date(2027, 2, 19), False, [SchemeWord.ANSWER_TOO_SOON]),
        (CLOSES, None, date(9999, 12, 31), False, [SchemeWord.DAY_TOO_FAR]),
        (datetime(9999, 12, 31, tzinfo=UTC), MEETING, ANSWER, False, [SchemeWord.DAY_TOO_FAR]),
    ],
)
def test_the_days_come_in_their_order(
    deadline: datetime | None, meeting_on: date | None, answer_by: date | None, rolling: bool, wrong: list[SchemeWord]
) -> None:
    found = round_objections(OPENS, deadline, meeting_on, answer_by, last=LAST, rolling=rolling)
    assert [objection.code for objection in found] == wrong


@pytest.mark.parametrize(
    ("slug", "pot", "wrong"),
    [
        ("varen-2027", 0, []),
        ("Våren", 300_000, [SchemeWord.NOT_AN_ADDRESS]),
        ("a" * 61, 300_000, [SchemeWord.NOT_AN_ADDRESS]),
        ("var", -1, [SchemeWord.NOT_A_NUMBER]),
        ("var", "mye", [SchemeWord.NOT_A_NUMBER]),
        ("var", 10**12, [SchemeWord.NOT_A_NUMBER]),
    ],
)
def test_the_tables_and_the_address_can_hold_it(slug: str, pot: int, wrong: list[SchemeWord]) -> None:
    assert [objection.code for objection in form_objections(slug, pot)] == wrong
