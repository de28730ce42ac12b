"""What a form posts is read by the question's kind, into an answer or a word for what is wrong."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medvirkning.kernel.errors import Refused
from medvirkning.surveys.answers import chosen, declined, number_of, read, with_photo
from medvirkning.surveys.checking import objections
from medvirkning.surveys.fault_words import AnswerFault
from medvirkning.surveys.numbers import read_number
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import QuestionKind
from tests.questionnaires import DIGEST, EVERY_KIND, ZONES, answer_to, question, questionnaires

ONE, OTHER = question("one", QuestionKind.ONE), question("one", QuestionKind.ONE, other=True)
SEVERAL = question("several", QuestionKind.SEVERAL, other=True)
RANKING, MATRIX = question("r", QuestionKind.RANKING), question("m", QuestionKind.MATRIX)
NUMBER, SHORT = question("n", QuestionKind.NUMBER, whole=False), question("t", QuestionKind.SHORT_TEXT)
LONG, ZONE, PHOTO = (question("x", kind) for kind in (QuestionKind.LONG_TEXT, QuestionKind.ZONE, QuestionKind.PHOTO))
LETTERS = st.text("ab1 ,.-\x00\n\u200b\u0663", max_size=9)
SENSITIVE = question("one", QuestionKind.ONE, sensitive=True)


@pytest.mark.parametrize(
    ("asked", "posted", "value"),
    [
        (ONE, {}, None),
        (ONE, {"answer": [""]}, None),
        (ONE, {"answer": ["b"]}, {"choice": "b"}),
        (ONE, {"answer": ["b"], "other": ["Something"]}, {"choice": "b"}),
        (OTHER, {"answer": ["other"], "other": [" Noe annet\r\n"]}, {"choice": "other", "other": "Noe annet"}),
        (OTHER, {"answer": ["other"], "other": [" "]}, {"choice": "other"}),
        (OTHER, {"other": ["Noe"]}, {"choice": "other", "other": "Noe"}),
        (OTHER, {"answer": ["a"], "other": ["Noe"]}, {"choice": "a"}),
        (SEVERAL, {"answer": ["c", "a", "c"]}, {"choices": ["a", "c"]}),
        (SEVERAL, {"answer": ["c"], "other": ["Noe"]}, {"choices": ["c", "other"], "other": "Noe"}),
        (SEVERAL, {"answer": []}, None),
        (RANKING, {"order": ["c", "a", "c", ""]}, {"order": ["c", "a"]}),
        (question("r", QuestionKind.RANKING, most=2), {"order": ["c", "a", "b"]}, {"order": ["c", "a"]}),
        (RANKING, {}, None),
        (NUMBER, {"answer": [" 1 200,50 "]}, {"number": "1200.5"}),
        (NUMBER, {"answer": [" "]}, None),
        (SHORT, {"answer": ["To\nlinjer  her"]}, {"text": "To linjer her"}),
        (SHORT, {"answer": ["\u200b"]}, None),
        (LONG, {"answer": ["To\r\nlinjer\x00"]}, {"text": "To\nlinjer"}),
        (ZONE, {"answer": ["s1"], "place": ["Ved\nbrua"]}, {"zone": "s1", "place": "Ved brua"}),
        (ZONE, {"answer": ["elsewhere"]}, {"zone": "elsewhere"}),
        (MATRIX, {"row.r": ["a"], "row.s": [""]}, {"rows": {"r": "a"}}),
        (MATRIX, {}, None),
        (PHOTO, {"answer": [DIGEST]}, None),
        (SENSITIVE, {"declined": ["1"], "answer": ["a"]}, {"declined": True}),
        (ONE, {"declined": ["1"], "answer": ["a"]}, {"choice": "a"}),
    ],
)
def test_reading(asked: Question, posted: dict[str, list[str]], value: dict[str, Any] | None) -> None:
    assert read(asked, posted, ZONES) == value


@pytest.mark.parametrize(
    ("asked", "posted", "code", "field"),
    [
        (ONE, {"answer": ["z"]}, AnswerFault.NOT_A_CHOICE, "answer"),
        (ONE, {"answer": ["other"]}, AnswerFault.NOT_A_CHOICE, "answer"),
        (SEVERAL, {"answer": ["a", "z"]}, AnswerFault.NOT_A_CHOICE, "answer"),
        (RANKING, {"order": ["z"]}, AnswerFault.NOT_A_CHOICE, "order"),
        (MATRIX, {"row.s": ["z"]}, AnswerFault.NOT_A_CHOICE, "row.s"),
        (ZONE, {"answer": ["s9"]}, AnswerFault.NOT_A_ZONE, "answer"),
        (ZONE, {"place": ["Ved brua"]}, AnswerFault.ZONE_MISSING, "answer"),
        (NUMBER, {"answer": ["mange"]}, AnswerFault.NUMBER_UNREADABLE, "answer"),
    ],
)
def test_what_cannot_be_read(asked: Question, posted: dict[str, list[str]], code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        read(asked, posted, ZONES)
    assert (refused.value.code, refused.value.facts["field"]) == (code, field)


def test_a_matrix_keeps_the_rows_that_are_not_on_the_screen() -> None:
    before = {"rows": {"r": "a", "s": "b"}}
    assert read(MATRIX, {"row.s": ["c"]}, ZONES, before) == {"rows": {"r": "a", "s": "c"}}
    assert read(MATRIX, {"row.s": [""]}, ZONES, before) == {"rows": {"r": "a"}}
    assert read(MATRIX, {"row.s": ["c"]}, ZONES, {"declined": True}) == {"rows": {"s": "c"}}


def test_photos_are_added_one_by_one_and_taken_away_by_the_form() -> None:
    both = with_photo(with_photo(with_photo(None, "a"), "b"), "a")
    assert both == {"photos": ["a", "b"]}
    assert read(PHOTO, {"remove": ["a"]}, ZONES, both) == {"photos": ["b"]}
    assert read(PHOTO, {"remove": ["a", "b"]}, ZONES, both) is None
    assert with_photo({"declined": True}, "c") == {"photos": ["c"]}


def test_a_field_must_come_with_all_its_values() -> None:
    with pytest.raises(TypeError):
        read(SEVERAL, {"answer": "ab"}, ZONES)


@pytest.mark.parametrize(
    ("written", "whole", "number"),
    [
        ("12", True, "12"),
        ("012", True, "12"),
        ("1 500", True, "1500"),
        ("1\u00a0500\u202f000", True, "1500000"),
        ("1.500", True, "1500"),
        ("1,500", True, "1500"),
        ("1.500.000", False, "1500000"),
        ("1.500,25", False, "1500.25"),
        ("1,500.25", False, "1500.25"),
        ("1'500", False, "1500"),
        ("12,50", False, "12.5"),
        ("0,125", False, "0.125"),
        ("\u22123", True, "-3"),
        ("- 0", True, "0"),
        ("\u0661\u0662\u066b\u0665", False, "12.5"),
        ("\u0967\u0968", True, "12"),
        ("12,0", True, "12"),
        ("100", True, "100"),
        ("9" * 15, True, "9" * 15),
    ],
)
def test_numbers(written: str, whole: bool, number: str) -> None:
    assert str(read_number(written, whole=whole)) == number


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1,500", AnswerFault.NUMBER_UNCLEAR),
        ("ti", AnswerFault.NUMBER_UNREADABLE),
        ("1 2", AnswerFault.NUMBER_UNREADABLE),
        ("1-2", AnswerFault.NUMBER_UNREADABLE),
        ("1e9", AnswerFault.NUMBER_UNREADABLE),
        ("NaN", AnswerFault.NUMBER_UNREADABLE),
        ("½", AnswerFault.NUMBER_UNREADABLE),
        ("-", AnswerFault.NUMBER_UNREADABLE),
        (",5", AnswerFault.NUMBER_UNREADABLE),
        ("9" * 16, AnswerFault.NUMBER_UNREADABLE),
        ("0,1234567", AnswerFault.NUMBER_UNREADABLE),
    ],
)
def test_no_numbers(written: str, code: AnswerFault) -> None:
    with pytest.raises(Refused) as refused:
        read_number(written, whole=False)
    assert refused.value.code == code


def test_a_part_of_something_whole() -> None:
    with pytest.raises(Refused) as refused:
        read_number("12,5", whole=True)
    assert refused.value.code == AnswerFault.NOT_WHOLE


@given(st.sampled_from(list(EVERY_KIND.questions)), st.data())
def test_whatever_is_posted_becomes_an_answer_or_a_word(asked: Question, data: st.DataObject) -> None:
    fields = st.sampled_from(["answer", "other", "place", "order", "row.r", "row.s", "declined", "remove"])
    values = st.lists(st.sampled_from(["a", "b", "other", "s1", "", "1,5"]) | LETTERS, max_size=3)
    posted = data.draw(st.dictionaries(fields, values, max_size=4))
    with suppress(Refused):
        value = read(asked, posted, ZONES)
        assert value is None or value
        for found in objections(asked, value):
            assert isinstance(found.facts["field"], str)


@given(questionnaires(), st.data())
def test_an_answer_read_again_from_what_it_says_is_the_same(drawn: Any, data: st.DataObject) -> None:
    for asked in drawn.questions:
        value = data.draw(answer_to(asked))
        posted = {"answer": list(chosen(value)), "order": list(chosen(value))}
        if number_of(value) is not None or "text" in value:
            posted["answer"] = [value.get("number", value.get("text"))]
        posted |= {f"row.{row.key}": list(chosen(value, row.key)) for row in asked.rows}
        posted |= {"declined": ["1"]} if declined(value) else {}
        assert read(asked, posted, ZONES, value) == value
