"""A survey in the making, and one example of what addresses of surveys name. Own transactions."""

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.surveys import editing
from medvirkning.surveys.building import begin_new_version, keep_draft, make_survey
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.questionnaire import Condition, Rule
from medvirkning.surveys.rules import SurveySettings
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from tests import survey_cast
from tests.cast import World


def drafted(world: World) -> Survey:
    """A draft with two sections: «Ett» with two questions, «To» with one that is shown by a rule about the first."""
    title, why = Localized({"nb": "Slik er det", "nn": "Slik er det her"}), Localized({"nb": "Vi vil vite"})
    settings = SurveySettings("slik-er-det", title, title, why, ("nb", "nn"))
    with transaction():
        survey = make_survey(world.programme, settings, by=world.cecilie, at=now())
        asked = draft_of(survey.id).questionnaire
        for name in ("Ett", "To"):
            asked = editing.add_section(asked, Localized({"nb": name})).questionnaire
        for section, text in (("section_1", "Først"), ("section_1", "Så"), ("section_2", "Sist")):
            asked = editing.add_question(asked, section, QuestionKind.SHORT_TEXT, Localized({"nb": text})).questionnaire
        asked = editing.change_section(
            asked, "section_2", title=Localized({"nb": "To"}), help=Localized({}),
            when=Condition(Joined.ALL, (Rule("short_text_1", Operator.ANSWERED),)),
        ).questionnaire  # fmt: skip
        keep_draft(survey, asked, revision=1, by=world.cecilie, at=now())
    return survey


def surveyed(world: World, values: dict[str, str]) -> dict[str, dict[str, str]]:
    """Add one example of what addresses of surveys name; and those of addresses that are about another survey."""
    values |= {"survey_id": str(drafted(world).id), "question_key": "short_text_2", "section_key": "section_1"}
    again = survey_cast.opened(world, slug="ny-versjon")
    with transaction():
        begin_new_version(again, by=world.cecilie, at=now())
    closed = survey_cast.opened(world, slug="lukket")
    with transaction():
        close(closed, by=world.cecilie, at=now())
    running = {"survey_id": str(survey_cast.opened(world, slug="apen").id)}
    return {
        "surveys.drop": {"survey_id": str(again.id)},
        "surveys.reopen": {"survey_id": str(closed.id)},
        "surveys.close": running,
        "surveys.begin_version": running,
    }
