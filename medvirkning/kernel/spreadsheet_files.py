"""Spreadsheet files made while they are sent: whatever the number of rows, no more of them is held than one piece.

Cells are texts, whole numbers, decimals or None. No text is ever a formula. The first row is the headings.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from medvirkning.kernel.spreadsheets import cell_text, harmless

Cell = str | int | Decimal | None
Rows = Iterable[Sequence[Cell]]

PIECE = 16 * 1024  # bytes, about: how much is held before it is sent
MOST_ROWS = 1_048_576  # of a sheet; what comes after goes to a sheet of its own

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BOLD = ' s="1"'
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def csv_file(rows: Rows) -> Iterator[bytes]:
    """The rows as CSV in pieces: UTF-8 with a byte order mark, semicolons, decimal comma, one line for each row."""
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=";", lineterminator="\r\n")
    held.write("\ufeff")  # so that spreadsheets know that it is UTF-8
    for row in rows:
        writer.writerow([_in_csv(cell) for cell in row])
        if held.tell() >= PIECE:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def xlsx_file(sheets: Iterable[tuple[str, Rows]], *, most_rows: int = MOST_ROWS) -> Iterator[bytes]:
    """The sheets, by name, as an Excel file in pieces. A sheet that grows too long goes on in the next one."""
    sent = _Sent()
    with ZipFile(sent, "w", ZIP_DEFLATED, compresslevel=4) as archive:
        names: list[str] = []
        for name, rows in sheets:
            for number, part in enumerate(_divided(iter(rows), most_rows), start=1):
                names.append(name if number == 1 else f"{name} {number}")
                with archive.open(_entry(f"xl/worksheets/sheet{len(names)}.xml"), "w") as file:
                    for text in _sheet(part):
                        file.write(text.encode())
                        if sent.size >= PIECE:
                            yield sent.taken()
        for path, text in _around(names):
            archive.writestr(_entry(path), text)
    yield sent.taken()


class _Sent(io.RawIOBase):
    """Where the archive is written to: it can only go forward, and what it holds is taken away in pieces."""

    def __init__(self) -> None:
        self.held: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if data:  # the archive often writes nothing, while it still thinks
            self.held.append(bytes(data))
            self.size += len(data)
        return len(data)

    def taken(self) -> bytes:
        whole, self.held, self.size = b"".join(self.held), [], 0
        return whole


def _entry(path: str) -> ZipInfo:
    """A file in the archive, of no particular time."""
    entry = ZipInfo(path)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _divided(rows: Iterator[Sequence[Cell]], most: int) -> Iterator[Iterator[Sequence[Cell]]]:
    """The rows in lots that a sheet has room for, each under the headings. A lot is used up before the next."""
    heads = next(rows, ())
    after: Sequence[Cell] | None = next(rows, None)
    while True:
        lot = _Lot(rows, after, most - 1)
        yield chain([heads], lot)
        after = next(rows, None)
        if after is None:
            return


class _Lot:
    """So many of the rows, the first of them already taken out."""

    def __init__(self, rows: Iterator[Sequence[Cell]], first: Sequence[Cell] | None, most: int) -> None:
        self.rows, self.first, self.most = rows, first, most

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        if self.first is None:
            return
        yield self.first
        for _ in range(self.most - 1):
            row = next(self.rows, None)
            if row is None:
                return
            yield row


def _sheet(rows: Iterator[Sequence[Cell]]) -> Iterator[str]:
    heads = next(rows)
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{max(1, len(heads))}" width="24" customWidth="1"/></cols><sheetData>'
    )
    yield f"<row>{''.join(_in_xml(cell, _BOLD) for cell in heads)}</row>"
    for row in rows:
        yield f"<row>{''.join(_in_xml(cell) for cell in row)}</row>"
    yield "</sheetData></worksheet>"


def _in_xml(cell: Cell, style: str = "") -> str:
    if cell is None or cell == "":
        return "<c/>"
    if isinstance(cell, str):
        text = escape(cell_text(cell))
        return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'
    return f"<c{style}><v>{cell}</v></c>"


def _in_csv(cell: Cell) -> str:
    if isinstance(cell, str):
        return harmless(cell)
    return "" if cell is None else str(cell).replace(".", ",")


def _around(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The parts of the file that tell of its sheets."""
    every = range(1, len(names) + 1)
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(every, names, strict=True)
    )
    yield "xl/workbook.xml", f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    yield "xl/styles.xml", _STYLES
    ties = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in every
    )
    styles = f'<Relationship Id="rId{len(names) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    yield "xl/_rels/workbook.xml.rels", _relationships(ties + styles)
    book = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", _relationships(book)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in every
    )
    yield (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{parts}</Types>',
    )


def _relationships(inside: str) -> str:
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'
