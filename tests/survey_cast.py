"""Surveys for tests, made through the actions."""

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID, uuid4

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.errors import NotThere
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.answering import save_answer, start
from medvirkning.surveys.building import begin_new_version, keep_draft, make_survey
from medvirkning.surveys.models import QuestionnaireVersion, Survey
from medvirkning.surveys.opening import publish
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.questionnaire import Choice, Condition, Question, Questionnaire, Rule, Section
from medvirkning.surveys.receipts import Receipt, prepare, receipt_of, unused
from medvirkning.surveys.rules import SurveySettings
from medvirkning.surveys.sending import send
from medvirkning.surveys.words import Joined, Operator, QuestionKind
from tests.cast import World, both

SECRET = b"only for these tests " * 2
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


def in_parts() -> Questionnaire:
    """Three sections that come in any order, the last shown to those who say no in the first."""
    no = Condition(Joined.ALL, (Rule("trives", Operator.EQUALS, ("nei",)),))
    first = question("trives", QuestionKind.ONE, choices=choices("ja", "nei"), required=True)
    sections = (
        Section("sted", both("Stedet", "Staden"), questions=(first, question("mer", QuestionKind.LONG_TEXT))),
        Section("lys", both("Lyset", "Ljoset"), questions=(question("lykter", QuestionKind.NUMBER, required=True),)),
        Section("hvorfor", both("Grunnen", "Grunnen til det"), questions=(question("ord", QuestionKind.SHORT_TEXT),),
                when=no),
    )  # fmt: skip
    return Questionnaire(("nb", "nn"), sections, any_order=True)


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


EVERY = one_section(
    question("trives", QuestionKind.ONE, choices=choices("ja", "nei"), other=True, sensitive=True),
    question("savner", QuestionKind.SEVERAL, choices=choices("lys", "benker", "ingenting", exclusive="ingenting")),
    question("skala", QuestionKind.SCALE, choices=choices("bra", "middels", "darlig")),
    question("rekkefolge", QuestionKind.RANKING, choices=choices("a", "b", "c")),
    question("alder", QuestionKind.NUMBER, whole=False),
    question("ord", QuestionKind.SHORT_TEXT),
    question(
        "hvorfor", QuestionKind.LONG_TEXT, when=Condition(Joined.ALL, (Rule("trives", Operator.EQUALS, ("nei",)),))
    ),
    question("sone", QuestionKind.ZONE),
    question("rader", QuestionKind.MATRIX, rows=choices("gata", "parken"), choices=choices("god", "ok")),
)


def random_answers(chance: Random) -> dict[str, dict[str, Any]]:
    """Answers to `EVERY`, some left out; also to what may be hidden."""
    one_of, some = chance.choice, chance.sample
    every: dict[str, dict[str, Any]] = {
        "trives": one_of(
            [{"choice": "ja"}, {"choice": "nei"}, {"choice": "other", "other": "Ja og nei"}, {"declined": True}]
        ),
        "savner": one_of([{"choices": ["lys"]}, {"choices": ["lys", "benker"]}, {"choices": ["ingenting"]}]),
        "skala": {"choice": one_of(["bra", "middels", "darlig"])},
        "rekkefolge": {"order": some(["a", "b", "c"], chance.randint(1, 3))},
        "alder": {"number": one_of(["12", "-3.5", "123456789012345.123456", "0"])},
        "ord": {"text": one_of(["fint", "trygt"])},
        "hvorfor": {"text": "fordi"},
        "sone": one_of([{"zone": "S-01"}, {"zone": "S-02", "place": "ved kaia"}, {"zone": "elsewhere"}]),
        "rader": {"rows": {"gata": one_of(["god", "ok"])}},
    }
    return {key: value for key, value in every.items() if chance.random() < 0.7}


def begun(survey: Survey, answers: Mapping[str, Mapping[str, Any]], at: datetime, **about: Any) -> UUID:
    """Somebody writes these answers, one by one. Own transactions."""
    fresh = unused(uuid4(), survey, secret=SECRET)
    with transaction():
        key = start(fresh.id, survey, **{"language": "nb", "seal": fresh.seal, "secret": SECRET, "at": at, **about})
    for question_key, value in answers.items():
        with transaction():
            save_answer(key, survey.id, question_key, value, shown="", at=at)
    return key


def sends(survey: Survey, key: UUID, at: datetime, **about: Any) -> Receipt:
    """Whoever has this id sends. Own transaction."""
    here = {"programme_id": survey.programme_id, "survey_slug": survey.slug}
    seals = prepare(key, survey, secret=SECRET)
    try:
        with transaction():
            return send(key, **here, seals=seals, secret=SECRET, at=at, **about)
    except NotThere:
        if receipt := receipt_of(key, survey, secret=SECRET):
            return receipt
        raise


def sent(survey: Survey, answers: Mapping[str, Mapping[str, Any]], at: datetime, **about: Any) -> str:
    """Somebody answers and sends; their code. Own transactions."""
    code = sends(survey, begun(survey, answers, at, **about), at).code
    assert code is not None
    return code
