"""What may be shown of one question alone, whatever its kind, and whoever it was asked of. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from medvirkning.surveys.guard import nothing, one_way
from medvirkning.surveys.guarded import DECLINED, HIDDEN, NONE, Guarded
from medvirkning.surveys.guarding import Counts, Tables, exclusive
from medvirkning.surveys.partitions import ALONE, REST, asked_only, chosen_by, ranked
from medvirkning.surveys.questionnaire import Question, Questionnaire, Rule
from medvirkning.surveys.shown import Line, Shown
from medvirkning.surveys.summing import ANSWERED, UNASKED, UNRANKED, YES, Variable, together, variables
from medvirkning.surveys.words import Operator, QuestionKind

_TOLD_OF = {Operator.EQUALS, Operator.ONE_OF, Operator.NOT_EQUALS, Operator.ANSWERED, Operator.NOT_ANSWERED}
DECIMALS = Decimal("0.1")
Rules = Mapping[str, Sequence[Rule]]
Numbers = Sequence[Mapping[str, tuple[int, str]]]


def rules_of(versions: Iterable[Questionnaire]) -> dict[str, list[Rule]]:
    """All the rules of all versions that lead to each question, its section's too."""
    found: dict[str, list[Rule]] = {}
    for questionnaire in versions:
        for section in questionnaire.sections:
            for question in section.questions:
                for condition in (section.when, question.when):
                    found.setdefault(question.key, []).extend(condition.rules if condition else ())
    return found


def untold(versions: Sequence[Questionnaire]) -> frozenset[str]:
    """The questions of the last version that no number will be shown of, whoever answers: for how they are led to."""
    known = {one.name: one for one in together(*(variables(version, ()) for version in versions))}
    return frozenset(
        key
        for key, rules in rules_of(versions).items()
        if len(_led_by(known, rules)) > 1 or not all(_can_be_told(versions[-1], rule) for rule in rules)
    ) & frozenset(versions[-1].by_key)


def question_shown(tables: Tables, question: Question, rules: Rules, numbers: Numbers) -> Shown:
    """All that may be shown of this question alone. `numbers` are each reading's: {question: (people, sum)}."""
    names = [variable for variable in tables.known.values() if variable.question == question.key]
    if question.kind is QuestionKind.RANKING:
        return _ranking(tables, question, names, rules)
    if question.kind is QuestionKind.SEVERAL:
        return Shown(tuple(_chosen(tables, question, rules)))
    lines = tuple(Line(one.part, own_table(tables, one, rules)) for one in names)
    return Shown(lines, mean=_mean(tables, question, lines, numbers))


def own_table(tables: Tables, variable: Variable, rules: Rules) -> Guarded:
    """The table of one variable, of those it was asked of."""
    if UNASKED not in variable.cells:
        return tables.stages(variable.name)[-1].shown
    return _of_some(tables, variable, rules)


def _of_some(tables: Tables, variable: Variable, rules: Rules) -> Guarded:
    counts = tables.counts(variable.name, 0)
    unasked = counts.pop(UNASKED, 0)
    asked = sum(counts.values())
    counts[NONE] = counts.get(NONE, 0) + unasked
    if len(_led_by(tables.known, rules.get(variable.question, ()))) > 1:
        return nothing(counts)  # how many were asked would be a number of the table of those two, which may be hidden
    steps = [_fulfilled(tables, rule, rules) for rule in rules.get(variable.question, ())]
    return asked_only(counts, asked, steps, tables.k)


def _led_by(known: Mapping[str, Variable], rules: Iterable[Rule]) -> set[str]:
    """The variables that the rules are about: of a question in parts, each part that they name."""
    found = set[str]()
    for rule in rules:
        parts = {one.part for one in known.values() if one.question == rule.question}
        named = {rule.row} if rule.row else parts & set(rule.values)
        found |= {f"{rule.question}.{part}" for part in named} or {rule.question}
    return found


def _chosen(tables: Tables, question: Question, rules: Rules) -> Iterable[Line]:
    """A line for each choice: YES and REST. Of choices that exclude all others only one alone can be told of."""
    alone = exclusive(question)
    some = [choice.key for choice in question.choices if choice.key not in alone]
    found = {
        key: _choice(tables, question, key, alone, rules) for key in [*some, *(["other"] if question.other else [])]
    }
    for choice in question.choices:
        if choice.key in found:
            yield Line(choice.key, found[choice.key])
        else:
            told = next(iter(found.values()), None)
            count = told.counts.get(ALONE, HIDDEN) if told is not None and len(alone) == 1 else HIDDEN
            total = told.total if told is not None else HIDDEN
            rest = HIDDEN if count is HIDDEN or total is HIDDEN else total - count
            yield Line(choice.key, Guarded({YES: count, REST: rest}, total))
    if question.other:
        yield Line("other", found["other"])


def _choice(tables: Tables, question: Question, key: str, alone: frozenset[str], rules: Rules) -> Guarded:
    variable = tables.known[f"{question.key}.{key}"]
    if UNASKED not in variable.cells:
        return tables.stages(variable.name)[-1].shown
    gate = _of_some(tables, variable, rules)
    if gate.total is HIDDEN:
        return nothing((YES, REST))
    counts = tables.counts(variable.name, 0)
    counts.pop(UNASKED)
    return chosen_by(counts, tables.k, alone=sum(tables.chose(question, one, 0) for one in alone))


def _ranking(tables: Tables, question: Question, names: Sequence[Variable], rules: Rules) -> Shown:
    if not names:
        return Shown()
    counts = [tables.counts(one.name, 0) for one in names]
    some = counts[0]
    told: dict[str, int] = {key: some[key] for key in (DECLINED, NONE) if key in some}
    answered = {ANSWERED: sum(some.values()) - sum(told.values()) - some.get(UNASKED, 0)} | told
    own = one_way(answered, tables.k)
    if UNASKED in names[0].cells:
        own = _gated(tables, names[0], rules, answered)
    places = [str(place) for place in range(1, len(names) + 1)]
    wanted = {
        (one.part, place): cells.get(place, 0)
        for one, cells in zip(names, counts, strict=True)
        for place in (*places, UNRANKED)
    }
    if own.answered is HIDDEN:
        return Shown((Line("", own),))
    return Shown((Line("", own),), ranked(wanted, own, tables.k))


def _gated(tables: Tables, variable: Variable, rules: Rules, counts: Counts) -> Guarded:
    gate = _of_some(tables, variable, rules)
    return nothing(counts) if gate.total is HIDDEN else one_way(counts, tables.k)


def _mean(tables: Tables, question: Question, lines: Sequence[Line], numbers: Numbers) -> str | None:
    """The mean of a number, as the reading has it whose numbers are shown; None where it is not shown how many."""
    if question.kind is not QuestionKind.NUMBER or not lines or lines[0].table.counts.get(ANSWERED) is HIDDEN:
        return None
    at = 0 if UNASKED in tables.known[question.key].cells else tables.stages(question.key)[-1].at
    people, total = numbers[at].get(question.key, (0, "0"))
    return str((Decimal(total) / people).quantize(DECIMALS)) if people >= tables.k else None


def _can_be_told(questionnaire: Questionnaire, rule: Rule) -> bool:
    """Whether how many fulfil the rule is a sum of numbers that may be shown at all."""
    question = questionnaire.by_key.get(rule.question)
    if question is None or question.kind in (QuestionKind.NUMBER, QuestionKind.RANKING):
        return False
    if question.kind is QuestionKind.SEVERAL:
        one = rule.operator in (Operator.CONTAINS, Operator.ONE_OF) and len(rule.values) == 1
        return one and rule.values[0] not in exclusive(question)
    return rule.operator in _TOLD_OF


def _fulfilled(tables: Tables, rule: Rule, rules: Rules) -> int | None:
    """How many fulfil the rule, as is shown of the question it is about; HIDDEN where that is not shown."""
    if not _can_be_told(tables.questionnaire, rule):
        return HIDDEN
    question = tables.questionnaire.by_key[rule.question]
    if question.kind is QuestionKind.SEVERAL:
        [part] = rule.values
        known = f"{question.key}.{part}" in tables.known
        return _first_chosen(tables, question, part, rules) if known else HIDDEN
    variable = tables.known.get(f"{rule.question}.{rule.row}" if rule.row else rule.question)
    if variable is None:
        return HIDDEN
    table = _of_some(tables, variable, rules) if UNASKED in variable.cells else tables.stages(variable.name)[0].shown
    said = [key for key in table.counts if not key.startswith("@")]
    match rule.operator:
        case Operator.EQUALS | Operator.ONE_OF:
            return table.sum_of(value for value in dict.fromkeys(rule.values) if value in table.counts)
        case Operator.NOT_EQUALS:
            return table.sum_of(key for key in said if key not in rule.values)
        case Operator.ANSWERED:
            return table.answered
        case Operator.NOT_ANSWERED:
            return table.sum_of(key for key in table.counts if key.startswith("@"))
    return HIDDEN


def _first_chosen(tables: Tables, question: Question, part: str, rules: Rules) -> int | None:
    variable = tables.known[f"{question.key}.{part}"]
    if UNASKED in variable.cells:
        return _choice(tables, question, part, exclusive(question), rules).counts[YES]
    return tables.stages(variable.name)[0].shown.counts[YES]
