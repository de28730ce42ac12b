"""What the 360Giving Data Standard (version 1.4) asks of a file of grants, in words of our own."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

NEEDED = ("id", "title", "description", "currency", "amountAwarded", "awardDate", "fundingOrganization")
AMOUNTS = ("amountAppliedFor", "amountAwarded", "amountDisbursed")
KNOWN = {
    *NEEDED, *AMOUNTS, "recipientOrganization", "recipientIndividual", "plannedDates", "grantProgramme",
    "beneficiaryLocation", "dateModified", "dataSource",
}  # fmt: skip


def faults(package: dict[str, Any]) -> list[str]:
    """What is wrong with a file; empty when it is as the standard wants it."""
    return [*_of_package(package), *(fault for one in package.get("grants", []) for fault in _of_grant(one))]


def _of_package(package: dict[str, Any]) -> Iterator[str]:
    grants = package.get("grants")
    if not grants:
        yield "a file has at least one grant"
        return
    if not re.fullmatch(r"\d+\.\d+", package.get("version", "1.4")):
        yield "the version is major.minor"
    if not package.get("license", "").startswith("https://"):
        yield "the licence is an address"
    if not package.get("publisher", {}).get("name"):
        yield "the publisher has a name"
    ids = [one.get("id") for one in grants]
    if len(set(ids)) != len(ids):
        yield "each grant has an identifier of its own"


def _of_grant(one: dict[str, Any]) -> Iterator[str]:
    named = one.get("id", "a grant")
    yield from (f"{named} lacks {field}" for field in NEEDED if one.get(field) in (None, "", []))
    yield from (f"{named}: {field} is no field of the standard" for field in one if field not in KNOWN)
    if bool(one.get("recipientOrganization")) == bool(one.get("recipientIndividual")):
        yield f"{named} goes to organisations or to one person, and not to both"
    for field in AMOUNTS:
        if not isinstance(one.get(field, 0), int | float) or isinstance(one.get(field), bool):
            yield f"{named}: {field} is a number"
    if not re.fullmatch("[A-Z]{3}", one.get("currency", "")):
        yield f"{named}: the currency is a code of three letters (ISO 4217)"
    for side in ("recipientOrganization", "fundingOrganization"):
        for organisation in one.get(side, []):
            yield from (f"{named}: {side} lacks {field}" for field in ("id", "name") if not organisation.get(field))
    if not _is_day(one.get("awardDate", "")):
        yield f"{named}: the date of the award is a date"
    for planned in one.get("plannedDates", []):
        yield from (f"{named}: {field} is a date" for field, day in planned.items() if not _is_day(day))


def _is_day(written: str) -> bool:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            read(written)
        except ValueError:
            continue
        return True
    return False
