"""A spreadsheet file's sheets as plain text, and plain text as a spreadsheet file.

What comes from outside is looked over before the library opens it: size, what it unpacks to, and XML that could reach
out of the file or grow. Formulas count as what they showed when the file was saved.
"""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._reader import WorkSheetParser

from medvirkning.kernel.errors import Refused
from medvirkning.kernel.filekinds import XLSX, FileRefused, FileWord, kind_of
from medvirkning.kernel.spreadsheets import cell_text, writable
from medvirkning.surveys.xlsform_notes import Notes
from medvirkning.surveys.xlsform_words import XlsformFault, XlsformWord

MOST_BYTES = 5_000_000
MOST_UNPACKED = 20_000_000
MOST_ROWS = 2_000
MOST_TAGS = 500_000  # in all that is unpacked; a form of 2,000 rows with 15 columns has half as many
MOST_COLUMNS = 200

_REFUSED = {
    FileWord.EMPTY: XlsformWord.EMPTY,
    FileWord.MACROS: XlsformWord.MACROS,
    FileWord.OLD_OFFICE: XlsformWord.OLD_OFFICE,
    FileWord.LOCKED: XlsformWord.LOCKED,
    FileWord.TOO_MUCH_INSIDE: XlsformWord.TOO_LARGE,
    FileWord.BROKEN: XlsformWord.BROKEN,
}
_DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_PLAIN = (b"utf-8", b"us-ascii", b"ascii", b"utf8")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*\"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3}[0-9]{1,7})\"")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a cell's way of writing what XML can't hold


class XlsformRefused(Refused):
    """The file can't be read as an XLSForm. Carries an XlsformWord."""


@dataclass(frozen=True)
class RawSheet:
    """A sheet as it stands: every row that has something in it, with its number and its cells from the left."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_sheets(data: bytes, wanted: Iterable[str], notes: Notes) -> dict[str, RawSheet]:
    """The wanted sheets of an xlsx file, by name in lower case; what else there is goes to the notes.

    Raises XlsformRefused, whatever is wrong with the file.
    """
    _look_over(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library tells of styles it doesn't know
            return _opened(data, frozenset(wanted), notes)
    except XlsformRefused:
        raise
    except Exception as error:  # a hostile file raises anything at all
        raise XlsformRefused(XlsformWord.BROKEN) from error


def write_sheets(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """An xlsx file with these sheets of rows of text. Nothing in it is a formula, whatever it starts with."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_text_cell(sheet, text) for text in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet: Any, text: str) -> Any:
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=cell_text(text))
    cell.data_type = "s"  # not a formula, and not an error value
    return cell


def _look_over(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise XlsformRefused(XlsformWord.TOO_LARGE)
    try:
        kind = kind_of(data, "form.xlsx")
    except FileRefused as error:
        raise XlsformRefused(_REFUSED.get(FileWord(error.code), XlsformWord.NOT_XLSX)) from error
    if kind is not XLSX:
        raise XlsformRefused(XlsformWord.NOT_XLSX)
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise XlsformRefused(XlsformWord.TOO_LARGE)
            tags = 0
            for part in archive.infolist():
                content = archive.read(part)
                _refuse_unsafe(content)
                tags += content.count(b"<")
            if tags > MOST_TAGS:
                raise XlsformRefused(XlsformWord.TOO_LARGE)
    except XlsformRefused:
        raise
    except Exception as error:
        raise XlsformRefused(XlsformWord.BROKEN) from error


def _refuse_unsafe(part: bytes) -> None:
    """No document type and no entities; and no encoding in which they could hide."""
    declared = _DECLARED.match(part)
    hidden = part.startswith(_WIDE) or (declared is not None and declared[1].lower() not in _PLAIN)
    if hidden or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise XlsformRefused(XlsformWord.UNSAFE)


def _opened(data: bytes, wanted: frozenset[str], notes: Notes) -> dict[str, RawSheet]:
    book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    shown = _Shown(data)
    merged = _merged(data)
    found: dict[str, RawSheet] = {}
    for sheet in book.worksheets:
        name = sheet.title.strip().lower()
        if name not in wanted or name in found:
            notes.add(XlsformFault.OTHER_SHEET, sheet.title, 0, "", sheet.title)
            continue
        for column, row, until in merged.get(sheet.title, ()):
            notes.add(XlsformFault.MERGED, name, row, column, f"{column}{row}:{until}")
        found[name] = RawSheet(name, tuple(_rows(sheet, name, shown, notes)))
    return found


def _rows(sheet: Any, name: str, shown: "_Shown", notes: Notes) -> Iterator[tuple[int, tuple[str, ...]]]:
    for number, row in _written(sheet):
        cells = [(at, cell) for at, cell in row if cell.value not in (None, "")]
        if not cells:
            continue
        if number > MOST_ROWS:
            raise XlsformRefused(XlsformWord.TOO_MANY_ROWS, sheet=name, most=MOST_ROWS)
        if cells[-1][0] >= MOST_COLUMNS:
            raise XlsformRefused(XlsformWord.TOO_MANY_COLUMNS, sheet=name, most=MOST_COLUMNS)
        texts = [""] * (cells[-1][0] + 1)
        for at, cell in cells:
            value = cell.value
            if cell.data_type == "f":
                value = shown.value(sheet.title, number, at)
                notes.add(XlsformFault.FORMULA, name, number, cell.column_letter, str(cell.value), _plain(value))
            elif cell.data_type == "e":
                notes.add(XlsformFault.ERROR_VALUE, name, number, cell.column_letter, str(value))
                value = None
            texts[at] = _plain(value)
        if any(texts):
            yield number, tuple(texts)


def _written(sheet: Any) -> Iterator[tuple[int, list[tuple[int, ReadOnlyCell]]]]:
    """The rows that the file names, downwards, each with its number and with the cells it names: place and cell.

    The library's own rows are filled up with empty ones, and those with empty cells, as far away as a file says.
    """
    book, last = sheet.parent, 0
    formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}
    with sheet._get_source() as source:
        reading = WorkSheetParser(source, sheet._shared_strings, data_only=book.data_only, epoch=book.epoch, **formats)
        for number, row in reading.parse():
            if number > last:
                last = number
                cells = {cell["column"] - 1: ReadOnlyCell(sheet, **cell) for cell in row}
                yield number, sorted(cells.items())


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return "" if value is None else writable(_ESCAPED.sub(lambda one: chr(int(one[1], 16)), str(value))).strip()


class _Shown:
    """What formulas showed when the file was saved; opened when the first is met."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.sheets: dict[str, dict[tuple[int, int], object]] = {}

    def value(self, sheet: str, number: int, at: int) -> object:
        if sheet not in self.sheets:
            book = load_workbook(BytesIO(self.data), read_only=True, data_only=True, keep_links=False)
            self.sheets[sheet] = {
                (row, place): None if cell.data_type == "e" else cell.value
                for row, cells in _written(book[sheet])
                for place, cell in cells
                if cell.value is not None
            }
        return self.sheets[sheet].get((number, at))


def _merged(data: bytes) -> dict[str, list[tuple[str, int, str]]]:
    """The merged cells of each sheet, by its title: the column and row of the first, and the last."""
    with ZipFile(BytesIO(data)) as archive:
        parts = set(archive.namelist())
        if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= parts:
            return {}
        files = {
            one.get("Id"): "xl/" + one.get("Target", "").removeprefix("/xl/").removeprefix("./")
            for one in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 looked over
        }
        found = {}
        for one in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():  # noqa: S314 looked over
            file = next((files.get(value) for key, value in one.items() if key.endswith("}id")), None)
            if one.tag.endswith("}sheet") and file in parts and file is not None:
                merged = _MERGED.findall(archive.read(file))
                found[one.get("name", "")] = [(a.decode(), int(row), until.decode()) for a, row, until in merged]
    return found
