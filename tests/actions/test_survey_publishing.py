"""Questions with something wrong are not published, and what has been answered keeps its meaning."""

from dataclasses import replace

import pytest
from flask import Flask

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import RuleBroken
from medvirkning.surveys import editing
from medvirkning.surveys.asked import names_spent
from medvirkning.surveys.fault_words import QuestionnaireFault as Fault
from medvirkning.surveys.opening import publish
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import Operator, QuestionKind, SurveyState
from tests import cast, survey_cast
from tests.cast import World
from tests.questionnaires import only_if


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def refusals(caught: pytest.ExceptionInfo[RuleBroken]) -> list[tuple[str, object]]:
    return [(objection.code, objection.facts["question"]) for objection in caught.value.objections]


def asked(key: str, kind: QuestionKind, **about: object) -> Question:
    return survey_cast.question(key, kind, **about)


def test_all_that_is_wrong_is_told_and_nothing_opens(world: World) -> None:
    survey = survey_cast.drafted(
        world,
        survey_cast.one_section(
            asked("a", QuestionKind.ONE, choices=survey_cast.choices("ja")),
            asked("b", QuestionKind.NUMBER, when=only_if("c", Operator.ANSWERED)),
            asked("c", QuestionKind.ZONE, when=only_if("b", Operator.EQUALS, "mange")),
        ),
    )
    with transaction(), pytest.raises(RuleBroken) as caught:
        publish(survey, by=world.cecilie, at=now())
    assert refusals(caught) == [
        (Fault.TOO_FEW_CHOICES, "a"),
        (Fault.RULE_NOT_EARLIER, "b"),
        (Fault.RULE_NOT_A_NUMBER, "c"),
    ]
    assert survey.state is SurveyState.DRAFT


def test_a_rule_about_a_zone_knows_the_programmes_zones(world: World) -> None:
    home, why = asked("hjem", QuestionKind.ZONE), asked("hvorfor", QuestionKind.LONG_TEXT)
    code = world.programme.zones[0].code
    wrong = replace(why, when=only_if("hjem", Operator.ONE_OF, code, "nowhere"))
    survey = survey_cast.drafted(world, survey_cast.one_section(home, wrong))
    with transaction(), pytest.raises(RuleBroken) as caught:
        publish(survey, by=world.cecilie, at=now())
    assert refusals(caught) == [(Fault.RULE_VALUE_GONE, "hvorfor")]
    right = replace(why, when=only_if("hjem", Operator.ONE_OF, code))
    fine = survey_cast.opened(world, survey_cast.one_section(home, right), slug="hjemme")
    assert fine.state is SurveyState.OPEN


def test_a_question_that_has_been_asked_does_not_become_another(world: World) -> None:
    survey = survey_cast.opened(world)
    old = survey_cast.SMALL
    changed = editing.change_question(old, replace(old.by_key["hvorfor"], kind=QuestionKind.NUMBER))
    with pytest.raises(RuleBroken) as caught:
        survey_cast.asks_anew(world, survey, changed.questionnaire)
    assert refusals(caught) == [(Fault.ANSWERS_DO_NOT_FIT, "hvorfor")]


def test_the_names_of_published_versions_are_spent(world: World) -> None:
    survey = survey_cast.drafted(world)
    assert names_spent(survey.id) == frozenset()
    opened = survey_cast.opened(world, slug="en-annen")
    text = cast.both("Hvor mange?", "Kor mange?")
    more = editing.add_question(survey_cast.SMALL, "s1", QuestionKind.NUMBER, text)
    assert more.key == "number_1"
    survey_cast.asks_anew(world, opened, more.questionnaire)
    assert {"@s1", "trives.ja", "number_1"} <= names_spent(opened.id)
    again = editing.add_question(survey_cast.SMALL, "s1", QuestionKind.NUMBER, spent=names_spent(opened.id))
    assert again.key == "number_2"
