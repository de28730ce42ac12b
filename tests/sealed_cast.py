"""Sealed files for tests, as a tablet saves them."""

import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from medvirkning.caravan.devices import Tablet


def entry(kind: str, key: UUID, envelope: bytes) -> dict[str, str]:
    """One line of the file."""
    return {"kind": kind, "id": str(key), "envelope": b64encode(envelope).decode()}


def sealed(tablet: Tablet, lines: Sequence[dict[str, Any]]) -> bytes:
    """The whole file."""
    head = {"medvirkning": "sealed", "version": 1, "tablet": str(tablet.id)}
    return "".join(json.dumps(line) + "\n" for line in (head, *lines)).encode()
