"""Texts alone: shown where it is shown how many wrote, in an order that tells nothing, searched and paged."""

from datetime import date

import pytest
from flask import Flask

from medvirkning.surveys.free_texts import TextWish, may_be_read, text_count, texts
from medvirkning.surveys.models import Survey
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.results import results_of
from medvirkning.surveys.words import QuestionKind
from tests import cast
from tests.result_cast import answered
from tests.survey_cast import choices, one_section, question

DAY = date(2026, 5, 4)
ASKED: Questionnaire = one_section(
    question("en", QuestionKind.ONE, choices=choices("a", "b"), other=True),
    question("flere", QuestionKind.SEVERAL, choices=choices("a", "b"), other=True),
    question("hvorfor", QuestionKind.LONG_TEXT),
    question("hvor", QuestionKind.SHORT_TEXT),
    question("lite", QuestionKind.SHORT_TEXT),
)
PEOPLE = 40


def answers(each: int) -> dict:
    told = {"hvorfor": {"text": f"Grunn {each}"}, "hvor": {"text": f"Sted {each}"}, "en": {"choice": "a"}}
    if each % 2:
        told["flere"] = {"choices": ["b", "other"], "other": f"Å og 100 % ØL {each}"}
    if each < 3:
        told["lite"] = {"text": "Nesten ingen"}
    return told


@pytest.fixture
def survey(app: Flask) -> Survey:
    return answered(cast.storhaug(), [(answers(each), 1) for each in range(PEOPLE)], ASKED)


def wish(survey: Survey, key: str, words: str = "", until: date = DAY) -> TextWish:
    return TextWish(survey.id, ASKED.by_key[key], until, words)


def readable(survey: Survey) -> set[str]:
    told = results_of(survey)
    assert told is not None
    return {one.key for one in ASKED.questions if may_be_read(one, told.question(one.key))}


def test_texts_are_read_where_it_is_shown_how_many_wrote(survey: Survey) -> None:
    assert readable(survey) == {"flere", "hvorfor", "hvor"}, "few wrote «lite», and none something else than «en»"


def test_every_text_is_on_one_page(survey: Survey) -> None:
    assert text_count(wish(survey, "hvorfor")) == PEOPLE
    pages = [texts(wish(survey, "hvorfor"), start=start, limit=7) for start in range(0, PEOPLE, 7)]
    found = [text for page in pages for text in page]
    assert sorted(found) == sorted(f"Grunn {each}" for each in range(PEOPLE))
    assert found == [text for start in range(PEOPLE) for text in texts(wish(survey, "hvorfor"), start=start, limit=1)]
    assert text_count(wish(survey, "flere")) == PEOPLE // 2


def test_texts_of_two_questions_cannot_be_lined_up(survey: Survey) -> None:
    why = [text.removeprefix("Grunn ") for text in texts(wish(survey, "hvorfor"))]
    where = [text.removeprefix("Sted ") for text in texts(wish(survey, "hvor"))]
    assert sorted(why) == sorted(where)
    assert sum(one == other for one, other in zip(why, where, strict=True)) < PEOPLE / 4
    assert why != sorted(why, key=int)


def test_searching_knows_norwegian_letters_and_signs(survey: Survey) -> None:
    assert text_count(wish(survey, "flere", "øl å")) == PEOPLE // 2
    assert texts(wish(survey, "flere", "ØL 17")) == ["Å og 100 % ØL 17"]
    assert text_count(wish(survey, "flere", "100 % å")) == PEOPLE // 2
    assert text_count(wish(survey, "flere", "1%0")) == 0
    assert text_count(wish(survey, "hvorfor", "sted")) == 0


def test_nothing_that_came_later(survey: Survey) -> None:
    assert text_count(wish(survey, "hvorfor", until=date(2026, 5, 3))) == 0
