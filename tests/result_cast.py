"""Surveys that many have answered, closed and read off. Own transactions."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close, reopen
from medvirkning.surveys.publishing_results import publish_results
from medvirkning.surveys.questionnaire import Condition, Questionnaire, Rule
from medvirkning.surveys.raw_answers import note_looked
from medvirkning.surveys.reading import read_off
from medvirkning.surveys.readings import Reading
from medvirkning.surveys.sending import make_response
from medvirkning.surveys.words import Channel, Joined, Operator, QuestionKind, QuestionRole
from tests.cast import World
from tests.survey_cast import choices, one_section, opened, question

AT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
Crowd = Iterable[tuple[Mapping[str, Mapping[str, Any]], int]]
CANARY = 3  # of those who don't thrive: a number no page may show

ASKED = one_section(
    question("trives", QuestionKind.ONE, choices=choices("ja", "nei", "vet_ikke")),
    question("savner", QuestionKind.SEVERAL, choices=choices("lys", "benker", "ingenting", exclusive="ingenting")),
    question("viktigst", QuestionKind.RANKING, choices=choices("skole", "buss")),
    question("hvor_lenge", QuestionKind.NUMBER),
    question(
        "hvorfor", QuestionKind.LONG_TEXT, when=Condition(Joined.ALL, (Rule("trives", Operator.EQUALS, ("ja",)),))
    ),
    question("sone", QuestionKind.ZONE, role=QuestionRole.HOME_ZONE),
    question("steder", QuestionKind.MATRIX, rows=choices("parken", "kaia"), choices=choices("god", "darlig")),
)


def said(trives: str, zone: str = "S-01", **more: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Answers to the first question and where they live."""
    return {"trives": {"choice": trives}, "sone": {"zone": zone}, **more}


FAR = ("S-03", "S-04", "S-05", "elsewhere")
CROWD: Crowd = (
    (said("ja", savner={"choices": ["lys"]}, viktigst={"order": ["skole", "buss"]}, hvor_lenge={"number": "4"}), 30),
    (said("ja", "S-02", savner={"choices": ["lys", "benker"]}, hvorfor={"text": "Det er fint ved kaia"}), 12),
    (said("vet_ikke", "S-02", savner={"choices": ["ingenting"]}, steder={"rows": {"parken": "god"}}), 14),
    (said("nei", hvorfor={"text": "dette teller ikke"}), CANARY),
    (said("ja", viktigst={"order": ["buss"]}, hvorfor={"text": "Naboene"}), 9),
    *((said("vet_ikke", zone), 6) for zone in FAR),
    *((said("ja", zone, savner={"choices": ["lys"]}), 6) for zone in FAR),
)


def answers(survey: Survey, crowd: Crowd, asked: Questionnaire = ASKED, channel: Channel = Channel.WEB) -> None:
    """Let so many answer this."""
    with transaction():
        for told, many in crowd:
            for _ in range(many):
                make_response(
                    survey.id, asked, told, channel=channel, anonymous=True, version=1, language="nb", at=AT
                )  # fmt: skip


def closes(world: World, survey: Survey) -> None:
    """Take no more answers."""
    with transaction():
        close(survey, by=world.cecilie, at=AT + timedelta(days=9))


def opens_again(world: World, survey: Survey) -> None:
    """Take answers again."""
    with transaction():
        reopen(survey, by=world.cecilie, at=AT + timedelta(days=10))


def reads(world: World, survey: Survey) -> Reading:
    """Read off the results."""
    with transaction():
        return read_off(survey, by=world.cecilie, at=AT + timedelta(days=11))


def looks(world: World, survey: Survey) -> None:
    """It is written down that Cecilie looks at texts and photos."""
    with transaction():
        note_looked(survey, by=world.cecilie, at=now())


def answered(world: World, crowd: Crowd = CROWD, asked: Questionnaire = ASKED, **about: Any) -> Survey:
    """A survey that is closed and read off."""
    survey = opened(world, asked, at=AT, **about)
    answers(survey, crowd, asked)
    closes(world, survey)
    reads(world, survey)
    return survey


def example(world: World) -> dict[str, dict[str, str]]:
    """A survey that is open; and one with results, one of them published, for the addresses that are about results."""
    opened(world)
    survey = answered(world, slug="svart-pa")
    heard = Localized({"nb": "Folk trives.", "nn": "Folk trivst."})
    with transaction():
        publish_results(survey, "trives", heard, by=world.cecilie, at=AT)
    looks(world, survey)
    return {
        "survey_results": {"survey_id": str(survey.id), "question_key": "trives"},
        "survey_results.written": {"survey_id": str(survey.id), "question_key": "hvorfor"},
        "results_shown": {"survey_slug": survey.slug},
    }
