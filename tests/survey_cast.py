"""Surveys for tests, made through the actions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.building import begin_new_version, keep_draft, make_survey
from medvirkning.surveys.models import QuestionnaireVersion, Survey
from medvirkning.surveys.opening import publish
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.questionnaire import Choice, Question, Questionnaire, Section
from medvirkning.surveys.rules import SurveySettings
from medvirkning.surveys.words import QuestionKind
from tests.cast import World, both

SETTINGS = SurveySettings(
    slug="trivsel",
    title=both("Slik er det å bo her"),
    asked_by=both("Levekårsløftet Storhaug"),
    why=both("Svarene brukes i planen for neste år.", "Svara blir brukte i planen for neste år."),
    languages=("nb", "nn"),
)


def choices(*keys: str, exclusive: str = "") -> tuple[Choice, ...]:
    """Choices called by their keys."""
    return tuple(Choice(key, both(key.title()), key == exclusive) for key in keys)


def question(key: str, kind: QuestionKind, **about: Any) -> Question:
    """A question called by its key."""
    return Question(key, kind, both(f"Hva med {key}?", f"Kva med {key}?"), **about)


def one_section(*questions: Question) -> Questionnaire:
    """A questionnaire of these questions in one section."""
    return Questionnaire(("nb", "nn"), (Section("s1", both("Om stedet", "Om staden"), questions=questions),))


SMALL = one_section(
    question("trives", QuestionKind.ONE, choices=choices("ja", "nei", "vet_ikke")),
    question("savner", QuestionKind.SEVERAL, choices=choices("lys", "benker", "ingenting", exclusive="ingenting")),
    question("hvorfor", QuestionKind.LONG_TEXT),
)


def drafted(world: World, questionnaire: Questionnaire = SMALL, at: datetime | None = None, **about: Any) -> Survey:
    """A survey that is not opened. Own transaction."""
    settings = SurveySettings(**{**SETTINGS.__dict__, **about})
    with transaction():
        return make_survey(world.programme, settings, questionnaire=questionnaire, by=world.cecilie, at=at or now())


def opened(world: World, questionnaire: Questionnaire = SMALL, at: datetime | None = None, **about: Any) -> Survey:
    """A survey that can be answered. Own transactions."""
    survey = drafted(world, questionnaire, at, **about)
    with transaction():
        publish(survey, by=world.cecilie, at=at or now())
    return survey


def asks_anew(world: World, survey: Survey, questionnaire: Questionnaire) -> QuestionnaireVersion:
    """Another version of the questions, published. Own transactions."""
    with transaction():
        draft = begin_new_version(survey, by=world.cecilie, at=now())
    with transaction():
        keep_draft(survey, questionnaire, revision=draft.revision, by=world.cecilie, at=now())
    with transaction():
        return publish(survey, by=world.cecilie, at=now())


def draft(survey: Survey) -> QuestionnaireVersion:
    """Its draft, which is there."""
    found = draft_of(survey.id)
    assert found is not None
    return found


def texts(told: Mapping[str, str]) -> Localized:
    """A text by language."""
    return Localized(told)
