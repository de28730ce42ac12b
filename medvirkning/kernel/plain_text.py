"""What people write, made fit to keep and to show: text, line breaks and nothing that steers a machine."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

# Control characters, and what Unicode promises never to be characters: no page may hold them (HTML, 13.2.3.5).
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)


# Letters and marks that Unicode draws as nothing: joiners, fillers, and what only changes the letter before it.
_DRAWN_AS_NOTHING = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | {
    chr(code)
    for first, last in ((0x180B, 0x180F), (0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
    for code in range(first, last + 1)
}
_NOT_DRAWN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def blank(text: str) -> bool:
    """Whether there is nothing to see: no text, blanks, or only characters of no width, as U+200B."""
    return all(letter in _DRAWN_AS_NOTHING or unicodedata.category(letter) in _NOT_DRAWN for letter in text)


def tidy(text: str) -> str:
    """The text without control characters and outer blanks, and with one kind of line ending; empty when `blank`."""
    kept = _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return "" if blank(kept) else kept


def tidy_all(told: Any) -> Any:
    """The same as JSON holds it, with every text in it made tidy; keys as they are."""
    if isinstance(told, str):
        return tidy(told)
    if isinstance(told, Mapping):
        return {key: tidy_all(value) for key, value in told.items()}
    return [tidy_all(value) for value in told] if isinstance(told, list | tuple) else told
