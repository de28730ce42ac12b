"""Signing in by a mailed link: nobody learns who is registered, and a link works once."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.actions import enrol, forget_old, make_link
from medvirkning.people.models import Person, Session, SignInLink
from medvirkning.people.queries import open_link
from medvirkning.web.security import limiter
from tests import cast
from tests.browsing import Browse, Browser
from tests.grant_cast import open_round


def link_for(browser: Browser, email: str, page: str = "/logg-inn") -> str:
    """Ask for a link, and read it in the outbox."""
    assert str(browser.submit(page, email=email).location).startswith("/logg-inn/sendt")
    message = db.session.scalars(select(OutboxMessage).order_by(OutboxMessage.posted_at.desc())).first()
    assert message is not None
    return str(message.values["path"])


def test_a_link_signs_in_by_button_and_only_once(browse: Browse) -> None:
    browser = browse()
    path = link_for(browser, "Bjarne@Medvirkning.example")
    assert browser.get(path).status == 200, "opening alone does nothing"
    assert db.session.scalar(select(func.count(Session.token_hash))) == 0
    assert browser.submit(path).location == "/min-side"
    assert "Hei" in browser.get("/min-side").text or "Min side" in browser.get("/min-side").text
    again = browse()
    assert "virker ikke" in again.get(path).text
    assert again.post(path).status == 422


def test_the_link_leads_where_one_was_going(browse: Browse) -> None:
    browser = browse()
    path = link_for(browser, "bjarne@medvirkning.example", "/logg-inn?next=/min-side%3Fa%3D1")
    assert browser.submit(path).location == "/min-side?a=1"


def test_asking_once_more_leads_to_the_same_place(browse: Browse) -> None:
    browser = browse()
    sent = browser.submit("/logg-inn?next=/soknad/ny/1%3Fkroner%3D5000", email="bjarne@medvirkning.example")
    again = next(link for link in browser.get(str(sent.location)).links() if link.startswith("/logg-inn?"))
    path = link_for(browser, "bjarne@medvirkning.example", again)
    assert browser.submit(path).location == "/soknad/ny/1?kroner=5000"


def test_whoever_is_on_the_way_to_apply_is_told_why(browse: Browse) -> None:
    assert "Du logger inn for å søke." in browse().get("/logg-inn?next=/soknad/ny/1").text
    assert "Du logger inn for å søke." not in browse().get("/logg-inn").text


@pytest.mark.parametrize(
    "evil", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\\\\evil"]
)
def test_next_never_leaves_the_site(browse: Browse, evil: str) -> None:
    browser = browse()
    browser.client.get("/")
    path = link_for(browser, "bjarne@medvirkning.example", f"/logg-inn?next={evil}")
    assert browser.submit(path).location == "/min-side"


def test_a_link_grows_old(browse: Browse) -> None:
    browser = browse()
    path = link_for(browser, "bjarne@medvirkning.example")
    with frozen(now() + timedelta(minutes=16)):
        assert browser.post(path).status == 422


def test_known_and_unknown_get_the_same_answer(browse: Browse) -> None:
    cast.storhaug()
    browser = browse()
    known = browser.submit("/logg-inn", email="dag@medvirkning.example")
    unknown = browser.submit("/logg-inn", email="nobody@medvirkning.example")
    assert (known.status, known.location) == (unknown.status, unknown.location)
    assert browser.get(known.location).text == browser.get(unknown.location).text


@pytest.mark.parametrize("written", ["", "dag", "dag@", "@example.no", "a b@example.no", "x" * 300 + "@example.no"])
def test_a_bad_address_is_told_at_the_field(browse: Browse, written: str) -> None:
    page = browse().submit("/logg-inn", email=written)
    assert page.status == 422
    assert page.errors
    assert page.form_values("email")["email"] == [written]
    assert db.session.scalar(select(func.count(SignInLink.token_hash))) == 0


def test_nobody_is_pestered(browse: Browse) -> None:
    browser = browse()
    for _ in range(9):
        browser.submit("/logg-inn", email="dag@medvirkning.example")
    assert db.session.scalar(select(func.count(OutboxMessage.id))) == 5


def test_guessing_is_slowed(app: Flask, browse: Browse) -> None:
    browser = browse()
    limiter.enabled = True
    limiter.reset()
    pages = [browser.submit("/logg-inn", email=f"a{n}@example.no") for n in range(22)]
    limiter.enabled = False
    waits = [int(page.response.headers["Retry-After"]) for page in pages if page.status == 429]
    assert len(waits) == 2
    assert all(1 <= wait <= 601 for wait in waits)


def test_a_stranger_who_asks_for_a_link_does_not_end_the_one_its_owner_was_sent(browse: Browse) -> None:
    with transaction():
        token = make_link("aud@medvirkning.example", lives=timedelta(days=7), at=now())
    browse().submit("/logg-inn", email="aud@medvirkning.example")
    assert open_link(token, at=now()) is not None


def test_signing_out_ends_the_session_in_the_database(browse: Browse) -> None:
    world = cast.storhaug()
    browser = browse(world.dag)
    stolen = browser.client.get_cookie("medvirkning").value  # type: ignore[union-attr]
    assert browser.get("/min-side").status == 200
    assert browser.post("/logg-ut").status == 303
    assert browser.get("/min-side").status == 303
    browser.client.set_cookie("medvirkning", stolen)
    assert browser.get("/min-side").status == 303, "the old cookie is worth nothing"


def test_a_session_ends_by_itself(browse: Browse) -> None:
    world = cast.storhaug()
    browser = browse(world.dag)
    with frozen(now() + timedelta(hours=13)):
        assert browser.get("/min-side").status == 303


def test_a_session_lives_while_it_is_used_and_never_for_ever(browse: Browse) -> None:
    world = cast.storhaug()
    began, used, idle = now(), browse(world.dag), browse(world.dag)
    url = f"/soknad/ny/{open_round(world).id}"
    for hours in range(0, 13, 3):
        with frozen(began + timedelta(hours=hours)):
            assert used.post(url, {"written_in": "nb"}).status == 303
    with frozen(began + timedelta(hours=23)):
        assert used.get("/min-side").status == 200
        assert idle.get("/min-side").status == 303
        with transaction():
            forget_old(at=now())
        assert db.session.scalar(select(func.count()).select_from(Session)) == 1
    for hours in range(20, 24 * 14, 9):
        with frozen(began + timedelta(hours=hours)):
            used.post(url, {"written_in": "nb"})
    with frozen(began + timedelta(days=14, minutes=1)):
        assert used.get("/min-side").status == 303


def test_a_form_without_a_token_is_refused(browse: Browse) -> None:
    for url in ("/logg-inn", "/logg-ut"):
        assert browse().post(url, {"email": "dag@medvirkning.example"}, token=False).status == 400


def test_only_hashes_are_kept(browse: Browse) -> None:
    path = link_for(browse(), "bjarne@medvirkning.example")
    token = path.rsplit("/", 1)[1]
    stored = db.session.scalars(select(SignInLink)).one()
    assert re.fullmatch(r"[0-9a-f]{64}", stored.token_hash)
    assert token not in stored.token_hash
    assert len(token) >= 22, "128 bits or more"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_pages_are_whole_in_both_languages(browse: Browse, language: str) -> None:
    browser = browse(language=language)
    assert browser.get("/logg-inn").status == 200
    assert browser.get("/logg-inn/sendt").status == 200
    assert browser.get("/logg-inn/" + "x" * 43).status == 200
    assert db.session.scalar(select(func.count(Person.id))) == 0


def test_what_the_database_refuses_is_a_conflict_not_a_crash(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_rest: object) -> None:
        raise IntegrityError("INSERT", {}, Exception("unique"))

    monkeypatch.setattr("medvirkning.web.account.views.make_link", refused)
    assert browse().submit("/logg-inn", email="dag@medvirkning.example").status == 409


def test_looking_at_the_way_out_signs_nobody_out(browse: Browse) -> None:
    world = cast.storhaug()
    browser = browse(world.bjarne)
    page = browser.get("/logg-ut")
    assert "Vil du logge ut?" in page.text
    assert browser.get("/min-side").status == 200
    assert browser.post("/logg-ut", {}).status == 303
    assert "Du er logget ut" in browser.get("/logg-ut").text


def test_two_without_a_name_are_two_in_the_demo(browse: Browse) -> None:
    at = now()
    with transaction():
        for word in ("en", "to"):
            enrol(f"{word}@medvirkning.example", name="", language="nb", at=at)
    assert "to@medvirkning.example" in browse().get("/demo").text
