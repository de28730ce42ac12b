"""The few words that a tablet's scripts put in: a number of seconds is said as each language says it."""

import pytest
from babel import Locale
from flask import Flask

from medvirkning.mail.language import speaking
from medvirkning.web.tablet.screens import SPOKEN, words


@pytest.mark.parametrize("language", SPOKEN)
def test_every_second_is_counted_down_in_the_languages_own_forms(app: Flask, language: str) -> None:
    with app.test_request_context(), speaking(language):
        told = words()
    kinds = {Locale(language).plural_form(number) for number in range(61)}
    for key in ("countdown", "emptied"):
        forms = {name.partition(".")[2]: text for name, text in told.items() if name.startswith(f"{key}.")}
        assert kinds <= forms.keys()
        assert all("#" in text for kind, text in forms.items() if kind not in ("zero", "one", "two"))


@pytest.mark.parametrize(
    ("language", "kind", "said"),
    [
        ("nb", "one", "Skjermen tømmes om # sekund."),
        ("nb", "other", "Skjermen tømmes om # sekunder."),
        ("nn", "one", "Skjermen blir tømd om # sekund."),
        ("en", "one", "The screen is cleared in # second."),
        ("ar", "two", "ستُمسح الشاشة بعد ثانيتين."),
        ("ar", "few", "ستُمسح الشاشة بعد # ثوانٍ."),
        ("uk", "few", "Через # секунди екран очиститься."),
        ("pl", "many", "Ekran zostanie wyczyszczony za # sekund."),
    ],
)
def test_one_second_is_not_several(app: Flask, language: str, kind: str, said: str) -> None:
    with app.test_request_context(), speaking(language):
        assert words()[f"emptied.{kind}"] == said
