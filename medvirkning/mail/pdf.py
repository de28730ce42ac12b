"""The PDF of a letter, with its texts in characters that can be drawn, and its address as a QR code."""

import json
import re
from datetime import UTC, datetime, time
from typing import Any

import segno

from medvirkning.kernel import kroner
from medvirkning.mail.letter_content import Block, LetterContent
from medvirkning.mail.letter_glyphs import legible
from medvirkning.mail.typesetting import typeset


def pdf(content: LetterContent) -> bytes:
    """The letter as a PDF: tagged, with its language, its fonts inside, and the same bytes each time."""
    return typeset("letter", at=_seconds(content), letter=json.dumps(_data(content)))


def file_name(content: LetterContent) -> str:
    """What the file is called where somebody saves it: `vedtak-NT-2026-014.pdf`."""
    number = re.sub(r"[^A-Za-z0-9-]", "", content.number)
    return f"vedtak-{number}.pdf" if number else "vedtak.pdf"


def _data(content: LetterContent) -> dict[str, Any]:
    """All the template is given: the letter's texts in characters that can be drawn, and the QR code as a drawing."""
    told = _legible(content.to_json())
    amount = None if content.amount is None else f"{kroner.show(content.amount)}\N{NO-BREAK SPACE}kr"
    return {
        **told,
        "blocks": [{"heading": legible(block.heading), "parts": _parts(block)} for block in content.blocks],
        "head": _legible([(content.labels[key], text) for key, text in content.head()]),
        "amount_text": amount,
        "address": content.address,
        "day": [content.dated.year, content.dated.month, content.dated.day] if content.dated else None,
        "qr": segno.make(content.address, error="m", micro=False).svg_inline(border=0, dark="#221e3a", scale=1),
    }


def _parts(block: Block) -> list[dict[str, Any]]:
    return [{"text": legible(text), "items": _legible(items)} for text, items in block.paragraphs()]


def _legible(value: Any) -> Any:
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {key: _legible(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_legible(item) for item in value]
    return value


def _seconds(content: LetterContent) -> int:
    """The start of the letter's day: the only moment the file knows of."""
    return int(datetime.combine(content.dated, time.min, UTC).timestamp()) if content.dated else 0
