"""Text that a spreadsheet takes for text, whatever opens the file, and wherever it thinks that one cell ends."""

from unicodedata import category

STARTS_A_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the wide ones too
UNSEEN = ("Cf", "Cc", "Mn", "Zs")  # kinds of characters that can stand before it and not be seen


def harmless(text: str) -> str:
    """The text on one line, with a quotation mark before what would be a formula, first or after a semicolon.

    Line breaks and tabs become spaces, for a cell may end there too.
    """
    return ";".join(map(_marked, " ".join(text.split()).split(";")))


def _marked(part: str) -> str:
    bare = part
    while bare and category(bare[0]) in UNSEEN:
        bare = bare[1:]
    return f"'{bare}" if bare.startswith(STARTS_A_FORMULA) else part
