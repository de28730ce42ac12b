"""Fetching a survey for those who work with its forms on paper."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from medvirkning.people.models import Person
from medvirkning.surveys.asked import asked_at
from medvirkning.surveys.keyed import KeyedForm
from medvirkning.surveys.paper import on_paper
from medvirkning.surveys.paper_queries import keyed_form, printed_in, printed_with
from medvirkning.surveys.printed import PrintedForms
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.web.opened_surveys import OpenedSurvey, opened_survey


@dataclass(frozen=True)
class Found(OpenedSurvey):
    """A survey that has been opened, and the forms that the address names."""

    printed: PrintedForms | None = None
    number: int = 0

    @property
    def forms(self) -> PrintedForms:
        """The forms that the address names, or that its number is on."""
        assert self.printed is not None
        return self.printed

    @cached_property
    def keyed(self) -> KeyedForm | None:
        """The form with the number that the address names, if it has been keyed in."""
        return keyed_form(self.survey.id, self.number)

    @property
    def waiting(self) -> KeyedForm | None:
        """The same, as long as it doesn't count."""
        return self.keyed if self.keyed is not None and self.keyed.approved_at is None else None

    @cached_property
    def asked(self) -> Questionnaire:
        """What the form asks."""
        return on_paper(asked_at(self.survey.id, self.forms.version_number))


def survey_at(person: Person, slug: str, survey_id: UUID, **_rest: Any) -> Found | None:
    """Loader for a survey that has been opened."""
    opened = opened_survey(person, slug, survey_id)
    return None if opened is None else Found(*opened)


def printed_at(person: Person, slug: str, survey_id: UUID, printed_id: UUID) -> Found | None:
    """Loader for forms that were printed together."""
    found, printed = survey_at(person, slug, survey_id), printed_in(survey_id, printed_id)
    return None if found is None or printed is None else replace(found, printed=printed)


def form_at(person: Person, slug: str, survey_id: UUID, number: int) -> Found | None:
    """Loader for a form that has been printed, whether or not it is keyed in."""
    found, printed = survey_at(person, slug, survey_id), printed_with(survey_id, number)
    return None if found is None or printed is None else replace(found, printed=printed, number=number)
