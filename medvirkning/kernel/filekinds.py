"""Which documents may be attached: told by what is in them, never by what they are called alone.

Allowed: PDF, Word, Excel, OpenDocument text and spreadsheets, JPEG, PNG. Both the content and the name's ending must
be on the list; where they disagree the content decides. Whatever can run is refused: web pages, SVG, programs,
office files with macros (promise S9; OWASP ASVS 5.0 §§ 5.2.2, 5.2.6).
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from medvirkning.kernel.errors import Refused

LONGEST_NAME = 100
MOST_PARTS = 2_000  # files inside an office file
MOST_UNPACKED = 200_000_000  # bytes they say they hold: a reader's machine has to open them
_MOST_READ = 1_000_000


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of document: how it is served, the ending its name gets, and other endings it may keep."""

    media_type: str
    extension: str
    also: tuple[str, ...] = ()

    def may_end_in(self, ending: str) -> bool:
        """Whether a name of this kind may end so."""
        return ending.lower() in (self.extension, *self.also)


PDF = FileKind("application/pdf", "pdf")
DOCX = FileKind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
XLSX = FileKind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
ODT = FileKind("application/vnd.oasis.opendocument.text", "odt")
ODS = FileKind("application/vnd.oasis.opendocument.spreadsheet", "ods")
JPEG = FileKind("image/jpeg", "jpg", ("jpeg", "jpe", "jfif"))
PNG = FileKind("image/png", "png")

KINDS = (PDF, DOCX, XLSX, ODT, ODS, JPEG, PNG)

_SIGNATURES = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
_ZIP, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC = re.compile(rb"....ftyp(heic|heix|hevc|heim|heis|mif1|msf1)", re.DOTALL)
_MAIN_PARTS = {DOCX: b"wordprocessingml.document.main+xml", XLSX: b"spreadsheetml.sheet.main+xml"}
_RUNS = re.compile(r"(^|/)(vbaproject|vbadata|activex|macrosheets|basic|scripts)", re.IGNORECASE)
_ENDING = re.compile(r"(?P<stem>.*?)\.(?P<ending>[A-Za-z][A-Za-z0-9]{0,7})")


class FileWord(StrEnum):
    """Why a file is refused."""

    EMPTY = "file_empty"
    NOT_ALLOWED = "file_not_allowed"
    ENDING_NOT_ALLOWED = "file_ending_not_allowed"  # facts: ending
    MACROS = "file_with_macros"
    OLD_OFFICE = "file_old_office"  # .doc, .xls: save as .docx, .xlsx or PDF
    HEIC = "file_heic"  # what iPhones make: choose JPEG
    LOCKED = "file_locked"  # needs a password
    TOO_MUCH_INSIDE = "file_too_much_inside"
    BROKEN = "file_broken"


class FileRefused(Refused):
    """The file may not be attached. Carries a FileWord."""


def kind_of(content: bytes, name: str) -> FileKind:
    """What kind of document this is. Raises FileRefused.

    `content` is the whole file: what an office file holds is listed at its end. Of that, one small part is unpacked.
    """
    if not content:
        raise FileRefused(FileWord.EMPTY)
    kind = next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), None)
    if kind is None:
        kind = _office_kind(content)
    _, ending = _parted(safe_name(name))
    if ending and not any(kind.may_end_in(ending) for kind in KINDS):
        raise FileRefused(FileWord.ENDING_NOT_ALLOWED, ending=ending)
    return kind


def safe_name(name: str, kind: FileKind | None = None) -> str:
    """A name to show and to offer for download; never a name on our disk.

    Without folders, control and invisible characters and what turns the reading direction; at most 100 characters.
    With a kind, it ends as that kind does. «fil» when nothing is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if sign.isspace() else sign for sign in last if sign.isspace() or _is_visible(sign))
    plain = " ".join(re.sub(r'[<>:"|?*;%]', "_", visible).split()).strip(". ")
    stem, ending = _parted(plain)
    if kind is not None and not kind.may_end_in(ending):
        known = any(other.may_end_in(ending) for other in KINDS)
        stem, ending = stem if known else plain, kind.extension
    tail = f".{ending}" if ending else ""
    return (stem[: LONGEST_NAME - len(tail)].strip(". ") or "fil") + tail


def _parted(name: str) -> tuple[str, str]:
    """A name's stem and its ending without the full stop, empty when it has none."""
    found = _ENDING.fullmatch(name)
    return (found["stem"], found["ending"]) if found else (name, "")


def _is_visible(sign: str) -> bool:
    return unicodedata.category(sign)[0] != "C"


def _office_kind(content: bytes) -> FileKind:
    """Which office file it is: they are all zip files, told apart by what they say they hold."""
    if content.startswith(_OLD_OFFICE):  # also the wrapping of a new one with a password
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise FileRefused(FileWord.LOCKED if locked else FileWord.OLD_OFFICE)
    if not content.startswith(_ZIP):
        raise FileRefused(FileWord.HEIC if _HEIC.match(content) else FileWord.NOT_ALLOWED)
    if content.count(b"PK\x01\x02") > MOST_PARTS:
        raise FileRefused(FileWord.TOO_MUCH_INSIDE)
    try:
        with ZipFile(BytesIO(content)) as office:
            parts = {part.filename: part for part in office.infolist()}
            _refuse_odd(list(parts.values()), len(office.infolist()))
            return _told_by_parts(office, parts)
    except FileRefused:
        raise
    except Exception as error:  # a hostile archive raises anything at all
        raise FileRefused(FileWord.BROKEN) from error


def _refuse_odd(parts: list[ZipInfo], count: int) -> None:
    """Refuse what no office program writes, before anything is unpacked."""
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(FileWord.LOCKED)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise FileRefused(FileWord.TOO_MUCH_INSIDE)
    if any(_RUNS.search(part.filename) for part in parts):
        raise FileRefused(FileWord.MACROS)
    twice, moved = len(parts) != count, min(part.header_offset for part in parts) != 0
    outside = any(re.search(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:", part.filename) for part in parts)
    packed_oddly = any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts)
    if twice or moved or outside or packed_oddly:
        raise FileRefused(FileWord.BROKEN)


def _told_by_parts(office: ZipFile, parts: dict[str, ZipInfo]) -> FileKind:
    """OpenDocument says its media type in a part of that name; Office Open XML lists the type of every part."""
    if "mimetype" in parts:
        says = _read(office, parts["mimetype"]).decode("ascii", "replace").strip()
        kinds = [kind for kind in (ODT, ODS) if kind.media_type == says]
    elif "[Content_Types].xml" in parts:
        types = _read(office, parts["[Content_Types].xml"])
        if re.search(rb"macroenabled|vbaproject", types, re.IGNORECASE):
            raise FileRefused(FileWord.MACROS)
        kinds = [kind for kind, main in _MAIN_PARTS.items() if main in types]
    else:
        kinds = []
    if len(kinds) != 1:
        raise FileRefused(FileWord.NOT_ALLOWED)
    return kinds[0]


def _read(office: ZipFile, part: ZipInfo) -> bytes:
    """A part's content; refused when it is longer than it can sensibly be, whatever it says."""
    with office.open(part) as opened:
        content = opened.read(_MOST_READ + 1)
    if len(content) > _MOST_READ:
        raise FileRefused(FileWord.TOO_MUCH_INSIDE)
    return content
