"""Rules as XLSForm writes them under `relevant`."""

import json
from collections.abc import Mapping
from decimal import Decimal

from medvirkning.surveys.questionnaire import Condition, Question, Rule
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from medvirkning.surveys.xlsform_conditions import AMONG
from medvirkning.surveys.xlsform_expressions import quoted

Names = Mapping[tuple[str, str], str]  # question and row → the name in the file


def write_condition(condition: Condition, questions: Mapping[str, Question], names: Names) -> str:
    """The condition as an expression. Raises KeyError or ValueError for rules about what isn't there."""
    parts = [_written(rule, questions[rule.question], names) for rule in condition.rules]
    if len(parts) == 1:
        return parts[0].removeprefix("(").removesuffix(")") if _is_wrapped(parts[0]) else parts[0]
    return (" and " if condition.joined is Joined.ALL else " or ").join(parts)


def _is_wrapped(part: str) -> bool:
    return part.startswith("(") and part.endswith(")")


def _written(rule: Rule, question: Question, names: Names) -> str:
    if question.kind is QuestionKind.MATRIX and not rule.row:
        return _of_every_row(rule, question, names)
    name = f"${{{names[question.key, rule.row]}}}"
    if rule.operator is Operator.ANSWERED:
        return f"{name} != ''"
    if rule.operator is Operator.NOT_ANSWERED:
        return f"{name} = ''"
    values = [_literal(value, question) for value in rule.values]
    if rule.operator is Operator.ONE_OF:
        return "(" + " or ".join(_is(name, value, question) for value in values) + ")"
    (value,) = values
    if rule.operator is Operator.NOT_EQUALS:
        return f"({name} != '' and {name} != {value})"
    if rule.operator is Operator.CONTAINS and question.kind not in AMONG:
        return f"contains({name}, {value})"
    if rule.operator in (Operator.GREATER, Operator.LESS):
        return f"{name} {'>' if rule.operator is Operator.GREATER else '<'} {value}"
    return _is(name, value, question)


def _is(name: str, value: str, question: Question) -> str:
    return f"selected({name}, {value})" if question.kind in AMONG else f"{name} = {value}"


def _literal(value: str, question: Question) -> str:
    if question.kind is QuestionKind.NUMBER:
        return format(Decimal(value), "f")
    return quoted(value)


def _of_every_row(rule: Rule, question: Question, names: Names) -> str:
    """A matrix as a whole is answered when one of its rows is."""
    if rule.operator not in (Operator.ANSWERED, Operator.NOT_ANSWERED) or not question.rows:
        raise ValueError("a matrix is asked of by row")
    answered = rule.operator is Operator.ANSWERED
    each = [f"${{{names[question.key, row.key]}}} {'!=' if answered else '='} ''" for row in question.rows]
    return f"({(' or ' if answered else ' and ').join(each)})" if len(each) > 1 else each[0]


def condition_as_text(condition: Condition) -> str:
    """The condition in a column of ours, where `relevant` can't say all of it."""
    rules = [[one.question, one.operator.value, list(one.values), one.row] for one in condition.rules]
    return json.dumps([condition.joined.value, *rules], ensure_ascii=False)


def condition_from_text(said: str) -> Condition:
    """The condition that `condition_as_text` gave. Raises ValueError for anything else."""
    try:
        joined, *rules = json.loads(said)
        read = [Rule(str(key), Operator(word), tuple(map(str, values)), str(row)) for key, word, values, row in rules]
        return Condition(Joined(joined), tuple(read))
    except (TypeError, RecursionError) as error:
        raise ValueError("no condition") from error
