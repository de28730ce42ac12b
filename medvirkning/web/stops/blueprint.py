"""Where everybody sees when the caravan comes, and where a coordinator plans it."""

from datetime import date
from typing import Any

from flask import Blueprint
from flask_babel import format_date

from medvirkning.caravan.stops import Stop
from medvirkning.mail.stop_voice import day_in_month, hours, until

blueprint = Blueprint("stops", __name__)


def hours_of(stop: Stop) -> str:
    """`kl. 14–18`"""
    return hours(stop.starts_at, stop.ends_at)


def month(day: date) -> str:
    """`November 2026`"""
    return format_date(day, "LLLL y").capitalize()


def short_weekday(day: date) -> str:
    """`tir.`, as on a leaf of a calendar."""
    return format_date(day, "EEE")


def by_month(stops: list[Stop]) -> list[tuple[str, list[Stop]]]:
    """The stops under their months, in the order they have."""
    found: dict[str, list[Stop]] = {}
    for stop in stops:
        found.setdefault(month(stop.day), []).append(stop)
    return list(found.items())


@blueprint.context_processor
def times_in_words() -> dict[str, Any]:
    """What the pages say of days and times."""
    return {"hours_of": hours_of, "until": until, "day_in_month": day_in_month, "short_weekday": short_weekday}
