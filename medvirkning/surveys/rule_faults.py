"""What is wrong with the rules for when something is shown: each asks of an earlier answer what that can tell."""

from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation

from medvirkning.kernel.errors import Objection
from medvirkning.surveys.answers import ELSEWHERE, option_keys
from medvirkning.surveys.branching import OPERATORS
from medvirkning.surveys.fault_words import QuestionnaireFault
from medvirkning.surveys.pointing import Shown
from medvirkning.surveys.questionnaire import Question, Questionnaire, Rule, Section
from medvirkning.surveys.words import Operator, QuestionKind

BARE = frozenset({Operator.ANSWERED, Operator.NOT_ANSWERED})  # these ask for no value
TEXTS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})


def rule_faults(
    questionnaire: Questionnaire, shown: Shown, section: str, question: str, zones: Collection[str]
) -> Iterator[Objection]:
    """The faults of what a section or a question is shown under; `field` is "when", `rule` the rule's number from 0."""
    if shown.when is None:
        return
    if not shown.when.rules:
        yield Objection(QuestionnaireFault.NO_RULES, section=section, question=question, field="when")
    earlier = {one.key for one in earlier_questions(questionnaire, shown)}
    for number, rule in enumerate(shown.when.rules):
        about = questionnaire.by_key.get(rule.question)
        where: dict[str, object] = {"section": section, "question": question, "field": "when", "rule": number}
        if about is None:
            yield Objection(QuestionnaireFault.RULE_QUESTION_GONE, None, **where)
        elif fault := _fault(rule, about, earlier, zones):
            yield Objection(fault, None, **where, about=about.text)


def earlier_questions(questionnaire: Questionnaire, shown: Shown) -> tuple[Question, ...]:
    """What a rule of this section or question can ask about: the questions before it, in order."""
    found: list[Question] = []
    for section in questionnaire.sections:
        if isinstance(shown, Section) and section.key == shown.key:
            break
        for question in section.questions:
            if isinstance(shown, Question) and question.key == shown.key:
                return tuple(found)
            found.append(question)
    return tuple(found)


def _fault(rule: Rule, about: Question, earlier: set[str], zones: Collection[str]) -> QuestionnaireFault | None:
    if rule.question not in earlier:
        return QuestionnaireFault.RULE_NOT_EARLIER
    if rule.operator not in OPERATORS[about.kind]:
        return QuestionnaireFault.RULE_OF_ANOTHER_KIND
    if about.kind is QuestionKind.MATRIX:
        if not rule.row and rule.operator not in BARE:
            return QuestionnaireFault.RULE_ROW_MISSING
        if rule.row and all(row.key != rule.row for row in about.rows):
            return QuestionnaireFault.RULE_VALUE_GONE
    return None if rule.operator in BARE else _value_fault(rule, about, zones)


def _value_fault(rule: Rule, about: Question, zones: Collection[str]) -> QuestionnaireFault | None:
    if not rule.values or not all(value.strip() for value in rule.values):
        return QuestionnaireFault.RULE_VALUE_MISSING
    if len(rule.values) > 1 and rule.operator is not Operator.ONE_OF:
        return QuestionnaireFault.RULE_OF_ANOTHER_KIND
    if about.kind in TEXTS:
        return None
    if about.kind is QuestionKind.NUMBER:
        return None if _is_number(rule.values[0]) else QuestionnaireFault.RULE_NOT_A_NUMBER
    known = {*zones, ELSEWHERE} if about.kind is QuestionKind.ZONE else set(option_keys(about))
    return None if set(rule.values) <= known else QuestionnaireFault.RULE_VALUE_GONE


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False
