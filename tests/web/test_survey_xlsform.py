"""Surveys from XLSForm files and out again, with what couldn't come along told before anything is made."""

import io

import pytest
from flask import Flask

from medvirkning.surveys.queries import draft_of, surveys_of
from medvirkning.surveys.questionnaire import Questionnaire
from medvirkning.surveys.words import QuestionKind
from medvirkning.surveys.xlsform_reading import read_xlsx
from medvirkning.surveys.xlsform_sheets import write_sheets
from tests import cast, survey_cast
from tests.browsing import Browse
from tests.pages import Page

LIST = "/storhaug/arbeid/undersokelser"
FORM = {
    "survey": [["type", "name", "label::Norsk bokmål (nb)"], ["text", "navn", "Hva heter stedet?"],
               ["barcode", "kode", "Skann koden"]],
}  # fmt: skip


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def uploaded(browse: Browse, world: cast.World, data: bytes) -> Page:
    file = (io.BytesIO(data), "skjema.xlsx")
    return browse(world.cecilie).post(f"{LIST}/hent-inn", {"file": file}, content_type="multipart/form-data")


def test_a_file_becomes_a_survey_after_a_look(browse: Browse, world: cast.World) -> None:
    page = uploaded(browse, world, write_sheets(FORM))
    assert page.status == 200
    assert "survey 3" in page.text
    assert not surveys_of(world.programme.id)
    values = page.form_values("held") | {"csrf_token": ""}
    wrong = browse(world.cecilie).post(f"{LIST}/hent-inn/lag", values | {"title_nb": ""})
    assert (wrong.status, bool(wrong.errors)) == (422, True)
    assert browse(world.cecilie).post(f"{LIST}/hent-inn/lag", values | {"title_nb": "Fra fil"}).status == 303
    made = surveys_of(world.programme.id)[0]
    assert [one.text.text("nb") for one in draft_of(made.id).questionnaire.questions] == ["Hva heter stedet?"]


@pytest.mark.parametrize("data", [b"", b"ikke en fil", write_sheets({"other": [["a"]]})])
def test_what_is_no_form_is_refused_at_the_field(browse: Browse, world: cast.World, data: bytes) -> None:
    page = uploaded(browse, world, data)
    assert (page.status, bool(page.errors)) == (422, True)
    assert browse(world.cecilie).post(f"{LIST}/hent-inn").errors == ["Feil: Velg en fil først"]


def test_what_we_did_not_hand_out_makes_nothing(browse: Browse, world: cast.World) -> None:
    done = browse(world.cecilie).post(f"{LIST}/hent-inn/lag", {"held": "tull", "title_nb": "Fra fil"})
    assert (done.status, done.location) == (303, f"{LIST}/hent-inn")
    assert browse(world.dag).get(f"{LIST}/hent-inn").status == 403


def test_a_survey_goes_out_and_comes_back_the_same(browse: Browse, world: cast.World) -> None:
    asked: Questionnaire = survey_cast.one_section(survey_cast.question("sted", QuestionKind.ZONE, sensitive=True))
    survey = survey_cast.drafted(world, asked)
    told = browse(world.dag).get(f"{LIST}/{survey.id}/xlsform")
    assert "Hva med sted?" in told.text
    file = browse(world.dag).get(f"{LIST}/{survey.id}/xlsform/fil").response
    assert "trivsel-1.xlsx" in file.headers["Content-Disposition"]
    assert read_xlsx(file.data).questionnaire == asked
