"""Sealing a sender's own copy, so that only the receipt code opens it. Pure: neither database nor clock.

The code is eight characters: few enough to try them all, were each try quick. So each costs a scrypt, with a salt that
only the application's secret and the survey give, and neither the place of a copy nor its key can be had without it.
What is sealed is filled up, so that its length doesn't tell which response it is a copy of.
"""

import json
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import scrypt
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from medvirkning.kernel.codes import opaque, read_code
from medvirkning.kernel.content_digest import canonical_json

COST, BLOCK = 2**10, 8  # a megabyte, and a few milliseconds, for each try
NONCE = 12
HALF = 32  # bytes of a seal's place, and of its key
SHORTEST = 2**11  # bytes; a longer copy is filled up to the next power of two
_LENGTH = 4


@dataclass(frozen=True)
class Seal:
    """Where a copy is found, and the key that opens it. Both from the code alone; never stored together."""

    lookup: str
    key: bytes


def seal_of(secret: bytes, survey_id: UUID, code: str) -> Seal:
    """The seal of the copy with this code. Takes some milliseconds: before the transaction. Raises NotACode."""
    salt = bytes.fromhex(opaque(secret, "own copy of survey", survey_id))
    made = scrypt(read_code(code).encode(), salt=salt, n=COST, r=BLOCK, p=1, dklen=2 * HALF)
    return Seal(made[:HALF].hex(), made[HALF:])


def covered(seal: Seal, secret: bytes, answering_id: UUID) -> bytes:
    """The seal as it is kept beside what is being written: nothing to whoever lacks the secret, or the row's id."""
    return _covered(bytes.fromhex(seal.lookup) + seal.key, secret, answering_id)


def uncovered(kept: bytes, secret: bytes, answering_id: UUID) -> Seal:
    """The seal that was `covered` so."""
    made = _covered(kept, secret, answering_id)
    return Seal(made[:HALF].hex(), made[HALF:])


def _covered(made: bytes, secret: bytes, answering_id: UUID) -> bytes:
    """Twice is as it was. The cover is as long as a seal, and of one row alone."""
    purposes = ("place of an own copy to be", "key of an own copy to be")
    cover = "".join(opaque(secret, purpose, answering_id) for purpose in purposes)
    return (int.from_bytes(made) ^ int(cover, 16)).to_bytes(2 * HALF)


def sealed(seal: Seal, content: Mapping[str, Any]) -> bytes:
    """The content, which `canonical_json` can write, under the seal."""
    packed = zlib.compress(canonical_json(content))
    size = max(SHORTEST, 1 << (len(packed) + _LENGTH - 1).bit_length())
    filled = len(packed).to_bytes(_LENGTH) + packed + bytes(size - _LENGTH - len(packed))
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(seal.key).encrypt(nonce, filled, None)


def unsealed(seal: Seal, kept: bytes) -> dict[str, Any] | None:
    """What was sealed; None where the seal doesn't open it."""
    try:
        filled = AESGCM(seal.key).decrypt(kept[:NONCE], kept[NONCE:], None)
    except (InvalidTag, ValueError):
        return None
    length = int.from_bytes(filled[:_LENGTH])
    return dict(json.loads(zlib.decompress(filled[_LENGTH : _LENGTH + length])))
