"""Forms on paper: numbers in a row, and a tagged PDF of the questions in any language of the survey."""

import io
from datetime import UTC, date, datetime

import pypdf
import pytest
from flask import Flask

from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import transaction
from medvirkning.kernel.localized import Localized
from medvirkning.mail.paper_form import paper_form
from medvirkning.mail.paper_pdf import paper_pdf
from medvirkning.surveys.asked import asked_at
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.paper_queries import printed_of, printed_with
from medvirkning.surveys.words import QuestionKind
from tests import cast, paper_cast, survey_cast
from tests.browsing import Browse
from tests.cast import World
from tests.paper_cast import HAND_IN

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return survey_cast.opened(world, survey_cast.EVERY, at=AT, closes_on=date(2026, 6, 1))


def at(survey: Survey, more: str = "") -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/papir{more}"


def prints(browse: Browse, world: World, survey: Survey, forms: str, language: str = "nb") -> None:
    with frozen(AT):
        sent = browse(world.cecilie).post(
            at(survey, "/trykk"), {"forms": forms, "asked_in": language, "hand_in": HAND_IN}
        )
    assert sent.status == 303, sent.text


def pdf_of(browse: Browse, world: World, survey: Survey) -> pypdf.PdfReader:
    page = browse(world.cecilie).get(at(survey))
    assert "(PDF)" in page.text
    browser = browse(world.cecilie)
    with browser.app.app_context():
        answer = browser.client.get(at(survey, f"/trykk/{printed_of(survey.id)[0].id}.pdf"))
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return pypdf.PdfReader(io.BytesIO(answer.data))


def test_each_form_gets_the_next_number(world: World, survey: Survey, browse: Browse) -> None:
    assert "Ingen skjema er skrevet ut ennå" in browse(world.cecilie).get(at(survey)).text
    prints(browse, world, survey, "12")
    prints(browse, world, survey, "3", "nn")
    assert [(one.first, one.last, one.language) for one in printed_of(survey.id)] == [(13, 15, "nn"), (1, 12, "nb")]
    page = browse(world.cecilie).get(at(survey)).text
    assert "Hent nummer 13–15 (PDF)" in page
    found = printed_with(survey.id, 12)
    assert found is not None
    assert found.first == 1
    assert printed_with(survey.id, 16) is None
    assert printed_with(survey.id, 0) is None


@pytest.mark.parametrize(
    ("forms", "language", "hand_in", "told"),
    [
        ("201", "nb", HAND_IN, "Skriv et tall fra 1 til 200"),
        ("0", "nb", HAND_IN, "Skriv et tall fra 1 til 200"),
        ("", "nb", HAND_IN, "Skriv hvor mange skjema du vil ha"),
        ("5", "uk", HAND_IN, "Velg et av språkene til undersøkelsen"),
        ("5", "nb", " ", "Skriv hvor og hvordan folk leverer skjemaet"),
    ],
)
def test_what_is_wrong_is_told(
    world: World, survey: Survey, browse: Browse, forms: str, language: str, hand_in: str, told: str
) -> None:
    with frozen(AT):
        sent = browse(world.cecilie).post(
            at(survey, "/trykk"), {"forms": forms, "asked_in": language, "hand_in": hand_in}
        )
    assert sent.status == 422
    assert told in " ".join(sent.errors)
    assert printed_of(survey.id) == []


def test_what_is_closed_or_a_draft_is_not_printed(world: World, survey: Survey, browse: Browse) -> None:
    draft = survey_cast.drafted(world, slug="kladd")
    assert browse(world.cecilie).get(at(draft)).status == 404
    with transaction():
        close(survey, by=world.cecilie, at=AT)
    sent = browse(world.cecilie).post(at(survey, "/trykk"), {"forms": "3", "asked_in": "nb", "hand_in": HAND_IN})
    assert "Undersøkelsen er ikke åpen" in sent.text


def test_the_form_has_its_number_the_questions_and_the_branching_in_words(
    world: World, survey: Survey, browse: Browse
) -> None:
    prints(browse, world, survey, "2")
    told = pdf_of(browse, world, survey)
    assert (told.trailer["/Root"]["/MarkInfo"]["/Marked"], told.trailer["/Root"]["/Lang"]) == (True, "nb")
    pages = [page.extract_text() for page in told.pages]
    text = " ".join(" ".join(pages).split())
    assert all("Skjema nummer 1" in page for page in pages[: len(pages) // 2])
    assert all("Skjema nummer 2" in page for page in pages[len(pages) // 2 :])
    for words in (
        "Slik er det å bo her", "Levekårsløftet Storhaug", "Svarene brukes i planen for neste år.",
        "Ingen kan finne ut hvem som har svart hva", "1. Hva med trives?", "Jeg vil ikke svare", "Noe annet",
        "Svar bare hvis du har svart «Nei» på spørsmål 1.", "Badedammen", "Sett ett kryss i hver rad.", HAND_IN,
        "/storhaug/undersokelser/trivsel", "mandag 1. juni 2026", "Side 1 av 2",
    ):  # fmt: skip
        assert words in text.replace("\N{NO-BREAK SPACE}", " "), words


def test_the_form_is_in_its_own_language_and_written_from_its_own_side(world: World, app: Flask) -> None:
    questionnaire = survey_cast.one_section(
        survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja", "nei"))
    )
    title = Localized({"nb": "Trivsel", "ar": "الرفاه"})
    survey = survey_cast.opened(world, questionnaire, at=AT, languages=("nb", "nn", "ar"), title=title)
    printed = paper_cast.printed(world, survey, 1, "ar", AT)
    told = paper_form(printed, asked_at(survey.id, 1), address="https://medvirkning.example")
    assert (told["lang"], told["rtl"], told["title"]) == ("ar", True, {"text": "الرفاه", "lang": "ar", "rtl": True})
    asked = told["sections"][0]["questions"][0]
    assert (asked["text"]["text"], asked["text"]["lang"]) == ("Hva med trives?", "nb"), "and says what it really is in"
    file = pypdf.PdfReader(io.BytesIO(paper_pdf(told, at=AT)))
    assert file.trailer["/Root"]["/Lang"] == "ar"
    assert paper_pdf(told, at=AT) == paper_pdf(told, at=AT)
