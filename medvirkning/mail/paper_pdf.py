"""The PDF of forms on paper: tagged and archivable, made as the letters are, one form after another."""

import json
from datetime import datetime
from typing import Any

import typst

from medvirkning.mail.letter_glyphs import FONTS
from medvirkning.mail.pdf import FOLDER


def paper_pdf(form: dict[str, Any], *, at: datetime) -> bytes:
    """The forms that `paper_form` has words for, each with its number; the same bytes each time they are fetched."""
    return typst.compile(
        str(FOLDER / "paper.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs={"form": json.dumps(form, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
