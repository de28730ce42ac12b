"""Names in a file as keys of ours, and keys as names that are free."""

import re
import unicodedata

from medvirkning.surveys.questionnaire import KEY

MOST_LETTERS = 40


def key_for(name: str, taken: set[str], start: str) -> str:
    """A key that is free and as like the name as a key can be; it is taken with this.

    `start` stands before what doesn't begin with a letter from a to z.
    """
    if not KEY.fullmatch(name):
        plain = unicodedata.normalize("NFKD", name.translate(_NORWEGIAN)).encode("ascii", "ignore").decode()
        name = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:MOST_LETTERS]
        if not KEY.fullmatch(name):
            name = f"{start}_{name}".strip("_")[:MOST_LETTERS]
    return free(name, taken)


def free(name: str, taken: set[str]) -> str:
    """The name, or the name and the first number that makes it free; it is taken with this."""
    found, number = name, 2
    while found in taken:
        tail = f"_{number}"
        found, number = name[: MOST_LETTERS - len(tail)] + tail, number + 1
    taken.add(found)
    return found


_NORWEGIAN = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a"})
