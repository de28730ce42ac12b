"""A ranking that is moved one place at a time by buttons, so that it works without a script."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256


def moved(keys: list[str], form: Mapping[str, Sequence[str]]) -> list[str]:
    """The ranking after the press of an arrow; anything else leaves it as it is."""
    for name, step in (("up", -1), ("down", 1)):
        pressed = next(iter(form.get(name, ())), "")
        if pressed.isascii() and pressed.isdigit() and 0 <= int(pressed) + step < len(keys) > int(pressed):
            at = int(pressed)
            keys[at], keys[at + step] = keys[at + step], keys[at]
    return keys


def mixed(keys: Iterable[str], seed: str) -> list[str]:
    """The keys in an order that nobody chose, the same for the same seed; as they are where there is none.

    What stands first by chance weighs nothing then, whoever sends a ranking as it came.
    """
    return sorted(keys, key=lambda key: sha256(f"{seed} {key}".encode()).digest()) if seed else list(keys)
