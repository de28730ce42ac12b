"""What may be changed in a round that is announced, and what may not."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from medvirkning.grants.announcing import MOST_REASON, RoundPlan, change_objections, form_objections
from medvirkning.grants.scheme_words import SchemeWord as Word

END = datetime(2027, 2, 20, 22, 59, tzinfo=UTC)
PLAN = RoundPlan(END, 300_000, date(2027, 3, 1), date(2027, 3, 10))


def found(
    reason: str = "Vi fikk mer penger.", *, at: datetime = END, granted: int = 100_000, **changes: Any
) -> list[str]:
    values = {name: getattr(PLAN, name) for name in RoundPlan.__slots__} | changes
    return [each.code for each in change_objections(PLAN, RoundPlan(**values), reason, granted=granted, at=at)]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, [Word.NOTHING_CHANGED]),
        ({"deadline": END + timedelta(minutes=1)}, []),
        ({"deadline": END - timedelta(minutes=1)}, [Word.DEADLINE_EARLIER]),
        ({"pot": 300_001}, []),
        ({"pot": 100_000}, []),
        ({"pot": 99_999}, [Word.POT_BELOW_GRANTED]),
        ({"pot": -1, "granted": 0}, [Word.NOT_A_NUMBER]),
        ({"meeting_on": date(2027, 3, 2)}, []),
        ({"answer_by": date(2027, 3, 31)}, []),
        ({"pot": 300_001, "reason": " "}, [Word.REASON_FOR_CHANGE_MISSING]),
        ({"pot": 300_001, "reason": "x" * (MOST_REASON + 1)}, [Word.TOO_LONG]),
    ],
)
def test_each_change(changes: dict[str, Any], expected: list[str]) -> None:
    assert found(**changes) == expected


def test_a_deadline_that_has_passed_stands() -> None:
    """Others have read what came in by then; the pot and the days may still change."""
    late = END + timedelta(seconds=1)
    assert found(at=late, deadline=END + timedelta(days=7)) == [Word.DEADLINE_PASSED]
    assert found(at=late, pot=400_000) == []


def test_no_round_takes_the_address_of_another_page() -> None:
    assert [each.code for each in form_objections("passer-det", 1)] == [Word.NOT_AN_ADDRESS]
    assert form_objections("varen-2027", 1) == []
