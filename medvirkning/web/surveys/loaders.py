"""Fetching a survey for those who make it or read it."""

from dataclasses import dataclass
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


def question_at(person: Person, slug: str, survey_id: UUID, key: str) -> Found | None:
    """Loader for a question of the version that is shown."""
    found = survey_at(person, slug, survey_id)
    there = found is not None and key in found.questionnaire.by_key
    return Found(found.survey, found.programme, key) if found is not None and there else None


def section_at(person: Person, slug: str, survey_id: UUID, key: str) -> Found | None:
    """Loader for a section of the version that is shown."""
    found = survey_at(person, slug, survey_id)
    there = found is not None and any(one.key == key for one in found.questionnaire.sections)
    return Found(found.survey, found.programme, key) if found is not None and there else None
