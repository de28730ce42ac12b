"""What differs between two versions, and whether old answers still count."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from medvirkning.kernel.localized import Localized
from medvirkning.surveys import editing
from medvirkning.surveys.editing import Direction
from medvirkning.surveys.fault_words import Change, Effect, QuestionnaireFault
from medvirkning.surveys.kinds import as_kind
from medvirkning.surveys.questionnaire import Questionnaire, Section
from medvirkning.surveys.versions import differences, not_countable
from medvirkning.surveys.words import Operator, QuestionKind, ScaleLook
from tests.questionnaires import EVERY_KIND, asking, choices, only_if, question, questionnaires, said

ONE = question("q", QuestionKind.ONE)
MORE = Localized({"nb": "About q?", "nn": "About q? (nn)", "en": "About q in English?"})


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"text": said("Else?")}, [(Change.QUESTION_TEXT, "", Effect.WITH_CARE)]),
        ({"text": MORE}, [(Change.TRANSLATED, "", Effect.TOGETHER)]),
        ({"help": said("Help")}, [(Change.QUESTION_HELP, "", Effect.TOGETHER)]),
        ({"choices": choices("a", "b", "c", "d")}, [(Change.CHOICE_ADDED, "d", Effect.ALONE)]),
        ({"choices": choices("a", "c")}, [(Change.CHOICE_REMOVED, "b", Effect.ALONE)]),
        ({"choices": choices("c", "a", "b")}, [(Change.CHOICES_ORDER, "", Effect.TOGETHER)]),
        ({"choices": choices("a", "b", "c", exclusive="c")}, [(Change.CHOICE_EXCLUSIVE, "c", Effect.TOGETHER)]),
        ({"kind": QuestionKind.SCALE}, [(Change.QUESTION_KIND, "", Effect.WITH_CARE)]),
        ({"kind": QuestionKind.SEVERAL}, [(Change.QUESTION_KIND_UNFIT, "", Effect.ALONE)]),
        ({"required": True}, [(Change.REQUIRED, "", Effect.TOGETHER)]),
        ({"other": True}, [(Change.OTHER, "", Effect.ALONE)]),
        ({"look": ScaleLook.FACES}, [(Change.LOOK, "", Effect.TOGETHER)]),
        ({"when": only_if("a", Operator.ANSWERED)}, [(Change.QUESTION_WHEN, "", Effect.WITH_CARE)]),
        ({}, []),
    ],
)
def test_a_question(changed: dict[str, Any], found: list[tuple[Change, str, Effect]]) -> None:
    told = differences(asking(ONE), asking(replace(ONE, **changed)))
    assert [(one.change, one.part, one.effect) for one in told] == found
    assert all((one.section, one.question) == ("only", "q") for one in told)


def test_a_choice_in_other_words() -> None:
    old = asking(question("q", QuestionKind.MATRIX))
    one = old.by_key["q"]
    new = asking(
        replace(one, choices=(replace(one.choices[0], text=said("Else")), *one.choices[1:]), rows=one.rows[:1])
    )
    assert [(told.change, told.part, told.text) for told in differences(old, new)] == [
        (Change.CHOICE_TEXT, "a", said("Else")),
        (Change.ROW_REMOVED, "s", said("S")),
    ]


def test_only_what_moved_has_moved() -> None:
    moved = editing.move_question(EVERY_KIND, "several", Direction.DOWN).questionnaire
    told = differences(EVERY_KIND, moved)
    assert [one.change for one in told] == [Change.QUESTION_MOVED]
    last = editing.place_question(EVERY_KIND, "one", "only").questionnaire
    assert [(one.change, one.question) for one in differences(EVERY_KIND, last)] == [(Change.QUESTION_MOVED, "one")]


def test_sections_and_languages() -> None:
    added = editing.add_section(EVERY_KIND, said("New")).questionnaire
    assert [one.change for one in differences(EVERY_KIND, added)] == [Change.SECTION_ADDED]
    assert [one.change for one in differences(added, EVERY_KIND)] == [Change.SECTION_REMOVED]
    moved = editing.place_question(added, "matrix", "section_1").questionnaire
    assert [one.change for one in differences(added, moved)] == [Change.QUESTION_MOVED]
    gone = editing.delete_section(EVERY_KIND, "only").questionnaire
    assert {one.change for one in differences(EVERY_KIND, gone)} == {Change.SECTION_REMOVED, Change.QUESTION_REMOVED}
    told = differences(EVERY_KIND, replace(EVERY_KIND, languages=("nb", "ar"), any_order=True))
    assert [(one.change, one.language) for one in told] == [
        (Change.LANGUAGE_ADDED, "ar"),
        (Change.LANGUAGE_REMOVED, "nn"),
        (Change.ANY_ORDER, ""),
    ]


def test_a_question_that_has_been_answered_keeps_its_kind() -> None:
    old = asking(ONE)
    fine = asking(as_kind(ONE, QuestionKind.SCALE), question("new", QuestionKind.NUMBER))
    assert not_countable([old], fine) == []
    (told,) = not_countable([fine, old], asking(as_kind(ONE, QuestionKind.NUMBER)))
    assert (told.code, told.facts["question"]) == (QuestionnaireFault.ANSWERS_DO_NOT_FIT, "q")
    again = asking(question("new", QuestionKind.PHOTO))
    assert not_countable([old], again) == []
    assert len(not_countable([old, fine], again)) == 1


@given(questionnaires(), questionnaires())
def test_nothing_differs_only_where_all_is_equal(one: Questionnaire, other: Questionnaire) -> None:
    assert differences(one, one) == []
    assert bool(differences(one, other)) == (one != other)


def test_the_order_of_languages_and_an_empty_section() -> None:
    turned = replace(EVERY_KIND, languages=("nn", "nb"))
    assert [one.change for one in differences(EVERY_KIND, turned)] == [Change.LANGUAGES_ORDER]
    renamed = Questionnaire(("nb",), (Section("a", said("B")),))
    assert [one.change for one in differences(Questionnaire(("nb",), (Section("a", said("A")),)), renamed)] == [
        Change.SECTION_TEXT
    ]
