"""Files that are no XLSForm, or made to do harm: a clear refusal, never anything else."""

import random
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from medvirkning.surveys.xlsform_reading import read_xlsx
from medvirkning.surveys.xlsform_sheets import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, MOST_TAGS, XlsformRefused
from medvirkning.surveys.xlsform_words import XlsformFault, XlsformWord
from tests.xlsforms import Rows, form, xlsx

SURVEY: Rows = [["type", "name", "label"], ["text", "a", "Hva?"]]
GOOD = xlsx(survey=SURVEY)
SHEET = "xl/worksheets/sheet1.xml"


def refusal(data: bytes) -> tuple[XlsformWord, dict[str, object]]:
    with pytest.raises(XlsformRefused) as refused:
        read_xlsx(data)
    return XlsformWord(refused.value.code), dict(refused.value.facts)


def changed(change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The good file with each part as `change` makes it, and with more parts."""
    file = BytesIO()
    with ZipFile(BytesIO(GOOD)) as before, ZipFile(file, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
        for name, content in more.items():
            after.writestr(name, content)
    return file.getvalue()


def in_sheet(start: bytes) -> bytes:
    """The good file with something before the first element of its sheet."""
    return changed(lambda name, content: start + content if name == SHEET else content)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY y "zzzz">]>'
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", XlsformWord.EMPTY),
        (b"type,name,label\n", XlsformWord.NOT_XLSX),
        (b"%PDF-1.7 ...", XlsformWord.NOT_XLSX),
        (b"PK\x03\x04 nothing more", XlsformWord.BROKEN),
        (GOOD[:-40], XlsformWord.BROKEN),
        (OLD + bytes(600), XlsformWord.OLD_OFFICE),
        (OLD + "EncryptedPackage".encode("utf-16-le"), XlsformWord.LOCKED),
        (changed(lambda _, content: content, **{"xl/vbaProject.bin": b"x"}), XlsformWord.MACROS),
        (changed(lambda _, content: content, **{"xl/more.xml": bytes(21_000_000)}), XlsformWord.TOO_LARGE),
        (GOOD + bytes(MOST_BYTES), XlsformWord.TOO_LARGE),
        (in_sheet(ENTITY), XlsformWord.UNSAFE),
        (in_sheet(b'<?xml version="1.0" encoding="cp037"?>'), XlsformWord.UNSAFE),
        (changed(lambda name, part: part.decode().encode("utf-16") if name == SHEET else part), XlsformWord.UNSAFE),
        (in_sheet(b"<not closed>"), XlsformWord.BROKEN),
        (changed(lambda name, part: b"" if name == "xl/workbook.xml" else part), XlsformWord.BROKEN),
    ],
    ids=lambda value: value if isinstance(value, XlsformWord) else "",
)
def test_what_is_no_spreadsheet_is_refused(data: bytes, word: XlsformWord) -> None:
    assert refusal(data)[0] is word


@pytest.mark.parametrize(
    ("sheets", "word", "facts"),
    [
        ({"questions": SURVEY}, XlsformWord.NO_SHEET, {"sheet": "survey"}),
        ({"survey": []}, XlsformWord.NO_COLUMN, {"sheet": "survey", "column": "type"}),
        ({"survey": [["type", "label"]]}, XlsformWord.NO_COLUMN, {"sheet": "survey", "column": "name"}),
        ({"survey": SURVEY, "choices": [["name"]]}, XlsformWord.NO_COLUMN, {"sheet": "choices", "column": "list_name"}),
        ({"survey": SURVEY[:1]}, XlsformWord.NO_QUESTIONS, {}),
        (
            {"survey": [*SURVEY, *[["note", "", "x"]] * MOST_ROWS]},
            XlsformWord.TOO_MANY_ROWS,
            {"sheet": "survey", "most": MOST_ROWS},
        ),
        (
            {"survey": [[*SURVEY[0], *["x"] * MOST_COLUMNS]]},
            XlsformWord.TOO_MANY_COLUMNS,
            {"sheet": "survey", "most": MOST_COLUMNS},
        ),
    ],
    ids=lambda value: value if isinstance(value, XlsformWord) else "",
)
def test_what_is_no_xlsform_is_refused(sheets: dict[str, Rows], word: XlsformWord, facts: dict[str, object]) -> None:
    assert refusal(xlsx(**sheets)) == (word, facts)


def test_formulas_without_a_saved_result_and_errors_are_told_of() -> None:
    imported = read_xlsx(xlsx(survey=[*SURVEY, ["text", "b", '="x"&"y"'], ["text", "c", "#REF!"]]))
    told = [(one.row, one.column, one.said, one.reason) for one in imported.not_carried if one.row > 1]
    assert told == [(3, "C", '="x"&"y"', XlsformFault.FORMULA), (4, "C", "#REF!", XlsformFault.ERROR_VALUE)]
    assert not imported.questionnaire.by_key["b"].text


def test_a_far_away_cell_with_nothing_in_it_costs_nothing() -> None:
    far = b'<row r="1048576"><c r="XFD1048576"/></row></sheetData>'
    data = changed(lambda name, part: part.replace(b"</sheetData>", far) if name == SHEET else part)
    assert read_xlsx(data).questionnaire == read_xlsx(GOOD).questionnaire


def test_neither_wide_rows_nor_a_million_of_them_are_drawn_up(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (number, number) for number in range(3, 1900))
    data = changed(lambda name, part: part.replace(b"</sheetData>", wide + b"</sheetData>") if name == SHEET else part)
    monkeypatch.delattr(ReadOnlyWorksheet, "_get_row")  # which draws up as many cells as the last is away
    assert read_xlsx(data).questionnaire == read_xlsx(GOOD).questionnaire
    many = b"<row/>" * (MOST_TAGS + 1)
    data = changed(lambda name, part: part.replace(b"</sheetData>", many + b"</sheetData>") if name == SHEET else part)
    assert refusal(data)[0] is XlsformWord.TOO_LARGE


def test_a_long_way_down_is_refused() -> None:
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>text</t></is></c></row></sheetData>'
    data = changed(lambda name, part: part.replace(b"</sheetData>", far) if name == SHEET else part)
    assert refusal(data)[0] is XlsformWord.TOO_MANY_ROWS


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(form("youth") if seed % 2 else GOOD)
    for _ in range(chance.randint(1, 12)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    with suppress(XlsformRefused):
        read_xlsx(bytes(data))


CELLS = ["", "text", "begin_group", "end group", "select_one a", "begin_repeat", "note", "range", "${a} = 'x'", "a"]
CELLS += [
    "a b",
    "yes",
    "label",
    ". > 1",
    "other",
    "select_multiple a or_other",
    "table-list",
    "1",
    "å",
    '["all"]',
    "nb",
]
HEADINGS = [
    "type",
    "name",
    "label",
    "label::en",
    "hint",
    "relevant",
    "constraint",
    "required",
    "appearance",
    "list_name",
]
HEADINGS += ["parameters", "bind::relevant", "media::image::en", "label::", ":", "default_language", "form_title"]
HEADINGS += [f"medvirkning_{name}" for name in ("key", "when", "kind", "least", "languages")]
tables = st.lists(st.lists(st.sampled_from(CELLS), min_size=6, max_size=6), max_size=9)
headed = st.tuples(st.lists(st.sampled_from(HEADINGS), min_size=4, max_size=4), tables)


@settings(max_examples=60, deadline=None)
@given(headed, headed, headed)
def test_whatever_stands_in_the_cells_it_is_read_or_refused(survey: tuple, choices: tuple, setting: tuple) -> None:
    data = xlsx(
        survey=[["type", "name", *survey[0]], *survey[1]],
        choices=[["list_name", "name", *choices[0]], *choices[1]],
        settings=[setting[0], *setting[1]],
    )
    with suppress(XlsformRefused):
        read_xlsx(data)
