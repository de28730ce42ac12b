"""When a question is shown: what stands under `relevant`, as rules, and rules as that.

Our rules hold for what is answered; in XPath «is not a» holds for no answer too. What is read keeps that difference by
a rule more where there is room for it, and what is written says «is answered, and is not a».
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from medvirkning.surveys.questionnaire import OTHER, Condition, Question, Rule
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from medvirkning.surveys.xlsform_expressions import (
    Both,
    Call,
    Compared,
    Either,
    Name,
    Node,
    Not,
    NotUnderstood,
    Number,
    Text,
    read_expression,
)
from medvirkning.surveys.xlsform_words import XlsformFault

CHOSEN = (QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.MATRIX)
AMONG = (QuestionKind.SEVERAL, QuestionKind.RANKING)
WRITTEN = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT, QuestionKind.ZONE)
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_COUNTING = ("string-length", "count-selected")


@dataclass(frozen=True)
class Target:
    """What a name in an expression stands for: a question, or a row of a matrix."""

    question: Question
    row: str = ""
    values: Mapping[str, str] = field(default_factory=dict)  # a choice's name in the file → its key


class NotHeld(Exception):
    """The condition can't be held as rules. Carries why."""

    def __init__(self, reason: XlsformFault) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Read:
    """A condition, and whether it differs from what stood there when a question is unanswered."""

    condition: Condition
    exact: bool = True


def read_condition(written: str, known: Mapping[str, Target], later: Container[str]) -> Read:
    """The condition that stands there. `known` are the names before it, `later` those after. Raises NotHeld."""
    try:
        return _whole(read_expression(written), _Rules(known, later))
    except NotUnderstood:
        raise NotHeld(XlsformFault.CONDITION_NOT_HELD) from None


def _whole(node: Node, rules: "_Rules") -> Read:
    try:
        either = rules.any_of(node)
    except NotUnderstood:
        if isinstance(node, Either):
            found = tuple(rule for part in node.parts for rule in rules.any_of(part))
            return Read(Condition(Joined.ANY, found))
    else:
        return Read(Condition(Joined.ALL if len(either) == 1 else Joined.ANY, either))
    if not isinstance(node, Both):
        raise NotUnderstood
    parts = [rules.any_of(part) for part in node.parts]
    sure = {(one.question, one.row) for part in parts for one in part if len(part) == 1 and one.operator in _ANSWERS}
    exact = all(len(part) == 1 or (part[-1].question, part[-1].row) in sure for part in parts)
    return Read(Condition(Joined.ALL, tuple(part[-1] for part in parts)), exact)


_ANSWERS = frozenset(Operator) - {Operator.NOT_ANSWERED}


class _Rules:
    """Parts of expressions as rules. Each gives the rules of which one must hold: one, or «unanswered» and one."""

    def __init__(self, known: Mapping[str, Target], later: Container[str]) -> None:
        self.known = known
        self.later = later
        self.met: dict[str, Question] = {}

    def any_of(self, node: Node) -> tuple[Rule, ...]:
        """The rules of which one must hold. Raises NotUnderstood for what takes more than that."""
        if isinstance(node, Not):
            return self.negated(node.part)
        if isinstance(node, Both):
            return (self.answered_but(node),)
        if isinstance(node, Either):
            return (self.one_of(node),)
        if isinstance(node, Call):
            return (self.called(node),)
        if isinstance(node, Compared):
            return self.compared(node)
        raise NotUnderstood

    def negated(self, node: Node) -> tuple[Rule, ...]:
        if isinstance(node, Not):
            return self.any_of(node.part)
        if isinstance(node, Compared):
            opposite = self.compared(Compared(_OPPOSITE[node.sign], node.left, node.right))
            if len(opposite) > 1 or opposite[0].operator in (Operator.ANSWERED, Operator.NOT_ANSWERED):
                return opposite
            if node.sign == "!=":
                return opposite
            return (Rule(opposite[0].question, Operator.NOT_ANSWERED, (), opposite[0].row), *opposite)
        if isinstance(node, Call) and node.function == "selected":
            rule = self.called(node)
            if rule.operator is Operator.EQUALS:
                return self.unless(rule.question, rule.row, rule.values[0])
        raise NotUnderstood

    def compared(self, node: Compared) -> tuple[Rule, ...]:
        """A comparison of a question with a literal."""
        if isinstance(node.left, Call):
            return (self.counted(node),)
        target = self.target(node.left)
        key, row, kind = target.question.key, target.row, target.question.kind
        if isinstance(node.right, Text) and node.right.text == "":
            _only_equality(node.sign)
            return (Rule(key, Operator.NOT_ANSWERED if node.sign == "=" else Operator.ANSWERED, (), row),)
        if kind is QuestionKind.NUMBER:
            return self.number(target, node)
        _only_equality(node.sign)
        value = self.value(target, node.right)
        if node.sign == "=":
            return (Rule(key, Operator.EQUALS, (value,), row),)
        return self.unless(key, row, value)

    def unless(self, key: str, row: str, value: str) -> tuple[Rule, ...]:
        return Rule(key, Operator.NOT_ANSWERED, (), row), Rule(key, Operator.NOT_EQUALS, (value,), row)

    def number(self, target: Target, node: Compared) -> tuple[Rule, ...]:
        if not isinstance(node.right, Number):
            raise NotUnderstood
        value = str(Decimal(node.right.number))
        key = target.question.key
        if node.sign == "!=":
            return self.unless(key, "", value)
        if node.sign in ("<=", ">="):
            if not target.question.whole or Decimal(value) % 1:
                raise NotUnderstood
            value = str(Decimal(value) + (1 if node.sign == "<=" else -1))
        operator = Operator.LESS if "<" in node.sign else Operator.GREATER
        return (Rule(key, Operator.EQUALS if node.sign == "=" else operator, (value,)),)

    def counted(self, node: Compared) -> Rule:
        """That something is written or chosen at all: its length, or how many, against nothing."""
        if not isinstance(node.left, Call) or node.left.function not in _COUNTING or len(node.left.parts) != 1:
            raise NotUnderstood
        target = self.target(node.left.parts[0])
        against = (node.sign, _literal(node.right))
        if against in ((">", "0"), (">=", "1"), ("!=", "0")):
            return Rule(target.question.key, Operator.ANSWERED, (), target.row)
        if against in (("=", "0"), ("<", "1"), ("<=", "0")):
            return Rule(target.question.key, Operator.NOT_ANSWERED, (), target.row)
        raise NotUnderstood

    def called(self, node: Call) -> Rule:
        """`selected` and `contains`."""
        if node.function not in ("selected", "contains") or len(node.parts) != 2:
            raise NotUnderstood
        target = self.target(node.parts[0])
        kind = target.question.kind
        if node.function == "contains":
            if kind not in WRITTEN[:2] or not isinstance(node.parts[1], Text) or not node.parts[1].text:
                raise NotUnderstood
            return Rule(target.question.key, Operator.CONTAINS, (node.parts[1].text,))
        value = self.value(target, node.parts[1], among=True)
        return Rule(target.question.key, Operator.CONTAINS if kind in AMONG else Operator.EQUALS, (value,), target.row)

    def one_of(self, node: Either) -> Rule:
        """Several answers to one question, of which any will do."""
        rules = [self.any_of(part) for part in node.parts]
        flat = [rule for part in rules for rule in part]
        if len(flat) != len(node.parts) or len({(rule.question, rule.row, rule.operator) for rule in flat}) != 1:
            return self.any_row(flat, Operator.ANSWERED)
        first = flat[0]
        kind = self.met[first.question].kind
        wanted = Operator.CONTAINS if kind is QuestionKind.SEVERAL else Operator.EQUALS
        if first.operator is not wanted or kind not in (*CHOSEN, QuestionKind.ZONE, QuestionKind.SEVERAL):
            raise NotUnderstood
        return Rule(first.question, Operator.ONE_OF, tuple(rule.values[0] for rule in flat), first.row)

    def answered_but(self, node: Both) -> Rule:
        """«Is answered, and is not a», or no row of a matrix answered."""
        rules = [self.any_of(part) for part in node.parts]
        if len(rules) == 2 and len(rules[0]) == 1 and rules[0][0].operator is Operator.ANSWERED:
            answered, last = rules[0][0], rules[1][-1]
            same = (answered.question, answered.row) == (last.question, last.row)
            if same and last.operator is Operator.NOT_EQUALS and len(rules[1]) == 2:
                return last
        return self.any_row([rule for part in rules for rule in part], Operator.NOT_ANSWERED)

    def any_row(self, rules: list[Rule], operator: Operator) -> Rule:
        asked = [(rule.question, rule.operator, rule.row) for rule in rules]
        rows = self.met[rules[0].question].rows
        if not rows or asked != [(rules[0].question, operator, row.key) for row in rows]:
            raise NotUnderstood
        return Rule(rules[0].question, operator)

    def target(self, node: Node) -> Target:
        if not isinstance(node, Name):
            raise NotUnderstood
        if node.name in self.known:
            target = self.known[node.name]
            self.met[target.question.key] = target.question
            return target
        later = node.name in self.later
        raise NotHeld(XlsformFault.LATER_REFERENCE if later else XlsformFault.UNKNOWN_REFERENCE)

    def value(self, target: Target, node: Node, *, among: bool = False) -> str:
        """What a question is compared with: the key of a choice, or what somebody may have written."""
        said = node.text if isinstance(node, Text) else _literal(node)
        kind = target.question.kind
        if kind in WRITTEN and not among:
            return said
        if kind not in ((*CHOSEN, *AMONG) if among else CHOSEN):
            raise NotUnderstood
        if said in target.values:
            return target.values[said]
        if said == OTHER and target.question.other:
            return OTHER
        raise NotHeld(XlsformFault.UNKNOWN_CHOICE)


def _literal(node: Node) -> str:
    if isinstance(node, Text):
        return node.text
    if isinstance(node, Number):
        return node.number
    raise NotUnderstood


def _only_equality(sign: str) -> None:
    if sign not in ("=", "!="):
        raise NotUnderstood
