"""The applicant's way with an appeal: prefilled, with its clock, once, with files, followed to the end."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.words import AppealState
from medvirkning.kernel.clock import frozen, today
from medvirkning.kernel.database import db
from medvirkning.kernel.deadlines import next_working_day
from medvirkning.mail.compose import compose as compose_mail
from medvirkning.outbox.models import OutboxMessage
from tests import appeal_cast, cast
from tests.browsing import Browse
from tests.cast import World
from tests.letter_counter import FRIDAY


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_the_way_in_is_on_the_letter_and_on_the_application(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    page = browse(world.bjarne)
    wanted = f"/soknad/{decision.application_id}/klag"
    assert wanted in page.get(f"/soknad/{decision.application_id}/brev").links()
    assert wanted in page.get(f"/soknad/{decision.application_id}").links()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Siste dag for å klage er fredag 16. oktober 2026"),
        ("nn", "Siste dagen for å klage er fredag 16. oktober 2026"),
    ],
)
def test_it_is_filled_in_with_its_clock(world: World, browse: Browse, language: str, words: str) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world)
        page = browse(world.bjarne, language=language).get(f"/soknad/{decision.application_id}/klag")
    text = page.text.replace("\u00a0", " ")
    assert words in text
    assert decision.application.number in text
    assert "20 000 kr" in text


def test_sending_it_gives_a_receipt_and_only_one_appeal(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    browser, url = browse(world.bjarne), f"/soknad/{decision.application_id}/klag"
    form = browser.get(url).form_values("key") | {"wanted": "Alt vi søkte om.", "why": "Teltet er lånt."}
    sent = browser.post(url, form)
    made = db.session.query(Appeal).one()
    assert sent.location == f"/klage/{made.id}/kvittering"
    assert "Takk! Klagen er sendt." in browser.get(sent.location).text
    assert browser.post(url, form).location == f"/klage/{made.id}"
    assert browser.get(url).location == f"/klage/{made.id}"
    links = browser.get(f"/soknad/{decision.application_id}").links()
    assert f"/klage/{made.id}" in links
    assert url not in links
    assert db.session.query(Appeal).count() == 1
    notice = db.session.query(OutboxMessage).filter_by(kind="appeal_received").one()
    mail = compose_mail(notice)
    assert f"http://localhost/klage/{made.id}" in mail.body
    assert "telt" not in mail.subject + mail.body
    assert "Teltet er lånt." in browser.get(f"/klage/{made.id}").text


def test_an_empty_one_is_shown_again(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    page = browse(world.bjarne).post(f"/soknad/{decision.application_id}/klag", {"why": "Fordi."})
    assert page.status == 422
    assert "Skriv hva du vil ha endret" in page.text
    assert "Fordi." in page.text


def test_a_late_one_is_told_so_and_taken_in(world: World, browse: Browse) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world)
    with frozen(FRIDAY + timedelta(days=30)):
        browser, url = browse(world.bjarne), f"/soknad/{decision.application_id}/klag"
        assert "Fristen er ute" in browser.get(url).text
        browser.post(url, {"wanted": "Alt."})
    made = db.session.query(Appeal).one()
    assert made.sent_on > made.deadline
    assert "Klagen kom etter fristen" in browse(world.bjarne).get(f"/klage/{made.id}").text


def test_what_is_missing_is_sent(world: World, browse: Browse) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    asked = {"question": "Hvilket telt?", "until": next_working_day(today() + timedelta(days=20)).isoformat()}
    assert browse(world.cecilie).post(f"/storhaug/arbeid/klager/{made.id}/be-om-mer", asked).status == 303
    browser = browse(world.bjarne)
    page = browser.get(f"/klage/{made.id}")
    assert "Hvilket telt?" in page.text
    assert browser.post(f"/klage/{made.id}/svar", {"text": " "}).status == 422
    assert browser.post(f"/klage/{made.id}/svar", {"text": "Det store."}).status == 303
    db.session.remove()
    assert db.session.query(Appeal).one().state is AppealState.RECEIVED


def test_fuller_reasons(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    browser, url = browse(world.bjarne), f"/soknad/{decision.application_id}/begrunnelse"
    assert browser.post(url, {"question": "Hva er for stort?"}).status == 303
    assert "Vi skriver en grundigere begrunnelse" in browser.get(url).text
    desk = browse(world.cecilie)
    (way,) = [link for link in desk.get("/storhaug/arbeid/klager").links() if "/begrunnelse/" in link]
    assert "Hva er for stort?" in desk.get(way).text
    assert desk.post(way, {"reasons": "Teltet har plass til 200."}).status == 303
    page = browser.get(url)
    assert "Teltet har plass til 200." in page.text
    assert "Du har fått lengre tid til å klage" in page.text


def test_nobody_elses_appeal_is_there(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    made = appeal_cast.appeals(decision)
    for person in (world.guro, world.aud, world.dag, world.magne):
        browser = browse(person)
        for url in (f"/klage/{made.id}", f"/klage/{made.id}/svar", f"/soknad/{decision.application_id}/klag"):
            assert browser.get(url).status == 404, (person.name, url)


def test_the_letters_are_read_and_another_appellant_signs_in_to_theirs(world: World, browse: Browse) -> None:
    made = appeal_cast.writes_in(appeal_cast.answered(world), world.cecilie)
    letter = appeal_cast.sends(appeal_cast.forwards(made, world.cecilie).letter, world.cecilie)
    url = f"/klage/{made.id}/brev/{letter.id}"
    assert made.owner is not None
    for person in (made.owner, world.bjarne):
        browser = browse(person)
        assert url in browser.get(f"/klage/{made.id}").links()
        assert "Bydelsgruppa har sett på saken igjen" in browser.get(url).text
        assert browser.get(f"{url}.pdf").status == 200
    assert browse(world.bjarne).get(f"/klage/{made.id}/svar").location == f"/klage/{made.id}"
    assert f"/klage/{made.id}" in browse(made.owner).get("/min-side").links()


def test_it_is_taken_back_after_one_more_look(world: World, browse: Browse) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    browser, url = browse(world.bjarne), f"/klage/{made.id}/trekk"
    assert url in browser.get(f"/klage/{made.id}").links()
    assert "Vil du trekke klagen?" in browser.get(url).text
    assert db.session.get_one(Appeal, made.id).state is AppealState.RECEIVED, "looking is not doing"
    assert browser.post(url, {}).location == f"/klage/{made.id}"
    page = browser.get(f"/klage/{made.id}")
    assert "Klagen ble trukket" in page.text
    assert url not in page.links()
    assert browser.get(url).location == f"/klage/{made.id}"
    desk = browse(world.cecilie).get(f"/storhaug/arbeid/klager/{made.id}")
    assert "Den som klaget, har trukket klagen." in desk.text
    assert (
        f"/storhaug/arbeid/klager/{made.id}" in browse(world.cecilie).get("/storhaug/arbeid/klager?vis=ferdig").links()
    )


def test_nobody_takes_back_anothers_appeal(world: World, browse: Browse) -> None:
    made = appeal_cast.writes_in(appeal_cast.answered(world), world.cecilie)
    url = f"/klage/{made.id}/trekk"
    assert browse(world.bjarne).post(url, {}).location == f"/klage/{made.id}"
    assert browse(world.aud).post(url, {}).status == 404
    assert db.session.get_one(Appeal, made.id).state is AppealState.RECEIVED
