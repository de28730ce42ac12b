"""Results of a survey on pages: for staff, for everyone, and never a number that is hidden."""

import re

import pytest
from flask import Flask

from medvirkning.surveys.models import Survey
from medvirkning.surveys.words import QuestionKind
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.result_cast import ASKED, CROWD, answered, answers, closes, said
from tests.survey_cast import choices, drafted, one_section, opened, question

HEARD = {"heard_nb": "Folk trives, og vil ha lys.", "heard_nn": "Folk trivst, og vil ha lys."}
QUIET = [(said("ja", "S-01"), 61), (said("vet_ikke", "S-02"), 29), (said("nei", "S-02"), 4)]
HIDDEN = (4, 29)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return answered(world)


def at(survey: Survey, more: str = "") -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/resultater{more}"


def shown_at(survey: Survey) -> str:
    return f"/storhaug/undersokelser/{survey.slug}/resultater"


def test_while_the_survey_is_open_staff_see_only_how_many_have_answered(world: World, browse: Browse) -> None:
    survey = opened(world, ASKED)
    answers(survey, CROWD)
    page = browse(world.cecilie).get(at(survey))
    assert "116" in page.text
    assert "Resultatene kommer når den er stengt" in page.text
    assert "<table" not in page.html
    assert browse(world.cecilie).get(at(survey, "/trives")).status == 404
    assert "116" not in browse().get(shown_at(survey)).text


def test_reading_off_and_looking(world: World, browse: Browse) -> None:
    survey = opened(world, ASKED)
    answers(survey, CROWD)
    closes(world, survey)
    browser = browse(world.cecilie)
    page = browser.get(at(survey))
    assert "<table" not in page.html
    assert browser.post(at(survey, "/les-av")).status == 303
    page = browser.get(at(survey))
    assert "116 personer har svart" in page.text
    assert "Vi viser ikke tall når færre enn 5 har svart" in page.text
    assert "65 %" in page.text.replace("\N{NO-BREAK SPACE}", " "), "75 of 116 thrive"


def test_who_reads_but_does_not_publish(world: World, survey: Survey, browse: Browse) -> None:
    page = browse(world.ivar).get(at(survey, "/trives"))
    assert page.status == 200
    assert "publiser" not in page.html
    assert browse(world.ivar).get(at(survey, "/trives/publiser")).status == 403
    assert browse(world.guro).get(at(survey)).status == 404


def test_one_filter_at_a_time(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    page = browser.get(at(survey, "?av=sone:S-01"))
    assert page.status == 200
    assert 'value="sone:S-01" selected' in page.html
    assert "42 av de 116 personene" in page.text
    assert "116 personer har svart." not in page.text
    assert at(survey, "/trives?mot=sone") in page.links()
    assert "116 personer har svart." in browser.get(at(survey)).text
    assert browser.get(at(survey, "?av=sone:finnes-ikke&av=@channel:web")).status == 200


def test_bars_stand_in_the_order_of_the_questionnaire(world: World, browse: Browse) -> None:
    ages = one_section(question("alder", QuestionKind.ONE, choices=choices("unge", "voksne", "eldre")))
    crowd = [
        ({"alder": {"choice": "eldre"}}, 9),
        ({"alder": {"choice": "unge"}}, 12),
        ({"alder": {"choice": "voksne"}}, 40),
    ]
    survey, mine = answered(world, crowd, ages), browse(world.cecilie)
    assert mine.post(at(survey, "/alder/publiser"), HEARD).status == 303
    for page in (mine.get(at(survey)), mine.get(at(survey, "/alder")), browse().get(shown_at(survey))):
        places = [page.text.index(word) for word in ("Unge", "Voksne", "Eldre")]
        assert places == sorted(places)


def test_one_question_by_another(world: World, survey: Survey, browse: Browse) -> None:
    page = browse(world.cecilie).get(at(survey, "/savner?mot=sone"))
    assert "Lys – delt opp etter «Hva med sone?»" in page.text
    assert "Hva med sone?" in [one.text for one in page.all("th")]
    assert page.text.count("vises ikke") > 1
    assert "Lys" in page.text
    assert browse(world.cecilie).get(at(survey, "/savner?mot=savner.lys")).status == 200


def test_publishing_and_taking_down(world: World, survey: Survey, browse: Browse) -> None:
    lead = browse(world.cecilie)
    assert "Ingenting er publisert" in browse().get(shown_at(survey)).text
    page = lead.post(at(survey, "/trives/publiser"), {**HEARD, "heard_nn": ""})
    assert page.status == 422
    assert "Folk trives" in page.html
    assert page.errors == ["Feil: Skriv hva vi hører, på nynorsk"]
    assert lead.post(at(survey, "/trives/publiser"), HEARD).status == 303
    page = browse().get(shown_at(survey))
    assert "Folk trives, og vil ha lys." in page.text
    assert "65" in page.text
    assert "Hva med savner?" not in page.text, "only what is published"
    assert at(survey, "/trives/ta-ned") in lead.get(at(survey, "/trives")).links()
    page = lead.get(at(survey, "/trives/ta-ned"))
    assert "Folk trives, og vil ha lys." in page.text
    assert "Folk trives" in browse().get(shown_at(survey)).text, "asked first"
    assert lead.post(at(survey, "/trives/ta-ned"), page.form_values()).status == 303
    assert lead.get(at(survey, "/trives/ta-ned")).location == at(survey)
    assert "Folk trives" not in browse().get(shown_at(survey)).text


def test_a_draft_has_no_results(world: World, browse: Browse) -> None:
    survey = drafted(world)
    assert browse(world.cecilie).get(at(survey)).status == 404
    assert browse().get(shown_at(survey)).status == 404


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_no_page_carries_a_hidden_number(world: World, browse: Browse, language: str) -> None:
    """Four said no, and 29 don't know, which with the 61 who said yes would tell: neither is in any page's markup."""
    survey = answered(world, QUIET)
    browser = browse(world.cecilie, language=language)
    assert browser.post(at(survey, "/trives/publiser"), HEARD).status == 303
    ways = ["", "?av=sone:S-01", "?av=sone:S-02", "?av=@channel:web", "/trives", "/trives?mot=sone", "/sone?mot=trives",
            "/trives?mot=@channel", "/trives/publiser"]  # fmt: skip
    for url in [*(at(survey, way) for way in ways), shown_at(survey)]:
        page = browser.get(url)
        assert page.status == 200, url
        counts = re.findall(r"<td[^>]*>\s*(\d+)|<title[^>]*>(\d+)|<rect width=\"(\d+)\"", page.html)
        told = {int(number) for found in counts for number in found if number}
        assert told.isdisjoint({*HIDDEN, *(round(100 * number / 94) for number in HIDDEN)}), url
    assert told, "the last one shows some numbers"
