"""A question asked only of some tells how many those are: never where that is a number of a hidden table."""

from collections import Counter
from dataclasses import replace

import pytest

from medvirkning.surveys.guarded import HIDDEN
from medvirkning.surveys.guarding import Tables
from medvirkning.surveys.question_tables import question_shown, rules_of, untold
from medvirkning.surveys.questionnaire import Condition, Questionnaire, Rule
from medvirkning.surveys.summing import cells, variables
from medvirkning.surveys.words import Channel, Joined, Operator, QuestionKind
from tests.survey_cast import choices, one_section, question

YES, NO = {"choice": "ja"}, {"choice": "nei"}
A, B = (Rule(key, Operator.EQUALS, ("ja",)) for key in "ab")
NOT_A = Rule("a", Operator.NOT_EQUALS, ("ja",))
LIGHT, BENCH = (Rule("d", Operator.CONTAINS, (key,)) for key in ("lys", "benk"))


def asked(joined: Joined, *rules: Rule) -> Questionnaire:
    one = {key: question(key, QuestionKind.ONE, choices=choices("ja", "nei")) for key in "ab"}
    several = question("d", QuestionKind.SEVERAL, choices=choices("lys", "benk"))
    led = question("c", QuestionKind.ONE, choices=choices("ja", "nei"), when=Condition(joined, rules))
    return one_section(one["a"], one["b"], several, question("n", QuestionKind.NUMBER), led)


def shown(questionnaire: Questionnaire) -> list[int | None]:
    """What is shown of `c` when 32 said yes to a, 30 to b, and 2 to both, of a hundred; the same for d's choices."""
    known = {one.name: one for one in variables(questionnaire, ())}
    told = []
    for number in range(100):
        a, b = number < 32, 30 <= number < 60
        both = {"choices": [key for key, chosen in (("lys", a), ("benk", b)) if chosen]}
        answers = {"a": YES if a else NO, "b": YES if b else NO, "d": both, "c": YES}
        told.append(cells(questionnaire, answers, Channel.WEB, known.values()))
    alone = {name: Counter(one[name] for one in told) for name in known}
    tables = Tables(questionnaire, known, [alone], lambda *_two: {}, 5)
    [line] = question_shown(tables, questionnaire.by_key["c"], rules_of([questionnaire]), [{}]).lines
    return [*line.table.counts.values(), line.table.total]


@pytest.mark.parametrize("joined", list(Joined))
@pytest.mark.parametrize("rules", [(A, B), (LIGHT, BENCH), (A, LIGHT)])
def test_two_variables_that_lead_to_a_question_hide_it(joined: Joined, rules: tuple[Rule, ...]) -> None:
    assert set(shown(asked(joined, *rules))) == {HIDDEN}


@pytest.mark.parametrize("rules", [(A,), (A, NOT_A), (LIGHT,)])
def test_one_variable_may_lead_to_it(rules: tuple[Rule, ...]) -> None:
    """How many were asked is a sum of cells that are shown already."""
    assert set(shown(asked(Joined.ANY, *rules))) != {HIDDEN}


def test_two_versions_with_different_rules_hide_it_too() -> None:
    first, second = asked(Joined.ALL, A), asked(Joined.ALL, B)
    found = rules_of([first, second])["c"]
    assert set(shown(asked(Joined.ALL, *found))) == {HIDDEN}


NUMBER = Rule("n", Operator.GREATER, ("4",))
NONE_OF_IT = Rule("d", Operator.NOT_ANSWERED, ())


@pytest.mark.parametrize("joined", list(Joined))
@pytest.mark.parametrize("rules", [(A, B), (LIGHT, BENCH), (A, LIGHT), (NUMBER,), (NONE_OF_IT,)])
def test_it_is_known_before_anybody_has_answered_that_it_will_not_be_shown(
    joined: Joined, rules: tuple[Rule, ...]
) -> None:
    assert untold([asked(joined, *rules)]) == {"c"}
    assert set(shown(asked(joined, *rules))) == {HIDDEN}


@pytest.mark.parametrize("rules", [(A,), (A, NOT_A), (LIGHT,)])
def test_or_that_it_may_be(rules: tuple[Rule, ...]) -> None:
    assert untold([asked(Joined.ANY, *rules)]) == frozenset()
    assert untold([asked(Joined.ANY, *rules), asked(Joined.ANY, B)]) == {"c"}


def test_the_rules_of_its_section_lead_to_it_too() -> None:
    whole = asked(Joined.ALL, A)
    [section] = whole.sections
    first, *others = section.questions
    apart = replace(section, key="s2", questions=tuple(others), when=Condition(Joined.ALL, (A,)))
    sections = (replace(section, questions=(first,)), apart)
    assert untold([replace(whole, sections=sections)]) == frozenset()
    led = replace(others[-1], when=Condition(Joined.ALL, (B,)))
    sections = (sections[0], replace(apart, questions=(*others[:-1], led)))
    assert untold([replace(whole, sections=sections)]) == {"c"}
