"""The poster «Dere sa, vi gjorde» of a stop: A4 or A3, PDF/UA-1 and PDF/A-2a, with a QR code to the board.

It says where it was said, and neither which day nor in what way: see `caravan.reply_rules.may_name_stop`. The same
replies give the same bytes.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

import segno
from flask_babel import gettext as _
from flask_babel import pgettext as _p

from medvirkning.caravan.reply_queries import Reply
from medvirkning.caravan.reply_rules import shortened
from medvirkning.caravan.stops import Stop
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_glyphs import legible
from medvirkning.mail.typesetting import typeset

LENGTHS = ((220, 260), (150, 180), (100, 110), (60, 70))  # of what was said, and of the reply: the longest that fits


def reply_poster(stop: Stop, replies: Sequence[Reply], *, size: str, language: str, board: str) -> bytes:
    """The poster in one language. `board` is the address of the page with all that is said."""
    with speaking(language):
        told = reply_words(stop, replies, size=size, language=language, board=board)
    return typeset(
        "replies",
        at=int(datetime.combine(max(one.on for one in replies), time.min, UTC).timestamp()),
        poster=json.dumps(told, ensure_ascii=False),
    )


def file_name(stop: Stop, *, size: str, language: str) -> str:
    """What the file is called where somebody saves it: `svar-2026-11-24-a3-nn.pdf`."""
    return f"svar-{stop.day.isoformat()}-{size}-{language}.pdf"


def reply_words(stop: Stop, replies: Sequence[Reply], *, size: str, language: str, board: str) -> dict[str, Any]:
    """All that the template is given, in the language that is spoken."""
    place = legible(stop.place_name)
    return {
        "size": size,
        "lang": language,
        "title": _("You said, we did: %(place)s", place=place),
        "heading": _("You said, we did"),
        "place": _("Said at the caravan: %(place)s", place=place),
        "heads": [_p("reply poster", "You said"), _p("reply poster", "This came of it")],
        "lengths": len(LENGTHS),
        "replies": [
            {
                "said": [shortened(legible(one.said), said) for said, _replied in LENGTHS],
                "outcome": outcomes()[one.outcome],
                "replied": [shortened(legible(one.replied), replied) for _said, replied in LENGTHS],
            }
            for one in replies
        ],
        "scan": _("Scan the code"),
        "why": _("There you see all that is said, and how far it has come. And you can say what you think yourself."),
        "address": board,
        "shown": legible(board.partition("://")[2]),
        "programme": legible(stop.programme.term_name.text(language)),
        "municipality": legible(stop.programme.municipality),
        "qr": segno.make(board, error="m", micro=False).svg_inline(border=0, dark="#221e3a", scale=1),
        "qr_alt": _("QR code to %(address)s", address=board),
    }


def outcomes() -> Mapping[AnswerOutcome | None, str]:
    """What came of it, in a few words; None: it is done."""
    return {
        AnswerOutcome.YES: _p("reply", "We said yes"),
        AnswerOutcome.PARTLY: _p("reply", "We said yes to some of it"),
        AnswerOutcome.NO: _p("reply", "We said no"),
        AnswerOutcome.NOT_OURS: _p("reply", "Others decide this"),
        None: _p("reply", "It is done"),
    }
