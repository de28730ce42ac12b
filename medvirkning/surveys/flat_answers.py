"""Answers laid out in columns, one row for each person: what a file of the answers one by one is made of. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from medvirkning.surveys.answers import (
    OTHER_TEXT,
    PLACE,
    Answers,
    AnswerValue,
    chosen,
    declined,
    number_of,
    option_keys,
)
from medvirkning.surveys.guarded import DECLINED
from medvirkning.surveys.questionnaire import Choice, Question, Questionnaire
from medvirkning.surveys.words import QuestionKind

Word = Callable[[str], str]  # what a cell's key is called
Flat = str | int | Decimal | None

PARTED = (QuestionKind.SEVERAL, QuestionKind.RANKING, QuestionKind.MATRIX)


@dataclass(frozen=True)
class Column:
    """One column. `part` is the choice of SEVERAL or RANKING, or the row of a MATRIX. `written` is what stands in words
    beside the choice: OTHER_TEXT or PLACE; else empty.
    """

    question: Question
    part: str = ""
    written: str = ""


def every_question(versions: Sequence[Questionnaire]) -> tuple[Question, ...]:
    """Each question as it was asked last, with the choices that only earlier versions had after its own.

    The newest version's first, in its order, then those that were asked only before.
    """
    found: dict[str, Question] = {}
    for version in reversed(versions):
        for question in version.questions:
            known = found.get(question.key)
            found[question.key] = question if known is None else _with_earlier(known, question)
    return tuple(found.values())


def columns(questions: Iterable[Question]) -> tuple[Column, ...]:
    """The columns of these questions: one for each part of SEVERAL, RANKING and MATRIX, one for what was written."""
    found = []
    for question in questions:
        if question.kind is QuestionKind.MATRIX:
            found += [Column(question, row.key) for row in question.rows]
        elif question.kind in PARTED:
            found += [Column(question, key) for key in option_keys(question)]
        else:
            found.append(Column(question))
        if question.other:
            found.append(Column(question, written=OTHER_TEXT))
        if question.kind is QuestionKind.ZONE:
            found.append(Column(question, written=PLACE))
    return tuple(found)


def flat(column: Column, answers: Answers, word: Word) -> Flat:
    """What stands in the column for whoever gave these answers; None where there is no answer.

    A choice and a zone by its `word`; of SEVERAL 1 for chosen and 0 for left; of RANKING the place; of photos how many.
    """
    value = answers.get(column.question.key)
    if not value:
        return None
    if column.written:
        return value.get(column.written)
    if declined(value):
        return word(DECLINED)
    return _answer(column, value, word)


def _answer(column: Column, value: AnswerValue, word: Word) -> Flat:
    match column.question.kind:
        case QuestionKind.SEVERAL:
            return int(column.part in chosen(value))
        case QuestionKind.RANKING:
            order = chosen(value)
            return order.index(column.part) + 1 if column.part in order else None
        case QuestionKind.NUMBER:
            return number_of(value)
        case QuestionKind.SHORT_TEXT | QuestionKind.LONG_TEXT:
            return str(value["text"])
        case QuestionKind.PHOTO:
            return len(value["photos"])
    key = next(iter(chosen(value, column.part)), None)
    return None if key is None else word(key)


def _with_earlier(question: Question, earlier: Question) -> Question:
    return replace(
        question,
        choices=_both(question.choices, earlier.choices),
        rows=_both(question.rows, earlier.rows),
        other=question.other or earlier.other,
    )


def _both(now: tuple[Choice, ...], earlier: tuple[Choice, ...]) -> tuple[Choice, ...]:
    known: Mapping[str, Choice] = {choice.key: choice for choice in now}
    return (*now, *(choice for choice in earlier if choice.key not in known))
