"""The builder's verbs on a questionnaire. Each gives a new one and leaves the old as it was: to undo is to keep that.

`spent` are the names of the published versions (`keys.names`): a key that has been answered is never given to
something else. Verbs that name a key which is not there raise KeyError. A move can put a question before what its
rules ask about; `describing` tells of that.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple, TypeVar

from medvirkning.kernel.localized import Localized
from medvirkning.surveys import keys
from medvirkning.surveys.answers import option_keys
from medvirkning.surveys.kinds import fitting, new_question
from medvirkning.surveys.pointing import Shown, loosened, redirected, without
from medvirkning.surveys.questionnaire import NOTHING, Condition, Question, Questionnaire, Section
from medvirkning.surveys.words import QuestionKind, QuestionRole

Thing = TypeVar("Thing")


class Direction(Enum):
    """Which way something is moved, one step at a time."""

    UP = -1
    DOWN = 1


class Edited(NamedTuple):
    """What an edit gave: the new questionnaire, the key of what was added, and what lost rules by it, as it was."""

    questionnaire: Questionnaire
    key: str = ""
    loosened: tuple[Shown, ...] = ()


def add_section(
    questionnaire: Questionnaire, title: Localized = NOTHING, *, spent: Collection[str] = (), after: str | None = None
) -> Edited:
    """A new section, last or after another."""
    section = Section(keys.section_key(questionnaire, spent), title)
    at = len(questionnaire.sections) if after is None else _place(questionnaire.sections, after) + 1
    return Edited(_with_sections(questionnaire, _put_in(questionnaire.sections, at, section)), section.key)


def add_question(
    questionnaire: Questionnaire,
    section: str,
    kind: QuestionKind,
    text: Localized = NOTHING,
    *,
    spent: Collection[str] = (),
    after: str | None = None,
) -> Edited:
    """A new question of this kind, last in the section or after another question of it."""
    question = new_question(keys.question_key(questionnaire, kind, spent), kind, text)
    return Edited(_put_question(questionnaire, section, question, after), question.key)


def change_section(
    questionnaire: Questionnaire, key: str, *, title: Localized, help: Localized, when: Condition | None
) -> Edited:
    """The section with other texts, which a person has read, and another condition; its questions stay."""

    def changed(one: Section) -> Section:
        return replace(one, title=title, help=help, when=when, drafted=())

    return Edited(_section_changed(questionnaire, key, changed))


def change_when(questionnaire: Questionnaire, key: str, when: Condition | None) -> Edited:
    """The section with this key with another condition, and all else as it was."""
    return Edited(_section_changed(questionnaire, key, lambda one: replace(one, when=when)))


def change_question(questionnaire: Questionnaire, question: Question) -> Edited:
    """The question with this key as it now is. Rules about choices and rows that it had and hasn't any more go."""
    old, question = questionnaire.by_key[question.key], fitting(question)
    there = _parts(question)

    def with_it(one: Section) -> Section:
        return replace(one, questions=tuple(question if each.key == question.key else each for each in one.questions))

    changed = _section_changed(questionnaire, questionnaire.section_of(question.key).key, with_it)
    lost: dict[str, Shown] = {}
    for part in _parts(old):
        if part not in there:
            changed, touched = without(changed, question.key, part)
            for shown in touched:
                lost.setdefault(f"{type(shown).__name__}.{shown.key}", shown)
    return Edited(changed, question.key, tuple(lost.values()))


def change_settings(questionnaire: Questionnaire, *, languages: Sequence[str], any_order: bool) -> Edited:
    """Other languages, and whether the sections come in any order. Texts in a language taken out are kept."""
    return Edited(replace(questionnaire, languages=tuple(dict.fromkeys(languages)), any_order=any_order))


def move_section(questionnaire: Questionnaire, key: str, direction: Direction) -> Edited:
    """The section one step up or down; as it was where there is nowhere to go."""
    at = _place(questionnaire.sections, key)
    return Edited(_with_sections(questionnaire, _stepped(questionnaire.sections, at, direction)))


def move_question(questionnaire: Questionnaire, key: str, direction: Direction) -> Edited:
    """The question one step up or down, out of its section into the one before or after; or as it was."""
    section = questionnaire.section_of(key)
    at, last = _place(section.questions, key), len(section.questions) - 1
    if 0 <= at + direction.value <= last:
        questions = _stepped(section.questions, at, direction)
        return Edited(_section_changed(questionnaire, section.key, lambda one: replace(one, questions=questions)))
    to = _place(questionnaire.sections, section.key) + direction.value
    if not 0 <= to < len(questionnaire.sections):
        return Edited(questionnaire)
    into = questionnaire.sections[to]
    return place_question(questionnaire, key, into.key, first=direction is Direction.DOWN)


def place_question(
    questionnaire: Questionnaire, key: str, section: str, *, after: str | None = None, first: bool = False
) -> Edited:
    """The question in this section: last, first, or after another question of it."""
    if after == key:
        return Edited(questionnaire)
    question = questionnaire.by_key[key]
    taken_out = _taken_out(questionnaire, key)
    return Edited(_put_question(taken_out, section, question, after, first=first))


def duplicate_question(questionnaire: Questionnaire, key: str, *, spent: Collection[str] = ()) -> Edited:
    """A copy right after the question, with a key of its own and no role in the results."""
    question = questionnaire.by_key[key]
    copied = replace(question, key=keys.question_key(questionnaire, question.kind, spent), role=QuestionRole.NONE)
    section = questionnaire.section_of(key)
    return Edited(_put_question(questionnaire, section.key, copied, key), copied.key)


def duplicate_section(questionnaire: Questionnaire, key: str, *, spent: Collection[str] = ()) -> Edited:
    """A copy right after the section. Rules in it about its own questions are about the copies of those."""
    at = _place(questionnaire.sections, key)
    section = questionnaire.sections[at]
    taken, turned = set(spent), {}
    for question in section.questions:
        turned[question.key] = keys.question_key(questionnaire, question.kind, taken)
        taken.add(turned[question.key])
    copied = redirected(section, turned)
    copied = replace(
        copied,
        key=keys.section_key(questionnaire, spent),
        questions=tuple(replace(question, role=QuestionRole.NONE) for question in copied.questions),
    )
    return Edited(_with_sections(questionnaire, _put_in(questionnaire.sections, at + 1, copied)), copied.key)


def delete_question(questionnaire: Questionnaire, key: str) -> Edited:
    """Without the question, and without the rules about it."""
    left, touched = loosened(_taken_out(questionnaire, key))
    return Edited(left, loosened=touched)


def delete_section(questionnaire: Questionnaire, key: str) -> Edited:
    """Without the section and its questions, and without the rules about those."""
    at = _place(questionnaire.sections, key)
    sections = questionnaire.sections[:at] + questionnaire.sections[at + 1 :]
    left, touched = loosened(_with_sections(questionnaire, sections))
    return Edited(left, loosened=touched)


def _place(things: Sequence[Shown], key: str) -> int:
    for at, thing in enumerate(things):
        if thing.key == key:
            return at
    raise KeyError(key)


def _parts(question: Question) -> dict[str, None]:
    return dict.fromkeys((*option_keys(question), *(row.key for row in question.rows)))


def _put_in(things: tuple[Thing, ...], at: int, thing: Thing) -> tuple[Thing, ...]:
    return (*things[:at], thing, *things[at:])


def _stepped(things: tuple[Thing, ...], at: int, direction: Direction) -> tuple[Thing, ...]:
    to = at + direction.value
    if not 0 <= to < len(things):
        return things
    return _put_in(things[:at] + things[at + 1 :], to, things[at])


def _with_sections(questionnaire: Questionnaire, sections: tuple[Section, ...]) -> Questionnaire:
    return replace(questionnaire, sections=sections)


def _section_changed(questionnaire: Questionnaire, key: str, change: Callable[[Section], Section]) -> Questionnaire:
    at = _place(questionnaire.sections, key)
    changed = change(questionnaire.sections[at])
    return _with_sections(questionnaire, (*questionnaire.sections[:at], changed, *questionnaire.sections[at + 1 :]))


def _put_question(
    questionnaire: Questionnaire, section: str, question: Question, after: str | None, *, first: bool = False
) -> Questionnaire:
    def with_it(one: Section) -> Section:
        at = 0 if first else len(one.questions) if after is None else _place(one.questions, after) + 1
        return replace(one, questions=_put_in(one.questions, at, question))

    return _section_changed(questionnaire, section, with_it)


def _taken_out(questionnaire: Questionnaire, key: str) -> Questionnaire:
    def without_it(one: Section) -> Section:
        return replace(one, questions=tuple(question for question in one.questions if question.key != key))

    return _section_changed(questionnaire, questionnaire.section_of(key).key, without_it)
