"""Numbers as people write them, in whatever script and with whatever marks; what can be read in two ways is refused."""

import re
import unicodedata
from decimal import Decimal

from medvirkning.kernel.errors import Refused
from medvirkning.surveys.fault_words import AnswerFault

MOST_DIGITS, MOST_DECIMALS = 15, 6

_MINUS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_ARABIC = {"\u066b": ",", "\u066c": " "}  # its decimal mark, and what parts its thousands
_PARTED = re.compile(r"[0-9]{1,3}( [0-9]{3})+")
_UNCLEAR = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_BY_MARKS = re.compile(r"[1-9][0-9]{0,2}(?P<mark>[.,'])[0-9]{3}(?:(?P=mark)[0-9]{3})*(?:(?!(?P=mark))[.,][0-9]+)?")


def read_number(text: str, *, whole: bool) -> Decimal:
    """The number somebody wrote: «12», «12,5», «1 500», «−3», «١٢». Raises Refused with an AnswerFault.

    `whole` says that only whole numbers are asked for, so that «1.500» can only mean fifteen hundred.
    """
    written = _plain(text)
    sign, digits = ("-", written[1:].lstrip()) if written[:1] == "-" else ("", written)
    if _PARTED.fullmatch(re.split("[.,]", digits)[0]):
        digits = digits.replace(" ", "")
    elif _UNCLEAR.fullmatch(digits):
        if not whole:
            raise Refused(AnswerFault.NUMBER_UNCLEAR)
        digits = re.sub("[.,]", "", digits)
    elif found := _BY_MARKS.fullmatch(digits):
        digits = digits.replace(found["mark"], "")
    before, _, after = digits.replace(",", ".").partition(".")
    if not re.fullmatch("[0-9]+", before) or not re.fullmatch("[0-9]*", after):
        raise Refused(AnswerFault.NUMBER_UNREADABLE)
    after = after.rstrip("0")
    if len(before.lstrip("0")) > MOST_DIGITS or len(after) > MOST_DECIMALS:
        raise Refused(AnswerFault.NUMBER_UNREADABLE)
    if whole and after:
        raise Refused(AnswerFault.NOT_WHOLE)
    return plain_number(Decimal(f"{sign}{before}.{after or 0}"))


def plain_number(number: Decimal) -> Decimal:
    """The same number written in one way only: no exponent, no zeros at the end, no minus before nought."""
    if number == number.to_integral_value():
        return Decimal(int(number))
    return Decimal(format(number, "f").rstrip("0"))


def _plain(text: str) -> str:
    """ASCII digits, one kind of minus, and single ordinary spaces."""
    marks = (_ARABIC.get(mark, mark) for mark in text)
    digits = "".join("-" if mark in _MINUS else str(unicodedata.decimal(mark, mark)) for mark in marks)
    return " ".join(digits.split())
