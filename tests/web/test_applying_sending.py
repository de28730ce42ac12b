"""Sending an application and following it: declarations, one receipt, nothing changed after, and the links by mail."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import compose
from medvirkning.outbox.models import OutboxMessage
from tests.browsing import Browse
from tests.cast import storhaug
from tests.grant_cast import draft, open_round, sent, whole

DECLARED = {"may_apply": "y", "public": "y", "report": "y"}


def stored(application: Application) -> Application:
    db.session.expire_all()
    return db.session.get(Application, application.id)


def test_declarations_are_asked_for(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    page = browse(world.bjarne).submit(f"/soknad/{made.id}/sjekk", having="key", public="y")
    assert page.status == 422
    assert len(page.errors) == 2
    assert stored(made).state == "draft"


def test_changing_the_language_keeps_what_is_vouched_for(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    page = browse(world.bjarne).submit(f"/soknad/{made.id}/sjekk", having="key", public="y", language="nn")
    assert (page.status, page.root.get("lang"), page.errors) == (200, "nn", [])
    assert [box for box in DECLARED if box in page.form_values("key")] == ["public"]


def test_sending_what_was_changed_meanwhile_asks_once_more(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    url = f"/soknad/{made.id}/sjekk"
    browser = browse(world.bjarne)
    opened = browser.get(url).form_values("key")
    browser.submit(f"/soknad/{made.id}/hva", having="title", title="Noe annet")
    page = browser.post(url, {**opened, **DECLARED})
    assert page.status == 409
    assert "Noe annet" in page.text
    assert stored(made).state == "draft"
    assert browser.post(url, {**page.form_values("key"), **DECLARED}).status == 303


def test_pressing_send_twice_gives_the_receipt_again(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    url = f"/soknad/{made.id}/sjekk"
    browser = browse(world.bjarne)
    values = {**browser.get(url).form_values("key"), **DECLARED}
    assert {browser.post(url, values).location for _ in range(3)} == {f"/soknad/{made.id}/kvittering"}
    assert len(db.session.scalars(select(OutboxMessage)).all()) == 1


def test_after_sending_it_can_be_read_and_not_changed(app: Flask, browse: Browse):
    world = storhaug()
    made = sent(open_round(world), world.bjarne)
    browser, base = browse(world.bjarne), f"/soknad/{made.id}"
    assert made.number in browser.get(base).text
    read = browser.get(f"{base}/sjekk")
    assert "Et åttemeters bord" in read.text
    assert not read.all("input", type="checkbox")
    assert browser.get(f"{base}/hva").location == f"{base}/sjekk"
    assert browser.post(f"{base}/hva", {"title": "Nei"}).status == 409
    assert stored(made).title == "Langbord på Lervig"


def test_after_the_deadline_the_draft_is_kept_and_not_sent(app: Flask, browse: Browse):
    world = storhaug()
    round_ = open_round(world)
    made = whole(round_, world.bjarne)
    with transaction():
        round_.opens_at, round_.deadline = round_.opens_at.replace(year=2020), round_.deadline.replace(year=2021)
    browser = browse(world.bjarne)
    assert "tatt vare på" in browser.get(f"/soknad/{made.id}").text
    page = browser.post(f"/soknad/{made.id}/sjekk", {"key": str(uuid4()), **DECLARED})
    assert page.status == 422
    assert "Fristen er ute" in page.text


def test_withdraw(app: Flask, browse: Browse):
    world = storhaug()
    made = sent(open_round(world), world.bjarne)
    browser = browse(world.bjarne)
    assert browser.post(f"/soknad/{made.id}/trekk").location == f"/soknad/{made.id}"
    assert "Dere har trukket" in browser.get(f"/soknad/{made.id}").text
    assert stored(made).state == "withdrawn"
    assert browser.post(f"/soknad/{made.id}/trekk").status == 409


def test_a_link_to_go_on_signs_in_and_leads_back(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    browse(world.bjarne).post(f"/soknad/{made.id}/lenke")
    message = db.session.scalars(select(OutboxMessage)).one()
    link = next(line for line in compose(message).body.splitlines() if "/logg-inn/" in line)
    elsewhere = browse()
    answer = elsewhere.submit(link.removeprefix("http://localhost"))
    assert answer.location == f"/soknad/{made.id}"
    assert elsewhere.get(answer.location).status == 200


def test_many_links_leave_the_way_in_open(app: Flask, browse: Browse):
    """The third mail has the page's address only, and an ordinary link can still be asked for."""
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    for _ in range(4):
        browse(world.bjarne).post(f"/soknad/{made.id}/lenke")
    mails = [compose(message).body for message in db.session.scalars(select(OutboxMessage))]
    assert sum("/logg-inn/" in mail for mail in mails) == 2
    assert all(f"/soknad/{made.id}" in mail for mail in mails)
    browse().post("/logg-inn", {"email": world.bjarne.email, "website": ""})
    assert "sign_in" in set(db.session.scalars(select(OutboxMessage.kind)))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_receipt_mail(app: Flask, browse: Browse, language: str):
    world = storhaug()
    round_ = open_round(world)
    made = whole(round_, world.bjarne)
    with transaction():
        made.language = language
    browse(world.bjarne).submit(f"/soknad/{made.id}/sjekk", having="key", **DECLARED)
    mail = compose(db.session.scalars(select(OutboxMessage)).one())
    number = stored(made).number
    assert number in mail.subject
    assert f"Saksnummeret er {number}. Du får svar {'seinast' if language == 'nn' else 'senest'} " in mail.body
    assert str(round_.answer_by.year) in mail.body
