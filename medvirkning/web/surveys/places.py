"""What must be mended in a survey, and what lacks a language: place by place, in words, with the way there."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from medvirkning.kernel.errors import Objection
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.describing import missing_languages
from medvirkning.surveys.models import Survey
from medvirkning.web.labels.lookup import sentence
from medvirkning.web.surveys.loaders import Found

WHEN = "when"  # the field of a fault in a rule: that has a page of its own
Key = tuple[str, str, bool]  # section, question, and whether it is about when they are shown


@dataclass(frozen=True)
class Place:
    """A question, a section or the survey as a whole: what it is, its text, its page, and what is said of it."""

    what: str
    name: Localized
    href: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lacks:
    """How many texts a language lacks, and where."""

    language: str
    count: int
    places: tuple[Place, ...]


def wrong_places(found: Found, wrong: Iterable[Objection]) -> list[Place]:
    """What is wrong, place by place. What is wrong several times in one place is said once, with how many."""
    by_place: dict[Key, Counter[str]] = {}
    for one in wrong:
        section, question = str(one.facts.get("section", "")), str(one.facts.get("question", ""))
        there = by_place.setdefault((section, question, one.facts.get("field") == WHEN), Counter())
        there[sentence(one.code, one.facts)] += 1
    place = _places(found)
    return [place(key, tuple(map(_told, said.items()))) for key, said in by_place.items()]


def lacking_languages(found: Found) -> list[Lacks]:
    """Which languages lack texts, and where: the survey's own name and purpose too."""
    asked, place = found.questionnaire, _places(found)
    missing = [(one.language, (one.section, one.question, False)) for one in missing_languages(asked)]
    lacks = []
    for language in asked.languages:
        keys = [("", "", False)] * _own(found.survey, language) + [key for tag, key in missing if tag == language]
        if keys:
            lacks.append(Lacks(language, len(keys), tuple(place(key, ()) for key in dict.fromkeys(keys))))
    return lacks


def _own(survey: Survey, language: str) -> int:
    """How many of its name and its purpose are written, but not in this language. Who asks is a name in any of them."""
    return sum(bool(text and text.missing((language,))) for text in (survey.title, survey.why))


def _told(said: tuple[str, int]) -> str:
    text, times = said
    return text if times == 1 else _("%(fault)s (%(count)s places)", fault=text, count=times)


def _places(found: Found) -> Callable[[Key, tuple[str, ...]], Place]:
    asked = found.questionnaire
    sections = {one.key: one for one in asked.sections}

    def place(key: Key, lines: tuple[str, ...]) -> Place:
        section, question, when = key
        if question in asked.by_key:
            page = "surveys.question_shown_when" if when else "surveys.question"
            return Place(
                "question", asked.by_key[question].text, url_for(page, question_key=question, **found.here), lines
            )
        if section in sections:
            page = "surveys.section_shown_when" if when else "surveys.section"
            return Place("section", sections[section].title, url_for(page, section_key=section, **found.here), lines)
        return Place("survey", Localized({}), url_for("surveys.settings", **found.here), lines)

    return place
