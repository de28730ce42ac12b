"""What the letters' fonts can show, and what becomes of the rest."""

import pytest

from medvirkning.mail.letter_glyphs import LONGEST_WORD, UNKNOWN, alphabets, drawable, legible


def test_the_languages_people_write_their_names_in_can_be_drawn() -> None:
    for text in ("æøåÆØÅ", "čđŋšŧžáâ", "ąęłńśźż", "ґєії", "ăđơư", "مركز الحي", "ትግርኛ", "«–−§•»"):
        assert {ord(letter) for letter in text} <= drawable(), text


def test_every_weight_of_our_own_font_has_the_same_letters() -> None:
    ours = [alphabet for alphabet in alphabets() if ord("å") in alphabet and ord("ж") not in alphabet]
    assert len(ours) == 3
    assert len(set(ours)) == 1


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Sommerfest 😀 i parken", "Sommerfest i parken"),
        ("👩‍👩‍👧 familie", "familie"),
        ("日本", UNKNOWN * 2),
        ("linje\nlinje\tlinje\u2028", "linje linje linje"),
        ("\u202eabc\u2066", "abc"),
        ("\x00\x07a\ufffe", "a"),
        ("a\u030a\u0301", "ǻ"),
        ("e\u0323\u0301", "ẹ\u0301"),
        ("a\u08ca b", "a b"),
        ("\u0301a", "a"),
        ("30\u00a0000", "30\u00a0000"),
        ("#eval(1) *b* $x$ <b> @r", "#eval(1) *b* $x$ <b> @r"),
    ],
)
def test_legible(written: str, shown: str) -> None:
    assert legible(written) == shown


def test_a_word_without_end_may_break() -> None:
    shown = legible("w" * 100)
    assert shown.replace("\u200b", "") == "w" * 100
    assert max(map(len, shown.split("\u200b"))) == LONGEST_WORD
