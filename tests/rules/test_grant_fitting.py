"""«Does it fit?»: what speaks against it, by the scheme's settings."""

from datetime import date

import pytest

from medvirkning.grants.applicant_words import FitWord
from medvirkning.grants.fitting import ELSEWHERE, Wish, speaks_against
from medvirkning.grants.values import Terms
from medvirkning.grants.words import ApplicantKind

TODAY, ANSWERS = date(2026, 11, 21), date(2027, 1, 15)
TERMS = Terms(kinds=frozenset({ApplicantKind.ASSOCIATION}), least_amount=5_000, most_amount=50_000)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish(), []),
        (Wish(kind=ApplicantKind.ASSOCIATION, where="all", asked=5_000, starts_on=date(2027, 1, 16)), []),
        (Wish(asked=50_000), []),
        (Wish(kind=ApplicantKind.PERSON), [FitWord.NOT_FOR_KIND]),
        (Wish(where=ELSEWHERE), [FitWord.OUTSIDE_AREA]),
        (Wish(asked=4_999), [FitWord.TOO_LITTLE]),
        (Wish(asked=50_001), [FitWord.TOO_MUCH]),
        (Wish(starts_on=date(2026, 11, 20)), [FitWord.BEGUN]),
        (Wish(starts_on=TODAY), [FitWord.BEFORE_ANSWER]),
        (Wish(starts_on=ANSWERS), [FitWord.BEFORE_ANSWER]),
        (Wish(included=("Lønn", "Drift")), [FitWord.NOT_FUNDED, FitWord.NOT_FUNDED]),
        (Wish(included=("Lønn", "Drift"), stopping=("Lønn",)), [FitWord.STOPS, FitWord.NOT_FUNDED]),
        (Wish(kind=ApplicantKind.PERSON, asked=1), [FitWord.NOT_FOR_KIND, FitWord.TOO_LITTLE]),
    ],
)
def test_what_speaks_against(wish: Wish, said: list[FitWord]) -> None:
    assert [each.code for each in speaks_against(wish, TERMS, answer_by=ANSWERS, on=TODAY)] == said


def test_without_an_open_round_there_is_no_answer_to_wait_for() -> None:
    assert speaks_against(Wish(starts_on=TODAY), TERMS, answer_by=None, on=TODAY) == []


def test_a_scheme_without_limits_has_none() -> None:
    assert speaks_against(Wish(asked=1), Terms(kinds=frozenset()), answer_by=None, on=TODAY) == []
