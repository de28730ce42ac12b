"""«Back» in a survey: it keeps what is written, as far as it can be kept, and leads to where one came from."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.kernel.database import db
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.words import QuestionKind as Kind
from tests import cast
from tests.answerers import FRONT, answer, at, begun
from tests.browsing import Browse, Browser
from tests.survey_cast import choices, one_section, opened, question

FIRST = question("f", Kind.SHORT_TEXT)


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def second(browser: Browser, world: cast.World, asked: Question) -> str:
    """The address of a question after another, where somebody has come to."""
    opened(world, one_section(FIRST, asked))
    return answer(browser, at(browser, begun(browser)), answer="noe")


def kept() -> Any:
    return db.session.scalars(select(Answering.answers)).one().get("q")


@pytest.mark.parametrize(
    ("asked", "written", "value"),
    [
        (question("q", Kind.LONG_TEXT, required=True), {"answer": "Lys"}, {"text": "Lys"}),
        (question("q", Kind.LONG_TEXT, required=True), {}, None),
        (question("q", Kind.NUMBER, most=5), {"answer": "12"}, {"number": "12"}),
        (question("q", Kind.SEVERAL, most=1, choices=choices("a", "b")), {"answer": ["a", "b"]},
         {"choices": ["a", "b"]}),
        (question("q", Kind.ONE, choices=choices("a"), other=True), {"answer": "other"}, {"choice": "other"}),
        (question("q", Kind.ZONE), {"answer": "S-02", "place": "ved kaia"}, {"zone": "S-02", "place": "ved kaia"}),
    ],
)  # fmt: skip
def test_back_keeps_what_is_written_whether_or_not_it_may_be_sent(
    browse: Browse, world: cast.World, asked: Question, written: dict[str, Any], value: Any
) -> None:
    someone = browse()
    step = second(someone, world, asked)
    assert "formnovalidate" in next(one for one in someone.get(step).all("button") if one.get("name") == "back").attrib
    assert answer(someone, step, back="1", **written).endswith("/f")
    assert kept() == value


@pytest.mark.parametrize(
    ("kind", "wrong"), [(Kind.NUMBER, "tolv"), (Kind.LONG_TEXT, "Jeg er 01010750160"), (Kind.SHORT_TEXT, "x" * 201)]
)
def test_what_can_not_be_kept_is_told_and_can_be_left(
    browse: Browse, world: cast.World, kind: Kind, wrong: str
) -> None:
    someone = browse()
    step = second(someone, world, question("q", kind))
    page = someone.post(step, someone.get(step).form_values("shown") | {"answer": wrong, "back": "1"})
    assert (page.status, bool(page.errors), wrong in page.html) == (422, True, True)
    assert any(link.endswith("/f") for link in page.links())
    assert kept() is None


def test_a_matrix_goes_back_row_by_row_and_keeps_them(browse: Browse, world: cast.World) -> None:
    someone = browse()
    rows = choices("r", "s")
    step = second(someone, world, question("q", Kind.MATRIX, rows=rows, choices=choices("a", "b"), required=True))
    last = answer(someone, step, **{"row.r": "a"})
    assert answer(someone, last, back="1", **{"row.s": "b"}) == f"{step}?rad=r"
    assert kept() == {"rows": {"r": "a", "s": "b"}}


def test_who_came_from_the_check_goes_back_to_it(browse: Browse, world: cast.World) -> None:
    someone = browse()
    step = second(someone, world, question("q", Kind.LONG_TEXT))
    assert answer(someone, f"{step}?til=sjekk", answer="Lys", back="1").endswith("/sjekk")
    assert kept() == {"text": "Lys"}


def test_back_from_the_first_question_offers_to_go_on(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    address = begun(someone)
    front = answer(someone, at(someone, address), answer="ja", back="1")
    page = someone.get(front)
    assert address in page.links()
    assert "no-store" in page.response.headers["Cache-Control"]
    assert at(someone, address).endswith("/trives"), "where they left off"
    anew = someone.post(FRONT, page.form_values("answering")).location
    assert anew != address
    assert len(db.session.scalars(select(Answering.id)).all()) == 2


@pytest.mark.parametrize("begun_on", ["tull", "00000000-0000-4000-8000-000000000000"])
def test_a_front_page_of_nothing_begun_is_as_any(browse: Browse, world: cast.World, begun_on: str) -> None:
    opened(world)
    page = browse().get(f"{FRONT}?begynt={begun_on}")
    assert (page.status, "Fortsett der du slapp" in page.text) == (200, False)
