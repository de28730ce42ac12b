"""Forms on paper for tests, printed and keyed in through the actions."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.surveys.keying import NEW, key_in, seen_of
from medvirkning.surveys.models import Survey
from medvirkning.surveys.paper_queries import keyed_form
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


def keyed(
    survey: Survey,
    number: int,
    answers: Mapping[str, Mapping[str, Any]],
    *,
    by: Person,
    blank: Collection[str] = (),
    seen: str = NEW,
    at: datetime | None = None,
) -> str:
    """Key in a form; what has then been seen of it. Own transaction."""
    with transaction():
        key_in(survey, number, answers, blank=blank, seen=seen, by=by, at=at or now())
    return seen_of(keyed_form(survey.id, number))


def another(world: World) -> Person:
    """One more coordinator. Own transaction."""
    with transaction():
        give_role(world.guro, Role.COORDINATOR, world.programme, by=None, at=now())
    return world.guro


def example(world: World) -> dict[str, str]:
    """A survey with forms on paper, for the addresses about them."""
    survey = survey_cast.opened(world, slug="papir")
    forms = printed(world, survey, 3)
    keyed(survey, 1, {"trives": {"choice": "ja"}}, by=world.cecilie)
    return {"survey_id": str(survey.id), "printed_id": str(forms.id), "number": "1"}
