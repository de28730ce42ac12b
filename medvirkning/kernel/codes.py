"""Receipt codes that people read aloud, link tokens that nobody reads, and keyed hashes for the database.

Only hashes are stored: one who has read the database, or a backup, can open nothing with it. A receipt code is
derived from the submission's id, so that the same submission sent again gives the same code although the code
itself is kept nowhere. Both need the application's secret: eight characters are 40 bits, few enough to try all
of them against an unkeyed hash.
"""

import hmac
import re
import secrets
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from medvirkning.kernel.errors import Refused

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31 characters; no 0 O, no 1 I L
LENGTH = 8
TOKEN_BYTES = 32

_FILL = re.compile(r"[\s.·_\-\u2010-\u2015\u2212]+")  # spaces and dashes of every kind
# What is not in the alphabet was misread or typed on another keyboard: read it as what it looks like.
_LOOK_ALIKES = str.maketrans(
    "0OОΟ1ILІΙ" + "АВЕНКМРСТУХЈЅ" + "ΑΒΕΖΗΚΜΝΡΤΥΧ", "QQQQ77777" + "ABEHKMPCTYXJS" + "ABEZHKMNPTYX"
)


class CodeWord(StrEnum):
    """Why something is no receipt code."""

    EMPTY = "empty"
    WRONG_LENGTH = "wrong_length"  # facts: written
    WRONG_CHARACTER = "wrong_character"  # facts: character


class NotACode(Refused):
    """What was written cannot be a receipt code. Says nothing of whether a code exists."""


def receipt_code(secret: bytes, key: UUID | str) -> str:
    """The receipt code of the submission with this id, as `7K4Q-M2TX`. The same id always gives the same code.

    Among a million submissions it is about even odds that some two share a code: keep the hash unique in the database.
    """
    number = int.from_bytes(_keyed(secret, "receipt code", str(key)))
    characters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[place])
    return _grouped("".join(characters))


def read_code(text: str) -> str:
    """The code as we write it, from what a person wrote: any case, spaces and dashes anywhere, O for Q, 1 for 7.

    Raises NotACode.
    """
    written = _FILL.sub("", text).upper().translate(_LOOK_ALIKES)
    if not written:
        raise NotACode(CodeWord.EMPTY)
    unknown = next((character for character in written if character not in ALPHABET), None)
    if unknown is not None:
        raise NotACode(CodeWord.WRONG_CHARACTER, character=unknown)
    if len(written) != LENGTH:
        raise NotACode(CodeWord.WRONG_LENGTH, written=len(written), needed=LENGTH)
    return _grouped(written)


def code_hash(secret: bytes, code: str) -> str:
    """What the database keeps in place of a receipt code: 64 hexadecimal digits. Raises NotACode."""
    return _keyed(secret, "receipt code at rest", read_code(code)).hex()


def new_token() -> str:
    """A new random token of 256 bits for a link or a cookie: 43 characters that need no escaping in a URL."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What the database keeps in place of a token: 64 hexadecimal digits. 256 random bits need no secret."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def opaque(secret: bytes, purpose: str, value: UUID | str | int) -> str:
    """A keyed hash of a value for one purpose: 64 hexadecimal digits that cannot be matched with another purpose's."""
    return _keyed(secret, f"opaque: {purpose}", str(value)).hex()


def _keyed(secret: bytes, purpose: str, value: str) -> bytes:
    if len(secret) < 16:
        raise ValueError("the secret is too short to keep anything")
    message = f"{len(purpose)}:{purpose}:{value}".encode("utf-8", "surrogatepass")
    return hmac.digest(secret, message, "sha256")


def _grouped(characters: str) -> str:
    return f"{characters[: LENGTH // 2]}-{characters[LENGTH // 2 :]}"
