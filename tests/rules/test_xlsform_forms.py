"""Forms in the style of real ones come in, go out, and come in equal; what is not carried is told of, row by row."""

import csv
from decimal import Decimal

import pytest

from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from medvirkning.surveys.xlsform_notes import NotCarried
from medvirkning.surveys.xlsform_reading import Imported, read_xlsx
from medvirkning.surveys.xlsform_words import XlsformFault
from medvirkning.surveys.xlsform_writing import write_xlsx
from tests.xlsforms import BINARIES, DATA, FORMS, form, rows_of

STILL_TOLD = {XlsformFault.LIST_MISSING, XlsformFault.PIPING}  # what is as it was when it comes in again


def told(name: str) -> list[NotCarried]:
    with (DATA / name / "not_carried.csv").open(encoding="utf-8", newline="") as file:
        return [
            NotCarried(
                row["sheet"], int(row["row"]), row["column"], row["said"], XlsformFault(row["reason"]), row["became"]
            )
            for row in csv.DictReader(file)
        ]


def back_again(imported: Imported) -> Imported:
    return read_xlsx(write_xlsx(imported.questionnaire, imported.title))


@pytest.mark.parametrize("name", FORMS)
def test_what_is_not_carried_is_told_of(name: str) -> None:
    assert list(read_xlsx(form(name)).not_carried) == told(name)


@pytest.mark.parametrize("data", [*map(form, FORMS), *BINARIES.values()], ids=[*FORMS, *BINARIES])
def test_in_out_and_in_is_equal(data: bytes) -> None:
    imported = read_xlsx(data)
    again = back_again(imported)
    assert again.questionnaire == imported.questionnaire
    assert again.title == imported.title
    assert {one.reason for one in again.not_carried} <= STILL_TOLD
    assert back_again(again) == again


@pytest.fixture(scope="module")
def park() -> Imported:
    return read_xlsx(form("park"))


def asked(imported: Imported, key: str) -> Question:
    return imported.questionnaire.by_key[key]


def test_groups_notes_and_tables_become_sections_help_and_matrices(park: Imported) -> None:
    whole = park.questionnaire
    assert whole.languages == ("nb", "nn", "ar")
    assert [section.key for section in whole.sections] == ["omraadet", "section", "framover"]
    assert whole.sections[0].help.text("ar").startswith("نسألك")
    matrix = asked(park, "trygghet")
    assert (matrix.kind, matrix.required) == (QuestionKind.MATRIX, True)
    assert [row.key for row in matrix.rows] == ["trygt_dag", "trygt_kveld"]
    assert matrix.choices[0].text.text("nn") == "Samd"


def test_every_kind_is_known_by_its_type_and_appearance(park: Imported) -> None:
    kinds = {question.key: question.kind for question in park.questionnaire.questions}
    assert kinds == {
        "hvor_ofte": QuestionKind.ONE,
        "hva_gjor_du": QuestionKind.SEVERAL,
        "hund_navn": QuestionKind.LONG_TEXT,
        "antall_barn": QuestionKind.NUMBER,
        "trygghet": QuestionKind.MATRIX,
        "viktigst": QuestionKind.RANKING,
        "fornoyd": QuestionKind.SCALE,
        "hvor": QuestionKind.SHORT_TEXT,
        "bilde": QuestionKind.PHOTO,
        "avstand": QuestionKind.NUMBER,
    }


def test_constraints_become_bounds(park: Imported) -> None:
    several = asked(park, "hva_gjor_du")
    assert (several.least, several.most, several.other) == (None, 3, True)
    assert [choice.key for choice in several.choices if choice.exclusive] == ["ingenting"]
    assert (asked(park, "hvor").least, asked(park, "hvor").most) == (2, 79)
    distance = asked(park, "avstand")
    assert (distance.whole, distance.least, distance.most) == (False, Decimal("0.1"), 50)


def test_conditions_become_rules(park: Imported) -> None:
    rules = {
        key: [(one.question, one.operator, one.values, one.row) for one in condition.rules]
        for key in ("hva_gjor_du", "hund_navn", "antall_barn", "trygghet", "fornoyd")
        if (condition := asked(park, key).when)
    }
    assert rules == {
        "hva_gjor_du": [("hvor_ofte", Operator.ONE_OF, ("ukentlig", "daglig"), "")],
        "hund_navn": [("hva_gjor_du", Operator.CONTAINS, ("gaa_med_hund",), "")],
        "antall_barn": [("hvor_ofte", Operator.NOT_EQUALS, ("aldri",), "")],
        "trygghet": [("hvor_ofte", Operator.ANSWERED, (), "")],
        "fornoyd": [("trygghet", Operator.EQUALS, ("uenig",), "trygt_kveld")],
    }


def test_what_is_not_a_keeps_that_it_held_for_no_answer() -> None:
    condition = asked(read_xlsx(form("youth")), "hang_out").when
    assert condition is not None
    assert condition.joined is Joined.ANY
    assert [rule.operator for rule in condition.rules] == [Operator.NOT_ANSWERED, Operator.NOT_EQUALS]


@pytest.mark.parametrize("name", FORMS)
def test_no_text_is_lost_in_silence(name: str) -> None:
    """Every label is in the questionnaire, or its row or its column is told of."""
    imported = read_xlsx(form(name))
    whole = imported.questionnaire
    held = {text for section in whole.sections for part in (section.title, section.help) for _, text in part}
    for question in whole.questions:
        parts = (question, *question.choices, *question.rows)
        held |= {text for part in parts for _, text in part.text}
    told_of = {(one.sheet, one.row) for one in imported.not_carried}
    told_of |= {(one.sheet, one.column) for one in imported.not_carried if one.row == 1}
    unused = {one.said for one in imported.not_carried if one.reason is XlsformFault.LIST_UNUSED}
    for sheet in ("survey", "choices"):
        headings, *rows = rows_of(name, sheet)
        for number, row in enumerate(rows, start=2):
            for heading, said in zip(headings, row, strict=True):
                if str(heading).lower().startswith("label") and said and str(said) not in held:
                    assert {(sheet, number), (sheet, heading)} & told_of or row[0] in unused
