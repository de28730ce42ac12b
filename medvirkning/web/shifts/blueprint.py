"""Where staff keep tablets and shifts."""

from typing import Any

from flask import Blueprint

from medvirkning.caravan.stops import Stop
from medvirkning.kernel.clock import today
from medvirkning.mail.stop_voice import day_in_month, hours, place_and_time
from medvirkning.web.language_names import language_name

blueprint = Blueprint("shifts", __name__, url_prefix="/<slug>/arbeid")


def place_and_hours(stop: Stop) -> str:
    """`Kaia i Lervig, tirsdag 24. november kl. 14–18`; «i dag» on the day itself."""
    return place_and_time(stop.place_name, stop.starts_at, stop.ends_at, today=today())


def day_and_hours(stop: Stop) -> str:
    """`tirsdag 24. november kl. 14–18`"""
    return f"{day_in_month(stop.day)} {hours(stop.starts_at, stop.ends_at)}"


@blueprint.context_processor
def in_words() -> dict[str, Any]:
    """What the pages say of stops and languages."""
    return {"place_and_hours": place_and_hours, "day_and_hours": day_and_hours, "language_name": language_name}
