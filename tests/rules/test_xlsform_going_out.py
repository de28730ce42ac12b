"""What an XLSForm we make looks like to others: headings they know, no formulas, and a list of what only we know."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import Choice, Condition, Question, Questionnaire, Rule, Section
from medvirkning.surveys.words import Joined, Operator, QuestionKind, QuestionRole, ScaleLook
from medvirkning.surveys.xlsform_reading import read_xlsx
from medvirkning.surveys.xlsform_words import OnlyOurs, XlsformFault
from medvirkning.surveys.xlsform_writing import StaysOurs, not_carried, write_xlsx

TEXT = Localized({"nb": "Hva?", "nn": "Kva?"})
AB = (Choice("a", TEXT), Choice("b", TEXT))


def asking(*questions: Question, **more: Any) -> Questionnaire:
    return Questionnaire(("nb", "nn"), (Section("all", TEXT, questions=questions),), **more)


def rows(questionnaire: Questionnaire, sheet: str = "survey") -> list[dict[str, object]]:
    book = load_workbook(BytesIO(write_xlsx(questionnaire, TEXT)))
    headings, *body = book[sheet].values
    return [{str(name): said for name, said in zip(headings, row, strict=True) if said} for row in body]


def test_a_row_is_as_others_write_it() -> None:
    question = Question(
        "q", QuestionKind.SEVERAL, TEXT, help=TEXT, required=True, choices=AB, other=True, most=Decimal(2)
    )
    assert rows(asking(question))[1] == {
        "type": "select_multiple q or_other",
        "name": "q",
        "label::Norsk bokmål (nb)": "Hva?",
        "label::Norsk nynorsk (nn)": "Kva?",
        "hint::Norsk bokmål (nb)": "Hva?",
        "hint::Norsk nynorsk (nn)": "Kva?",
        "required": "yes",
        "constraint": "count-selected(.) <= 2",
    }
    assert [row["list_name"] for row in rows(asking(question), "choices")] == ["q", "q"]
    assert rows(asking(question), "settings")[0]["form_title"] == "Hva?"


@pytest.mark.parametrize("text", ["=1+1", "+47 22 00 00 00", "-", "@A1", "=cmd|' /C calc'!A0", "#REF!", "\t=1", "＝1"])
def test_no_cell_is_a_formula(text: str) -> None:
    said = Localized.written({"nb": text, "nn": text})
    question = Question("q", QuestionKind.ONE, said, help=said, purpose=said, choices=(Choice("a", said),))
    book = load_workbook(BytesIO(write_xlsx(asking(question), said)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert read_xlsx(write_xlsx(asking(question), said)).questionnaire == asking(question)


def test_control_characters_and_line_breaks_go_out_as_a_cell_can_hold_them() -> None:
    question = Question("q", QuestionKind.SHORT_TEXT, Localized({"nb": "En\r\nto\x07\ud800"}))
    back = read_xlsx(write_xlsx(asking(question), TEXT)).questionnaire
    assert back.by_key["q"].text.text("nb") == "En\nto"


@pytest.mark.parametrize(
    ("kind", "more", "reason"),
    [
        (QuestionKind.ZONE, {}, OnlyOurs.ZONE),
        (QuestionKind.SCALE, {"choices": AB, "look": ScaleLook.FACES}, OnlyOurs.FACES),
        (QuestionKind.ONE, {"choices": AB, "sensitive": True}, OnlyOurs.SENSITIVE),
        (QuestionKind.ONE, {"choices": AB, "role": QuestionRole.AGE_BAND}, OnlyOurs.ROLE),
        (QuestionKind.SHORT_TEXT, {"personal": True, "purpose": TEXT}, OnlyOurs.PERSONAL),
        (QuestionKind.PHOTO, {"most": Decimal(3)}, OnlyOurs.BOUNDS),
        (QuestionKind.RANKING, {"choices": AB, "most": Decimal(1)}, OnlyOurs.BOUNDS),
    ],
)
def test_what_only_we_know_is_told_of_once(kind: QuestionKind, more: dict[str, Any], reason: OnlyOurs) -> None:
    assert not_carried(asking(Question("q", kind, TEXT, **more))) == (StaysOurs("q", reason),)


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        (QuestionKind.SEVERAL, {"choices": (replace(AB[0], exclusive=True), AB[1]), "least": Decimal(1)}),
        (QuestionKind.NUMBER, {"least": Decimal("-0.5"), "most": Decimal(9), "whole": False}),
        (QuestionKind.LONG_TEXT, {"most": Decimal(400)}),
        (QuestionKind.MATRIX, {"choices": AB, "rows": AB, "required": True}),
        (QuestionKind.SCALE, {"choices": AB}),
    ],
)
def test_what_others_know_needs_no_telling(kind: QuestionKind, more: dict[str, Any]) -> None:
    assert not not_carried(asking(Question("q", kind, TEXT, **more)))


def test_what_concerns_the_whole_is_told_of() -> None:
    assert not_carried(asking(any_order=True)) == (StaysOurs("", OnlyOurs.ANY_ORDER),)


def test_a_condition_that_cannot_be_written_stays_ours() -> None:
    when = Condition(Joined.ALL, (Rule("later", Operator.ANSWERED),))
    drafted = asking(
        Question("q", QuestionKind.SHORT_TEXT, TEXT, when=when), Question("later", QuestionKind.PHOTO, TEXT)
    )
    assert not_carried(drafted) == (StaysOurs("q", OnlyOurs.CONDITION),)
    assert read_xlsx(write_xlsx(drafted, TEXT)).questionnaire == drafted


def test_what_somebody_changes_under_relevant_counts() -> None:
    """Our own column only says more exactly what stands there, and gives way when that has been changed."""
    asked = Question("q", QuestionKind.ONE, TEXT, choices=AB)
    when = Condition(Joined.ANY, (Rule("q", Operator.EQUALS, ("a",)), Rule("q", Operator.EQUALS, ("b",))))
    file = write_xlsx(asking(asked, Question("r", QuestionKind.PHOTO, TEXT, when=when)), TEXT)
    book = load_workbook(BytesIO(file))
    headings = {cell.value: cell.column for cell in book["survey"][1]}
    assert book["survey"].cell(4, headings["relevant"]).value == "${q} = 'a' or ${q} = 'b'"
    book["survey"].cell(4, headings["relevant"]).value = "${q} = 'b'"
    changed = BytesIO()
    book.save(changed)
    back = read_xlsx(changed.getvalue())
    assert back.questionnaire.by_key["r"].when == Condition(Joined.ALL, (Rule("q", Operator.EQUALS, ("b",)),))
    assert [one.reason for one in back.not_carried] == [XlsformFault.VALUE_NOT_HELD]
