"""When money may be claimed back, as tables."""

from datetime import date
from typing import Any

import pytest

from medvirkning.follow_up.giving_back import (
    first_answer_day,
    first_due_day,
    may_claim,
    may_note_repaid,
    may_notify,
    still_time,
)
from medvirkning.follow_up.words import FollowWord, RepaymentGround

TODAY = date(2026, 3, 2)  # a Monday


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (TODAY, date(2026, 3, 16)),
        (date(2026, 3, 6), date(2026, 3, 20)),
        (date(2026, 3, 7), date(2026, 3, 23)),  # a Saturday, and two weeks later another
        (date(2026, 3, 19), date(2026, 4, 7)),  # Maundy Thursday to Easter Monday
    ],
)
def test_two_weeks_to_answer_and_then_a_working_day(today: date, first: date) -> None:
    assert first_answer_day(today) == first


@pytest.mark.parametrize(("weeks", "first"), [(3, date(2026, 3, 23)), (4, date(2026, 3, 30)), (2, date(2026, 3, 23))])
def test_nothing_is_due_before_the_time_to_appeal_is_over(weeks: int, first: date) -> None:
    assert first_due_day(TODAY, weeks) == first


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"amount": 10_000}, []),
        ({"amount": 10_001}, [FollowWord.MORE_THAN_PAID]),
        ({"amount": 0}, [FollowWord.NO_AMOUNT_BACK]),
        ({"amount": -1}, [FollowWord.NO_AMOUNT_BACK]),
        ({"paid": 0, "amount": 1}, [FollowWord.MORE_THAN_PAID]),
        ({"ground": None}, [FollowWord.GROUND_MISSING]),
        ({"reasons": " "}, [FollowWord.REASON_MISSING]),
        ({"reasons": "x" * 1_001}, [FollowWord.REASON_TOO_LONG]),
        ({"answer_by": date(2026, 3, 13)}, [FollowWord.TIME_TO_ANSWER]),
        ({"answer_by": date(2026, 3, 21)}, [FollowWord.DAY_OFF]),
        ({"answer_by": date(2026, 4, 3)}, [FollowWord.DAY_OFF]),
    ],
)
def test_an_advance_notice(changes: dict[str, Any], codes: list[FollowWord]) -> None:
    told = {
        "ground": RepaymentGround.UNUSED,
        "amount": 5_000,
        "paid": 10_000,
        "reasons": "Ikke brukt.",
        "answer_by": date(2026, 3, 16),
        "today": TODAY,
    }
    assert [each.code for each in may_notify(**{**told, **changes})] == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"amount": 1}, []),
        ({"amount": 6_001}, [FollowWord.MORE_THAN_NOTIFIED]),
        ({"amount": 0}, [FollowWord.NO_AMOUNT_BACK]),
        ({"reasons": ""}, [FollowWord.REASON_MISSING]),
        ({"answer_by": TODAY}, [FollowWord.STILL_TIME_TO_ANSWER]),
        ({"answer_by": TODAY, "answered": True}, []),
        ({"due_on": date(2026, 3, 20)}, [FollowWord.TIME_TO_PAY]),
        ({"due_on": date(2026, 3, 23), "appeal_weeks": 4}, [FollowWord.TIME_TO_PAY]),
        ({"due_on": date(2026, 3, 28)}, [FollowWord.DAY_OFF]),
    ],
)
def test_a_claim(changes: dict[str, Any], codes: list[FollowWord]) -> None:
    told = {
        "amount": 6_000,
        "notified": 6_000,
        "reasons": "Ikke brukt.",
        "due_on": date(2026, 3, 23),
        "answer_by": date(2026, 3, 1),
        "answered": False,
        "today": TODAY,
        "appeal_weeks": 3,
    }
    assert [each.code for each in may_claim(**{**told, **changes})] == codes


def test_the_day_to_answer_by_is_the_applicants_to_its_end() -> None:
    (told,) = still_time(answer_by=TODAY, answered=False, today=TODAY)
    assert (told.law, told.facts) == ("advance_notice", {"first": date(2026, 3, 3)})


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (TODAY, []),
        (date(2026, 2, 20), []),
        (date(2026, 3, 3), [FollowWord.PAID_IN_FUTURE]),
        (date(2026, 2, 19), [FollowWord.REPAID_BEFORE_CLAIM]),
    ],
)
def test_paid_back_on_a_day_that_has_been(on: date, codes: list[FollowWord]) -> None:
    assert [each.code for each in may_note_repaid(on=on, claimed_on=date(2026, 2, 20), today=TODAY)] == codes
