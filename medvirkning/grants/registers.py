"""What grants need to know of an organisation, and the port to whoever can tell. The adapters stand at the counter."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Protocol

from medvirkning.grants.applicant_words import RegisterOutcome, RegisterWarning
from medvirkning.grants.words import ApplicantKind

# The register's codes for forms of organisation, and the kind of applicant each most likely is.
KIND_OF_FORM = {
    "FLI": ApplicantKind.ASSOCIATION,
    "BRL": ApplicantKind.HOUSING,
    "ESEK": ApplicantKind.HOUSING,
    "AS": ApplicantKind.BUSINESS,
    "ASA": ApplicantKind.BUSINESS,
    "ENK": ApplicantKind.BUSINESS,
    "ANS": ApplicantKind.BUSINESS,
    "DA": ApplicantKind.BUSINESS,
    "KOMM": ApplicantKind.MUNICIPAL_UNIT,
    "ORGL": ApplicantKind.MUNICIPAL_UNIT,
}


@dataclass(frozen=True, slots=True)
class Role:
    """A person with a role in an organisation: a public fact. `role` is the register's own word for it."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as the registers tell of it. Unknown is None; `language` is nb, nn or None."""

    number: str
    name: str
    form: str = ""
    form_name: str = ""
    address: tuple[str, ...] = ()
    municipality: str = ""  # its code, such as 1103
    language: str | None = None
    voluntary: bool | None = None  # stands in the register of voluntary organisations
    account_number: str | None = None  # as that register has it
    bankrupt: bool = False
    winding_up: bool = False
    forced_dissolution: bool = False
    roles: tuple[Role, ...] = ()

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Organisation":
        """What `to_json` gave."""
        known = {one.name: stored[one.name] for one in fields(cls) if one.name in stored}
        roles = tuple(Role(**role) for role in stored.get("roles", ()))
        return cls(**{**known, "address": tuple(stored.get("address", ())), "roles": roles})

    def to_json(self) -> dict[str, Any]:
        """Ready for a JSON column."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of asking. `organisation` is there when, and only when, it was found."""

    outcome: RegisterOutcome
    organisation: Organisation | None = None


class Registers(Protocol):
    """Somebody who can tell of organisations. Never raises: what can't be reached is a reply as well."""

    def look_up(self, number: str) -> Reply:
        """What is known of the organisation with this number of nine digits. Nothing else is told to anybody."""
        ...


def warnings(reply: Reply) -> list[RegisterWarning]:
    """What both the applicant and those who assess should know before money is given."""
    if reply.outcome is RegisterOutcome.UNKNOWN:
        return [RegisterWarning.NOT_THERE]
    if reply.outcome is RegisterOutcome.DELETED:
        return [RegisterWarning.DELETED]
    found = reply.organisation
    if found is None:
        return []
    told = {
        RegisterWarning.BANKRUPT: found.bankrupt,
        RegisterWarning.WINDING_UP: found.winding_up,
        RegisterWarning.FORCED_DISSOLUTION: found.forced_dissolution,
    }
    return [warning for warning, so in told.items() if so]
