"""A sender's own copy opens with the code alone, and its length tells nothing of what is in it."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medvirkning.kernel.codes import NotACode
from medvirkning.surveys.sealing import SHORTEST, covered, seal_of, sealed, uncovered, unsealed

SECRET, SURVEY = b"only for these tests " * 2, UUID(int=7)
SEAL = seal_of(SECRET, SURVEY, "7K4Q-M2TX")


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=20), st.text(max_size=200), max_size=10))
def test_what_is_sealed_comes_out_again(content: dict[str, str]) -> None:
    assert unsealed(SEAL, sealed(SEAL, content)) == content


def test_the_seal_is_the_codes_own_however_it_is_written() -> None:
    assert seal_of(SECRET, SURVEY, "7k4q m2tx") == SEAL
    others = [
        seal_of(SECRET, SURVEY, "7K4Q-M2TY"),
        seal_of(SECRET, UUID(int=8), "7K4Q-M2TX"),
        seal_of(b"another secret altogether", SURVEY, "7K4Q-M2TX"),
    ]
    kept = sealed(SEAL, {"ord": "fint"})
    assert [unsealed(other, kept) for other in others] == [None, None, None]
    assert len({seal.lookup for seal in (SEAL, *others)}) == 4
    with pytest.raises(NotACode):
        seal_of(SECRET, SURVEY, "nei")


def test_what_has_been_changed_or_emptied_does_not_open() -> None:
    kept = sealed(SEAL, {"ord": "fint"})
    assert unsealed(SEAL, kept[:-1] + bytes([kept[-1] ^ 1])) is None
    assert unsealed(SEAL, b"") is None


def test_a_covered_seal_says_nothing_without_the_secret_and_the_row() -> None:
    kept = covered(SEAL, SECRET, UUID(int=1))
    assert uncovered(kept, SECRET, UUID(int=1)) == SEAL
    assert (
        len({kept, covered(SEAL, SECRET, UUID(int=2)), covered(SEAL, b"another secret altogether", UUID(int=1))}) == 3
    )
    for known in (SEAL.key, bytes.fromhex(SEAL.lookup)):
        assert known not in kept
    assert uncovered(kept, SECRET, UUID(int=2)) != SEAL


def test_copies_are_as_long_as_others_whatever_is_in_them() -> None:
    lengths = {len(sealed(SEAL, {"ord": "a" * count})) for count in (0, 1, 17, 400, 4000)}
    assert lengths == {SHORTEST + 28}
    assert sealed(SEAL, {}) != sealed(SEAL, {}), "and never the same"
    unlike = "".join(chr(0x4E00 + number) for number in range(3000))
    assert (len(sealed(SEAL, {"ord": unlike})) - 28) & (len(sealed(SEAL, {"ord": unlike})) - 29) == 0
