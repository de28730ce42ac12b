"""What is right of a decision and of a letter, case by case."""

from datetime import date

import pytest

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.laws import LAWS
from medvirkning.programmes.words import Role
from medvirkning.review.rules import (
    fits,
    leads_case,
    may_decide,
    may_propose,
    may_read,
    may_send,
)
from medvirkning.review.words import Closed, DeclarationAnswer, Outcome, ReviewWord

NO, YES, UNSURE = DeclarationAnswer.NO, DeclarationAnswer.YES, DeclarationAnswer.UNSURE
PDF = b"%PDF-1.7"


def codes(objections: list[Objection]) -> list[str]:
    return [objection.code for objection in objections]


def laws(objections: list[Objection]) -> list[str | None]:
    return [objection.law for objection in objections]


@pytest.mark.parametrize(
    ("roles", "chair_is_out", "expected"),
    [
        pytest.param({Role.CHAIR}, False, [], id="the chair leads"),
        pytest.param({Role.MEMBER}, False, [ReviewWord.CHAIR_DECIDES], id="a member doesn't"),
        pytest.param({Role.MEMBER}, True, [], id="disqualification_decided_by: unless the chair steps aside"),
        pytest.param({Role.SUBSTITUTE}, True, [], id="substitute: steps in"),
        pytest.param({Role.COORDINATOR}, True, [ReviewWord.NOT_IN_THE_GROUP], id="never the coordinator"),
        pytest.param({Role.ADMINISTRATOR}, True, [ReviewWord.NOT_IN_THE_GROUP], id="nor an administrator"),
    ],
)
def test_who_leads_a_case(roles: set[Role], chair_is_out: bool, expected: list[ReviewWord]) -> None:
    assert codes(leads_case(roles, chair_is_out=chair_is_out)) == expected


@pytest.mark.parametrize(
    ("outcome", "amount", "ceiling", "expected"),
    [
        (Outcome.GRANTED, 35_000, 50_000, []),
        (Outcome.GRANTED, 34_999, 50_000, [ReviewWord.GRANTED_IS_ALL]),
        (Outcome.GRANTED, 35_001, 50_000, [ReviewWord.GRANTED_IS_ALL]),
        (Outcome.PARTLY, 1, None, []),
        (Outcome.PARTLY, 34_999, None, []),
        (Outcome.PARTLY, 35_000, None, [ReviewWord.PARTLY_IS_LESS]),
        (Outcome.PARTLY, 0, None, [ReviewWord.PARTLY_IS_LESS]),
        (Outcome.PARTLY, -5, None, [ReviewWord.PARTLY_IS_LESS]),
        (Outcome.REFUSED, 0, None, []),
        (Outcome.REFUSED, 1, None, [ReviewWord.REFUSED_IS_NOTHING]),
        (Outcome.GRANTED, 35_000, 30_000, [ReviewWord.ABOVE_CEILING]),
        (Outcome.PARTLY, 30_001, 30_000, [ReviewWord.ABOVE_CEILING]),
    ],
)
def test_outcome_and_amount_fit(outcome: Outcome, amount: int, ceiling: int | None, expected: list[ReviewWord]) -> None:
    assert codes(fits(outcome, amount, asked=35_000, ceiling=ceiling)) == expected


@pytest.mark.parametrize(
    ("outcome", "amount", "left", "reasons", "cut_reasons", "expected"),
    [
        pytest.param(Outcome.GRANTED, 35_000, 35_000, "Bra.", "", [], id="the last krone"),
        pytest.param(
            Outcome.GRANTED, 35_000, 34_999, "Bra.", "", [ReviewWord.ABOVE_WHAT_IS_LEFT], id="a krone too far"
        ),
        pytest.param(
            Outcome.PARTLY, 90_000, 100, "Bra.", "Telt.", [ReviewWord.PARTLY_IS_LESS], id="one thing about an amount"
        ),
        pytest.param(Outcome.REFUSED, 0, 0, "Ordinær drift.", "", [], id="a refusal costs nothing"),
        pytest.param(Outcome.REFUSED, 0, 0, " ", "", [ReviewWord.REASONS_MISSING], id="reasons: a refusal"),
        pytest.param(Outcome.GRANTED, 35_000, 40_000, "", "", [ReviewWord.REASONS_MISSING], id="reasons: a grant too"),
        pytest.param(
            Outcome.PARTLY, 20_000, 40_000, "Bra.", "", [ReviewWord.CUT_REASONS_MISSING], id="reasons_content: a cut"
        ),
        pytest.param(
            Outcome.PARTLY, 20_000, 40_000, "Bra.", "Mindre telt.", [], id="reasons_content: a cut, explained"
        ),
    ],
)
def test_deciding(
    outcome: Outcome, amount: int, left: int, reasons: str, cut_reasons: str, expected: list[ReviewWord]
) -> None:
    found = may_decide(
        outcome, amount, asked=35_000, ceiling=50_000, left=left, reasons=reasons, cut_reasons=cut_reasons
    )
    assert codes(found) == expected
    assert all(law is None or law in LAWS.places for law in laws(found))


@pytest.mark.parametrize(
    ("answer", "applied", "pdf", "deadline", "expected"),
    [
        pytest.param(NO, False, PDF, date(2026, 12, 22), [], id="notice: whole"),
        pytest.param(None, False, PDF, date(2026, 12, 22), [Closed.NOT_DECLARED], id="disqualification: has not said"),
        pytest.param(YES, False, PDF, date(2026, 12, 22), [Closed.DISQUALIFIED], id="disqualification: steps aside"),
        pytest.param(None, True, PDF, date(2026, 12, 22), [Closed.OWN_APPLICATION], id="disqualification: applied"),
        pytest.param(NO, False, b"", date(2026, 12, 22), [ReviewWord.PDF_MISSING], id="notice: no letter"),
        pytest.param(
            NO, False, PDF, date(2026, 12, 14), [ReviewWord.DEADLINE_TOO_EARLY], id="appeal_deadline: too short"
        ),
    ],
)
def test_sending(
    answer: DeclarationAnswer | None, applied: bool, pdf: bytes, deadline: date, expected: list[str]
) -> None:
    closed = may_read(answer, applied=applied)
    assert codes(may_send(closed, pdf=pdf, deadline=deadline, least=date(2026, 12, 15))) == expected


def test_reasons_that_cannot_be_seen_are_none() -> None:
    found = may_decide(
        Outcome.PARTLY, 10, asked=20, ceiling=None, left=100, reasons="\u200b", cut_reasons=" \u2060\ufeff"
    )
    assert codes(found) == [ReviewWord.REASONS_MISSING, ReviewWord.CUT_REASONS_MISSING]


@pytest.mark.parametrize("outcome", Outcome)
def test_nobody_is_dismissed_in_the_draft(outcome: Outcome) -> None:
    expected = [ReviewWord.DISMISSED_ON_ITS_OWN] if outcome is Outcome.DISMISSED else []
    assert codes(may_propose(outcome)) == expected
