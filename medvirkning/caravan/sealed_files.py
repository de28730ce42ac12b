"""Files that a tablet saves when it has no network: a line that says what it is, then an envelope a line, as JSON.

Read a line at a time, so that a large file needs no more memory than a small one. A line that can't be read is told of
by its number, and stops no other.
"""

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

from medvirkning.caravan.words import FileFault
from medvirkning.kernel.envelopes import key_of
from medvirkning.kernel.errors import Refused

VERSION = 1
MOST_LINE = 4_000_000  # bytes: a photo in its envelope is a seventh of that
ITEM, PHOTO = "item", "photo"


@dataclass(frozen=True)
class SealedEntry:
    """An envelope out of the file: of something said, or of a photo."""

    photo: bool
    id: UUID
    envelope: bytes


def read_head(file: BinaryIO) -> UUID:
    """The id of the tablet that has saved the file, from its first line. Raises Refused."""
    try:
        told = json.loads(file.readline(MOST_LINE).decode("utf-8-sig"))
        if told["medvirkning"] != "sealed":
            raise Refused(FileFault.NOT_SEALED)
        version, tablet = told["version"], UUID(told["tablet"])
        if type(version) is not int or version < 1:
            raise Refused(FileFault.NOT_SEALED)
    except Refused:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(FileFault.NOT_SEALED) from None
    if version > VERSION:
        raise Refused(FileFault.NEWER_VERSION)
    return tablet


def read_entries(file: BinaryIO) -> Iterator[SealedEntry | int]:
    """What stands in the file after its first line; the number of the line for one that can't be read."""
    for number, line in _lines(file):
        try:
            yield _entry(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield number


def _entry(told: Any) -> SealedEntry:
    if told["kind"] not in (ITEM, PHOTO):
        raise ValueError("of no kind we know")
    envelope = b64decode(told["envelope"], validate=True)
    key_of(envelope)
    return SealedEntry(told["kind"] == PHOTO, UUID(told["id"]), envelope)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers, from 2; blank ones are left out, and of one that is too long nothing is told."""
    number = 1
    while line := file.readline(MOST_LINE):
        number += 1
        whole = line.endswith(b"\n") or len(line) < MOST_LINE
        if not whole:
            while (rest := file.readline(MOST_LINE)) and not rest.endswith(b"\n"):
                pass
        if line.strip():
            yield number, line if whole else b""
