"""Reading what an applicant wrote into values. What cannot be read is refused with a word, and kept by the caller."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from medvirkning.grants.words import ApplicationWord
from medvirkning.kernel import kroner
from medvirkning.kernel.days import read_day
from medvirkning.kernel.errors import Refused
from medvirkning.kernel.norwegian import account_number, email_address, organisation_number, phone_number
from medvirkning.kernel.plain_text import tidy

MOST_PARTICIPANTS = 1_000_000

_NUMBER = re.compile(r"[0-9]{1,3}(?:[ .\u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]+")


def day(text: str) -> date:
    """A date from the browser's own field, or as `1.12.2026`. Raises Refused."""
    try:
        return read_day(text)
    except ValueError:
        raise Refused(ApplicationWord.DATE_UNREADABLE) from None


def people(text: str) -> int:
    """How many people, from «150», «ca. 150», «rundt 1 500 personer». Raises Refused where no one number is meant."""
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or len(numbers[0]) > 12:
        raise Refused(ApplicationWord.PARTICIPANTS_UNREADABLE)
    number = int(re.sub(r"[^0-9]", "", numbers[0]))
    if not 1 <= number <= MOST_PARTICIPANTS:
        raise Refused(ApplicationWord.PARTICIPANTS_UNREADABLE)
    return number


READERS: dict[str, Callable[[str], Any]] = {
    "organisation_number": organisation_number,
    "partner_number": organisation_number,
    "other_aid": kroner.parse,
    "second_email": email_address,
    "account_number": account_number,
    "contact_email": email_address,
    "contact_phone": phone_number,
    "responsible_email": email_address,
    "participants": people,
    "starts_on": day,
    "ends_on": day,
    "least_workable": kroner.parse,
}


def read(field: str, text: str) -> Any:
    """The value of a field that is more than text; None for blank. Raises Refused with the word of what is wrong."""
    written = tidy(text)
    return READERS[field](written) if written else None
