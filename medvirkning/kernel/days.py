"""A day as people write it, and some months later."""

from calendar import monthrange
from datetime import date, datetime

SHAPES = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y")  # the first is what a browser's own field sends


def read_day(text: str) -> date:
    """The day somebody wrote, as `2026-12-01`, `1.12.2026`, `1. 12. 26` or `1/12/2026`. Raises ValueError."""
    written = "".join(text.split())
    for shape in SHAPES:
        try:
            return datetime.strptime(written, shape).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    raise ValueError(f"no day: {len(written)} characters")


def months_after(value: date, months: int) -> date:
    """The same day some months later, or the last day of that month where it is shorter."""
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    return date(year, month + 1, min(value.day, monthrange(year, month + 1)[1]))
