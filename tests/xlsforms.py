"""XLSForms for tests: folders of readable rows made into the spreadsheet that people would send."""

import csv
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

DATA = Path(__file__).resolve().parent / "data" / "xlsforms"
FORMS = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())
BINARIES = {path.stem: path.read_bytes() for path in sorted(DATA.glob("*.xlsx"))}
Rows = list[list[object]]


def xlsx(**sheets: Rows) -> bytes:
    """A spreadsheet with these sheets of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([None if cell == "" else cell for cell in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(form: str, sheet: str) -> Rows:
    """The rows of one sheet of a form as they are written down."""
    path = DATA / form / f"{sheet}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [[_number(cell) for cell in row] for row in csv.reader(file)]


def form(name: str) -> bytes:
    """One of the forms, as a file. Whole numbers are numbers in it, as spreadsheet programs make them."""
    sheets = {sheet: rows_of(name, sheet) for sheet in ("survey", "choices", "settings")}
    return xlsx(**{sheet: rows for sheet, rows in sheets.items() if rows})


def _number(cell: str) -> object:
    return int(cell) if cell.isdecimal() else cell
