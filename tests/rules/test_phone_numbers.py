"""Phone numbers as people write them."""

import pytest

from medvirkning.kernel.norwegian import BadPhone, PhoneWord, phone_number


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("41234567", "412 34 567"),
        ("412 34 567", "412 34 567"),
        ("+47 412 34 567", "412 34 567"),
        ("004741234567", "412 34 567"),
        ("51 50 70 90", "51 50 70 90"),
        ("(51) 50-70-90", "51 50 70 90"),
        ("+46 70 123 45 67", "+46701234567"),
        ("0046 70 123 45 67", "+46701234567"),
    ],
)
def test_what_is_read(written: str, read: str) -> None:
    assert phone_number(written) == read
    assert phone_number(read) == read, "what is shown can be read again"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("ring meg", PhoneWord.NOT_DIGITS),
        ("412 34 56", PhoneWord.WRONG_LENGTH),
        ("412 34 5678", PhoneWord.WRONG_LENGTH),
        ("+47 412 34 56", PhoneWord.WRONG_LENGTH),
        ("02800", PhoneWord.WRONG_LENGTH),
        ("12345678", PhoneWord.UNKNOWN_START),
        ("+46 70", PhoneWord.NOT_ABROAD),
        ("+0123456789", PhoneWord.NOT_ABROAD),
        ("+1234567890123456", PhoneWord.NOT_ABROAD),
        ("٤١٢٣٤٥٦٧", PhoneWord.NOT_DIGITS),
        ("+", PhoneWord.NOT_DIGITS),
    ],
)
def test_what_is_refused(written: str, word: PhoneWord) -> None:
    with pytest.raises(BadPhone) as refused:
        phone_number(written)
    assert refused.value.objection.code is word
