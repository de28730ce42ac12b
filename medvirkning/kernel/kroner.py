"""Amounts of money: whole kroner, read and shown the Norwegian way.

Thousands are parted by a space or a full stop, øre by a comma: «18 000», «18.000 kr», «18 000,-», «18 000,00».
What can be read in two ways is refused, never guessed: «18.00» and «18,000» among them.
"""

import re
import unicodedata
from enum import StrEnum

from medvirkning.kernel.errors import Refused

MOST = 1_000_000_000  # kroner; far above any pot, far below where the database's integers end

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_CURRENCY = re.compile(r"^(kroner|kr\.?|nok)|(kroner|kr\.?|nok)$", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}( [0-9]{3})+|[0-9]{1,3}(\.[0-9]{3})+")
_NO_ORE = re.compile(rf"(00?|[{_DASHES}]{{1,2}})?")
_ORE = re.compile(r"[0-9]{1,2}")
_ONLY_PARTED_DIGITS = re.compile(r"(?=.*[0-9])[0-9 .,']+")
_LONGEST = 60


class AmountWord(StrEnum):
    """Why something is no amount in whole kroner."""

    EMPTY = "amount_empty"
    NOT_A_NUMBER = "not_an_amount"
    UNCLEAR = "amount_unclear"  # digits, but parted in a way that can be read as several amounts
    WITH_ORE = "amount_with_ore"
    NEGATIVE = "amount_negative"
    TOO_LARGE = "amount_too_large"  # facts: most, in kroner


class NotKroner(Refused):
    """What was written is not an amount in whole kroner from 0 to `MOST`."""


def parse(text: str) -> int:
    """The amount a person wrote, in whole kroner, 0 to `MOST`. Raises NotKroner with an AmountWord."""
    written = _plain(text)
    if not written:
        raise NotKroner(AmountWord.EMPTY)
    whole, _, ore = written.partition(",")
    if not _WHOLE.fullmatch(whole) or not _NO_ORE.fullmatch(ore):
        raise NotKroner(_objection(written, whole, ore))
    digits = re.sub("[ .]", "", whole)
    if len(digits) > _LONGEST or int(digits) > MOST:
        raise NotKroner(AmountWord.TOO_LARGE, most=MOST)
    return int(digits)


def show(amount: int) -> str:
    """The amount with a no-break space between thousands and a real minus: `18 000`, `−500`. Without «kr»."""
    return f"{amount:,}".replace(",", "\u00a0").replace("-", "\u2212")


def _plain(text: str) -> str:
    """ASCII digits, single ordinary spaces, no currency."""
    digits = "".join(str(unicodedata.decimal(character, character)) for character in text)
    return " ".join(_CURRENCY.sub("", " ".join(digits.split())).split())


def _objection(written: str, whole: str, ore: str) -> AmountWord:
    """What to say of something that is no whole amount."""
    if written[0] in _DASHES and written[1:].strip()[:1].isdigit():
        return AmountWord.NEGATIVE
    if _WHOLE.fullmatch(whole) and _ORE.fullmatch(ore):
        return AmountWord.WITH_ORE
    return AmountWord.UNCLEAR if _ONLY_PARTED_DIGITS.fullmatch(written) else AmountWord.NOT_A_NUMBER
