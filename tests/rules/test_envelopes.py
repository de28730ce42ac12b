"""Envelopes: what goes in comes out, and nobody else gets at it, changes it or passes it off as another."""

from uuid import uuid4

import pytest

from medvirkning.kernel.envelopes import HEAD, SMALLEST, NotAnEnvelope, closed, key_of, new_key_pair, opened

PAIR, KEY = new_key_pair(), uuid4()
WORDS = b"Det trengs en benk ved bekken, sa hun."
ENVELOPE = closed(WORDS, key_id=KEY, public=PAIR.public, name="item 1")


def test_opens_with_its_own_key_and_name() -> None:
    assert opened(ENVELOPE, private=PAIR.private, name="item 1") == WORDS
    assert key_of(ENVELOPE) == KEY


def test_nothing_of_what_is_in_it_can_be_read() -> None:
    assert WORDS[:6] not in ENVELOPE
    assert closed(WORDS, key_id=KEY, public=PAIR.public, name="item 1") != ENVELOPE, "the same twice looks different"


def test_empty_is_something_too() -> None:
    empty = closed(b"", key_id=KEY, public=PAIR.public, name="x")
    assert len(empty) == SMALLEST
    assert opened(empty, private=PAIR.private, name="x") == b""


@pytest.mark.parametrize(
    ("private", "name"), [(new_key_pair().private, "item 1"), (PAIR.private, "item 2")], ids=["key", "name"]
)
def test_does_not_open_with_another(private: bytes, name: str) -> None:
    with pytest.raises(NotAnEnvelope):
        opened(ENVELOPE, private=private, name=name)


@pytest.mark.parametrize("place", [20, 25, HEAD - 1, HEAD, len(ENVELOPE) - 1])
def test_shows_when_a_byte_is_changed(place: int) -> None:
    changed = ENVELOPE[:place] + bytes([ENVELOPE[place] ^ 1]) + ENVELOPE[place + 1 :]
    with pytest.raises(NotAnEnvelope):
        opened(changed, private=PAIR.private, name="item 1")


@pytest.mark.parametrize("junk", [b"", b"MV1", b"XX1" + ENVELOPE[3:], ENVELOPE[: SMALLEST - 1], b"{}" * 200])
def test_junk_is_no_envelope(junk: bytes) -> None:
    with pytest.raises(NotAnEnvelope):
        key_of(junk)
    with pytest.raises(NotAnEnvelope):
        opened(junk, private=PAIR.private, name="item 1")
