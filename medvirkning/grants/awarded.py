"""What a scheme asks of those who get money: when the report is due and who signs it, and how the money is paid."""

import calendar
import re
from datetime import date

from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.kernel.days import months_after

_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


def day_of_year(written: str) -> tuple[int, int] | None:
    """Month and day of `12-15`; None for what is no day of every year."""
    if not _DAY.fullmatch(written):
        return None
    month, day = map(int, written.split("-"))
    return (month, day) if day <= calendar.monthrange(2001, month)[1] else None


def report_due(done_on: date, *, months: int, day: str = "") -> date:
    """The last day for the report of what ends on `done_on`: so many months after, or the year's fixed day if set.

    A fixed day that has passed when it ends is next year's. The last of a month stays the last of a shorter one.
    """
    fixed = day_of_year(day)
    if fixed is not None:
        this_year = date(done_on.year, *fixed)
        return this_year if this_year >= done_on else date(done_on.year + 1, *fixed)
    return months_after(done_on, months)


def needs_auditor(amount: int, above: int | None) -> bool:
    """Whether an auditor must approve the accounts: from the sum the scheme names, in kroner, and up."""
    return above is not None and amount >= above


def payments(amount: int, way: PaymentWay, first_share: int | None) -> tuple[int, int]:
    """What is paid before and what after the receipts, in whole kroner; together it is always all of it."""
    match way:
        case PaymentWay.ADVANCE:
            return amount, 0
        case PaymentWay.AFTERWARDS:
            return 0, amount
    first = amount * (first_share or 0) // 100
    return first, amount - first
