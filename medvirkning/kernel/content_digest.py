"""One way to write a value down, and the digest of that: for snapshots, letters and the journal's chain.

Equal values give equal bytes on every machine and after a round through either database. What has no single
spelling (floating point numbers, naive moments, sets) is refused rather than guessed at.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from uuid import UUID

_AS_THEY_ARE = (str, int, bool, type(None))  # themselves, not their enums


def canonical_json(value: object) -> bytes:
    """The value as JSON in UTF-8: keys sorted by code point, no spaces, nothing escaped that need not be.

    Takes None, bool, int, str, date, aware datetime (written in UTC), UUID, enum members of these, and lists,
    tuples and mappings with str keys of these. Raises TypeError for other kinds, ValueError for text that is not
    Unicode (lone surrogates) and moments without a time zone.
    """
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON, 64 lower-case hexadecimal digits."""
    return sha256(canonical_json(value)).hexdigest()


def _plain(value: object) -> object:
    if type(value) in _AS_THEY_ARE:
        return value
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | str():
            return value
        case datetime():
            if value.utcoffset() is None:
                raise ValueError("a moment without a time zone")
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case list() | tuple():
            return [_plain(item) for item in value]
        case Mapping():
            if not all(isinstance(key, str) for key in value):
                raise TypeError("a key that is not text")
            return {_plain(key): _plain(item) for key, item in value.items()}
    raise TypeError(f"no single way to write a {type(value).__name__}")
