"""Answers in columns: every kind, and several versions of the questions."""

from decimal import Decimal

from medvirkning.surveys.flat_answers import columns, every_question, flat
from medvirkning.surveys.words import QuestionKind
from tests.survey_cast import choices, one_section, question

ASKED = (
    question("en", QuestionKind.ONE, choices=choices("a", "b"), other=True),
    question("flere", QuestionKind.SEVERAL, choices=choices("a", "b")),
    question("rang", QuestionKind.RANKING, choices=choices("a", "b", "c")),
    question("tall", QuestionKind.NUMBER),
    question("ord", QuestionKind.SHORT_TEXT),
    question("sted", QuestionKind.ZONE),
    question("bilde", QuestionKind.PHOTO),
    question("rader", QuestionKind.MATRIX, rows=choices("x", "y"), choices=choices("a", "b")),
)
ANSWERS = {
    "en": {"choice": "other", "other": "noe annet"},
    "flere": {"choices": ["b"]},
    "rang": {"order": ["c", "a"]},
    "tall": {"number": "2.5"},
    "ord": {"text": "=1"},
    "sted": {"zone": "S-01", "place": "ved kaia"},
    "bilde": {"photos": ["1" * 64, "2" * 64]},
    "rader": {"rows": {"y": "b"}},
}


def told(key: str, answers: dict) -> list[object]:
    return [flat(one, answers, str.upper) for one in columns(ASKED) if one.question.key == key]


def test_every_kind_has_its_columns() -> None:
    assert told("en", ANSWERS) == ["OTHER", "noe annet"]
    assert told("flere", ANSWERS) == [0, 1]
    assert told("rang", ANSWERS) == [2, None, 1]
    assert told("tall", ANSWERS) == [Decimal("2.5")]
    assert told("ord", ANSWERS) == ["=1"]
    assert told("sted", ANSWERS) == ["S-01", "ved kaia"]
    assert told("bilde", ANSWERS) == [2]
    assert told("rader", ANSWERS) == [None, "B"]


def test_what_is_not_answered_is_blank_and_what_is_declined_says_so() -> None:
    assert told("flere", {}) == [None, None]
    assert told("en", {"en": {"declined": True}}) == ["@DECLINED", None]
    assert told("rang", {"rang": {"declined": True}}) == ["@DECLINED"] * 3


def test_what_only_an_earlier_version_had_comes_last() -> None:
    first = one_section(
        question("gammel", QuestionKind.NUMBER), question("en", QuestionKind.SEVERAL, choices=choices("a", "b"))
    )
    now = one_section(question("en", QuestionKind.SEVERAL, choices=choices("c", "a"), other=True))
    found = every_question((first, now))
    assert [one.key for one in found] == ["en", "gammel"]
    assert [one.part or one.written for one in columns(found)] == ["c", "a", "b", "other", "other", ""]
