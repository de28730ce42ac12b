"""A survey in the making, and one example of what addresses of surveys name. Own transactions."""

from typing import Any
from uuid import uuid4

from medvirkning.attachments.queries import attached_to
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.kernel.pictures import clean_picture
from medvirkning.surveys import editing
from medvirkning.surveys.answering import answering_in, asked_of, save_answer, start
from medvirkning.surveys.building import begin_new_version, keep_draft, make_survey
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.photographing import keep_photos
from medvirkning.surveys.queries import draft_of
from medvirkning.surveys.questionnaire import Condition, Rule
from medvirkning.surveys.responses import Answering
from medvirkning.surveys.rules import SurveySettings
from medvirkning.surveys.sending import send
from medvirkning.surveys.words import Anonymity, Joined, Operator, QuestionKind
from tests import paper_cast, survey_cast
from tests.cast import World
from tests.photos import phone_photo

PICTURE = clean_picture(phone_photo((320, 240)))


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


def surveyed(world: World, found: Any, secret: bytes) -> None:
    """Put one example of what addresses of surveys name with those that are `found`."""
    survey = survey_cast.opened(
        world, survey_cast.one_section(survey_cast.question("bilde", QuestionKind.PHOTO)),
        slug="bilder", anonymity=Anonymity.BY_CODE,
    )  # fmt: skip
    writing, sent = uuid4(), uuid4()
    with transaction():
        for answering_id in (writing, sent):
            start(answering_id, survey, language="nb", secret=secret, at=now())
            question = answering_in(survey.id, answering_id)
            assert question is not None
            value = keep_photos(answering_id, asked_of(question).by_key["bilde"], None, [PICTURE], at=now())
            save_answer(answering_id, survey.id, "bilde", value, shown="", at=now())
        told = send(sent, programme_id=world.programme.id, survey_slug=survey.slug, secret=secret, at=now())
    assert told.code is not None
    photo = attached_to(Answering.__tablename__, writing)[0]
    found.values |= {
        "survey_id": str(drafted(world).id),
        "question_key": "short_text_2",
        "section_key": "section_1",
        "survey_slug": survey.slug,
        "answering_id": str(writing),
    }
    found.own |= {
        "answering": {"key": "bilde", "photo_id": str(photo.id), "code": told.code},
        "answering.receipt": {"answering_id": str(sent)},
        "answering.overview": _in_parts(world, secret),
    } | _in_other_states(world)


def _in_parts(world: World, secret: bytes) -> dict[str, str]:
    """Somebody answers a survey whose two sections come in any order."""
    survey = survey_cast.opened(world, survey_cast.in_parts(), slug="deler")
    writing = uuid4()
    with transaction():
        start(writing, survey, language="nb", secret=secret, at=now())
    return {"survey_slug": survey.slug, "answering_id": str(writing)}


def _in_other_states(world: World) -> dict[str, dict[str, str]]:
    """Surveys for the addresses that only open surveys, closed ones or new versions have, by those addresses."""
    again = survey_cast.opened(world, slug="ny-versjon")
    closed = survey_cast.opened(world, slug="lukket")
    running = {"survey_id": str(survey_cast.opened(world, slug="apen").id)}
    with transaction():
        begin_new_version(again, by=world.cecilie, at=now())
        close(closed, by=world.cecilie, at=now())
    return {
        "surveys.drop": {"survey_id": str(again.id)},
        "surveys.delete": {"survey_id": str(survey_cast.drafted(world, slug="kladd").id)},
        "surveys.reopen": {"survey_id": str(closed.id)},
        "surveys.close": running,
        "survey_paper": paper_cast.example(world),
        "surveys.begin_version": running,
    }
