"""The registers at data.brreg.no, asked over HTTPS. Only the organisation's number goes out."""

import json
import urllib.request
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

import structlog

from medvirkning.grants.applicant_words import RegisterOutcome
from medvirkning.grants.registers import Reply
from medvirkning.registers.brreg import organisation

log = structlog.get_logger()

HOSTS = frozenset({"data.brreg.no"})  # these, and nobody else
UNITS = "https://data.brreg.no/enhetsregisteret/api/enheter/{number}"
ROLES = "https://data.brreg.no/enhetsregisteret/api/enheter/{number}/roller"
VOLUNTARY = "https://data.brreg.no/frivillighetsregisteret/api/frivillige-organisasjoner/{number}"
PATIENCE = 3.0  # seconds of silence
MOST = 512 * 1024  # bytes of one reply
NOT_THERE, GONE = 404, 410


class Unreachable(Exception):
    """No answer that can be used."""


class NoOtherWay(urllib.request.HTTPRedirectHandler):
    """Follows nobody anywhere: a register that has moved is one we do not know."""

    def redirect_request(self, *_told: Any) -> None:
        """Refused, whatever the new address."""


class OverHttp:
    """Asks the registers. `opener` is exchanged by tests."""

    def __init__(self, opener: Any = None) -> None:
        self._opener = opener or urllib.request.build_opener(NoOtherWay)

    def look_up(self, number: str) -> Reply:
        """See `Registers`: the unit first; what the others do not tell is left open."""
        try:
            unit = self._ask(UNITS, number)
            if unit is None or unit.get("slettedato"):
                return Reply(RegisterOutcome.UNKNOWN if unit is None else RegisterOutcome.DELETED)
            voluntary = self._beside(VOLUNTARY, number)
            roles = self._beside(ROLES, number)
            found = organisation(unit, voluntary, roles)
            if found.number != number:
                raise Unreachable("about another")
            return Reply(RegisterOutcome.FOUND, found)
        except HTTPError as error:
            outcome = RegisterOutcome.DELETED if error.code == GONE else RegisterOutcome.UNREACHABLE
            log.info("register", outcome=outcome.value, status=error.code)
            return Reply(outcome)
        except (Unreachable, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("register_unreachable", error=type(error).__name__)
            return Reply(RegisterOutcome.UNREACHABLE)

    def _beside(self, address: str, number: str) -> dict[str, Any] | None:
        """What may be lacking without harm."""
        try:
            return self._ask(address, number)
        except (Unreachable, OSError, ValueError) as error:
            log.info("register_silent", error=type(error).__name__)
            return None

    def _ask(self, address: str, number: str) -> dict[str, Any] | None:
        """One reply; None for 404. Raises HTTPError for other refusals, and Unreachable for what can't be used."""
        url = address.format(number=number)
        if urlsplit(url).scheme != "https" or urlsplit(url).hostname not in HOSTS or not number.isdigit():
            raise Unreachable("not a register")
        request = urllib.request.Request(url, headers={"Accept": "application/json", "User-Agent": "Medvirkning"})  # noqa: S310
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                body = answer.read(MOST + 1)
        except HTTPError as error:
            if error.code == NOT_THERE:
                return None
            raise
        if len(body) > MOST:
            raise Unreachable("too much")
        found = json.loads(body)
        if not isinstance(found, dict):
            raise Unreachable("not an object")
        return found
