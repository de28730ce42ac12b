"""An applicant's way: begin, write over two visits, be told what is missing, send, follow."""

import re
from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.queries import applications_of
from medvirkning.kernel.database import db
from tests.browsing import Browse
from tests.cast import storhaug
from tests.grant_cast import WHAT, WHO, draft, open_round, whole

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
    assert "Du har allerede begynt" in browser.get(url).text


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
    assert page.root.get("lang") == language
    others = {"ikkje", "dykk", "søkjar"} if language == "nb" else {"dere", "deres", "søkeren"}
    assert not others & set(re.findall(r"\w+", page.text.lower()))


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
    assert "Dere får svar senest" in receipt.text


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


def test_every_section_keeps_anything_that_is_sent(app: Flask, browse: Browse):
    """Odd things do no harm: they are kept or passed over, and told."""
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    browser = browse(world.bjarne)
    odd = "«æøå» <b> \u202e 🧵 %s %(a)d {{ 7*7 }} '; DROP TABLE application;--\x00"
    for path in ("hvem", "hva", "hvor-og-nar", "budsjett"):
        form = browser.get(f"/soknad/{made.id}/{path}").form("form_id")
        page = browser.post(f"/soknad/{made.id}/{path}", {name: odd for name in form["names"] if name != "csrf_token"})
        assert page.status in (303, 409, 422), path
    assert browser.get(f"/soknad/{made.id}/sjekk").status == 200


def test_a_text_that_is_far_too_long_is_told_of_and_its_beginning_kept(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    browser, url = browse(world.bjarne), f"/soknad/{made.id}/hva"
    for press in ({}, {"later": "1"}):
        page = browser.post(url, {**WHAT, "what": "å" * 30_000, **press})
        assert page.status == 422
        assert "Vi tok vare på begynnelsen" in page.text
        assert page.text.count("å" * 1000) == 20
    assert len(stored(made).what) == 20_000
    saved = browser.post(url, {**WHAT, "what": "å" * 30_000}, headers={"HX-Request": "true"})
    assert "bare begynnelsen" in saved.text
