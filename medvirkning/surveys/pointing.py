"""Which rules point to what, and what becomes of them when it goes or is copied."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from medvirkning.surveys.questionnaire import Condition, Question, Questionnaire, Rule, Section
from medvirkning.surveys.words import Operator

Shown = Section | Question  # what is shown under a condition


def pointing_to(questionnaire: Questionnaire, key: str) -> tuple[Shown, ...]:
    """The sections and questions that are shown depending on the answer to this question, in order."""
    return tuple(
        one for one in _shown(questionnaire) if one.when and any(rule.question == key for rule in one.when.rules)
    )


def loosened(questionnaire: Questionnaire) -> tuple[Questionnaire, tuple[Shown, ...]]:
    """The questionnaire without rules about questions, rows and choices that are not there, and what had such rules."""
    return _with_rules(questionnaire, lambda rule: _still(questionnaire, rule))


def redirected(section: Section, keys: Mapping[str, str]) -> Section:
    """The section with its questions' keys changed, and the rules in it that pointed to them."""

    def turned(condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        rules = (replace(rule, question=keys.get(rule.question, rule.question)) for rule in condition.rules)
        return replace(condition, rules=tuple(rules))

    questions = (
        replace(question, key=keys.get(question.key, question.key), when=turned(question.when))
        for question in section.questions
    )
    return replace(section, questions=tuple(questions), when=turned(section.when))


def without(questionnaire: Questionnaire, question: str, part: str) -> tuple[Questionnaire, tuple[Shown, ...]]:
    """The questionnaire without rules about this choice or row of this question, and what had such rules."""

    def kept(rule: Rule) -> Rule | None:
        if rule.question != question:
            return rule
        return None if rule.row == part else _with_values(rule, tuple(one for one in rule.values if one != part))

    return _with_rules(questionnaire, kept)


def _shown(questionnaire: Questionnaire) -> tuple[Shown, ...]:
    found: list[Shown] = []
    for section in questionnaire.sections:
        found += [section, *section.questions]
    return tuple(found)


def _with_rules(
    questionnaire: Questionnaire, kept: Callable[[Rule], Rule | None]
) -> tuple[Questionnaire, tuple[Shown, ...]]:
    touched: list[Shown] = []

    def condition(shown: Shown) -> Condition | None:
        if shown.when is None:
            return None
        rules = tuple(rule for rule in map(kept, shown.when.rules) if rule is not None)
        if rules != shown.when.rules:
            touched.append(shown)
        return replace(shown.when, rules=rules) if rules else None

    sections = []
    for section in questionnaire.sections:
        when = condition(section)
        questions = tuple(replace(question, when=condition(question)) for question in section.questions)
        sections.append(replace(section, when=when, questions=questions))
    return replace(questionnaire, sections=tuple(sections)), tuple(touched)


def _still(questionnaire: Questionnaire, rule: Rule) -> Rule | None:
    return rule if rule.question in questionnaire.by_key else None


def _with_values(rule: Rule, values: tuple[str, ...]) -> Rule | None:
    """The rule about what is left of its values; None where one that needs some has none left."""
    bare = rule.operator in (Operator.ANSWERED, Operator.NOT_ANSWERED)
    return replace(rule, values=values) if values or bare else None
