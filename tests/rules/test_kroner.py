"""Amounts as people write them, and never another amount than the one they meant."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel import kroner
from medvirkning.kernel.kroner import MOST, AmountWord, NotKroner


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("18 000", 18_000),
        ("18000", 18_000),
        ("18.000 kr", 18_000),
        ("18 000,-", 18_000),
        ("18 000,–", 18_000),
        ("18 000,--", 18_000),
        ("18 000,00", 18_000),
        ("18 000,0", 18_000),
        ("18 000,", 18_000),
        ("kr 18 000", 18_000),
        ("Kr. 18.000,-", 18_000),
        ("18 000 kroner", 18_000),
        ("kroner 18 000,- kr", 18_000),
        ("１８０００", 18_000),
        ("NOK 18000", 18_000),
        ("18000kr", 18_000),
        ("18 000 kr.", 18_000),
        ("  18  000 ", 18_000),
        ("18\u00a0000", 18_000),
        ("18\u202f000", 18_000),
        ("18\u2009000", 18_000),
        ("١٨٠٠٠", 18_000),
        ("1" + " " * 1000 + "000", 1_000),
        ("5 000", 5_000),
        ("999", 999),
        ("0", 0),
        ("007", 7),
        ("1 000 000 000", MOST),
        ("1.000.000.000,00", MOST),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_reads(written, amount):
    assert kroner.parse(written) == amount


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("", AmountWord.EMPTY),
        (" \u00a0", AmountWord.EMPTY),
        ("kr", AmountWord.EMPTY),
        ("18 000,50", AmountWord.WITH_ORE),
        ("18 000,5", AmountWord.WITH_ORE),
        ("18 000,01", AmountWord.WITH_ORE),
        ("18,000", AmountWord.UNCLEAR),
        ("18.00", AmountWord.UNCLEAR),
        ("18 00", AmountWord.UNCLEAR),
        ("1800 000", AmountWord.UNCLEAR),
        ("18.000 000", AmountWord.UNCLEAR),
        ("18,000.00", AmountWord.UNCLEAR),
        ("1'000", AmountWord.UNCLEAR),
        (".5", AmountWord.UNCLEAR),
        ("-500", AmountWord.NEGATIVE),
        ("−18 000,-", AmountWord.NEGATIVE),
        ("kr –500", AmountWord.NEGATIVE),
        ("atten tusen", AmountWord.NOT_A_NUMBER),
        ("18 tusen", AmountWord.NOT_A_NUMBER),
        ("18k", AmountWord.NOT_A_NUMBER),
        ("ca. 18 000", AmountWord.NOT_A_NUMBER),
        ("1e6", AmountWord.NOT_A_NUMBER),
        ("0x10", AmountWord.NOT_A_NUMBER),
        ("18 000,x", AmountWord.NOT_A_NUMBER),
        ("-", AmountWord.NOT_A_NUMBER),
        ("--5", AmountWord.NOT_A_NUMBER),
        ("18²", AmountWord.NOT_A_NUMBER),
        ("-x", AmountWord.NOT_A_NUMBER),
        ("½", AmountWord.NOT_A_NUMBER),
        ("=1+1", AmountWord.NOT_A_NUMBER),
        ("NaN", AmountWord.NOT_A_NUMBER),
        ("1 000 000 001", AmountWord.TOO_LARGE),
        ("9" * 30, AmountWord.TOO_LARGE),
        ("9" * 100_000, AmountWord.TOO_LARGE),
        ("x" * 100_000, AmountWord.NOT_A_NUMBER),
        ("-" * 100_000, AmountWord.NOT_A_NUMBER),
    ],
    ids=lambda value: ascii(value)[:30],
)
def test_refuses(written, word):
    with pytest.raises(NotKroner) as refused:
        kroner.parse(written)
    assert refused.value.code is word


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (5_000, "5\u00a0000"),
        (18_000, "18\u00a0000"),
        (1_234_567, "1\u00a0234\u00a0567"),
        (-500, "\u2212500"),
        (-18_000, "\u221218\u00a0000"),
    ],
)
def test_shows(amount, shown):
    assert kroner.show(amount) == shown


@given(
    st.integers(0, MOST),
    st.sampled_from(["", "kr ", "Kr. ", "NOK "]),
    st.sampled_from([" ", ".", "\u00a0", "\u202f"]),
    st.sampled_from(["", ",00", ",-", ",–", " kr", ",- kr", ",00 kroner"]),
)
def test_every_amount_is_read_however_it_is_written(amount, before, between, after):
    written = f"{amount:,}".replace(",", between)
    assert kroner.parse(before + written + after) == kroner.parse(f"{before}{amount}{after}") == amount


@given(st.integers(0, MOST))
def test_what_is_shown_can_be_read(amount):
    assert kroner.parse(kroner.show(amount)) == amount


@given(st.text() | st.text("0123456789 .,-–krKR"))
def test_any_text_is_an_amount_or_refused_and_no_digit_is_lost(text):
    with suppress(NotKroner):
        amount = kroner.parse(text)
        assert 0 <= amount <= MOST
        if text.isascii():
            whole = text.split(",")[0]
            assert amount == int("".join(character for character in whole if character.isdigit()))


@given(st.integers(0, MOST), st.integers(1, 99))
def test_ore_is_never_dropped_in_silence(amount, ore):
    with pytest.raises(NotKroner) as refused:
        kroner.parse(f"{amount},{ore:02}")
    assert refused.value.code is AmountWord.WITH_ORE
