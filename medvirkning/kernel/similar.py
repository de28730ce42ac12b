"""Whether two short Norwegian texts are about the same thing: by the words they share.

For «is it one of these you mean?» before sending. Words are lower-cased, small words dropped, endings taken off, and
nynorsk folded into bokmål's spelling, so that «Fleire benkar på leikeplassen» finds «Vi ønsker benker ved
lekeplassen». A word inside a longer one counts for half: «lys» and «gatelys». No dictionary and no index: it is made
for a few hundred texts at a time.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from heapq import nlargest
from math import sqrt
from typing import TypeVar

Key = TypeVar("Key")

AT_LEAST = 0.35  # tried on invented contributions: below this most pairs are about different things
MOST = 3

# Small words of both written languages, and those that nearly every contribution has.
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        alle at av bare berre bli blir blitt bør både da de deg dei deira dem den denne der dere deres det dette
        difor du dykk dykkar då eg ei ein eit eller en er et ett etter finnes finst fleire flere for fordi fra
        frå før få får gjerne ha hadde han har heile hele helst her ho hos hun hva hvis hvor hvordan i igjen
        ikke ikkje inn ja jeg kan kor korleis kunne kva kvar laga lage litt man mange me med meg meir mellom men
        mer mot mye mykje må no noe noen noko nokon nokre ny nye nytt nær nærmere nå når og også om opp oss over
        på samt seg sin sine skal skulle slik som så til treng trenger ut ute var ved vere vi vil ville vore
        være vært vår våre vårt ønske ønsker ønskes ønskje ønskjer å òg
        """,
    )
)

# What nynorsk and bokmål spell differently in words about the place where one lives. Applied to both texts.
_FOLDED = (
    ("leik", "lek"),
    ("skul", "skol"),
    ("heim", "hjem"),
    ("veg", "vei"),
    ("heit", "het"),
    ("bustad", "bolig"),
    ("burett", "borett"),
    ("innbyggj", "innbygg"),
    ("ljos", "lys"),
    ("vatn", "vann"),
    ("gras", "gress"),
    ("symj", "svøm"),
    ("kyrkj", "kirk"),
    ("betre", "bedre"),
)
_ACCENTS = str.maketrans("éèêóòôàü", "eeeoooau")
_WORD = re.compile(r"[^\W_]{2,40}")
_DOUBLE = re.compile(r"(.)\1")
_ENDING = re.compile(r"(?<=.{3})(enes|anes|ens|ets|ers|ars|ene|ane|en|et|er|ar|a|e)$")
_IN_COMPOUND = 3  # letters at least, for a root to be looked for inside a longer one


def similarity(one: str, other: str) -> float:
    """How much two texts have in common, 0.0 to 1.0; the same either way round. 0.0 when one says nothing."""
    return _overlap(_roots(one), _roots(other))


def most_alike(
    text: str, candidates: Iterable[tuple[Key, str]], at_least: float = AT_LEAST, most: int = MOST
) -> list[Key]:
    """The keys of those candidates that are most like the text, the most alike first, at most `most` of them."""
    roots = _roots(text)
    scored = ((_overlap(roots, _roots(other), at_least), -place, key) for place, (key, other) in enumerate(candidates))
    found = nlargest(most, (row for row in scored if row[0] >= at_least), key=lambda row: row[:2])
    return [key for _, _, key in found]


def _overlap(one: frozenset[str], other: frozenset[str], at_least: float = 0.0) -> float:
    """Shared words and half the compounds, against the mean size. What cannot reach `at_least` is not counted out."""
    if not one or not other:
        return 0.0
    size = sqrt(len(one) * len(other))
    shared = one & other
    left, right = one - shared, other - shared
    if len(shared) + min(len(left), len(right)) / 2 < at_least * size:
        return len(shared) / size
    return (len(shared) + _in_compounds(left, right) / 2) / size


def _in_compounds(left: frozenset[str], right: frozenset[str]) -> int:
    """How many words that are not shared begin or end a longer one in the other text, or are such a longer one."""
    pairs = [(one, other) for one in left for other in right if _is_part(one, other) or _is_part(other, one)]
    return min(len({one for one, _ in pairs}), len({other for _, other in pairs}))


def _is_part(short: str, long: str) -> bool:
    return len(short) >= _IN_COMPOUND and (long.startswith(short) or long.endswith(short))


@lru_cache(maxsize=2_000)
def _roots(text: str) -> frozenset[str]:
    """The text's words without small ones and endings. Kept for the texts last asked about."""
    return frozenset(_root(word) for word in _WORD.findall(text[:4_000].lower()) if word not in _SMALL_WORDS)


@lru_cache(maxsize=20_000)
def _root(word: str) -> str:
    word = word.translate(_ACCENTS)
    for nynorsk, folded in _FOLDED:
        word = word.replace(nynorsk, folded)
    return _ENDING.sub("", _DOUBLE.sub(r"\1", word))
