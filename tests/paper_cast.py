"""Forms on paper for tests, printed through the actions."""

from datetime import datetime

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.printed import PrintedForms
from medvirkning.surveys.printing import print_forms
from tests import survey_cast
from tests.cast import World

HAND_IN = "Lever det på biblioteket."


def printed(
    world: World, survey: Survey, forms: int = 20, language: str = "nb", at: datetime | None = None
) -> PrintedForms:
    """So many forms. Own transaction."""
    with transaction():
        return print_forms(survey, forms=forms, language=language, hand_in=HAND_IN, by=world.cecilie, at=at or now())


def example(world: World) -> dict[str, str]:
    """A survey with forms on paper, for the addresses about them."""
    survey = survey_cast.opened(world, slug="papir")
    return {"survey_id": str(survey.id), "printed_id": str(printed(world, survey, 3).id)}
