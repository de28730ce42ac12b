"""The tablet's branching is the same as the server's, for any questionnaire and any answers."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from medvirkning.kernel.errors import Refused
from medvirkning.surveys import branching
from medvirkning.surveys.answers import option_keys, read
from medvirkning.surveys.numbers import read_number
from medvirkning.surveys.questionnaire import Question, Questionnaire, to_json
from medvirkning.surveys.words import QuestionKind
from tests.browser.kiosk_fixtures import OpenTablet
from tests.questionnaires import ZONES, a_questionnaire, an_answer

CASES = 600
BOTH = """(cases) => cases.map(({survey, answers, keys}) => {
  const {applies, nextAfter, before, onward, backward, sections, anyOrder, progress} = kiosk.branching;
  return {
    applies: applies(survey, answers),
    next: [null, ...keys].map((key) => nextAfter(survey, answers, key)),
    before: [null, ...keys].map((key) => before(survey, answers, key)),
    onward: [null, ...keys].map((key) => onward(survey, answers, key)),
    backward: [null, ...keys].map((key) => backward(survey, answers, key)),
    sections: sections(survey, answers),
    free: anyOrder(survey, answers),
    progress: keys.map((key) => progress(survey, answers, key)).map(({at, of, answered}) => [at, of, answered]),
  };
})"""
VALUES = "(cases) => cases.map(([question, fields]) => kiosk.fields.value(question, fields, []))"
NUMBERS = [
    "12", "12,5", "1 500", "1.500", "−3", "١٢", "٣٫٥", "007", "1,500,000", "1'500", "1.500,25", "12.", ".5", "-0",
    "--1", "x", "12345678901234567", "0,1234567", "1\u00a0500", "1.500.000,5", "1.50.0", "१२", "𝟙𝟚", "- 4", "5-",
]  # fmt: skip
COMPARED = [("3", "3.0"), ("-2", "-10"), ("9007199254740993", "9007199254740992"), ("0.1", "0.10"), ("1E+2", "100"),
            ("2", "hus"), ("1", "NaN"), ("999999999999999.000001", "999999999999999.000002")]  # fmt: skip
TEXTS = ["", "  ", "hus", " Et\r\nhus ", "\u200b", "a\x00b", "\u00a0x\u2003", "\ufeff", "é\u0301", "\u3164"]


def a_case(seed: int) -> tuple[Questionnaire, dict[str, Any]]:
    by = Random(seed)
    asked = a_questionnaire(by.randint(0, 7), seed)
    answers = {one.key: an_answer(one, by) for one in asked.questions if by.random() < 0.6}
    return replace(asked, any_order=bool(seed % 2)), answers


def on_server(asked: Questionnaire, answers: dict[str, Any]) -> dict[str, Any]:
    keys = [one.key for one in asked.questions]
    told = [branching.progress(asked, answers, key) for key in keys]
    return {
        "applies": list(branching.applies(asked, answers)),
        "next": [branching.next_after(asked, answers, key) for key in (None, *keys)],
        "before": [branching.before(asked, answers, key) for key in (None, *keys)],
        "onward": [branching.onward(asked, answers, key) for key in (None, *keys)],
        "backward": [branching.backward(asked, answers, key) for key in (None, *keys)],
        "sections": [[section.key, list(shown)] for section, shown in branching.sections_shown(asked, answers)],
        "free": branching.any_order(asked, answers),
        "progress": [[one.at, one.of, one.answered] for one in told],
    }


def test_tablets_ask_what_the_server_would(tablet: OpenTablet) -> None:
    cases = [a_case(seed) for seed in range(CASES)]
    sent = [
        {
            "survey": to_json(asked) | {"anyOrder": asked.any_order},
            "answers": answers,
            "keys": [one.key for one in asked.questions],
        }
        for asked, answers in cases
    ]
    here = tablet().on().page.evaluate(BOTH, sent)
    there = [on_server(asked, answers) for asked, answers in cases]
    assert sum(len(one["applies"]) != len(case["keys"]) for one, case in zip(there, sent, strict=True)) > CASES / 4
    assert sum(one["free"] for one in there) >= 20
    assert here == there


def for_tablets(asked: Question) -> dict[str, Any]:
    return {
        "key": asked.key, "kind": asked.kind.value, "sensitive": asked.sensitive, "whole": asked.whole,
        "most": None if asked.most is None else str(asked.most),
        "rows": [row.key for row in asked.rows], "other": asked.other,
        "choices": [one.key for one in asked.choices],
    }  # fmt: skip


def posted(asked: Question, by: Random) -> dict[str, list[str]]:
    """Fields as a form of the question could post them, tidy or not."""
    keys = option_keys(asked) or ("a",)
    some = by.sample(keys, by.randint(0, len(keys)))
    fields: dict[str, list[str]] = {}
    match asked.kind:
        case QuestionKind.MATRIX:
            fields = {f"row.{row.key}": [by.choice(["", *keys])] for row in asked.rows if by.random() < 0.7}
        case QuestionKind.RANKING:
            fields = {"order": some}
        case QuestionKind.SEVERAL:
            fields = {"answer": some, "other": [by.choice(TEXTS)]}
        case QuestionKind.ONE | QuestionKind.SCALE:
            fields = {"answer": some[:1], "other": [by.choice(TEXTS)]}
        case QuestionKind.ZONE:
            fields = {"answer": [by.choice([*ZONES, ""])]}
        case QuestionKind.NUMBER:
            fields = {"answer": [by.choice(NUMBERS)]}
        case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
            fields = {"answer": [by.choice(TEXTS)]}
    return fields | ({"declined": ["1"]} if by.random() < 0.1 else {})


def as_read(asked: Question, fields: dict[str, list[str]]) -> Any:
    try:
        value = read(asked, fields, ZONES)
    except Refused:
        return None
    return {name: held for name, held in value.items() if name not in ("other", "place")} if value else None


def test_tablets_read_fields_as_the_server_does(tablet: OpenTablet) -> None:
    cases = []
    for seed in range(CASES):
        by = Random(seed)
        cases += [(asked, posted(asked, by)) for asked in a_questionnaire(4, seed).questions]
    here = tablet().on().page.evaluate(VALUES, [[for_tablets(asked), fields] for asked, fields in cases])
    assert here == [as_read(asked, fields) for asked, fields in cases]


def test_numbers_are_read_and_compared_exactly(tablet: OpenTablet) -> None:
    def read_here(text: str, whole: bool) -> str | None:
        try:
            return str(read_number(text, whole=whole))
        except Refused:
            return None

    def compared(one: str, other: str) -> int | None:
        try:
            a, b = Decimal(one), Decimal(other)
        except ArithmeticError:
            return None
        return (a > b) - (a < b) if a.is_finite() and b.is_finite() else None

    page = tablet().on().page
    cases = [[text, whole] for text in NUMBERS for whole in (True, False)]
    told = page.evaluate("(cases) => cases.map((one) => kiosk.numbers.read(...one).number ?? null)", cases)
    assert dict(zip(map(str, cases), told, strict=True)) == {str(one): read_here(*one) for one in cases}  # type: ignore[arg-type]
    found = page.evaluate("(pairs) => pairs.map((pair) => kiosk.numbers.compare(...pair))", COMPARED)
    assert found == [compared(*pair) for pair in COMPARED]
