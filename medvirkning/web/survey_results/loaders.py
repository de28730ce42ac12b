"""Fetching the results of a survey for those who may see them."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from medvirkning.kernel.clock import oslo_date, today
from medvirkning.people.models import Person
from medvirkning.surveys.file_days import OneByOne
from medvirkning.surveys.queries import last_publication
from medvirkning.surveys.questionnaire import Question
from medvirkning.surveys.raw_answers import one_by_one
from medvirkning.surveys.results import Results, results_of
from medvirkning.web.opened_surveys import OpenedSurvey, opened_survey


@dataclass(frozen=True)
class Found(OpenedSurvey):
    """A survey that has been opened, and the question that the address names."""

    key: str = ""

    @cached_property
    def results(self) -> Results | None:
        """What may be shown, if anything is."""
        return results_of(self.survey)

    @property
    def told(self) -> Results:
        """What may be shown, on pages that are not there without."""
        assert self.results is not None
        return self.results

    @cached_property
    def one_by_one(self) -> OneByOne | None:
        """Whose answers may be read one by one today, by the few who may."""
        return one_by_one(self.survey.id, self.told.readings, today=today())

    @property
    def awaited(self) -> bool:
        """Whether those who were read off last can be read one by one from tomorrow."""
        return oslo_date(self.told.readings[-1].read_at) >= today()

    @property
    def question(self) -> Question:
        """The question that the address names."""
        return self.told.questionnaire.by_key[self.key]

    def stays(self, question: Question) -> bool:
        """Whether the question's numbers are of an earlier reading than the last: see `surveys.guarding`."""
        return len(self.told.readings) > 1 and self.told.first_only(question)


def survey_at(person: Person, slug: str, survey_id: UUID, **_rest: Any) -> Found | None:
    """Loader for a survey that has been opened."""
    opened = opened_survey(person, slug, survey_id)
    return None if opened is None else Found(*opened)


def read_survey_at(person: Person, slug: str, survey_id: UUID, **_rest: Any) -> Found | None:
    """Loader for a survey that there are results of."""
    found = survey_at(person, slug, survey_id)
    return found if found is not None and found.results is not None else None


def question_at(person: Person, slug: str, survey_id: UUID, question_key: str) -> Found | None:
    """Loader for a question that there are results of."""
    found = read_survey_at(person, slug, survey_id)
    there = found is not None and question_key in found.told.questionnaire.by_key
    return replace(found, key=question_key) if found is not None and there else None


def any_at_question(person: Person, slug: str, survey_id: UUID, question_key: str, **_rest: Any) -> Found | None:
    """Loader for a question that there are results of, where the address names more."""
    return question_at(person, slug, survey_id, question_key)


def published_at(person: Person, slug: str, survey_id: UUID, question_key: str) -> Found | None:
    """Loader for a question that something has been published of, whether or not it is asked any more."""
    found = survey_at(person, slug, survey_id)
    there = found is not None and last_publication(found.survey.id, question_key) is not None
    return replace(found, key=question_key) if found is not None and there else None
