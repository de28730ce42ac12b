"""Where staff keep tablets and shifts."""

from datetime import date
from typing import Any

from flask import Blueprint
from flask_babel import gettext as _

from medvirkning.caravan.stops import Stop
from medvirkning.kernel.clock import today
from medvirkning.mail.stop_voice import day_in_month, hours, place_and_time
from medvirkning.web.filters import day
from medvirkning.web.language_names import language_name

blueprint = Blueprint("shifts", __name__, url_prefix="/<slug>/arbeid")


def place_and_hours(stop: Stop) -> str:
    """`Kaia i Lervig, tirsdag 24. november kl. 14–18`; «i dag» on the day itself."""
    return place_and_time(stop.place_name, stop.starts_at, stop.ends_at, today=today())


def day_and_hours(stop: Stop) -> str:
    """`tirsdag 24. november kl. 14–18`"""
    return f"{day_in_month(stop.day)} {hours(stop.starts_at, stop.ends_at)}"


def seen(day_seen: date | None) -> str:
    """When a tablet was last in touch: days only."""
    if day_seen is None:
        return _("Has not been in touch yet")
    ago = (today() - day_seen).days
    if ago <= 0:
        return _("Seen today")
    return _("Seen yesterday") if ago == 1 else _("Seen last %(day)s", day=day(day_seen))


@blueprint.context_processor
def in_words() -> dict[str, Any]:
    """What the pages say of stops, languages and tablets."""
    return {
        "seen": seen,
        "place_and_hours": place_and_hours,
        "day_and_hours": day_and_hours,
        "language_name": language_name,
    }
