"""A payment list as rows for the economy system."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime

from medvirkning.follow_up.models import PaymentList
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db
from medvirkning.kernel.spreadsheets import harmless
from medvirkning.people.models import Person

FETCHED = "payment_list_fetched"  # in the journal: somebody took the file


def csv_of(made: PaymentList, heads: list[str]) -> bytes:
    """The list as CSV: UTF-8 with a byte order mark, semicolons, decimal comma, as Norwegian spreadsheets read it."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    writer.writerows([heads, *_rows(made)])
    return held.getvalue().encode("utf-8-sig")


def fetches(made: PaymentList) -> list[tuple[Person, datetime]]:
    """Who has fetched the file, and when, the first first."""
    told = [each for each in history(PaymentList.__tablename__, made.id) if each.event == FETCHED]
    people = {each.by_id: db.session.get_one(Person, each.by_id) for each in told}
    return [(people[each.by_id], each.at) for each in told]


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
