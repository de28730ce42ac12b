"""How a stop's time is said: on pages, in calendars and on posters."""

from datetime import date, datetime

from flask_babel import format_date
from flask_babel import gettext as _

from medvirkning.kernel.clock import oslo

SPACE, DASH = "\N{NO-BREAK SPACE}", "\N{EN DASH}"


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """`kl. 14–18`, `kl. 10.30–13`: Oslo's clock, with minutes where there are any."""
    return f"kl.{SPACE}{_hour(starts_at)}{DASH}{_hour(ends_at)}"


def until(ends_at: datetime) -> str:
    """`kl. 18`."""
    return f"kl.{SPACE}{_hour(ends_at)}"


def day_in_month(day: date) -> str:
    """`tirsdag 24. november`"""
    return format_date(day, f"EEEE d.{SPACE}MMMM")


def place_and_time(place: str, starts_at: datetime, ends_at: datetime, *, today: date) -> str:
    """`Kaia i Lervig, tirsdag 24. november kl. 14–18`; «i dag» on the day itself."""
    day = oslo(starts_at).date()
    when = {"place": place, "hours": hours(starts_at, ends_at)}
    if day == today:
        return _("%(place)s, today %(hours)s", **when)
    return _("%(place)s, %(day)s %(hours)s", day=day_in_month(day), **when)


def _hour(moment: datetime) -> str:
    there = oslo(moment)
    return f"{there.hour}.{there:%M}" if there.minute else str(there.hour)
