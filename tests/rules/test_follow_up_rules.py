"""What a report must hold, and the days that follow a letter."""

from datetime import date, timedelta

import pytest

from medvirkning.follow_up.accounts import Asked, Told, spent_in_all, what_stops_report
from medvirkning.follow_up.rules import accept_by, due_now, may_list, may_pay, may_settle, reminders_passed, report_due
from medvirkning.follow_up.words import FollowWord
from medvirkning.grants.scheme_words import PaymentWay

WHOLE = Told(what="Vi spiste.", evaluation="Godt.", participants="150", left_over="0", spent={"1": "18 000"})


@pytest.mark.parametrize(
    ("changes", "granted", "code"),
    [
        ({}, 35_000, None),
        ({"what": " "}, 35_000, FollowWord.WHAT_MISSING),
        ({"what": "x" * 3_001}, 35_000, FollowWord.TEXT_TOO_LONG),
        ({"evaluation": ""}, 35_000, FollowWord.EVALUATION_MISSING),
        ({"participants": "mange"}, 35_000, FollowWord.PARTICIPANTS_UNREADABLE),
        ({"participants": ""}, 35_000, FollowWord.PARTICIPANTS_UNREADABLE),
        ({"spent": {}}, 35_000, FollowWord.SPENT_UNREADABLE),
        ({"spent": {"1": "mye"}}, 35_000, FollowWord.SPENT_UNREADABLE),
        ({"spent": {"1": "0"}}, 35_000, None),
        ({"left_over": ""}, 35_000, FollowWord.LEFT_OVER_UNREADABLE),
        ({"left_over": "35 000"}, 35_000, None),
        ({"left_over": "35 001"}, 35_000, FollowWord.LEFT_OVER_TOO_MUCH),
        ({"files": ["photo"]}, 35_000, FollowWord.CONSENT_MISSING),
        ({"files": ["photo"], "consent": True}, 35_000, None),
        ({"files": ["receipt"]}, 35_000, None),
        ({}, 99_999, None),
        ({}, 100_000, FollowWord.AUDITOR_MISSING),
        ({"files": ["auditor"]}, 100_000, None),
    ],
)
def test_what_stops_a_report(changes: dict[str, object], granted: int, code: str | None) -> None:
    told = Told(**{**{name: getattr(WHOLE, name) for name in Told.__slots__}, **changes})  # type: ignore[arg-type]
    asked = Asked(lines=["1"], granted=granted, auditor_from=100_000)
    assert [each.code for each in what_stops_report(told, asked)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("asked", "changes", "code"),
    [
        ({"granted": 100_000}, {}, None),  # no auditor where the scheme asks for none
        ({"auditor_from": 35_000}, {}, FollowWord.AUDITOR_MISSING),
        ({"auditor_from": 35_001}, {}, None),
        ({"second_signer": True}, {}, FollowWord.SECOND_NAME_MISSING),
        ({"second_signer": True}, {"second_name": " bjarne  HOLM ", "signed_by": "Bjarne Holm"},
         FollowWord.SECOND_IS_SENDER),
        ({"second_signer": True}, {"second_name": "Anne", "signed_by": "Bjarne Holm"}, None),
        ({"receipts": True}, {}, FollowWord.RECEIPTS_MISSING),
        ({"receipts": True}, {"files": ["receipt"]}, None),
    ],
)  # fmt: skip
def test_a_report_holds_what_the_scheme_asks(
    asked: dict[str, object], changes: dict[str, object], code: str | None
) -> None:
    told = Told(**{**{name: getattr(WHOLE, name) for name in Told.__slots__}, **changes})  # type: ignore[arg-type]
    wanted = Asked(**{"lines": ["1"], "granted": 35_000, **asked})  # type: ignore[arg-type]
    assert [each.code for each in what_stops_report(told, wanted)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("way", "share", "granted", "listed", "approved", "due"),
    [
        (PaymentWay.ADVANCE, None, 35_000, 0, None, 35_000),
        (PaymentWay.ADVANCE, None, 35_000, 35_000, None, 0),
        (PaymentWay.AFTERWARDS, None, 35_000, 0, None, 0),
        (PaymentWay.AFTERWARDS, None, 35_000, 0, 34_999, 34_999),
        (PaymentWay.DIVIDED, 50, 35_001, 0, None, 17_500),
        (PaymentWay.DIVIDED, 50, 35_001, 17_500, None, 0),
        (PaymentWay.DIVIDED, 50, 35_001, 17_500, 35_001, 17_501),
        (PaymentWay.DIVIDED, 33, 10_000, 3_000, None, 300),
        (PaymentWay.DIVIDED, 50, 20_000, 17_500, None, 0),  # an appeal has given less since
        (PaymentWay.AFTERWARDS, None, 20_000, 0, 35_000, 20_000),
    ],
)
def test_what_is_due_follows_the_schemes_way_of_paying(
    way: PaymentWay, share: int | None, granted: int, listed: int, approved: int | None, due: int
) -> None:
    assert due_now(granted, way, share, listed=listed, approved=approved) == due


@pytest.mark.parametrize("amount", [9_999, 10_000, 35_000, 35_001])
def test_a_report_comes_to_no_less_than_is_paid_and_no_more_than_is_granted(amount: int) -> None:
    wrong = {9_999: [FollowWord.LESS_THAN_PAID], 35_001: [FollowWord.MORE_THAN_GRANTED]}
    assert [each.code for each in may_settle(amount, granted=35_000, paid=10_000)] == wrong.get(amount, [])


def test_what_can_not_be_read_counts_as_nothing() -> None:
    assert spent_in_all({"1": "18 000", "2": "mye", "3": "", "4": "500 kr"}) == 18_500


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2026, 9, 25), date(2026, 10, 16)),
        (date(2026, 12, 4), date(2026, 12, 28)),  # Christmas Day, and a weekend after it
        (date(2026, 4, 26), date(2026, 5, 18)),  # 17 May is a Sunday
    ],
)
def test_three_weeks_to_accept_on_a_working_day(sent: date, last: date) -> None:
    assert accept_by(sent) == last


@pytest.mark.parametrize(
    ("ends", "letter", "due"),
    [
        (date(2026, 10, 17), date(2026, 9, 25), date(2026, 12, 17)),
        (date(2026, 12, 31), date(2026, 9, 25), date(2027, 2, 28)),
        (date(2026, 8, 1), date(2026, 9, 25), date(2026, 11, 25)),
        (None, date(2026, 9, 25), date(2026, 11, 25)),
    ],
)
def test_the_report_is_due_months_after_the_end(ends: date | None, letter: date, due: date) -> None:
    assert report_due(ends, letter, 2) == due


@pytest.mark.parametrize(
    ("days", "passed"),
    [(-31, []), (-30, [-30]), (-7, [-30, -7]), (0, [-30, -7]), (1, [-30, -7, 1]), (90, [-30, -7, 1, 14])],
)
def test_the_days_of_reminders(days: int, passed: list[int]) -> None:
    due = date(2026, 11, 30)
    assert reminders_passed(due, due + timedelta(days=days)) == passed


@pytest.mark.parametrize(
    ("amount", "left", "waits", "has_account", "due", "code"),
    [
        (100, 100, False, True, True, None),
        (101, 100, False, True, True, FollowWord.MORE_THAN_LEFT),
        (0, 100, False, True, True, FollowWord.NO_AMOUNT),
        (100, 100, True, True, True, FollowWord.CHANGE_WAITS),
        (100, 100, False, False, True, FollowWord.NO_ACCOUNT),
        (100, 100, False, True, False, FollowWord.NOT_TO_BE_PAID),
    ],
)
def test_what_may_stand_on_a_list(
    amount: int, left: int, waits: bool, has_account: bool, due: bool, code: str | None
) -> None:
    found = may_list(amount=amount, left=left, change_waits=waits, has_account=has_account, to_be_paid=due)
    assert [each.code for each in found] == ([code] if code else [])


def test_paid_between_the_approval_and_today() -> None:
    approved, today = date(2026, 11, 10), date(2026, 11, 20)
    days = {day: may_pay(approved_on=approved, paid_on=date(2026, 11, day), today=today) for day in (9, 10, 20, 21)}
    assert [day for day, found in days.items() if not found] == [10, 20]
