"""Keys that nothing else has had: what has the same key is the same question, so none is used twice."""

import re
from collections.abc import Collection

from medvirkning.surveys.questionnaire import Question, Questionnaire

SECTION, CHOICE, ROW = "section_", "c", "r"  # what made keys begin with; questions' begin with their kind


def names(questionnaire: Questionnaire) -> frozenset[str]:
    """Every name in use: `@key` for a section, `key` for a question, `key.choice` for its choices and rows.

    The names of all versions that have been published are what `spent` asks for elsewhere.
    """
    found = {f"@{section.key}" for section in questionnaire.sections} | set(questionnaire.by_key)
    for question in questionnaire.questions:
        found.update(f"{question.key}.{part.key}" for part in (*question.choices, *question.rows))
    return frozenset(found)


def question_key(questionnaire: Questionnaire, kind: str, spent: Collection[str] = ()) -> str:
    """A key for a new question, such as `several_3`."""
    return _fresh(f"{kind}_", {*names(questionnaire), *spent})


def section_key(questionnaire: Questionnaire, spent: Collection[str] = ()) -> str:
    """A key for a new section, such as `section_2`."""
    return _fresh(f"@{SECTION}", {*names(questionnaire), *spent}).removeprefix("@")


def part_key(question: Question, letter: str, spent: Collection[str] = ()) -> str:
    """A key for a new choice (`CHOICE`) or row (`ROW`) of the question, such as `c4`."""
    here = {f"{question.key}.{part.key}" for part in (*question.choices, *question.rows)}
    return _fresh(f"{question.key}.{letter}", {*here, *spent}).partition(".")[2]


def _fresh(stem: str, taken: Collection[str]) -> str:
    """The stem with the number after the highest there has been."""
    numbered = re.compile(re.escape(stem) + "([0-9]{1,9})")
    numbers = [int(found[1]) for name in taken if (found := numbered.fullmatch(name))]
    return f"{stem}{max(numbers, default=0) + 1}"
