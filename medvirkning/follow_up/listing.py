"""A payment list as rows for the economy system."""

import csv
import io
from collections.abc import Iterator

from medvirkning.follow_up.models import PaymentList

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take it for a formula


def csv_of(made: PaymentList, heads: list[str]) -> bytes:
    """The list as CSV: UTF-8 with a byte order mark, semicolons, decimal comma, as Norwegian spreadsheets read it."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerows([heads, *_rows(made)])
    return held.getvalue().encode("utf-8-sig")


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: a quotation mark goes before it."""
    plain = " ".join(text.split())
    return f"'{plain}" if text.startswith(DANGEROUS) or plain.startswith(DANGEROUS) else plain


def _rows(made: PaymentList) -> Iterator[list[str]]:
    attested = harmless(made.made_by.name)
    approved = harmless(made.approved_by.name) if made.approved_by else ""
    for payment in made.payments:
        application = payment.acceptance.application
        yield [
            harmless(application.applicant_name),
            application.organisation_number or "",
            payment.account_number,
            f"{payment.amount},00",
            harmless(f"{application.number} {application.title}"),
            attested,
            approved,
        ]
