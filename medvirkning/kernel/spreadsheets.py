"""Text that a spreadsheet takes for text, whatever opens the file, and wherever it thinks that one cell ends."""

import re
from unicodedata import category

STARTS_A_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the wide ones too
UNSEEN = ("Cf", "Cc", "Mn", "Zs")  # kinds of characters that can stand before it and not be seen
LONGEST_CELL = 32_767  # characters that a cell can hold

_LIKE_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # a cell's way of writing what XML can't hold
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """The text on one line, with a quotation mark before what would be a formula, first or after a semicolon.

    Line breaks and tabs become spaces, for a cell may end there too.
    """
    return ";".join(map(_marked, " ".join(text.split()).split(";")))


def writable(text: str) -> str:
    """The text as a cell can hold it: without control characters, lines parted by line feeds."""
    return _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST_CELL]


def cell_text(text: str) -> str:
    """The text as it is written into a text cell of an Excel file, before what XML itself asks for."""
    return _LIKE_ESCAPED.sub("_x005F_", writable(text))


def _marked(part: str) -> str:
    bare = part
    while bare and category(bare[0]) in UNSEEN:
        bare = bare[1:]
    return f"'{bare}" if bare.startswith(STARTS_A_FORMULA) else part
