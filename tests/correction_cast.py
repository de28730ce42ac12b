"""Looking through an application and asking for corrections, for tests. Each is its own transaction."""

from collections.abc import Collection
from datetime import date, datetime

from medvirkning.grants.check_words import CheckItem
from medvirkning.grants.checking import usual_deadline
from medvirkning.grants.correcting import send_correction
from medvirkning.grants.handling import Correction, FormCheck
from medvirkning.grants.models import Application, Snapshot
from medvirkning.grants.words import Line
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import transaction
from medvirkning.people.models import Person
from medvirkning.review.checking import ask_for_correction, check_form

REASON = "Skriv hva teltet koster, og rett kontonummeret."


def looks_through(
    application: Application, by: Person, in_order: Collection[CheckItem] = tuple(CheckItem), *, passes: bool = True
) -> FormCheck:
    """Somebody's form check; all is in order unless told otherwise."""
    with transaction():
        return check_form(application, in_order=in_order, note="", passes=passes, by=by, at=now())


def asks(
    application: Application,
    by: Person,
    *fields: str,
    reason: str = REASON,
    deadline: date | None = None,
    at: datetime | None = None,
) -> Correction:
    """A request for correction; of the budget and the account number unless told otherwise."""
    with transaction():
        return ask_for_correction(
            application,
            fields=fields or ("lines", "account_number"),
            reason=reason,
            deadline=deadline or usual_deadline(today()),
            by=by,
            at=at or now(),
        )


def corrects(
    application: Application, values: dict[str, str], lines: list[Line] | None = None, *, seen: int = 1
) -> Snapshot:
    """The applicant's correction."""
    with transaction():
        return send_correction(application, values, lines, seen=seen, by=application.owner, at=now())
