"""How letters speak: to one person or to several, with dates in words and amounts with spaces that don't break."""

from datetime import date

from flask_babel import format_date, ngettext

SPACE = "\N{NO-BREAK SPACE}"


def _you(text: str, people: int, **values: object) -> str:
    """The sentence as said to one person or to several. English has one «you» for both; Norwegian has not.

    The catalogues hold it as singular and plural: `du` and `dere`, `du` and `de`.
    """
    return str(ngettext(text, text, people, **values))


def opening(sentence: str) -> str:
    """The sentence with a capital first: a body that is named first in it may have none of its own."""
    return sentence[:1].upper() + sentence[1:]


def day(value: date | None) -> str:
    """`10. juni 2026`; empty without a day."""
    return format_date(value, f"d.{SPACE}MMMM{SPACE}y") if value else ""


def weekday(value: date | None) -> str:
    """`onsdag 10. juni 2026`; empty without a day."""
    return format_date(value, f"EEEE d.{SPACE}MMMM{SPACE}y") if value else ""
