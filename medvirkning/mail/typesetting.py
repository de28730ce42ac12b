"""Setting a document as PDF: PDF/UA-1 (accessible) and PDF/A-2a (archivable) in one file, made by Typst.

What people have written reaches the template as data (`sys_inputs`), never as source: no sign means anything in it.
The compiler sees one folder, only our own fonts, and no clock, so that the same data gives the same bytes.
"""

from pathlib import Path

import typst

from medvirkning.mail.letter_glyphs import FONTS

FOLDER = Path(__file__).resolve().parent.parent.parent / "templates" / "letters"


def typeset(template: str, *, at: int, **inputs: str) -> bytes:
    """The PDF of `templates/letters/<template>.typ`: tagged, with its fonts inside. `inputs`: JSON, as it names them.

    `at` is the only moment the file knows of, in seconds since 1970 (UTC).
    """
    return typst.compile(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs=inputs,
        timestamp=at,
    )
