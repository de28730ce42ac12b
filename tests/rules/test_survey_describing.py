"""What is wrong with a questionnaire, each with where; and which languages it lacks."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.describing import Lacking, faults, missing_languages
from medvirkning.surveys.fault_words import QuestionnaireFault
from medvirkning.surveys.questionnaire import NOTHING, Choice, Condition, Question, Questionnaire, Rule, Section
from medvirkning.surveys.rule_faults import earlier_questions
from medvirkning.surveys.words import Joined, Operator, QuestionKind, QuestionRole, ScaleLook
from tests.questionnaires import EVERY_KIND, ZONES, asking, choices, only_if, question, questionnaires, said

KIND, FAULT = QuestionKind, QuestionnaireFault
BARE = Choice("b", NOTHING)


def found(questionnaire: Questionnaire, zones: tuple[str, ...] = ZONES) -> list[tuple[str, object, object]]:
    return [(one.code, one.facts["question"], one.facts["field"]) for one in faults(questionnaire, zones)]


def test_one_of_every_kind_is_right() -> None:
    assert faults(EVERY_KIND, ZONES) == []


@pytest.mark.parametrize(
    ("asked", "code", "field"),
    [
        (question("q", KIND.ONE, text=NOTHING), FAULT.QUESTION_TEXT_MISSING, "text"),
        (question("q", KIND.ONE, choices=choices("a")), FAULT.TOO_FEW_CHOICES, "choices"),
        (question("q", KIND.ONE, choices=(*choices("a"), BARE)), FAULT.CHOICE_TEXT_MISSING, "choices"),
        (question("q", KIND.ONE, choices=(*choices("a"), Choice("b", said("a")))), FAULT.CHOICES_ALIKE, "choices"),
        (question("q", KIND.ONE, choices=choices("a", "a", "b")), FAULT.KEY_TAKEN, "choices"),
        (question("q", KIND.ONE, choices=choices("a", "other"), other=True), FAULT.KEY_TAKEN, "choices"),
        (question("q", KIND.ONE, choices=choices("a", "B")), FAULT.KEY_UNFIT, "choices"),
        (question("q", KIND.ONE, choices=choices(*(f"c{n}" for n in range(101)))), FAULT.TOO_MANY_CHOICES, "choices"),
        (question("q", KIND.MATRIX, rows=()), FAULT.NO_ROWS, "rows"),
        (question("q", KIND.MATRIX, rows=(BARE,)), FAULT.ROW_TEXT_MISSING, "rows"),
        (question("q", KIND.SCALE, look=ScaleLook.FACES), FAULT.FACES_ARE_FIVE, "look"),
        (question("q", KIND.ONE, personal=True), FAULT.PURPOSE_MISSING, "purpose"),
        (question("q", KIND.NUMBER, least=Decimal(3), most=Decimal(2)), FAULT.LEAST_ABOVE_MOST, "least"),
        (question("q", KIND.SEVERAL, most=Decimal(0)), FAULT.NOT_A_COUNT, "most"),
        (question("q", KIND.SEVERAL, least=Decimal("1.5")), FAULT.NOT_A_COUNT, "least"),
        (question("q", KIND.SEVERAL, least=Decimal(4)), FAULT.MORE_THAN_THERE_ARE, "least"),
        (question("q", KIND.SEVERAL, most=Decimal(9)), FAULT.MOST_BEYOND_CHOICES, "most"),
        (question("q", KIND.SHORT_TEXT, most=Decimal(501)), FAULT.TOO_MUCH_ROOM, "most"),
        (question("q", KIND.PHOTO, most=Decimal(11)), FAULT.TOO_MUCH_ROOM, "most"),
        (question("q", KIND.ONE, role=QuestionRole.HOME_ZONE), FAULT.ROLE_OF_ANOTHER_KIND, "role"),
        (question("Q", KIND.NUMBER), FAULT.KEY_UNFIT, "key"),
    ],
)
def test_a_question(asked: Question, code: QuestionnaireFault, field: str) -> None:
    assert (code, asked.key, field) in found(asking(asked))


@pytest.mark.parametrize(
    "asked",
    [
        question("q", KIND.ONE, choices=choices("a"), other=True),
        question("q", KIND.NUMBER, least=Decimal("-1.5"), most=Decimal(0)),
        question("q", KIND.SCALE, choices=choices("a", "b", "c", "d", "e"), look=ScaleLook.FACES),
        question("q", KIND.SHORT_TEXT, least=Decimal(0)),
        question("q", KIND.ZONE, role=QuestionRole.HOME_ZONE),
    ],
    ids=lambda asked: asked.kind,
)
def test_what_is_right(asked: Question) -> None:
    assert found(asking(asked)) == []


def test_the_whole() -> None:
    assert found(Questionnaire(())) == [
        (FAULT.LANGUAGE_NOT_CHOSEN, "", "languages"),
        (FAULT.NO_QUESTIONS, "", "sections"),
    ]
    assert found(replace(EVERY_KIND, languages=("no",)))[0][0] == FAULT.LANGUAGE_UNKNOWN
    many = asking(*(question(f"q{number}", KIND.LONG_TEXT) for number in range(201)))
    assert found(many)[0][0] == FAULT.TOO_MANY_QUESTIONS
    two = Questionnaire(
        ("nb",), (Section("a", NOTHING, questions=(question("q", KIND.NUMBER),)), Section("b", said("B")))
    )
    assert found(two) == [(FAULT.TITLE_MISSING, "", "title"), (FAULT.SECTION_EMPTY, "", "questions")]
    twice = asking(question("q", KIND.NUMBER), question("q", KIND.NUMBER))
    assert found(twice) == [(FAULT.KEY_TAKEN, "q", "key")]
    roles = [question(key, KIND.ZONE, role=QuestionRole.HOME_ZONE) for key in "ab"]
    assert found(asking(*roles)) == [(FAULT.ROLE_TAKEN, "b", "role")]
    assert (FAULT.NO_ZONES, "zone", "kind") in found(EVERY_KIND, ())


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (only_if("one", Operator.EQUALS, "a"), None),
        (only_if("one", Operator.ANSWERED), None),
        (only_if("zone", Operator.ONE_OF, "s1", "elsewhere"), None),
        (only_if("matrix", Operator.NOT_ANSWERED), None),
        (only_if("matrix", Operator.EQUALS, "a", row="r"), None),
        (only_if("short_text", Operator.CONTAINS, "benk"), None),
        (only_if("number", Operator.LESS, "-1.5"), None),
        (Condition(Joined.ALL, ()), FAULT.NO_RULES),
        (only_if("gone", Operator.ANSWERED), FAULT.RULE_QUESTION_GONE),
        (only_if("last", Operator.ANSWERED), FAULT.RULE_NOT_EARLIER),
        (only_if("after", Operator.ANSWERED), FAULT.RULE_NOT_EARLIER),
        (only_if("one", Operator.GREATER, "3"), FAULT.RULE_OF_ANOTHER_KIND),
        (only_if("one", Operator.EQUALS, "a", "b"), FAULT.RULE_OF_ANOTHER_KIND),
        (only_if("one", Operator.EQUALS), FAULT.RULE_VALUE_MISSING),
        (only_if("short_text", Operator.CONTAINS, " "), FAULT.RULE_VALUE_MISSING),
        (only_if("one", Operator.EQUALS, "z"), FAULT.RULE_VALUE_GONE),
        (only_if("one", Operator.EQUALS, "other"), FAULT.RULE_VALUE_GONE),
        (only_if("zone", Operator.EQUALS, "s9"), FAULT.RULE_VALUE_GONE),
        (only_if("number", Operator.EQUALS, "many"), FAULT.RULE_NOT_A_NUMBER),
        (only_if("matrix", Operator.EQUALS, "a"), FAULT.RULE_ROW_MISSING),
        (only_if("matrix", Operator.EQUALS, "a", row="z"), FAULT.RULE_VALUE_GONE),
    ],
)
def test_a_rule(when: Condition, code: QuestionnaireFault | None) -> None:
    last, after = question("last", KIND.NUMBER, when=when), question("after", KIND.NUMBER)
    told = asking(*EVERY_KIND.questions, last, after)
    assert found(told) == ([] if code is None else [(code, "last", "when")])


def test_a_section_asks_only_about_sections_before_it() -> None:
    section = Section("s", said("S"), questions=(question("q", KIND.NUMBER),), when=only_if("q", Operator.ANSWERED))
    told = Questionnaire(("nb",), (*EVERY_KIND.sections, section))
    assert found(told) == [(FAULT.RULE_NOT_EARLIER, "", "when")]
    assert earlier_questions(told, section) == tuple(EVERY_KIND.questions)
    assert [one.key for one in earlier_questions(told, EVERY_KIND.by_key["several"])] == ["one"]


def test_missing_languages() -> None:
    half = question(
        "q",
        KIND.ONE,
        text=Localized({"nb": "Bare bokmål"}),
        choices=(*choices("a"), Choice("b", Localized({"nn": "Berre nynorsk"}))),
    )
    assert missing_languages(asking(half)) == [
        Lacking("nb", "only", "q", "choices", "b"),
        Lacking("nn", "only", "q", "text"),
    ]
    assert len(missing_languages(replace(EVERY_KIND, languages=("nb", "ar")))) > 20
    assert missing_languages(EVERY_KIND) == []


@given(questionnaires())
def test_anything_can_be_described(drawn: Any) -> None:
    for one in faults(drawn, ZONES):
        assert isinstance(one.code, QuestionnaireFault)
        assert {"section", "question", "field"} <= set(one.facts)
    assert all(isinstance(one, Rule) for shown in drawn.questions if shown.when for one in shown.when.rules)
    for lacking in missing_languages(drawn):
        assert lacking.language in drawn.languages
