"""A day as people write it."""

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
