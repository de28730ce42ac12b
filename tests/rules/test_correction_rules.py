"""Correcting a sent letter: when, what it must hold, and that the time to appeal never gets shorter."""

from datetime import date

import pytest

from medvirkning.kernel.errors import Objection
from medvirkning.review.correction_rules import Answer, deadline_of, may_correct, may_keep, may_send_corrected
from medvirkning.review.correction_words import CorrectionWord
from medvirkning.review.words import Closed, ReviewWord

PDF = b"%PDF-1.7"
JUNE, JULY = date(2026, 6, 10), date(2026, 7, 1)
W = CorrectionWord


@pytest.mark.parametrize(
    ("sent", "changed", "expected"),
    [(True, False, []), (False, False, [W.LETTER_NOT_SENT]), (True, True, [W.DECISION_CHANGED])],
)
def test_what_can_be_corrected(sent: bool, changed: bool, expected: list[str]) -> None:
    assert [each.code for each in may_correct(sent=sent, changed=changed)] == expected


@pytest.mark.parametrize(
    ("what", "texts", "expected"),
    [
        ("Navnet var feil.", {"0-0": "x"}, []),
        (" ", {"0-0": "x"}, [W.WHAT_MISSING]),
        ("Navnet var feil.", {}, [W.NOTHING_CORRECTED]),
        ("", {}, [W.WHAT_MISSING, W.NOTHING_CORRECTED]),
    ],
)
def test_what_a_correction_holds(what: str, texts: dict[str, str], expected: list[str]) -> None:
    assert [each.code for each in may_keep(what, texts)] == expected


@pytest.mark.parametrize(
    ("standing", "anew", "restarts", "expected"),
    [
        pytest.param(JUNE, JULY, True, JULY, id="it begins anew"),
        pytest.param(JUNE, JULY, False, JUNE, id="it stays"),
        pytest.param(JULY, JUNE, True, JULY, id="anew, and never shorter"),
        pytest.param(JULY, JUNE, False, JULY, id="stays, and is not shorter either"),
    ],
)
def test_the_deadline(standing: date, anew: date, restarts: bool, expected: date) -> None:
    assert deadline_of(standing, anew, restarts=restarts) == expected


@pytest.mark.parametrize(
    ("closed", "pdf", "told", "deadline", "expected"),
    [
        ([], PDF, ("partly", 20_000), JULY, []),
        ([Objection(Closed.DISQUALIFIED)], PDF, ("partly", 20_000), JULY, [Closed.DISQUALIFIED]),
        ([], b"brev", ("partly", 20_000), JULY, [ReviewWord.PDF_MISSING]),
        ([], PDF, ("partly", 30_000), JULY, [W.ANSWER_CHANGED]),
        ([], PDF, ("granted", 20_000), JULY, [W.ANSWER_CHANGED]),
        ([], PDF, ("refused", 0), JULY, [W.ANSWER_CHANGED]),
        ([], PDF, ("partly", 20_000), JUNE, [W.DEADLINE_SHORTER]),
    ],
)
def test_what_may_go_out(
    closed: list[Objection], pdf: bytes, told: Answer, deadline: date, expected: list[str]
) -> None:
    decided = ("partly", 20_000)
    found = may_send_corrected(closed, pdf=pdf, told=told, decided=decided, deadline=deadline, least=JULY)
    assert [each.code for each in found] == expected
