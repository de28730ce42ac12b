"""Spreadsheet files made while they are sent: read back as they were, no formulas, and never held whole."""

import csv
import io
import tracemalloc
from collections.abc import Iterator, Sequence
from decimal import Decimal
from zipfile import ZipFile

from openpyxl import load_workbook

from medvirkning.kernel.spreadsheet_files import PIECE, Cell, csv_file, xlsx_file

ROWS: list[list[Cell]] = [
    ["Hode", "Tall"],
    ["Blåbær & <kake>\nto linjer", 12],
    ["=HYPERLINK(1)", Decimal("2.5")],
    ["_x000D_ \x01\ufffe", None],
    ["  rom foran", -3],
]


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}


def test_an_excel_file_is_read_back_as_it_was() -> None:
    found = sheets(b"".join(xlsx_file([("En", ROWS), ("To & tre", [["Alene"]])])))
    assert found["To & tre"] == [["Alene"]]
    assert found["En"] == [
        ["Hode", "Tall"],
        ["Blåbær & <kake>\nto linjer", 12],
        ["=HYPERLINK(1)", 2.5],
        ["_x005F_x000D_ ", None],  # which is how a file writes _x000D_
        ["  rom foran", -3],
    ]


def test_nothing_in_an_excel_file_is_a_formula() -> None:
    data = b"".join(xlsx_file([("En", [["+1", "@SUM(A1)"], ["=1+1", "-2"]])]))
    book = load_workbook(io.BytesIO(data))
    assert {cell.data_type for row in book["En"].iter_rows() for cell in row} == {"s"}
    assert b"<f" not in ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_a_file_says_nothing_of_when_or_by_whom_it_was_made() -> None:
    archive = ZipFile(io.BytesIO(b"".join(xlsx_file([("En", ROWS)]))))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in archive.namelist() if name.startswith("docProps")]


def test_a_sheet_that_is_full_goes_on_in_the_next() -> None:
    rows: list[list[Cell]] = [["n"], *([number] for number in range(7))]
    found = sheets(b"".join(xlsx_file([("En", rows), ("Tom", [["hode"]])], most_rows=4)))
    assert found == {
        "En": [["n"], [0], [1], [2]],
        "En 2": [["n"], [3], [4], [5]],
        "En 3": [["n"], [6]],
        "Tom": [["hode"]],
    }


def test_csv_is_as_norwegian_spreadsheets_read_it() -> None:
    data = b"".join(csv_file([["Å", "b"], ["=1;2\nx", Decimal("2.5")], [None, 1]]))
    assert data.startswith("\ufeffÅ;b\r\n".encode())
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert read == [["Å", "b"], ["'=1;2 x", "2,5"], ["", "1"]]


def many(number: int) -> Iterator[Sequence[Cell]]:
    for each in range(number):
        yield [each, f"Et svar på et spørsmål, nummer {each * 7919}", "=1"]


def test_ten_times_the_rows_take_no_more_room() -> None:
    for made in (csv_file, lambda rows: xlsx_file([("En", rows)])):
        most = []
        for number in (2_000, 20_000):
            tracemalloc.start()
            size = sum(len(piece) for piece in made(many(number)))
            most.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert size > 4 * PIECE
        assert most[1] < 2 * most[0], made
