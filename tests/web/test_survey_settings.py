"""The settings of a survey: texts in its languages, languages added and taken out, and promises that are kept."""

import pytest
from flask import Flask

from medvirkning.kernel.database import db
from medvirkning.kernel.localized import Localized
from medvirkning.surveys.models import Survey
from medvirkning.surveys.queries import draft_of, survey_in
from tests import cast, survey_cast
from tests.browsing import Browse

LIST = "/storhaug/arbeid/undersokelser"


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def address(survey: Survey) -> str:
    return f"{LIST}/{survey.id}/innstillinger"


def now_of(survey: Survey) -> Survey:
    db.session.expire_all()
    found = survey_in(survey.programme_id, survey.id)
    assert found is not None
    return found


def test_settings_are_shown_and_changed(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world), browse(world.cecilie)
    told = {"title_nb": "Trivsel", "minutes": "8", "small": "7", "anonymity": "by_code", "any_order": "y",
            "opens_on": "2026-12-01", "closes_on": "2026-12-20", "slug": "trivsel-2026"}  # fmt: skip
    assert mine.submit(address(survey), "title_nb", **told).status == 303
    kept = now_of(survey)
    assert (kept.title.text("nb"), kept.minutes, kept.small, kept.anonymity) == ("Trivsel", 8, 7, "by_code")
    assert (kept.slug, str(kept.opens_on), str(kept.closes_on)) == ("trivsel-2026", "2026-12-01", "2026-12-20")
    assert draft_of(survey.id).questionnaire.any_order
    assert browse(world.dag).get(address(survey)).status == 403


def test_languages_are_added_moved_and_taken_out(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world), browse(world.cecilie)
    values = mine.get(address(survey)).form_values("title_nb")
    page = mine.post(address(survey), values | {"press": "add", "more": "ar", "title_nb": "Skrevet"})
    assert page.all("input", name="title_ar")[0].get("dir") == "rtl"
    assert page.form_values("title_nb")["title_nb"] == ["Skrevet"]
    values = mine.post(address(survey), page.form_values("title_nb") | {"press": "up ar"}).form_values("title_nb")
    assert values["tag"] == ["nb", "ar", "nn"]
    assert now_of(survey).languages == ["nb", "nn"]
    assert mine.post(address(survey), values | {"title_ar": "عنوان"}).status == 303
    assert now_of(survey).languages == ["nb", "ar", "nn"]
    assert draft_of(survey.id).questionnaire.languages == ("nb", "ar", "nn")
    values = mine.get(address(survey)).form_values("title_nb")
    left = mine.post(address(survey), values | {"press": "remove ar"}).form_values("title_nb")
    assert mine.post(address(survey), left).status == 303
    assert now_of(survey).languages == ["nb", "nn"]
    assert now_of(survey).title == Localized({"nb": "Skrevet", "nn": "Slik er det å bo her", "ar": "عنوان"})


@pytest.mark.parametrize("wrong", [{"title_nb": "", "title_nn": ""}, {"minutes": "0"}, {"minutes": "x"}, {"small": "2"},
                                   {"slug": "Ikke en adresse"}, {"anonymity": "fly"}, {"closes_on": "2020-01-01",
                                   "opens_on": "2020-02-01"}, {"opens_on": "snart"}])  # fmt: skip
def test_what_is_wrong_is_told_at_the_field(browse: Browse, world: cast.World, wrong: dict[str, str]) -> None:
    survey = survey_cast.drafted(world)
    page = browse(world.cecilie).submit(address(survey), "title_nb", **wrong)
    assert (page.status, bool(page.errors)) == (422, True)
    assert now_of(survey).minutes == survey_cast.SETTINGS.minutes


def test_all_that_is_wrong_is_told_in_one_round(browse: Browse, world: cast.World) -> None:
    survey_cast.drafted(world, slug="tatt")
    survey, mine = survey_cast.drafted(world), browse(world.cecilie)
    wrong = {"minutes": "mange", "slug": "tatt", "opens_on": "2027-02-01", "closes_on": "2027-01-01"}
    wrong |= {"title_nb": "", "title_nn": ""}
    page = mine.submit(address(survey), "title_nb", **wrong)
    assert (page.status, len(page.errors)) == (422, 4)
    assert page.text.count("Skrevet helt ut") == 1, "not beside a field with an error"
    assert "mandag 1. februar 2027" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    page = mine.submit(address(survey), "title_nb", minutes="mange", anonymity="fly")
    assert (page.status, len(page.errors)) == (422, 2)


@pytest.mark.parametrize(("language", "first"), [("nb", "nb"), ("nn", "nn")])
def test_the_readers_own_language_comes_first(browse: Browse, world: cast.World, language: str, first: str) -> None:
    mine, survey = browse(world.cecilie, language=language), survey_cast.drafted(world)
    for url in (address(survey), f"{LIST}/ny"):
        names = [one.get("name") for one in mine.get(url).all("input") if (one.get("name") or "").startswith("title_")]
        assert names[0] == f"title_{first}"
    assert mine.get(address(survey)).form_values("title_nb")["tag"] == ["nb", "nn"], "offered as the survey says"
    nameless = mine.post(f"{LIST}/ny", {"why_nb": "Vi vil vite"})
    assert f"#title_{first}" in nameless.links()


@pytest.mark.parametrize(
    "odd", [{"press": "add", "more": "no"}, {"press": "remove xx"}, {"press": "up"}, {"tag": "??"}]
)
def test_odd_languages_change_nothing(browse: Browse, world: cast.World, odd: dict[str, str]) -> None:
    survey = survey_cast.drafted(world)
    assert browse(world.cecilie).submit(address(survey), "title_nb", **odd).status in (200, 303)
    assert now_of(survey).languages == ["nb", "nn"]


def test_promises_are_kept_once_it_is_opened(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.opened(world), browse(world.cecilie)
    for broken in ({"anonymity": "by_code"}, {"small": "3"}, {"slug": "annet"}):
        assert mine.submit(address(survey), "title_nb", **broken).status == 422
    assert mine.submit(address(survey), "title_nb", small="6").status == 303


def test_two_who_change_the_settings_see_both(browse: Browse, world: cast.World) -> None:
    survey, mine = survey_cast.drafted(world), browse(world.cecilie)
    opened = mine.get(address(survey)).form_values("title_nb")
    mine.submit(address(survey), "title_nb", title_nb="Deres")
    page = mine.post(address(survey), opened | {"title_nb": "Mitt"})
    assert page.status == 409
    assert "Deres" in page.text
    assert mine.post(address(survey), page.form_values("title_nb")).status == 303
    assert now_of(survey).title.text("nb") == "Mitt"
