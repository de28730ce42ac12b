"""The builder's verbs on a question's choices and rows. Each gives a new question; `change_question` puts it in place.

`rows` says that a matrix's rows are meant, not its choices. A key that is not there raises KeyError.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from medvirkning.kernel.localized import Localized
from medvirkning.surveys import keys
from medvirkning.surveys.editing import Direction
from medvirkning.surveys.questionnaire import NOTHING, OTHER, Choice, Question


class Written(NamedTuple):
    """A choice or row as a form has it: the key is empty for a new one."""

    key: str
    text: Localized
    exclusive: bool = False


def parts(question: Question, *, rows: bool = False) -> tuple[Choice, ...]:
    """The question's choices, or its rows."""
    return question.rows if rows else question.choices


def add_choice(
    question: Question, text: Localized = NOTHING, *, rows: bool = False, spent: Collection[str] = ()
) -> Question:
    """With one more choice or row, last but before those that stand alone."""
    there = parts(question, rows=rows)
    alone = tuple(choice for choice in there if choice.exclusive)
    new = Choice(keys.part_key(question, keys.ROW if rows else keys.CHOICE, spent), text)
    return _with(question, (*(choice for choice in there if not choice.exclusive), new, *alone), rows=rows)


def move_choice(question: Question, key: str, direction: Direction, *, rows: bool = False) -> Question:
    """With the choice or row one step up or down; as it was where there is nowhere to go."""
    there = list(parts(question, rows=rows))
    at = _place(there, key)
    to = at + direction.value
    if 0 <= to < len(there):
        there[at], there[to] = there[to], there[at]
    return _with(question, tuple(there), rows=rows)


def delete_choice(question: Question, key: str, *, rows: bool = False) -> Question:
    """Without the choice or row."""
    there = parts(question, rows=rows)
    at = _place(there, key)
    return _with(question, there[:at] + there[at + 1 :], rows=rows)


def write_choices(
    question: Question, written: Iterable[Written], *, rows: bool = False, spent: Collection[str] = ()
) -> Question:
    """With the choices or rows as a form has them, in its order; new ones get keys, those left out go.

    A key that the question doesn't have, or that comes a second time, is taken as new.
    """
    known = {choice.key for choice in parts(question, rows=rows)}
    taken, found = set(spent), []
    for one in written:
        key = one.key
        if key in known:
            known.remove(key)
        else:
            key = keys.part_key(question, keys.ROW if rows else keys.CHOICE, taken)
            taken.add(f"{question.key}.{key}")
        found.append(Choice(key, one.text, one.exclusive))
    return _with(question, tuple(found), rows=rows)


def with_other(question: Question, other: bool) -> Question:
    """With or without «other, write»; as it was where a choice has its key."""
    if other and any(choice.key == OTHER for choice in question.choices):
        return question
    return replace(question, other=other)


def _place(there: Iterable[Choice], key: str) -> int:
    for at, choice in enumerate(there):
        if choice.key == key:
            return at
    raise KeyError(key)


def _with(question: Question, there: tuple[Choice, ...], *, rows: bool) -> Question:
    return replace(question, rows=there) if rows else replace(question, choices=there)
