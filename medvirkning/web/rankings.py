"""A ranking that is moved one place at a time by buttons, so that it works without a script."""

from collections.abc import Mapping, Sequence


def moved(keys: list[str], form: Mapping[str, Sequence[str]]) -> list[str]:
    """The ranking after the press of an arrow; anything else leaves it as it is."""
    for name, step in (("up", -1), ("down", 1)):
        pressed = next(iter(form.get(name, ())), "")
        if pressed.isascii() and pressed.isdigit() and 0 <= int(pressed) + step < len(keys) > int(pressed):
            at = int(pressed)
            keys[at], keys[at + step] = keys[at + step], keys[at]
    return keys
