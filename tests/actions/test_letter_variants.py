"""Letters where less is known, or more; and that a letter that says no is humane."""

from datetime import date
from pathlib import Path

import pytest

from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.review.words import Outcome
from tests.actions.test_letter_words import ALIKE, finds_nothing, sentences
from tests.letter_cast import letter, read

pytestmark = pytest.mark.usefixtures("app")

# The same letters where less is known, or more: no account, no end, no later round, one that is open, conditions.
VARIANTS: list[dict[str, object]] = [
    {"account_ends_in": "", "ends_on": None, "report_months": 1},
    {"next_opens": None, "next_deadline": None, "good": ""},
    {"next_opens": date(2026, 9, 1), "next_deadline": date(2026, 12, 1)},
    {"next_opens": date(2026, 9, 1), "next_deadline": None},
    {"next_opens": date(2027, 1, 11), "next_deadline": None},
    {"dated": None, "deadline": None, "accept_by": None},
    {"payment": PaymentWay.AFTERWARDS, "audited": True, "second_signer": True},
    {"payment": PaymentWay.DIVIDED, "first_share": 50, "account_ends_in": ""},
]


@pytest.mark.parametrize("variant", VARIANTS, ids=str)
@pytest.mark.parametrize("people", [1, 2])
def test_no_variant_shares_a_sentence(people: int, variant: dict[str, object]) -> None:
    for outcome in Outcome:
        nb, nn = (sentences(read(letter(language, people, outcome, **variant))) for language in ("nb", "nn"))
        assert nb & nn <= ALIKE


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_every_variant_is_good_norwegian(language: str, tmp_path: Path) -> None:
    written = [read(letter(language, people, outcome, **variant))
               for people in (1, 2) for outcome in Outcome for variant in VARIANTS]  # fmt: skip
    finds_nothing(language, "\n".join(written), tmp_path)


def test_a_letter_that_says_no_is_humane() -> None:
    """Thanks first, then what was good, why not, when the next round is, and whom to talk with."""
    text = read(letter(outcome=Outcome.REFUSED)).replace("\u00a0", " ")
    told = ("Takk for at dere søkte.", "Dette likte vi ved søknaden deres:", "planen er tydelig", "Hvorfor sa vi nei?",
            "Langbordet gir folk et sted", "Dere kan søke igjen i neste runde. Den åpner mandag 11. januar 2027",
            "fristen er mandag 1. mars 2027", "Ta kontakt med Cecilie på tilskudd@medvirkning.example.",
            "Dere kan klage")  # fmt: skip
    places = [text.index(words) for words in told]
    assert places == sorted(places)
    assert "likte" not in read(letter(outcome=Outcome.REFUSED, good=" "))
    assert "likte" not in read(letter(outcome=Outcome.PARTLY))


def test_a_letter_tells_when_the_money_really_comes() -> None:
    """Nobody is promised money at once where the scheme pays against receipts."""
    after, divided, advance = (
        read(letter(payment=way, first_share=50, amount=35_001)).replace("\u00a0", " ")
        for way in (PaymentWay.AFTERWARDS, PaymentWay.DIVIDED, PaymentWay.ADVANCE)
    )
    assert "Vi betaler mot kvitteringene deres når vi har godkjent rapporten." in after
    assert "Når dere har sagt ja, betaler vi 17 500 kroner, og resten mot kvitteringene" in divided
    assert "Når dere har sagt ja, betaler vi til kontoen" in advance
    assert "Når dere har sagt ja, betaler vi" not in after
