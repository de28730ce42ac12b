"""The poster of a stop: A4 or A3, PDF/UA-1 and PDF/A-2a, with a QR code to where changes are told.

The caravan is a drawing beside the template. The same stop gives the same bytes until it is changed.
"""

import json
from typing import Any

import segno
from flask_babel import gettext as _

from medvirkning.caravan.stops import Stop
from medvirkning.kernel.localized import Localized
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_glyphs import legible
from medvirkning.mail.letter_voice import opening
from medvirkning.mail.stop_voice import day_in_month, hours
from medvirkning.mail.typesetting import typeset

SIZES = ("a4", "a3")


def stop_poster(stop: Stop, *, size: str, language: str, address: str, page: str) -> bytes:
    """The poster in one language. `address` is the stop's own page, `page` the one with all the stops."""
    with speaking(language):
        told = poster_words(stop, size=size, language=language, address=address, page=page)
    return typeset("poster", at=int(stop.changed_at.timestamp()), poster=json.dumps(told, ensure_ascii=False))


def file_name(stop: Stop, *, size: str, language: str) -> str:
    """What the file is called where somebody saves it: `plakat-2026-11-24-a3-nn.pdf`."""
    return f"plakat-{stop.day.isoformat()}-{size}-{language}.pdf"


def poster_words(stop: Stop, *, size: str, language: str, address: str, page: str) -> dict[str, Any]:
    """All that the template is given, in the language that is spoken."""
    day, times, place = opening(day_in_month(stop.day)), hours(stop.starts_at, stop.ends_at), legible(stop.place_name)
    qr = segno.make(address, error="m", micro=False)
    return {
        "size": size,
        "lang": language,
        "title": f"{_('The caravan: %(place)s', place=place)}, {day} {times}",
        "heading": _("Cancelled") if stop.cancelled else _("Meet us at the caravan"),
        "day": day,
        "hours": times,
        "place": _with_zone(stop, place),
        "cancelled": _said(stop.cancelled_because, language),
        "note": _said(stop.note, language),
        "accessibility": None if stop.cancelled else _said(stop.accessibility, language),
        "scan": _("Scan the code"),
        "why": _("There you see whether anything has changed, and where the caravan comes next."),
        "address": address,
        "page": page,
        "shown": legible(page.partition("://")[2]),
        "programme": legible(stop.programme.term_name.text(language)),
        "municipality": legible(stop.programme.municipality),
        "qr": qr.svg_inline(border=0, dark="#221e3a", scale=1),
        "qr_alt": _("QR code to %(address)s", address=address),
        "drawing": _("A drawing of the caravan with an awning, a table, and flags over it"),
    }


def _with_zone(stop: Stop, place: str) -> str:
    """The place, and the zone where the name doesn't say it."""
    zone = legible(stop.zone.name) if stop.zone else ""
    return place if not zone or zone.casefold() in place.casefold() else f"{place}, {zone}"


def _said(text: Localized, language: str) -> dict[str, str] | None:
    words, really = text.best(language)
    return {"text": legible(words), "lang": really.partition("-")[0]} if words else None
