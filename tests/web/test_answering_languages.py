"""The language of the questions changed in the middle of a survey: the same question, with what was written kept."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.kernel.database import db
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.words import QuestionKind as Kind
from tests import cast, survey_cast
from tests.answerers import at, begun
from tests.browsing import Browse
from tests.survey_cast import choices, opened, question

TWO = choices("a", "b")
# What is written in each kind, and the fields that hold it afterwards.
WRITTEN: dict[Kind, dict[str, Any]] = {
    Kind.ONE: {"answer": "b"},
    Kind.SCALE: {"answer": "b"},
    Kind.SEVERAL: {"answer": ["a", "b"]},
    Kind.RANKING: {"order": ["b", "a"]},
    Kind.NUMBER: {"answer": "tolv"},
    Kind.SHORT_TEXT: {"answer": "Lys"},
    Kind.LONG_TEXT: {"answer": "Det er mørkt her"},
    Kind.ZONE: {"answer": "S-02", "place": "ved kaia"},
    Kind.MATRIX: {"row.a": "b"},
    Kind.PHOTO: {},
}


def listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


@pytest.mark.parametrize("kind", Kind)
def test_a_language_is_changed_and_changed_back_with_what_is_written(
    browse: Browse, world: cast.World, kind: Kind
) -> None:
    opened(world, survey_cast.one_section(question("q", kind, choices=TWO, rows=choices("a", "c"))))
    someone = browse()
    step = at(someone, begun(someone))
    page, written = someone.get(step), WRITTEN[kind]
    for language, words in (("nn", "Kva med q?"), ("nb", "Hva med q?")):
        page = someone.post(step, page.form_values("shown") | written | {"language": language})
        assert (page.status, page.all("html")[0].get("lang")) == (200, language)
        assert words in page.text
        held = page.form_values("shown")
        assert {name: held[name] for name in written} == {name: listed(value) for name, value in written.items()}
    assert db.session.scalars(select(Answering.answers)).one() == {}


def test_the_language_stays_on_the_pages_after(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    step = at(someone, begun(someone))
    someone.post(step, someone.get(step).form_values("shown") | {"language": "nn"})
    assert db.session.scalars(select(Answering.language)).one() == "nn"
    assert "Kva med trives?" in browse().get(step).text
