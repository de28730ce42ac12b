"""Which questions apply, given what has been answered: the branching rules, evaluated in the questionnaire's order.

A rule looks at answers before it. One about a question that doesn't apply, is declined or comes later sees it as
unanswered, and then only NOT_ANSWERED holds: a rule never guesses what nobody has said. So every round ends, and the
same answers give the same questions in whatever order they came. Answers to what is hidden stay where they are, and
count again if the question comes back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from medvirkning.surveys.answers import Answers, AnswerValue, chosen, declined, number_of
from medvirkning.surveys.questionnaire import Condition, Questionnaire, Rule, Section
from medvirkning.surveys.words import Joined, Operator, QuestionKind

_BARE = (Operator.ANSWERED, Operator.NOT_ANSWERED)
_SINGLE = (*_BARE, Operator.EQUALS, Operator.NOT_EQUALS, Operator.ONE_OF)
_TEXT = (*_BARE, Operator.EQUALS, Operator.NOT_EQUALS, Operator.CONTAINS)
# What a rule may ask of each kind. CONTAINS asks SEVERAL and RANKING whether one is among the chosen or ranked.
OPERATORS: Mapping[QuestionKind, tuple[Operator, ...]] = {
    QuestionKind.ONE: _SINGLE,
    QuestionKind.SCALE: _SINGLE,
    QuestionKind.SEVERAL: (*_BARE, Operator.CONTAINS, Operator.ONE_OF),
    QuestionKind.RANKING: (*_BARE, Operator.CONTAINS),
    QuestionKind.NUMBER: (*_BARE, Operator.EQUALS, Operator.NOT_EQUALS, Operator.GREATER, Operator.LESS),
    QuestionKind.SHORT_TEXT: _TEXT,
    QuestionKind.LONG_TEXT: _TEXT,
    QuestionKind.ZONE: _SINGLE,
    QuestionKind.PHOTO: _BARE,
    QuestionKind.MATRIX: _SINGLE,  # of one row; _BARE of any row where the rule names none
}


@dataclass(frozen=True)
class Progress:
    """How far somebody has come: question `at` of `of`, both as things stand now; `answered` of them are."""

    at: int
    of: int
    answered: int


def applies(questionnaire: Questionnaire, answers: Answers) -> tuple[str, ...]:
    """The keys of the questions that apply, in order."""
    found: list[str] = []
    seen: dict[str, AnswerValue] = {}  # the answers that count so far
    for section in questionnaire.sections:
        if not holds(section.when, seen):
            continue
        for question in section.questions:
            if holds(question.when, seen):
                found.append(question.key)
                if question.key in answers:
                    seen[question.key] = answers[question.key]
    return tuple(found)


def counting(questionnaire: Questionnaire, answers: Answers) -> dict[str, AnswerValue]:
    """The answers to the questions that apply, in order: all that is ever sent, summed up or shown."""
    return {key: answers[key] for key in applies(questionnaire, answers) if key in answers}


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether what is shown under this condition is shown, given the answers that count before it."""
    if condition is None:
        return True
    held = (rule_holds(rule, answers.get(rule.question)) for rule in condition.rules)
    return any(held) if condition.joined is Joined.ANY else all(held)


def rule_holds(rule: Rule, value: AnswerValue | None) -> bool:
    """Whether the rule holds for this answer of the question it is about."""
    answered = bool(value) and not declined(value) and (not rule.row or bool(chosen(value, rule.row)))
    if rule.operator is Operator.NOT_ANSWERED:
        return not answered
    if not answered or value is None:
        return False
    if rule.operator is Operator.ANSWERED:
        return True
    if not rule.values:
        return False
    if "number" in value:
        return _number_holds(rule, value)
    if "text" in value:
        return _text_holds(rule, value["text"].casefold())
    keys = set(chosen(value, rule.row))
    if rule.operator is Operator.EQUALS:
        return keys == {rule.values[0]}
    if rule.operator is Operator.NOT_EQUALS:
        return bool(keys) and rule.values[0] not in keys
    if rule.operator is Operator.ONE_OF:
        return not keys.isdisjoint(rule.values)
    return rule.operator is Operator.CONTAINS and rule.values[0] in keys


def next_after(questionnaire: Questionnaire, answers: Answers, key: str | None) -> str | None:
    """The question that comes after this one, or the first where `key` is None; None when it was the last.

    The question itself need not apply any more. Raises KeyError for one that the questionnaire doesn't have.
    """
    places = _places(questionnaire)
    at = -1 if key is None else places[key]
    return next((one for one in applies(questionnaire, answers) if places[one] > at), None)


def before(questionnaire: Questionnaire, answers: Answers, key: str | None) -> str | None:
    """The question before this one, or the last where `key` is None; None when it was the first. Raises KeyError."""
    places = _places(questionnaire)
    at = len(places) if key is None else places[key]
    return next((one for one in reversed(applies(questionnaire, answers)) if places[one] < at), None)


def any_order(questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether there are sections to choose between: more than one is shown, and their order is free."""
    return questionnaire.any_order and len(sections_shown(questionnaire, answers)) > 1


def onward(questionnaire: Questionnaire, answers: Answers, key: str | None) -> str | None:
    """As `next_after`; where sections come in any order, None at the end of one, and before the first."""
    following = next_after(questionnaire, answers, key)
    return following if _together(questionnaire, answers, key, following) else None


def backward(questionnaire: Questionnaire, answers: Answers, key: str | None) -> str | None:
    """As `before`; where sections come in any order, None at the start of one, and after the last."""
    previous = before(questionnaire, answers, key)
    return previous if _together(questionnaire, answers, key, previous) else None


def resume_at(questionnaire: Questionnaire, answers: Answers) -> str | None:
    """Where somebody who comes back goes on: after the last question they answered; None when that was the last."""
    answered = [key for key in applies(questionnaire, answers) if key in answers]
    return next_after(questionnaire, answers, answered[-1] if answered else None)


def progress(questionnaire: Questionnaire, answers: Answers, key: str) -> Progress:
    """How far one has come at this question: in its section, where sections come in any order. Raises KeyError."""
    places = _places(questionnaire)
    here: Sequence[str] = applies(questionnaire, answers)
    if any_order(questionnaire, answers):
        here = [one for one in here if _together(questionnaire, answers, one, key)]
    at = sum(places[one] <= places[key] for one in here)
    return Progress(max(at, 1), max(len(here), 1), sum(one in answers for one in here))


def varies(questionnaire: Questionnaire) -> bool:
    """Whether how many questions somebody meets depends on what they answer."""
    rules = [section.when for section in questionnaire.sections]
    return any(rule is not None for rule in (*rules, *(question.when for question in questionnaire.questions)))


def sections_shown(questionnaire: Questionnaire, answers: Answers) -> tuple[tuple[Section, tuple[str, ...]], ...]:
    """The sections with at least one question that applies, each with the keys of those, in order."""
    here = set(applies(questionnaire, answers))
    found = []
    for section in questionnaire.sections:
        if keys := tuple(question.key for question in section.questions if question.key in here):
            found.append((section, keys))
    return tuple(found)


def _together(questionnaire: Questionnaire, answers: Answers, one: str | None, other: str | None) -> bool:
    """Whether one goes from the one to the other without choosing a section between."""
    if not any_order(questionnaire, answers):
        return True
    return one is not None and other is not None and other in {
        question.key for question in questionnaire.section_of(one).questions
    }  # fmt: skip


def _places(questionnaire: Questionnaire) -> dict[str, int]:
    return {question.key: place for place, question in enumerate(questionnaire.questions)}


def _number_holds(rule: Rule, value: AnswerValue) -> bool:
    number = number_of(value)
    try:
        asked = Decimal(rule.values[0])
    except InvalidOperation:
        return False
    if number is None or not asked.is_finite():
        return False
    if rule.operator is Operator.GREATER:
        return number > asked
    if rule.operator is Operator.LESS:
        return number < asked
    return {Operator.EQUALS: number == asked, Operator.NOT_EQUALS: number != asked}.get(rule.operator, False)


def _text_holds(rule: Rule, written: str) -> bool:
    """Upper and lower case are alike."""
    asked = rule.values[0].casefold()
    if rule.operator is Operator.CONTAINS:
        return asked in written
    return {Operator.EQUALS: written == asked, Operator.NOT_EQUALS: written != asked}.get(rule.operator, False)
