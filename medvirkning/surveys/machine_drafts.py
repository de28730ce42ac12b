"""Drafts by a machine of texts that lack a language, each marked until a person has approved it. Pure; and the port.

Bokmål to nynorsk is the only pair there is: the languages are near, so that a draft saves work, and still differ in
ways that only a person sees (product.md, surveys).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from medvirkning.kernel.localized import Localized
from medvirkning.surveys.questionnaire import Choice, Question, Questionnaire, Section

FROM, INTO = "nb", "nn"


class Translator(Protocol):
    """Somebody who drafts nynorsk from bokmål. Never raises: what can't be done is None."""

    def nynorsk(self, texts: Sequence[str]) -> list[str] | None:
        """A draft of each of these texts, in their order; None where there is none to be had now."""
        ...


def to_draft(questionnaire: Questionnaire) -> list[str]:
    """Every bokmål text that lacks its nynorsk, once each; none where the questionnaire isn't in both."""
    if not {FROM, INTO} <= set(questionnaire.languages):
        return []
    return list(dict.fromkeys(text.text(FROM) for text in _texts(questionnaire) if _lacks(text)))


def with_drafts(questionnaire: Questionnaire, drafts: Mapping[str, str]) -> Questionnaire:
    """The questionnaire with a draft for each bokmål text that has one here and still lacks its nynorsk, marked."""
    return replace(questionnaire, sections=tuple(_section(one, drafts) for one in questionnaire.sections))


def _texts(questionnaire: Questionnaire) -> Iterator[Localized]:
    for section in questionnaire.sections:
        yield from (section.title, section.help)
        for question in section.questions:
            yield from (question.text, question.help, question.purpose)
            yield from (part.text for part in (*question.choices, *question.rows))


def _lacks(text: Localized) -> bool:
    return FROM in text.languages and INTO not in text.languages


def _section(section: Section, drafts: Mapping[str, str]) -> Section:
    now = replace(
        section,
        title=_drafted(section.title, drafts),
        help=_drafted(section.help, drafts),
        questions=tuple(_question(one, drafts) for one in section.questions),
    )
    same = (now.title, now.help) == (section.title, section.help)
    return now if same else replace(now, drafted=_marked(section.drafted))


def _question(question: Question, drafts: Mapping[str, str]) -> Question:
    now = replace(
        question,
        text=_drafted(question.text, drafts),
        help=_drafted(question.help, drafts),
        purpose=_drafted(question.purpose, drafts),
        choices=_parts(question.choices, drafts),
        rows=_parts(question.rows, drafts),
    )
    return now if now == question else replace(now, drafted=_marked(question.drafted))


def _parts(parts: tuple[Choice, ...], drafts: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(replace(part, text=_drafted(part.text, drafts)) for part in parts)


def _drafted(text: Localized, drafts: Mapping[str, str]) -> Localized:
    draft = drafts.get(text.text(FROM), "") if _lacks(text) else ""
    return Localized.written({**text.to_json(), INTO: draft}) if draft else text


def _marked(already: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*already, INTO)))
