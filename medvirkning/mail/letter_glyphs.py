"""Which characters the letters' fonts can draw. A PDF/A may hold no sign that its fonts lack, so the rest is replaced.

Reads the character map of each font file (OpenType `cmap`, formats 4 and 12, which together are all that our fonts
have), so that a new font brings its own letters.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent.parent / "templates" / "letters" / "fonts"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
LONGEST_WORD = 40  # characters; the longest Norwegian words are shorter, and a longer one may break anywhere
BREAK = "\N{ZERO WIDTH SPACE}"
_JOINERS = "\u200b\u200c\u200d\u00ad"  # invisible, but they shape words


@cache
def alphabets() -> tuple[frozenset[int], ...]:
    """The code points that each of our fonts can draw."""
    return tuple(frozenset(_points(file.read_bytes())) for file in sorted(FONTS.glob("*.ttf")))


@cache
def drawable() -> frozenset[int]:
    """Every code point that one of our fonts can draw."""
    return frozenset().union(*alphabets())


def legible(text: str) -> str:
    """The text with what no font can draw left out (pictures, controls, stray accents) or shown as � (letters, digits).

    Line breaks become spaces, direction marks go, and words longer than `LONGEST_WORD` get places to break.
    """
    shown: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if unicodedata.category(character)[0] == "M":
            if shown and _stands_on(shown[-1], character):
                shown[-1] += character
        else:
            shown.append(_shown(character))
    words = (word.strip(_JOINERS) for word in "".join(shown).split(" "))
    return " ".join(_breakable(word) for word in words if word)


def _stands_on(letter: str, accent: str) -> bool:
    """A letter and all its accents must be in one and the same font."""
    points = {ord(character) for character in letter + accent}
    return letter.strip() != "" and letter not in _JOINERS and any(points <= alphabet for alphabet in alphabets())


def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if character == "\N{NO-BREAK SPACE}" or character in _JOINERS:
        return character
    if character.isspace() or kind in ("Zl", "Zp", "Cc"):
        return " "
    if ord(character) in drawable() and kind != "Cf":
        return character
    return UNKNOWN if kind[0] in "LNP" else ""


def _breakable(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    return BREAK.join(word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD))


def _points(font: bytes) -> Iterator[int]:
    """The code points in a font's Unicode maps."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = (struct.unpack_from(">4s4xII", font, 12 + 16 * number) for number in range(tables))
    cmap = next(offset for tag, offset, _length in entries if tag == b"cmap")
    for number in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        platform, _encoding, offset = struct.unpack_from(">HHI", font, cmap + 4 + 8 * number)
        if platform in (0, 3):
            yield from _mapped(font, cmap + offset)


def _mapped(font: bytes, at: int) -> Iterator[int]:
    form = struct.unpack_from(">H", font, at)[0]
    if form == 12:
        for group in range(struct.unpack_from(">I", font, at + 12)[0]):
            first, last = struct.unpack_from(">II", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
    elif form == 4:
        yield from _segments(font, at)


def _segments(font: bytes, at: int) -> Iterator[int]:
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends, starts = (struct.unpack_from(f">{count}H", font, at + place) for place in (14, 16 + 2 * count))
    deltas, offsets = (struct.unpack_from(f">{count}H", font, at + 16 + place * count) for place in (4, 6))
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            if offsets[segment] == 0:
                glyph = (point + deltas[segment]) & 0xFFFF
            else:
                here = at + 16 + 6 * count + 2 * segment
                glyph = struct.unpack_from(">H", font, here + offsets[segment] + 2 * (point - first))[0]
            if glyph:
                yield point
