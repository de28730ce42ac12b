"""A register in the cupboard: recorded replies about invented organisations, for the demo and for tests."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.registers import Reply
from medvirkning.registers.brreg import organisation

REPLIES = Path(__file__).with_name("replies.json")
DELETED, SILENT = "deleted", "silent"  # what stands in the place of a reply


@cache
def _replies() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(REPLIES.read_text("utf-8"))
    return found


class StandIn:
    """Knows the organisations of `replies.json`, in the registers' own shape; has never heard of others."""

    def look_up(self, number: str) -> Reply:
        """See `Registers`."""
        told = _replies().get(number)
        if told is None:
            return Reply(RegisterOutcome.UNKNOWN)
        if told == DELETED:
            return Reply(RegisterOutcome.DELETED)
        if told == SILENT:
            return Reply(RegisterOutcome.UNREACHABLE)
        return Reply(RegisterOutcome.FOUND, organisation(told["unit"], told.get("voluntary"), told.get("roles")))
