"""The letter's PDF as its reader's machine sees it: what it declares itself to be, and what it says."""

import re
from io import BytesIO

from pypdf import PdfReader

WEEKDAYS = {
    "nb": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "nn": ["måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"],
}


def words(pdf: bytes) -> str:
    """All its text, blanks made one."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def declares(pdf: bytes) -> dict[str, str]:
    """The standards it says it keeps, and its language."""
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    said = root["/Metadata"].get_object().get_data().decode()
    found = {name: _said(said, name) for name in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")}
    return {**found, "language": str(root["/Lang"]), "marked": str(root["/MarkInfo"]["/Marked"])}


def _said(metadata: str, name: str) -> str:
    found = re.search(rf'{name}(?:="([^"]+)"|>([^<]+)<)', metadata)
    return next(filter(None, found.groups())) if found else ""


def names_a_deadline(text: str, language: str) -> bool:
    """Whether it says a day with its weekday: «fredag 16. oktober 2026»."""
    return bool(re.search(rf"({'|'.join(WEEKDAYS[language])}) \d{{1,2}}\. [a-zå]+ \d{{4}}", text))
