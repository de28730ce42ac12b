"""How answers are counted: variables, each of which puts everybody who answers in exactly one of its cells.

A question is one variable (`key`) but for SEVERAL, which is one for each choice (`key.choice`), MATRIX, one for each
row (`key.row`), and RANKING, one for each choice (`key.choice`, cells are the places). So people are counted, never
ticks. Whoever skipped it is in NONE, whoever would rather not say in WOULD_NOT_SAY, where the question is sensitive.
A question asked only of some has UNASKED for the others, and is never crossed. Of NUMBER, texts and photos only that
they are answered is counted; see `numbers` for the sums.
Whoever answered a version without the variable counts as NONE, which is everybody less the other cells.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from medvirkning.surveys.answers import ELSEWHERE, Answers, AnswerValue, chosen, declined, number_of, option_keys
from medvirkning.surveys.branching import applies, counting
from medvirkning.surveys.questionnaire import Question, Questionnaire
from medvirkning.surveys.words import Channel, QuestionKind

NONE, WOULD_NOT_SAY, UNASKED = "@none", "@declined", "@unasked"
YES, NO, ANSWERED, UNRANKED = "yes", "no", "answered", "unranked"
CHANNEL = "@channel"  # the variable of how answers came

_CHOSEN = {QuestionKind.ONE, QuestionKind.SCALE, QuestionKind.ZONE, QuestionKind.MATRIX}


@dataclass(frozen=True)
class Variable:
    """One way of putting everybody in cells. `part` is the choice or row; only the `crossed` ones are counted in pairs.

    `cells` are all there are, in the questionnaire's order, WOULD_NOT_SAY, NONE and UNASKED last.
    """

    name: str
    question: str
    cells: tuple[str, ...]
    part: str = ""
    crossed: bool = True


BY_CHANNEL = Variable(CHANNEL, "", tuple(channel.value for channel in Channel))


def variables(questionnaire: Questionnaire, zones: Sequence[str]) -> tuple[Variable, ...]:
    """Every variable, the channel first, then as the questions come. `zones` are the programme's keys, in order."""
    found = [BY_CHANNEL]
    for section in questionnaire.sections:
        for question in section.questions:
            of_some = section.when is not None or question.when is not None
            found.extend(_of_some(one) if of_some else one for one in question_variables(question, zones))
    return tuple(found)


def question_variables(question: Question, zones: Sequence[str]) -> tuple[Variable, ...]:
    """The variables of one question."""
    last = (WOULD_NOT_SAY, NONE) if question.sensitive else (NONE,)
    options = option_keys(question)
    match question.kind:
        case QuestionKind.ONE | QuestionKind.SCALE:
            return (Variable(question.key, question.key, options + last),)
        case QuestionKind.ZONE:
            return (Variable(question.key, question.key, (*zones, ELSEWHERE, *last)),)
        case QuestionKind.SEVERAL:
            return _parts(question, options, (YES, NO, *last))
        case QuestionKind.MATRIX:
            return _parts(question, (row.key for row in question.rows), options + last)
        case QuestionKind.RANKING:
            places = tuple(str(place) for place in range(1, len(options) + 1))
            return _parts(question, options, (*places, UNRANKED, *last), crossed=False)
        case _:
            return (Variable(question.key, question.key, (ANSWERED, *last), crossed=False),)


def cells(
    questionnaire: Questionnaire, answers: Answers, channel: Channel, counted: Iterable[Variable]
) -> dict[str, str]:
    """The cell that whoever gave these answers is in, for each of the variables. Hidden answers don't count."""
    told, here = counting(questionnaire, answers), set(applies(questionnaire, answers))
    found = {}
    for variable in counted:
        if variable.name == CHANNEL:
            found[CHANNEL] = channel.value
        elif UNASKED in variable.cells and variable.question not in here:
            found[variable.name] = UNASKED
        else:
            question = questionnaire.by_key.get(variable.question)
            found[variable.name] = cell(question, variable, told.get(variable.question)) if question else NONE
    return found


def cell(question: Question, variable: Variable, value: AnswerValue | None) -> str:
    """The one cell of the variable that this answer to its question is in."""
    if declined(value):
        return WOULD_NOT_SAY if WOULD_NOT_SAY in variable.cells else NONE
    if not value:
        return NONE
    if question.kind is QuestionKind.SEVERAL:
        return YES if variable.part in chosen(value) else NO
    if question.kind is QuestionKind.RANKING:
        order = chosen(value)
        return str(order.index(variable.part) + 1) if variable.part in order else UNRANKED
    if question.kind not in _CHOSEN:
        return ANSWERED
    key = next(iter(chosen(value, variable.part)), NONE)
    return key if key in variable.cells else NONE


def numbers(questionnaire: Questionnaire, answers: Answers) -> dict[str, Decimal]:
    """The numbers that were answered and count, by the question's key."""
    told = ((key, number_of(value)) for key, value in counting(questionnaire, answers).items())
    return {key: number for key, number in told if number is not None}


def points(people: Mapping[str, int], choices: int) -> int:
    """What a ranked choice gets from the people in each of its cells: as many points as there are choices for a
    first place, one less for each place after it, none from those who did not rank it.
    """
    return sum((choices + 1 - int(place)) * count for place, count in people.items() if place.isdecimal())


def together(*versions: Sequence[Variable]) -> tuple[Variable, ...]:
    """The variables of several versions as one list, the newest version last: its order and wording of cells count.

    A cell or a variable that only an older version has comes after, but before WOULD_NOT_SAY, NONE and UNASKED. A cell
    of the channel stays as it is.
    """
    found: dict[str, Variable] = {}
    for version in reversed(versions):
        for variable in version:
            known = found.setdefault(variable.name, variable)
            if known.cells != variable.cells:
                every = dict.fromkeys((*known.cells, *variable.cells))
                last = [name for name in (WOULD_NOT_SAY, NONE, UNASKED) if name in every]
                some = [name for name in every if name not in last]
                found[variable.name] = Variable(
                    known.name, known.question, (*some, *last), known.part, known.crossed and variable.crossed
                )
    return tuple(found.values())


def _of_some(variable: Variable) -> Variable:
    return replace(variable, cells=(*variable.cells, UNASKED), crossed=False)


def _parts(
    question: Question, parts: Iterable[str], some: tuple[str, ...], *, crossed: bool = True
) -> tuple[Variable, ...]:
    return tuple(Variable(f"{question.key}.{part}", question.key, some, part, crossed) for part in parts)
