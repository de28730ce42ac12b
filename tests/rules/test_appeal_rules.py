"""What is right in dealing with appeals, case by case."""

from datetime import date
from typing import Any

import pytest

from medvirkning.appeals.rules import (
    locked_out,
    may_appeal,
    may_ask,
    may_change,
    may_change_claim,
    may_conclude,
    may_dismiss,
    may_forward,
    may_have_come,
    may_send,
    may_take_late,
    may_undo,
    may_write_in,
    pot_words,
)
from medvirkning.appeals.words import AppealWord as Word
from medvirkning.appeals.words import Appellant, BodyOutcome, DismissalGround, LateGround, Part, Subject, Timing
from medvirkning.kernel.errors import Objection
from medvirkning.kernel.laws import LAWS
from medvirkning.review.words import Outcome, ReviewWord

TODAY = date(2026, 11, 23)  # a Monday
IN = {"told": True, "appealed": False, "wanted": "Mer penger."}
WRITTEN: dict[str, Any] = {
    "name": "Nedre gate vel", "interest": "Vi søkte om det samme.", "reachable": True, "sent": date(2026, 11, 20),
    "received": TODAY, "learned": date(2026, 11, 19), "decided": date(2026, 11, 2), "today": TODAY,
}  # fmt: skip
PUT_ASIDE: dict[str, Any] = {
    "reasons": "Slik er det.", "late": False, "appellant": Appellant.APPLICANT, "asked_until": None, "answered": False,
    "today": TODAY,
}  # fmt: skip
CONCLUDED: dict[str, Any] = {
    "reasons": "Vi er enige.", "decided_on": TODAY, "told": True, "impartial": True, "today": TODAY,
}  # fmt: skip


def codes(found: list[Objection]) -> list[str]:
    assert all(each.law is None or each.law in LAWS.places for each in found)
    return [each.code for each in found]


@pytest.mark.parametrize(
    ("subject", "not_told", "once"),
    [
        (Subject.DECISION, Word.LETTER_NOT_SENT, Word.APPEAL_OPEN),
        (Subject.DISMISSAL, Word.LETTER_NOT_SENT, Word.DISMISSAL_APPEALED),
        (Subject.CLAIM, Word.NOTHING_CLAIMED, Word.APPEAL_OPEN),
    ],
)
def test_an_appeal_comes_in(subject: Subject, not_told: Word, once: Word) -> None:
    assert codes(may_appeal(subject, **IN)) == []
    assert codes(may_appeal(subject, **(IN | {"told": False}))) == [not_told]
    assert codes(may_appeal(subject, **(IN | {"appealed": True}))) == [once]
    assert codes(may_appeal(subject, **(IN | {"wanted": " \n"}))) == [Word.WANTED_MISSING]


@pytest.mark.parametrize(
    ("amount", "stands", "changed", "expected"),
    [
        (1_000, 5_000, {}, []),
        (0, 5_000, {}, []),
        (5_000, 5_000, {}, [Word.NOTHING_CHANGED]),
        (6_000, 5_000, {}, [Word.CLAIM_WORSE]),
        (6_000, 5_000, {"may_be_worse": True}, []),
        (6_000, None, {}, []),
        (0, None, {}, []),
        (1_000, 5_000, {"taken": False}, [Word.LATE_FIRST]),
        (1_000, 5_000, {"reasons": " "}, [Word.REASONS_MISSING]),
    ],
)
def test_another_sum_to_pay_back(amount: int, stands: int | None, changed: dict[str, Any], expected: list[str]) -> None:
    said = {"reasons": "Kvitteringene er kommet.", "taken": True, "may_be_worse": False, **changed}
    assert codes(may_change_claim(amount, stands=stands, **said)) == expected


@pytest.mark.parametrize(
    ("appellant", "changed", "expected"),
    [
        (Appellant.OTHER, {}, []),
        (Appellant.OTHER, {"interest": " "}, [Word.INTEREST_MISSING]),
        (Appellant.OTHER, {"name": ""}, [Word.NAME_MISSING]),
        (Appellant.OTHER, {"reachable": False}, [Word.NOWHERE_TO_WRITE]),
        (Appellant.OTHER, {"learned": None}, [Word.LEARNED_MISSING]),
        (Appellant.APPLICANT, {"interest": "", "name": "", "reachable": False, "learned": None}, []),
        (Appellant.APPLICANT, {"received": date(2026, 11, 24)}, [Word.RECEIVED_AHEAD]),
        (Appellant.APPLICANT, {"sent": date(2026, 11, 24)}, [Word.SENT_AFTER_RECEIVED]),
        (Appellant.APPLICANT, {"sent": date(2026, 11, 1)}, [Word.BEFORE_DECISION]),
    ],
)
def test_an_appeal_is_written_in(appellant: Appellant, changed: dict[str, Any], expected: list[str]) -> None:
    assert codes(may_write_in(appellant, **(WRITTEN | changed))) == expected


@pytest.mark.parametrize(
    ("question", "until", "expected"),
    [
        ("Hva vil dere?", date(2026, 11, 30), []),
        ("", date(2026, 11, 30), [Word.QUESTION_MISSING]),
        ("Hva vil dere?", date(2026, 11, 27), [Word.TIME_TOO_SHORT]),
        ("Hva vil dere?", date(2026, 12, 5), [Word.NOT_A_WORKING_DAY]),
    ],
)
def test_what_is_missing_is_asked_for_with_a_short_time(question: str, until: date, expected: list[str]) -> None:
    assert codes(may_ask(question, until, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("when", "ground", "note", "expected"),
    [
        (Timing.LATE, LateGround.NOT_TO_BLAME, "Sykehus.", []),
        (Timing.LATE, None, "Sykehus.", [Word.LATE_GROUND_MISSING]),
        (Timing.LATE, LateGround.SPECIAL_REASONS, " ", [Word.LATE_NOTE_MISSING]),
        (Timing.IN_TIME, LateGround.NOT_TO_BLAME, "Sykehus.", [Word.NOT_LATE]),
        (Timing.TOO_LATE, LateGround.NOT_TO_BLAME, "Sykehus.", [Word.NEVER_AFTER_A_YEAR]),
    ],
)
def test_a_late_appeal(when: Timing, ground: LateGround | None, note: str, expected: list[str]) -> None:
    assert codes(may_take_late(when, ground, note)) == expected


@pytest.mark.parametrize(
    ("ground", "changed", "expected"),
    [
        (DismissalGround.TOO_LATE, {"late": True}, []),
        (DismissalGround.TOO_LATE, {}, [Word.GROUND_DOES_NOT_FIT]),
        (DismissalGround.NO_INTEREST, {"appellant": Appellant.OTHER}, []),
        (DismissalGround.NO_INTEREST, {}, [Word.GROUND_DOES_NOT_FIT]),
        (DismissalGround.INCOMPLETE, {}, [Word.GROUND_DOES_NOT_FIT]),
        (DismissalGround.INCOMPLETE, {"asked_until": TODAY}, [Word.STILL_TIME]),
        (DismissalGround.INCOMPLETE, {"asked_until": date(2026, 11, 20)}, []),
        (DismissalGround.INCOMPLETE, {"asked_until": TODAY, "answered": True}, [Word.GROUND_DOES_NOT_FIT]),
        (None, {"reasons": ""}, [Word.GROUND_MISSING, Word.REASONS_MISSING]),
    ],
)
def test_what_is_put_aside(ground: DismissalGround | None, changed: dict[str, Any], expected: list[str]) -> None:
    assert codes(may_dismiss(ground, **(PUT_ASIDE | changed))) == expected


def test_what_is_sent_on_has_a_statement_and_is_taken_first() -> None:
    assert may_forward(taken=True, statement="Vi står ved det.") == []
    assert codes(may_forward(taken=False, statement=" ")) == [Word.LATE_FIRST, Word.STATEMENT_MISSING]


@pytest.mark.parametrize(
    ("outcome", "amount", "worse", "expected"),
    [
        (Outcome.GRANTED, 35_000, False, []),
        (Outcome.PARTLY, 20_000, False, [Word.NOTHING_CHANGED]),
        (Outcome.PARTLY, 10_000, False, [Word.WORSE]),
        (Outcome.REFUSED, 0, True, []),
    ],
)
def test_another_answer(outcome: Outcome, amount: int, worse: bool, expected: list[str]) -> None:
    found = may_change(outcome, amount, stands=20_000, stood=Outcome.PARTLY, taken=True, may_be_worse=worse)
    assert codes(found) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"told": False}, [Word.STATEMENT_NOT_SENT]),
        ({"reasons": ""}, [Word.REASONS_MISSING]),
        ({"decided_on": date(2026, 11, 24)}, [Word.DECIDED_ON_MISSING]),
        ({"impartial": False}, [Word.IMPARTIAL_UNDECLARED]),
    ],
)
def test_what_the_appeal_body_decided(changed: dict[str, Any], expected: list[str]) -> None:
    assert codes(may_conclude(BodyOutcome.UPHELD, **(CONCLUDED | changed))) == expected


@pytest.mark.parametrize("part", Part)
def test_any_part_in_the_decision_locks_out(part: Part) -> None:
    assert codes(locked_out({part})) == [Word.LOCKED_OUT]
    assert locked_out(set()) == []


def test_a_pot_that_is_too_small_must_be_raised_first() -> None:
    too_much = Objection(ReviewWord.ABOVE_WHAT_IS_LEFT, None, left=500)
    assert pot_words([too_much]) == [Objection(Word.POT_TOO_SMALL, None, left=500)]


def test_a_letter_goes_with_its_pdf_and_all_the_time_there_is() -> None:
    least = date(2026, 12, 14)
    assert may_send(pdf=b"%PDF-1.7", deadline=None, least=None) == []
    assert may_send(pdf=b"%PDF-1.7", deadline=least, least=least) == []
    assert codes(may_send(pdf=b"", deadline=TODAY, least=least)) == [Word.PDF_MISSING, Word.DEADLINE_TOO_EARLY]
    assert codes(may_send(pdf=b"%PDF-1.7", deadline=None, least=least)) == [Word.DEADLINE_TOO_EARLY]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (TODAY, []),
        (date(2026, 11, 16), []),
        (date(2026, 11, 24), [Word.RECEIVED_AHEAD]),
        (date(2026, 11, 15), [Word.BEFORE_APPEAL]),
    ],
)
def test_what_was_asked_for_came_between_the_appeal_and_today(on: date, expected: list[str]) -> None:
    assert codes(may_have_come(on, received=date(2026, 11, 16), today=TODAY)) == expected


def test_to_dismiss_the_application_answers_no_appeal() -> None:
    found = may_change(Outcome.DISMISSED, 0, stands=0, stood=Outcome.REFUSED, taken=True, may_be_worse=False)
    assert codes(found) == [Word.NO_ANSWER]


@pytest.mark.parametrize(
    ("about", "taken", "reasons", "expected"),
    [
        (True, True, "Brevet kom sent.", []),
        (False, True, "Brevet kom sent.", [Word.NOT_ABOUT_DISMISSAL]),
        (True, False, "Brevet kom sent.", [Word.LATE_FIRST]),
        (True, True, "", [Word.REASONS_MISSING]),
    ],
)
def test_a_dismissal_is_undone(about: bool, taken: bool, reasons: str, expected: list[str]) -> None:
    assert codes(may_undo(about_dismissal=about, taken=taken, reasons=reasons)) == expected


@pytest.mark.parametrize("outcome", BodyOutcome)
def test_a_dismissal_stands_or_is_undone(outcome: BodyOutcome) -> None:
    expected = [Word.ABOUT_DISMISSAL] if outcome is BodyOutcome.CHANGED else []
    assert codes(may_conclude(outcome, about_dismissal=True, **CONCLUDED)) == expected


def test_an_appeal_against_a_dismissal_never_changes_the_decision() -> None:
    found = may_change(
        Outcome.GRANTED, 5, stands=0, stood=Outcome.REFUSED, taken=True, may_be_worse=False, about_dismissal=True
    )
    assert codes(found) == [Word.ABOUT_DISMISSAL]


def test_what_was_undone_is_not_dismissed_again() -> None:
    late = {**PUT_ASIDE, "late": True}
    assert codes(may_dismiss(DismissalGround.TOO_LATE, undone=True, **late)) == [Word.DISMISSAL_UNDONE]
