"""The ways into and out of a survey: by its code from anywhere, by its front page when it is closed, from the menu."""

import pytest
from flask import Flask

from medvirkning.kernel.database import transaction
from medvirkning.surveys.publishing_results import publish_results
from medvirkning.surveys.words import Anonymity, QuestionKind
from medvirkning.web.security import limiter
from tests import cast, result_cast
from tests.answerers import FRONT, answer, at, begun
from tests.browsing import Browse, Browser
from tests.survey_cast import choices, one_section, opened, question


@pytest.fixture
def world(app: Flask) -> cast.World:
    return cast.storhaug()


def written(browser: Browser) -> tuple[str, str]:
    """The address and the code of what somebody has begun on."""
    address = begun(browser)
    step = at(browser, address)
    code = next(one.text for one in browser.get(step).all("b") if "mv-nowrap" in one.get("class", ""))
    answer(browser, step, answer="ja")
    return address, str(code)


@pytest.mark.parametrize("anonymity", Anonymity)
def test_a_code_from_a_survey_works_where_codes_are_asked_for(
    browse: Browse, world: cast.World, anonymity: Anonymity
) -> None:
    opened(world, anonymity=anonymity)
    someone, elsewhere = browse(), browse()
    address, code = written(someone)
    form = elsewhere.get("/kode").form_values()
    assert elsewhere.post("/kode", form | {"code": code.lower()}).location == address
    assert elsewhere.get(f"/k/{code}").location == address
    someone.post(f"{address}/sjekk", someone.get(f"{address}/sjekk").form_values())
    for found in (elsewhere.post("/kode", form | {"code": code}), elsewhere.get(f"/k/{code}")):
        assert found.location == f"{FRONT}/mine-svar/{code}"
    assert "Hva med trives?" in elsewhere.get(found.location).text
    assert elsewhere.post("/kode", form | {"code": "7K4Q-M2TX"}).status == 422


def test_pages_that_ask_for_a_code_stay_and_only_wrong_codes_count(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    asking = (f"{FRONT}/kode", "/kode")
    forms = {address: someone.get(address).form_values() for address in asking}
    limiter.enabled = True
    limiter.reset()
    try:
        mistyped = {someone.post(address, forms[address] | {"code": "7K4"}).status for address in asking * 20}
        wrong = [someone.post(asking[0], forms[asking[0]] | {"code": "7K4Q-M2TX"}).status for _ in range(32)]
        asked = [someone.get(address).status for address in asking]
    finally:
        limiter.enabled = False
        limiter.reset()
    assert mistyped == {422}
    assert wrong == [422] * 30 + [429] * 2
    assert asked == [200, 200]


def test_a_closed_survey_leads_to_what_people_answered(browse: Browse, world: cast.World) -> None:
    survey = result_cast.answered(world)
    front = f"/storhaug/undersokelser/{survey.slug}"
    page = browse().get(front)
    assert "forteller vi her hva folk sa" in page.text
    assert "spørsmål. Det tar" not in page.text
    with transaction():
        publish_results(
            survey, "trives", cast.both("Dette hører vi.", "Dette høyrer vi."), by=world.dag, at=result_cast.AT
        )
    assert f"{front}/resultater" in browse().get(front).links()


def test_the_check_tells_which_rows_are_left_and_which_question_lacks(browse: Browse, world: cast.World) -> None:
    matrix = question("m", QuestionKind.MATRIX, choices=choices("bra", "ok"), rows=choices("buss", "lys", "park"))
    opened(world, one_section(question("must", QuestionKind.SHORT_TEXT, required=True), matrix))
    someone = browse()
    address = begun(someone)
    answer(someone, f"{address}/sporsmal/m?rad=lys", **{"row.lys": "bra"})
    check = someone.get(f"{address}/sjekk")
    assert "Buss: Ikke fylt ut Lys: Bra Park: Ikke fylt ut" in check.text
    page = someone.post(f"{address}/sjekk", check.form_values())
    assert "«Hva med must?»: Skriv et svar" in page.text


def test_the_receipt_tells_the_day_and_what_comes(browse: Browse, world: cast.World) -> None:
    opened(world)
    someone = browse()
    address, _code = written(someone)
    sent = someone.post(f"{address}/sjekk", someone.get(f"{address}/sjekk").form_values())
    receipt = someone.get(sent.location)
    assert all(words in receipt.text for words in ("Sendt ", "Finn saken din med kode", "forteller vi"))
    assert FRONT in receipt.links()


def test_the_list_says_in_which_languages_one_can_answer(browse: Browse, world: cast.World) -> None:
    opened(world, languages=("nb", "nn", "ar"))
    page = browse().get("/storhaug/undersokelser")
    assert [link.get("lang") for link in page.all("a", hreflang="ar")] == ["ar"]
    assert f"{FRONT}?sprak=ar" in page.links()
    assert "/storhaug/undersokelser" in browse().get("/storhaug/").links(), "from the menu"
