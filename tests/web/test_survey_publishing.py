"""Opening a survey: what is wrong and lacks is told first; then versions, closing, opening again, and copies."""

import pytest
from flask import Flask

from medvirkning.kernel.database import db
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import draft_of, newest_published, survey_in, surveys_of
from medvirkning.surveys.questionnaire import Choice
from medvirkning.surveys.words import QuestionKind, SurveyState
from tests import cast, survey_cast
from tests.browsing import Browse

LIST = "/storhaug/arbeid/undersokelser"
HALF = survey_cast.one_section(survey_cast.question("trives", QuestionKind.ONE, choices=survey_cast.choices("ja")))


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def now_of(survey: Survey) -> Survey:
    db.session.expire_all()
    found = survey_in(survey.programme_id, survey.id)
    assert found is not None
    return found


def test_opening_tells_what_happens_and_opens(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world), browse(world.cecilie)
    url = f"{LIST}/{survey.id}/apne"
    page = mine.get(url)
    assert "3" in page.text
    assert mine.post(url, page.form_values("revision")).status == 303
    assert now_of(survey).state is SurveyState.OPEN
    assert survey.slug not in page.html
    told = mine.get(f"{LIST}/{survey.id}")
    assert "er åpen" in told.text
    assert f"http://localhost/storhaug/undersokelser/{survey.slug}" in told.text
    assert 'class="qr"' in told.html
    assert browse(world.dag).get(f"{LIST}/{survey.id}/apne").status in (403, 404)


def test_what_is_wrong_stands_in_the_way(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world, HALF), browse(world.cecilie)
    url = f"{LIST}/{survey.id}/apne"
    page = mine.get(url)
    assert "minst 2 svar" in page.text
    assert f"{LIST}/{survey.id}/sporsmal/trives" in page.links()
    assert "Hva med trives?: Det må være minst 2 svar" in page.text
    assert not [form for form in page.forms if "revision" in form["names"]]


def test_a_language_that_lacks_is_told_and_stops_nothing(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world, languages=("nb", "nn", "en")), browse(world.cecilie)
    url = f"{LIST}/{survey.id}/apne"
    page = mine.get(url)
    assert "engelsk" in page.text
    assert mine.post(url, page.form_values("revision")).status == 303


def test_a_language_lacks_the_name_and_the_purpose_too_and_it_is_told_where(browse: Browse, world: cast.World) -> None:
    nynorsk = Localized({"nn": "Slik er det her"})
    survey = survey_cast.drafted(world, title=nynorsk, asked_by=nynorsk, why=nynorsk)
    for address in ("", "/apne"):
        page = browse(world.cecilie).get(f"{LIST}/{survey.id}{address}")
        assert "2 tekster er ikke skrevet på bokmål" in page.text
        assert f"{LIST}/{survey.id}/innstillinger" in page.links()
        assert "Navnet og formålet" in page.text


def test_faults_of_one_place_are_told_together(browse: Browse, world: cast.World) -> None:
    nameless = tuple(Choice(key, Localized({})) for key in "abc")
    asked = survey_cast.one_section(survey_cast.question("trives", QuestionKind.ONE, choices=nameless))
    page = browse(world.cecilie).get(f"{LIST}/{survey_cast.drafted(world, asked).id}")
    assert page.text.count("Et av svarene har ingen tekst") == 1
    assert "(3 steder)" in page.text


def test_what_somebody_changed_since_is_not_published_unseen(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world), browse(world.cecilie)
    seen = mine.get(f"{LIST}/{survey.id}/apne").form_values("revision")
    mine.submit(f"{LIST}/{survey.id}/sporsmal/hvorfor", "text_nb", text_nb="Hvorfor det?")
    assert mine.post(f"{LIST}/{survey.id}/apne", seen).status == 303
    assert now_of(survey).state is SurveyState.DRAFT


def test_another_version_is_begun_compared_and_published(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.opened(world), browse(world.cecilie)
    home = f"{LIST}/{survey.id}"
    assert mine.get(f"{home}/apne").status == 404
    mine.post(f"{home}/ny-versjon")
    assert "ikke noe nytt" in mine.post(f"{home}/apne", mine.get(f"{home}/apne").form_values("revision")).text.lower()
    mine.submit(f"{home}/sporsmal/hvorfor", "text_nb", text_nb="Hvorfor det?")
    page = mine.get(f"{home}/apne")
    assert "«Hvorfor det?»" in page.text
    assert mine.post(f"{home}/apne", page.form_values("revision")).status == 303
    assert newest_published(survey.id).number == 2
    told = browse(world.dag).get(f"{home}/versjoner").text
    assert "Versjon 2" in told
    assert "«Hvorfor det?»" in told


def test_a_version_is_let_go_of(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.opened(world), browse(world.cecilie)
    home = f"{LIST}/{survey.id}"
    assert mine.get(f"{home}/forkast").status == 404
    mine.post(f"{home}/ny-versjon")
    assert mine.get(f"{home}/forkast").status == 200
    assert mine.post(f"{home}/forkast").status == 303
    assert draft_of(survey.id) is None


def test_a_draft_is_deleted_and_what_has_been_open_is_not(browse: Browse, world: cast.World) -> None:
    draft, known = survey_cast.drafted(world), survey_cast.opened(world, slug="apen")
    mine, home = browse(world.cecilie), f"{LIST}/{draft.id}"
    assert f"{home}/slett" in mine.get(home).links()
    assert "3 spørsmål går tapt" in mine.get(f"{home}/slett").text
    assert surveys_of(world.programme.id) != [known], "asked first"
    assert browse(world.dag).post(f"{home}/slett").status == 403
    assert mine.post(f"{home}/slett").location == LIST
    assert [one.id for one in surveys_of(world.programme.id)] == [known.id]
    assert mine.get(home).status == 404
    mine.post(f"{LIST}/{known.id}/ny-versjon")
    assert mine.post(f"{LIST}/{known.id}/slett").status == 404


def test_it_is_closed_and_opened_again(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.opened(world), browse(world.cecilie)
    home = f"{LIST}/{survey.id}"
    assert f"{home}/lukk" in mine.get(home).links()
    assert mine.get(f"{home}/lukk").forms
    assert now_of(survey).state is SurveyState.OPEN, "asked first"
    mine.post(f"{home}/lukk")
    assert now_of(survey).state is SurveyState.CLOSED
    assert mine.get(f"{home}/lukk").location == home
    assert mine.post(f"{home}/lukk").status == 409
    assert f"{home}/apne-igjen" in mine.get(home).links()
    assert mine.get(f"{home}/apne-igjen").forms
    assert now_of(survey).state is SurveyState.CLOSED, "asked first"
    mine.post(f"{home}/apne-igjen")
    assert now_of(survey).state is SurveyState.OPEN
    assert mine.get(f"{home}/apne-igjen").location == home
    assert browse(world.dag).post(f"{home}/lukk").status == 403


def test_a_copy_has_the_questions_and_another_name(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.opened(world), browse(world.cecilie)
    assert mine.post(f"{LIST}/{survey.id}/kopi", {"title_nb": ""}).status == 422
    done = mine.post(f"{LIST}/{survey.id}/kopi", {"title_nb": "Ny runde"})
    made = next(one for one in surveys_of(world.programme.id) if one.title == Localized({"nb": "Ny runde"}))
    assert done.location == f"{LIST}/{made.id}"
    assert draft_of(made.id).questionnaire.by_key.keys() == newest_published(survey.id).questionnaire.by_key.keys()
