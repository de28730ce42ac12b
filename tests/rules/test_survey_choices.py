"""The builder's verbs on choices and rows."""

import pytest

from medvirkning.surveys.choices import Written, add_choice, delete_choice, move_choice, with_other, write_choices
from medvirkning.surveys.editing import Direction
from medvirkning.surveys.questionnaire import Choice
from medvirkning.surveys.words import QuestionKind
from tests.questionnaires import choices, question, said

ONE = question("q", QuestionKind.SEVERAL, choices=choices("c1", "c2", "c3", exclusive="c3"))
MATRIX = question("m", QuestionKind.MATRIX, rows=choices("r1", "r2"))


def keys(there: tuple[Choice, ...]) -> list[str]:
    return [choice.key for choice in there]


def test_one_more_comes_before_those_that_stand_alone() -> None:
    assert keys(add_choice(ONE, said("New")).choices) == ["c1", "c2", "c4", "c3"]
    assert keys(add_choice(ONE, spent={"q.c8", "other.c9"}).choices) == ["c1", "c2", "c9", "c3"]
    assert keys(add_choice(MATRIX, rows=True).rows) == ["r1", "r2", "r3"]


def test_moving_and_deleting() -> None:
    assert keys(move_choice(ONE, "c2", Direction.UP).choices) == ["c2", "c1", "c3"]
    assert move_choice(ONE, "c1", Direction.UP) == ONE
    assert keys(move_choice(MATRIX, "r1", Direction.DOWN, rows=True).rows) == ["r2", "r1"]
    assert keys(delete_choice(ONE, "c1").choices) == ["c2", "c3"]
    with pytest.raises(KeyError):
        delete_choice(MATRIX, "a", rows=True)


def test_a_whole_list_from_a_form() -> None:
    written = [
        Written("c3", said("Three"), exclusive=True),
        Written("", said("New")),
        Written("c1", said("One")),
        Written("c1", said("One again")),
        Written("forged", said("Forged")),
    ]
    changed = write_choices(ONE, written, spent={"q.c5"})
    assert keys(changed.choices) == ["c3", "c6", "c1", "c7", "c8"]
    assert changed.choices[0] == Choice("c3", said("Three"), exclusive=True)
    assert keys(write_choices(MATRIX, [Written("", said("New"))], rows=True).rows) == ["r3"]


def test_other_is_not_put_beside_a_choice_of_that_name() -> None:
    assert with_other(ONE, True).other
    assert not with_other(question("q", QuestionKind.ONE, choices=choices("a", "other")), True).other
