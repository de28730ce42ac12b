"""What stands under `constraint`, as bounds on an answer and choices that stand alone, and those as a constraint."""

from dataclasses import dataclass, replace
from decimal import Decimal

from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.words import QuestionKind
from medvirkning.surveys.xlsform_expressions import (
    Both,
    Call,
    Compared,
    Node,
    Not,
    NotUnderstood,
    Number,
    Self,
    Text,
    quoted,
    read_expression,
)

# What is counted of each kind's answer; the answer itself where it is a number.
_MEASURE = {
    QuestionKind.SEVERAL: "count-selected",
    QuestionKind.SHORT_TEXT: "string-length",
    QuestionKind.LONG_TEXT: "string-length",
}


@dataclass(frozen=True)
class Bounds:
    """What a constraint says that a question can hold, and whether it says more. `alone` are names of choices."""

    least: Decimal | None = None
    most: Decimal | None = None
    alone: tuple[str, ...] = ()
    whole: bool = True  # all of the constraint was understood


def read_bounds(written: str, kind: QuestionKind, *, whole_numbers: bool) -> Bounds:
    """The bounds that a constraint sets for a question of this kind."""
    try:
        node = read_expression(written)
    except NotUnderstood:
        return Bounds(whole=False)
    bounds = Bounds()
    for part in _flat(node):
        try:
            bounds = _with(bounds, part, kind, whole_numbers)
        except NotUnderstood:
            bounds = replace(bounds, whole=False)
    return bounds


def write_bounds(question: Question) -> str:
    """The question's bounds and choices that stand alone as a constraint; empty when there are none."""
    if question.kind is QuestionKind.NUMBER:
        measure = "."
    elif question.kind in _MEASURE:
        measure = f"{_MEASURE[question.kind]}(.)"
    else:
        return ""
    parts = [f"{measure} >= {question.least:f}"] if question.least is not None else []
    parts += [f"{measure} <= {question.most:f}"] if question.most is not None else []
    if question.kind is QuestionKind.SEVERAL:
        alone = [choice.key for choice in question.choices if choice.exclusive]
        parts += [f"not(selected(., {quoted(key)}) and count-selected(.) > 1)" for key in alone]
    return " and ".join(parts)


def _flat(node: Node) -> list[Node]:
    return [one for part in node.parts for one in _flat(part)] if isinstance(node, Both) else [node]


def _with(bounds: Bounds, node: Node, kind: QuestionKind, whole_numbers: bool) -> Bounds:
    if kind is QuestionKind.SEVERAL and isinstance(node, Not):
        return replace(bounds, alone=(*bounds.alone, _alone(node.part)))
    if not isinstance(node, Compared) or not isinstance(node.right, Number) or not _measures(node.left, kind):
        raise NotUnderstood
    sign, limit = node.sign, Decimal(node.right.number)
    if sign in ("<", ">"):
        if (kind is QuestionKind.NUMBER and not whole_numbers) or limit % 1:
            raise NotUnderstood
        sign, limit = (">=", limit + 1) if sign == ">" else ("<=", limit - 1)
    if sign == "=":
        return replace(bounds, least=limit, most=limit)
    if sign == ">=":
        return replace(bounds, least=limit if bounds.least is None else max(limit, bounds.least))
    if sign == "<=":
        return replace(bounds, most=limit if bounds.most is None else min(limit, bounds.most))
    raise NotUnderstood


def _measures(node: Node, kind: QuestionKind) -> bool:
    """Whether this is what is bounded of an answer of this kind."""
    if kind is QuestionKind.NUMBER:
        return isinstance(node, Self)
    if not isinstance(node, Call) or len(node.parts) != 1 or node.function != _MEASURE.get(kind):
        return False
    return isinstance(node.parts[0], Self)


def _alone(node: Node) -> str:
    """The choice in «is chosen, and more than one is»."""
    if isinstance(node, Both) and len(node.parts) == 2:
        chosen, counted = node.parts
        if isinstance(chosen, Compared):
            chosen, counted = counted, chosen
        if (
            isinstance(chosen, Call)
            and chosen.function == "selected"
            and len(chosen.parts) == 2
            and isinstance(chosen.parts[1], Text)
            and isinstance(chosen.parts[0], Self)
            and isinstance(counted, Compared)
            and _measures(counted.left, QuestionKind.SEVERAL)
            and isinstance(counted.right, Number)
            and (counted.sign, counted.right.number) in ((">", "1"), (">=", "2"))
        ):
            return chosen.parts[1].text
    raise NotUnderstood
