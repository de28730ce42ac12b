"""What people write, made fit to keep and to show: text, line breaks and nothing that steers a machine."""

import re

# Control characters, and what Unicode promises never to be characters: no page may hold them (HTML, 13.2.3.5).
_NO_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF))
    + "]"
)


def tidy(text: str) -> str:
    """The text without control characters and outer blanks, and with one kind of line ending."""
    return _NO_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
