"""An applicant's way: begin, write over two visits, be told what is missing, send, follow."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.queries import applications_of
from medvirkning.grants.words import Section
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.compose import compose
from medvirkning.outbox.models import OutboxMessage
from tests.browsing import Browse
from tests.cast import storhaug
from tests.grant_cast import WHAT, WHO, draft, open_round, sent, whole

DECLARED = {"may_apply": "y", "public": "y", "report": "y"}
PAGES = ("", "/hvem", "/hva", "/hvor-og-nar", "/budsjett", "/vedlegg", "/sjekk", "/trekk")
LINES = {
    "expense": ["Mat", "Telt"],
    "expense_amount": ["18 000", "9.000 kr"],
    "income": ["Egne"],
    "income_amount": ["2000"],
}


def stored(application: Application) -> Application:
    db.session.expire_all()
    return db.session.get(Application, application.id)


def test_from_the_round_to_a_draft(app: Flask, browse: Browse):
    world = storhaug()
    round_ = open_round(world)
    url = f"/soknad/ny/{round_.id}"
    stranger = browse().get(url)
    assert stranger.status == 303
    assert stranger.location == f"/logg-inn?next=/soknad/ny/{round_.id}"
    answer = browse(world.bjarne).submit(url, having="written_in", written_in="nn")
    assert answer.status == 303
    made = applications_of(world.bjarne.id)
    assert [application.language for application in made] == ["nn"]
    assert answer.location == f"/soknad/{made[0].id}"


def test_a_double_press_begins_once(app: Flask, browse: Browse):
    world = storhaug()
    url = f"/soknad/ny/{open_round(world).id}"
    browser = browse(world.bjarne)
    values = browser.get(url).form_values("written_in")
    places = {browser.post(url, values).location for _ in range(3)}
    assert len(places) == 1 == len(applications_of(world.bjarne.id))
    assert "Du har begynt før" in browser.get(url).text


def test_nobody_begins_after_the_deadline(app: Flask, browse: Browse):
    world = storhaug()
    url = f"/soknad/ny/{open_round(world, days=-1).id}"
    page = browse(world.bjarne).get(url)
    assert "Det går ikke an å søke" in page.text
    refused = browse(world.bjarne).post(url, {"written_in": "nb", "key": str(uuid4())})
    assert refused.status == 422
    assert applications_of(world.bjarne.id) == []


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_works_for_the_owner(app: Flask, browse: Browse, path: str, language: str):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    page = browse(world.bjarne, language=language).get(f"/soknad/{made.id}{path}")
    assert page.status == 200
    assert ("søkjar" in page.text or "søkje" in page.text or "de " in page.text) if language == "nn" else True


@pytest.mark.parametrize("path", [*PAGES, "/kvittering"])
def test_the_empty_draft_has_every_page(app: Flask, browse: Browse, path: str):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    assert browse(world.bjarne).get(f"/soknad/{made.id}{path}").status == (303 if path == "/kvittering" else 200)


@pytest.mark.parametrize("path", [*PAGES, "/kvittering"])
def test_it_is_not_there_for_others(app: Flask, browse: Browse, path: str):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    for someone in (world.guro, world.dag, world.cecilie, world.fredrik, world.eli):
        assert browse(someone).get(f"/soknad/{made.id}{path}").status == 404
    assert browse().get(f"/soknad/{made.id}{path}").status == 303
    assert browse(world.bjarne).get(f"/soknad/{uuid4()}{path}").status == 404


@pytest.mark.parametrize(
    "path", ["/hvem", "/hva", "/hvor-og-nar", "/budsjett", "/vedlegg", "/sjekk", "/trekk", "/lenke"]
)
def test_others_can_change_nothing(app: Flask, browse: Browse, path: str):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    for someone in (world.guro, world.dag):
        assert browse(someone).post(f"/soknad/{made.id}{path}", {**WHAT, **DECLARED}).status == 404
    assert stored(made).version == made.version
    assert stored(made).state == "draft"


@pytest.mark.parametrize(("path", "method"), [("", "post"), ("/kvittering", "post"), ("/lenke", "get")])
def test_wrong_methods(app: Flask, browse: Browse, path: str, method: str):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    assert getattr(browse(world.bjarne), method)(f"/soknad/{made.id}{path}").status == 405


def test_two_visits(app: Flask, browse: Browse):
    """Save and return: a half-finished section on the first visit, the rest on the second, from another browser."""
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    base = f"/soknad/{made.id}"
    first = browse(world.bjarne)
    answer = first.submit(f"{base}/hva", having="title", title="Langbord på Lervig", what="Et langt bord", later="1")
    assert (answer.status, answer.location) == (303, base)
    second = browse(world.bjarne)
    tasks = second.get(base)
    assert "Begynt" in tasks.text
    assert "Kladden er lagret" in tasks.text
    form = second.get(f"{base}/hva").form_values("title")
    assert form["title"] == ["Langbord på Lervig"]
    steps = [
        ("hvem", WHO, "hva"),
        ("hva", {**form, **WHAT}, "hvor-og-nar"),
        ("hvor-og-nar", {"zone_id": "all", "starts_on": "2027-06-01", "place": "Kaia", "ends_on": ""}, "budsjett"),
        ("budsjett", LINES, "vedlegg"),
        ("vedlegg", {"plan-statutes": "later"}, "sjekk"),
    ]
    for path, values, leads_to in steps:
        answer = second.post(f"{base}/{path}", values)
        assert (answer.status, answer.location) == (303, f"{base}/{leads_to}"), answer.errors
    check = second.get(f"{base}/sjekk")
    assert "25 000 kr" in check.text.replace("\N{NO-BREAK SPACE}", " ")
    answer = second.submit(f"{base}/sjekk", having="may_apply", **DECLARED)
    assert (answer.status, answer.location) == (303, f"{base}/kvittering")
    receipt = second.get(answer.location)
    assert stored(made).number in receipt.text
    assert "Dere får svar innen" in receipt.text


def test_save_and_continue_tells_what_is_missing_and_keeps_the_rest(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    page = browse(world.bjarne).submit(
        f"/soknad/{made.id}/hvem", having="applicant_name", applicant_name="Kaikanten", account_number="8601.11.1794"
    )
    assert page.status == 422
    assert page.all("title")[0].text.startswith("Feil:")
    assert "Kontonummeret har 11 sifre. Du har skrevet 10." in page.text
    assert page.form_values("applicant_name")["account_number"] == ["8601.11.1794"]
    assert stored(made).applicant_name == "Kaikanten"
    assert stored(made).unread == {"account_number": "8601.11.1794"}


def test_change_leads_back_to_the_check_page(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    answer = browse(world.bjarne).submit(f"/soknad/{made.id}/hva?fra=sjekk", having="title", title="Nytt navn")
    assert answer.location == f"/soknad/{made.id}/sjekk"


def test_the_script_saves_while_one_writes(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    browser = browse(world.bjarne)
    url = f"/soknad/{made.id}/hva"
    values = {**browser.get(url).form_values("title"), "title": "Halv", "participants": "mange"}
    part = browser.post(url, values, headers={"HX-Request": "true"})
    assert part.status == 200
    assert part.text.startswith("Lagret kl.")
    assert "<html" not in part.html
    assert (stored(made).title, stored(made).unread) == ("Halv", {"participants": "mange"})


def test_changing_the_language_keeps_what_is_written(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    browser = browse(world.bjarne)
    url = f"/soknad/{made.id}/hva"
    answer = browser.submit(url, having="title", title="Halvferdig", language="nn")
    assert (answer.status, answer.location) == (303, url)
    page = browser.get(url)
    assert page.all("html")[0].get("lang") == "nn"
    assert page.form_values("title")["title"] == ["Halvferdig"]


def test_what_was_changed_elsewhere_is_shown_beside_ones_own(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    url = f"/soknad/{made.id}/hva"
    phone, laptop = browse(world.bjarne), browse(world.bjarne)
    on_phone, on_laptop = phone.get(url).form_values("title"), laptop.get(url).form_values("title")
    phone.post(url, {**on_phone, "title": "Fra telefonen", "later": "1"})
    quiet = laptop.post(url, {**on_laptop, "title": "Fra PC-en"}, headers={"HX-Request": "true"})
    assert quiet.status == 409
    page = laptop.post(url, {**on_laptop, "title": "Fra PC-en"})
    assert page.status == 409
    assert "Fra telefonen" in page.text
    assert page.form_values("title")["title"] == ["Fra PC-en"]
    assert stored(made).title == "Fra telefonen"
    assert laptop.post(url, {**page.form_values("title"), "later": "1"}).status == 303
    assert stored(made).title == "Fra PC-en"


def test_declarations_are_asked_for(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    page = browse(world.bjarne).submit(f"/soknad/{made.id}/sjekk", having="key", public="y")
    assert page.status == 422
    assert len(page.errors) == 2
    assert stored(made).state == "draft"


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
    assert f"Saksnummeret er {number}. Du får svar {'innan' if language == 'nn' else 'innen'} " in mail.body
    assert str(round_.answer_by.year) in mail.body


def test_every_section_keeps_anything_that_is_sent(app: Flask, browse: Browse):
    """Odd things do no harm: they are kept or passed over, and told."""
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    browser = browse(world.bjarne)
    odd = "«æøå» <b> \u202e 🧵 %s %(a)d {{ 7*7 }} '; DROP TABLE application;--\x00"
    for path in ("hvem", "hva", "hvor-og-nar", "budsjett"):
        form = browser.get(f"/soknad/{made.id}/{path}").form("form")
        page = browser.post(f"/soknad/{made.id}/{path}", {name: odd for name in form["names"] if name != "csrf_token"})
        assert page.status in (303, 409, 422), path
    assert browser.get(f"/soknad/{made.id}/sjekk").status == 200
    assert now() >= stored(made).updated_at
    assert Section.WHO in Section
