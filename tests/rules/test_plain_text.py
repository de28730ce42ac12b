"""What people write is kept as text: nothing in it steers a terminal, a parser or a page."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel.plain_text import blank, tidy, tidy_all


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  en benk \n", "en benk"),
        ("en\r\nbenk\rtil", "en\nbenk\ntil"),
        ("en\tbenk", "en\tbenk"),
        ("en\x00be\x0cn\x1b[31mk", "enben[31mk"),
        ("en\x85benk\x7f", "enbenk"),
        ("benk\ufffe\uffff\U0010ffff\ufdd0", "benk"),
        ("بنك 🧵 čáŋš", "بنك 🧵 čáŋš"),
        ("\x00", ""),
        ("\u200b", ""),
        (" \u200b\u2060\n\ufeff", ""),
        ("\u3164\u2800\ufe0f", ""),
        ("👩\u200d🌾 ❤\ufe0f", "👩\u200d🌾 ❤\ufe0f"),
    ],
)
def test_text_is_kept_and_control_characters_go(written: str, kept: str) -> None:
    assert tidy(written) == kept


@given(st.text())
def test_what_is_tidy_stays_so_and_can_be_stored(written: str) -> None:
    kept = tidy(written)
    assert tidy(kept) == kept
    assert not any(unicodedata.category(letter) == "Cc" and letter not in "\n\t" for letter in kept)
    kept.encode("utf-8")


@pytest.mark.parametrize(
    "nothing", ["", " \t\n", "\u200b", "\u200b \u200d\u2063", "\u00ad\ufeff", "\u3164", "\u2800", "\ufe0f"]
)
def test_what_cannot_be_seen_is_blank(nothing: str) -> None:
    assert blank(nothing)


@pytest.mark.parametrize("something", [".", "a\u200b", "\u200b–", "🧵", "بنك", "e\u0301"])
def test_what_can_be_seen_is_not(something: str) -> None:
    assert not blank(something)


def test_everything_in_a_file_is_made_tidy() -> None:
    told = {"name": {"nb": " Ord\ud800ning\x00 "}, "rows": [{"text": "a\r\nb"}, 3, None, True]}
    assert tidy_all(told) == {"name": {"nb": "Ordning"}, "rows": [{"text": "a\nb"}, 3, None, True]}
