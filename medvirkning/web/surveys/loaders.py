"""Fetching a survey for those who make it or read it."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.surveys.models import QuestionnaireVersion, Survey
from medvirkning.surveys.queries import draft_of, newest_published, survey_in
from medvirkning.surveys.questionnaire import Question, Questionnaire, Section
from medvirkning.web.loading import InProgramme, programme_at


@dataclass(frozen=True)
class Found(InProgramme):
    """A survey, and what of it the address names."""

    survey: Survey
    programme: Programme
    key: str = ""

    @cached_property
    def draft(self) -> QuestionnaireVersion | None:
        """The version that can be changed, if there is one."""
        return draft_of(self.survey.id)

    @cached_property
    def shown(self) -> QuestionnaireVersion:
        """The draft, else what is published: a survey has one of them."""
        version = self.draft or newest_published(self.survey.id)
        assert version is not None
        return version

    @cached_property
    def questionnaire(self) -> Questionnaire:
        """The questions of the version that is shown."""
        return self.shown.questionnaire

    @property
    def here(self) -> dict[str, Any]:
        """What every address of the survey has in it."""
        return {"slug": self.programme.slug, "survey_id": self.survey.id}

    @property
    def question(self) -> Question:
        """The question that the address names."""
        return self.questionnaire.by_key[self.key]

    @property
    def section(self) -> Section:
        """The section that the address names."""
        return next(one for one in self.questionnaire.sections if one.key == self.key)


def survey_at(person: Person, slug: str, survey_id: UUID, **_rest: Any) -> Found | None:
    """Loader for a survey of a programme, in whatever state."""
    programme = programme_at(person, slug)
    survey = None if programme is None else survey_in(programme.id, survey_id)
    return None if programme is None or survey is None else Found(survey, programme)


def draft_at(person: Person, slug: str, survey_id: UUID, **_rest: Any) -> Found | None:
    """Loader for a survey whose questions can be changed."""
    found = survey_at(person, slug, survey_id)
    return found if found is not None and found.draft is not None else None


def unopened_at(person: Person, slug: str, survey_id: UUID, **_rest: Any) -> Found | None:
    """Loader for a survey that has never been open."""
    found = draft_at(person, slug, survey_id)
    return found if found is not None and found.survey.opened_at is None else None


def newer_draft_at(person: Person, slug: str, survey_id: UUID, **_rest: Any) -> Found | None:
    """Loader for a survey with a draft beside what is published."""
    found = draft_at(person, slug, survey_id)
    return found if found is not None and newest_published(survey_id) is not None else None


def question_at(person: Person, slug: str, survey_id: UUID, question_key: str) -> Found | None:
    """Loader for a question of the version that is shown."""
    found = survey_at(person, slug, survey_id)
    there = found is not None and question_key in found.questionnaire.by_key
    return replace(found, key=question_key) if found is not None and there else None


def draft_question_at(person: Person, slug: str, survey_id: UUID, question_key: str) -> Found | None:
    """Loader for a question that can be changed."""
    found = question_at(person, slug, survey_id, question_key)
    return found if found is not None and found.draft is not None else None


def draft_section_at(person: Person, slug: str, survey_id: UUID, section_key: str) -> Found | None:
    """Loader for a section that can be changed."""
    found = draft_at(person, slug, survey_id)
    there = found is not None and any(one.key == section_key for one in found.questionnaire.sections)
    return replace(found, key=section_key) if found is not None and there else None
