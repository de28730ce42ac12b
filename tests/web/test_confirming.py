"""The second person's page, and what the applicant and staff see of it."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.second_words import SecondEnd
from medvirkning.grants.seconding import ANSWER_WITHIN
from medvirkning.grants.seconds import newest_request
from medvirkning.kernel import clock
from medvirkning.kernel.clock import now
from medvirkning.mail.compose import compose
from medvirkning.mail.worker import tidy
from medvirkning.review.words import DeclarationAnswer
from medvirkning.web.security import limiter
from tests import second_cast
from tests.browsing import Browse
from tests.cast import World, storhaug
from tests.correction_cast import corrects
from tests.grant_cast import WHO
from tests.review_cast import says
from tests.second_cast import SECOND, mails, token

LATE = ANSWER_WITHIN + timedelta(days=1)


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


@pytest.fixture
def case(world: World) -> Application:
    made = second_cast.sent(world)
    says(made, world.cecilie)
    return made


def ending(case: Application) -> SecondEnd | None:
    return newest_request(case.id).ending


def desk(world: World, case: Application, page: str = "") -> str:
    return f"/{world.programme.slug}/arbeid/soknader/{case.id}{page}"


@pytest.mark.parametrize(("language", "yes"), [("nb", "Ja, jeg bekrefter"), ("nn", "Ja, eg stadfestar")])
def test_the_second_person_says_yes(world: World, browse: Browse, case: Application, language: str, yes: str):
    [mail] = mails("second_asked")
    assert f"/bekreft/{token()}" in compose(mail).body
    assert case.title not in compose(mail).body, "what the applicant writes goes to nobody by our mail"
    browser, url = browse(language=language), f"/bekreft/{token()}"
    page = browser.get(url)
    assert page.status == 200
    assert all(told in page.text for told in (yes, case.title, case.applicant_name, "35 000", "Bjarne"))
    for secret in (WHO["account_number"], "8601", WHO["contact_email"], SECOND["second_email"]):
        assert secret not in page.text
    browser.get(url)
    assert ending(case) is None, "opening it changes nothing"
    form = page.form("seen")
    assert browser.post(url, {**form["data"], "answer": "yes"}).status == 303
    assert ending(case) is SecondEnd.CONFIRMED
    assert "Takk!" in browser.get(url).text
    assert browser.post(url, {**form["data"], "answer": "no"}).status == 422
    assert ending(case) is SecondEnd.CONFIRMED


def test_a_no_is_told_to_the_applicant_and_to_staff(world: World, browse: Browse, case: Application):
    url = f"/bekreft/{token()}"
    assert browse().submit(url, having="seen", answer="no").status == 303
    assert "Takk for at du sa fra" in browse().get(url).text
    assert [mail.to for mail in mails("second_refused")] == [world.bjarne.email]
    assert [mail.to for mail in mails("second_refused_staff")] == [world.cecilie.email]
    for kind in ("second_refused", "second_refused_staff"):
        body = compose(mails(kind)[-1]).body
        assert str(case.id) in body
        assert case.title not in body
    told = browse(world.bjarne).get(f"/soknad/{case.id}").text
    assert "Nei, dette kjenner jeg ikke til" in told
    assert "Send forespørselen på nytt" not in told
    assert "Før opp en annen" in told
    assert "Den andre personen sier nei" in browse(world.cecilie).get(desk(world, case)).text


def test_staff_who_step_aside_are_not_told(world: World, browse: Browse, case: Application):
    other = second_cast.sent(world, case.round)
    says(other, world.cecilie, DeclarationAnswer.YES)
    browse().submit(f"/bekreft/{token()}", having="seen", answer="no")
    assert mails("second_refused_staff") == []


def test_neither_button_is_no_answer(world: World, browse: Browse, case: Application):
    assert browse().submit(f"/bekreft/{token()}", having="seen").status == 422
    assert ending(case) is None


def test_what_has_been_corrected_is_read_once_more(world: World, browse: Browse, case: Application):
    browser, url = browse(), f"/bekreft/{token()}"
    form = browser.get(url).form("seen")["data"]
    corrects(case, {"title": "Langbord i Badedammen"})
    page = browser.post(url, {**form, "answer": "yes"})
    assert page.status == 409
    assert "Langbord i Badedammen" in page.text
    assert ending(case) is None


@pytest.mark.parametrize(("language", "words"), [("nb", "Lenken virker ikke"), ("nn", "Lenkja verkar ikkje")])
def test_other_links_are_kindly_refused(world: World, browse: Browse, case: Application, language: str, words: str):
    browser = browse(language=language)
    assert words in browser.get("/bekreft/finnes-ikke").text
    assert browser.post("/bekreft/finnes-ikke", {"answer": "yes", "seen": "1"}).status == 422
    with clock.frozen(now() + LATE):
        assert words in browser.get(f"/bekreft/{token()}").text


@pytest.mark.parametrize(("language", "lacks"), [("nb", "Mangler bekreftelse"), ("nn", "Manglar stadfesting")])
def test_everybody_sees_what_lacks(world: World, browse: Browse, case: Application, language: str, lacks: str):
    owner, staff = browse(world.bjarne, language=language), browse(world.cecilie, language=language)
    for page in (f"/soknad/{case.id}", f"/soknad/{case.id}/kvittering"):
        assert SECOND["second_email"] in owner.get(page).text
    assert lacks in owner.get(f"/soknad/{case.id}").text
    queue = desk(world, case).rpartition("/")[0]
    for page in (desk(world, case), desk(world, case, "/formsjekk"), queue, f"{queue}?vis=mangler"):
        assert lacks in staff.get(page).text, page
    browse().submit(f"/bekreft/{token()}", having="seen", answer="yes")
    for page in (desk(world, case), queue):
        assert lacks not in staff.get(page).text, page
    corrects(case, {"title": "Langbord i Badedammen"})
    assert "versjon 1" in staff.get(desk(world, case)).text


def test_the_form_check_can_be_passed_by_staff_who_know(world: World, browse: Browse, case: Application):
    items = ["register", "may_apply", "sums", "attachments", "fundable", "inside_area", "no_personal_data"]
    browser, url = browse(world.cecilie), desk(world, case, "/formsjekk")
    assert browser.post(url, {"in_order": items, "act": "complete"}).status == 422
    assert browser.post(url, {"in_order": [*items, "second"], "act": "complete"}).status == 303


def test_the_applicant_sends_it_again(world: World, browse: Browse, case: Application):
    first, browser = token(), browse(world.bjarne)
    form = next(form for form in browser.get(f"/soknad/{case.id}").forms if form["action"].endswith("/bekreftelse"))
    assert browser.post(form["action"], form["data"]).status == 303
    assert token() != first
    assert "virker ikke" in browse().get(f"/bekreft/{first}").text
    for _ in range(3):
        browser.post(form["action"], form["data"])
    assert "Vent til i morgen" in browser.get(f"/soknad/{case.id}").text
    assert len(mails("second_asked")) == 3
    assert browse(world.guro).post(form["action"]).status == 404


def test_the_worker_reminds(world: World, browse: Browse, case: Application):
    with clock.frozen(now() + ANSWER_WITHIN - timedelta(days=2)):
        tidy()
        tidy()
        [mail] = mails("second_reminder")
        assert f"/bekreft/{token('second_reminder')}" in compose(mail).body
        assert browse().get(f"/bekreft/{token('second_reminder')}").form("seen")


def test_links_are_tried_only_so_often(app: Flask, world: World, browse: Browse):
    limiter.enabled = True
    try:
        browser = browse()
        answers = {browser.get("/bekreft/finnes-ikke").status for _ in range(61)}
    finally:
        limiter.enabled = False
        limiter.reset()
    assert 429 in answers
