"""A survey that has been opened, as staff's loaders fetch it: its results, its forms on paper."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import survey_in
from medvirkning.surveys.words import SurveyState
from medvirkning.web.loading import InProgramme, programme_at


@dataclass(frozen=True)
class OpenedSurvey(InProgramme):
    """The survey and its programme."""

    survey: Survey
    programme: Programme

    @property
    def here(self) -> dict[str, Any]:
        """What every address of the survey has in it."""
        return {"slug": self.programme.slug, "survey_id": self.survey.id}


def opened_survey(person: Person, slug: str, survey_id: UUID) -> tuple[Survey, Programme] | None:
    """The survey of this address, and its programme; None for a draft too."""
    programme = programme_at(person, slug)
    survey = None if programme is None else survey_in(programme.id, survey_id)
    if programme is None or survey is None or survey.state is SurveyState.DRAFT:
        return None
    return survey, programme
