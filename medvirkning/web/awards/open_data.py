"""Awards as open data, in the shape of the 360Giving Data Standard: the file's fields, and the table's columns.

The standard asks of every grant: an identifier, title, description, currency, amount awarded, date of award, who gives
and who receives. What was asked for, awarded and paid (`paid`: kroner by application) are fields of their own and never
mixed.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from medvirkning.kernel.spreadsheets import harmless
from medvirkning.programmes.models import Programme
from medvirkning.review.awards import Award

VERSION = "1.4"  # of the standard
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CURRENCY = "NOK"
REGISTER = "NO-BRC"  # Brønnøysundregistrene, in org-id.guide's list of registers

COLUMNS = (
    "Identifier", "Title", "Description", "Currency", "Amount Applied For", "Amount Awarded",
    "Amount Disbursed", "Award Date", "Planned Dates:Start Date", "Planned Dates:End Date",
    "Recipient Org:Identifier", "Recipient Org:Name", "Funding Org:Identifier", "Funding Org:Name",
    "Grant Programme:Code", "Grant Programme:Title", "Beneficiary Location:Name", "Beneficiary Location:Country Code",
    "Last modified",
)  # fmt: skip
PARTS = ("plannedDates", "recipientOrganization", "fundingOrganization", "grantProgramme", "beneficiaryLocation")


def package(
    programme: Programme, found: Iterable[Award], *, paid: Mapping[UUID, int], address: str, language: str
) -> dict[str, Any]:
    """The whole file: who publishes it, under which licence, and every grant."""
    grants = [grant(programme, award, paid=paid, language=language) for award in found]
    return {
        "version": VERSION,
        "title": f"{programme.term_name.text(language)}, {programme.municipality}",
        "publisher": {"name": programme.municipality, "identifier": funder(programme)},
        "license": LICENCE,
        "downloadURL": address,
        "modified": max((one["dateModified"] for one in grants), default=None),
        "grants": grants,
    }


def grant(programme: Programme, award: Award, *, paid: Mapping[UUID, int], language: str) -> dict[str, Any]:
    """One grant. Empty parts are left out, as the standard wants it."""
    application, scheme = award.application, award.application.round.scheme
    planned = {"startDate": application.starts_on, "endDate": application.ends_on}
    return {
        "id": f"{funder(programme)}-{programme.slug}-{application.number}",
        "title": application.title,
        "description": application.what,
        "currency": CURRENCY,
        "amountAppliedFor": award.decision.asked,
        "amountAwarded": award.granted,
        "amountDisbursed": paid.get(application.id, 0),
        "awardDate": award.day.isoformat(),
        "plannedDates": [{name: day.isoformat() for name, day in planned.items() if day}],
        "recipientOrganization": [_recipient(programme, award)],
        "fundingOrganization": [{"id": funder(programme), "name": programme.municipality}],
        "grantProgramme": [{"code": f"{programme.slug}/{scheme.slug}", "title": scheme.name.text(language)}],
        "beneficiaryLocation": [
            {"name": application.zone.name if application.zone else programme.name, "countryCode": "NO"}
        ],
        "dateModified": (award.changed_at or award.answered_at).isoformat(timespec="seconds"),
    }


def table(programme: Programme, found: Iterable[Award], *, paid: Mapping[UUID, int], language: str) -> Iterator[str]:
    """The same as lines of a comma-separated file, headings first."""
    yield _line(COLUMNS)
    for award in found:
        one = grant(programme, award, paid=paid, language=language)
        planned, recipient, funding, scheme, place = (one[part][0] for part in PARTS)
        yield _line(
            (
                one["id"], one["title"], one["description"], one["currency"], one["amountAppliedFor"],
                one["amountAwarded"], one["amountDisbursed"], one["awardDate"], planned.get("startDate", ""),
                planned.get("endDate", ""), recipient["id"], recipient["name"], funding["id"], funding["name"],
                scheme["code"], scheme["title"], place["name"], place["countryCode"], one["dateModified"],
            )
        )  # fmt: skip


def funder(programme: Programme) -> str:
    """The municipality's identifier: its number in the register, or a name of this installation's own making."""
    return f"{REGISTER}-{programme.organisation_number}" if programme.organisation_number else f"NO-{programme.slug}"


def _recipient(programme: Programme, award: Award) -> dict[str, str]:
    """Who receives. One that is registered nowhere gets an identifier made from its case."""
    application = award.application
    number = application.organisation_number
    made = f"{funder(programme)}-{programme.slug}-{application.number}-recipient"
    return {"id": f"{REGISTER}-{number}" if number else made, "name": application.applicant_name}


def _line(cells: Iterable[Any]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return written.getvalue()
