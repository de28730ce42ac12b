"""Rounds without a deadline, the days that follow from one, and what is asked of those who get money."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.grants.awarded import day_of_year, needs_auditor, payments, report_due
from medvirkning.grants.rules import answer_day, later_by, phase, signed_in_well_enough
from medvirkning.grants.scheme_words import PaymentWay, SignIn
from medvirkning.grants.words import ApplicationWord as Word
from medvirkning.grants.words import RoundPhase

TODAY = date(2026, 3, 2)


def test_a_round_without_a_deadline() -> None:
    opens, later = datetime(2026, 1, 5, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)
    assert phase(opens, None, at=datetime(2026, 1, 4, tzinfo=UTC)) is RoundPhase.COMING
    assert phase(opens, None, at=later) is RoundPhase.OPEN
    assert answer_day(None, 14, sent_on=TODAY) == date(2026, 3, 16)
    assert answer_day(date(2026, 5, 1), 14, sent_on=TODAY) == date(2026, 5, 1)
    assert answer_day(None, None, sent_on=TODAY) is None
    assert later_by(None, 10, sent_on=TODAY) == date(2026, 3, 12)
    assert later_by(date(2026, 4, 1), 10, sent_on=TODAY) == date(2026, 4, 11)
    assert later_by(date(2026, 4, 1), None, sent_on=TODAY) is None


def test_signing_in() -> None:
    assert signed_in_well_enough(SignIn.EMAIL_LINK, SignIn.ID_PORTEN) == []
    assert signed_in_well_enough(SignIn.ID_PORTEN, SignIn.ID_PORTEN) == []
    assert [one.code for one in signed_in_well_enough(SignIn.ID_PORTEN, SignIn.EMAIL_LINK)] == [Word.SIGN_IN_TOO_WEAK]


@pytest.mark.parametrize(
    ("done", "months", "day", "due"),
    [
        (date(2026, 6, 1), 2, "", date(2026, 8, 1)),
        (date(2026, 12, 31), 2, "", date(2027, 2, 28)),
        (date(2026, 11, 30), 3, "", date(2027, 2, 28)),
        (date(2026, 6, 1), 2, "12-15", date(2026, 12, 15)),
        (date(2026, 12, 15), 2, "12-15", date(2026, 12, 15)),
        (date(2026, 12, 16), 2, "12-15", date(2027, 12, 15)),
    ],
)
def test_when_the_report_is_due(done: date, months: int, day: str, due: date) -> None:
    assert report_due(done, months=months, day=day) == due


@pytest.mark.parametrize("written", ["", "15-12", "02-29", "2-1", "13-01", "04-31", "12-15 "])
def test_what_is_no_day_of_every_year(written: str) -> None:
    assert day_of_year(written) is None


@given(amount=st.integers(0, 500_000), share=st.integers(1, 100), way=st.sampled_from(PaymentWay))
def test_what_is_paid_is_all_of_it(amount: int, share: int, way: PaymentWay) -> None:
    before, after = payments(amount, way, share)
    assert before + after == amount
    assert min(before, after) >= 0
    assert (way is PaymentWay.ADVANCE) <= (after == 0)
    assert (way is PaymentWay.AFTERWARDS) <= (before == 0)


def test_no_auditor_where_none_is_asked_for() -> None:
    assert not needs_auditor(10_000_000, None)
