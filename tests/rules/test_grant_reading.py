"""Reading what applicants write into values."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.grants.reading import READERS, people, read
from medvirkning.kernel.errors import Refused


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("150", 150),
        ("ca. 150", 150),
        ("rundt 1 500 personer", 1_500),
        ("1.500", 1_500),
        (" 1\u00a0000 ", 1_000),
        ("omtrent 40 barn", 40),
    ],
)
def test_people(written, number):
    assert people(written) == number


@pytest.mark.parametrize("written", ["mange", "100-200", "100 til 200", "0", "9" * 30, "12 barn og 3 voksne"])
def test_not_people(written):
    with pytest.raises(Refused):
        people(written)


@pytest.mark.parametrize("written", ["2026-12-01", "1.12.2026", "01.12.2026", "1. 12. 2026", "1.12.26", "1/12/2026"])
def test_days(written):
    assert read("starts_on", written) == date(2026, 12, 1)


@pytest.mark.parametrize("written", ["i morgen", "31.2.2026", "12.2026", "2026-13-01"])
def test_no_days(written):
    with pytest.raises(Refused):
        read("starts_on", written)


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("organisation_number", "999 999 913", "999999913"),
        ("account_number", "8601.11.17947", "86011117947"),
        ("contact_email", " Leder@Kaikanten.example ", "leder@kaikanten.example"),
        ("least_workable", "18 000 kr", 18_000),
        ("least_workable", "", None),
        ("participants", "  ", None),
    ],
)
def test_read(field, written, value):
    assert read(field, written) == value


@given(st.sampled_from(sorted(READERS)), st.text(max_size=40))
def test_reading_gives_a_value_or_a_word_and_nothing_else(field, written):
    with suppress(Refused):
        read(field, written)
