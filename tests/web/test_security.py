"""What every answer carries, whom cookies are for, and whose word is taken for where a request comes from."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from medvirkning.app import create_app
from medvirkning.attachments import storage
from medvirkning.kernel.database import db
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.queries import person_by_email
from medvirkning.settings import Settings
from medvirkning.web.security import HEADERS, limiter
from tests import cast
from tests.browsing import Browse
from tests.examples import Examples, lay_out

HOST = "https://medvirkning.example"
FORGED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "evil.example", "X-Real-Ip": "203.0.113.9"}


@pytest.fixture
def examples(app: Flask) -> Examples:
    return lay_out(cast.storhaug())


@pytest.fixture
def production(app: Flask, settings: Settings) -> Iterator[FlaskClient]:
    """A browser on the same database, where the site is run for real: https, one proxy in front, no demo."""
    real = replace(settings, base_url=HOST, demo=False, trusted_proxies=1)
    site = create_app(real)
    site.config["TESTING"] = True
    with site.app_context():
        yield site.test_client()
    storage.use(settings.files)


def asked(client: FlaskClient, path: str, *, at: str = HOST, **how: Any) -> TestResponse:
    return client.open(path, base_url=at, **how)


KINDS = {
    "a page": ("GET", "/storhaug/"),
    "a form": ("GET", "/logg-inn"),
    "a redirect": ("GET", "/sprak/nn"),
    "somebody's own": ("GET", "/min-side"),
    "no such page": ("GET", "/storhaug/finnes-ikke"),
    "a wrong method": ("POST", "/storhaug/"),
    "a form without a token": ("POST", "/logg-inn"),
    "health": ("GET", "/healthz"),
    "a style sheet": ("GET", "the style sheet"),
    "no such file": ("GET", "/static/finnes-ikke.css"),
}


@pytest.mark.parametrize(("method", "path"), KINDS.values(), ids=KINDS)
def test_every_kind_of_answer_carries_the_headers(app: Flask, method: str, path: str) -> None:
    cast.storhaug()
    client = app.test_client()
    if path == "the style sheet":
        path = re.findall(r'href="(/static/build/app-[^"]+\.css)"', client.get("/logg-inn").get_data(as_text=True))[0]
    answer = client.open(path, method=method)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"]


def files(examples: Examples) -> dict[str, str]:
    """Addresses of files, and whose they are."""
    of = examples.of
    contribution, slug = of("board", "contribution_id"), of("", "slug")
    application, own = of("queue", "application_id"), of("applying", "application_id")
    return {
        f"/{slug}/innspill/{contribution}/bilde/{of('board.photo', 'photo_id')}": "aud",
        f"/{slug}/arbeid/soknader/{application}/vedlegg/{of('queue', 'attachment_id')}": "ivar",
        f"/soknad/{own}/vedlegg/{of('applying', 'attachment_id')}": "bjarne",
        f"/soknad/{of('letters', 'application_id')}/brev.pdf": "bjarne",
    }


def test_files_are_what_they_say_in_a_cage_of_their_own(browse: Browse, examples: Examples) -> None:
    for path, name in files(examples).items():
        person = person_by_email(f"{name}@medvirkning.example")
        answer = browse(person).get(path).response
        assert answer.status_code == 200, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"], path
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"], path
        assert answer.mimetype in ("image/jpeg", "application/pdf")
        kind = answer.headers["Content-Disposition"].partition(";")[0]
        assert kind == ("inline" if answer.mimetype == "image/jpeg" else "attachment")
        if name != "aud":
            assert browse().get(path).location.startswith("/logg-inn"), "signed out, it is closed"
            assert browse(person_by_email("guro@medvirkning.example")).get(path).status == 404


def test_what_is_somebodys_own_is_never_kept_by_a_browser(browse: Browse) -> None:
    world = cast.storhaug()
    for path in ("/min-side", "/storhaug/", "/logg-inn"):
        assert browse(world.dag).get(path).response.headers["Cache-Control"] == "no-store"


def test_cookies_are_for_this_site_alone_and_no_script(production: FlaskClient) -> None:
    cast.storhaug()
    session = asked(production, "/logg-inn").headers["Set-Cookie"]
    language = asked(production, "/sprak/nn").headers["Set-Cookie"]
    assert session.startswith("__Host-medvirkning=")
    assert language.startswith("sprak=nn")
    for cookie in (session, language):
        words = {word.strip().partition("=")[0]: word.strip().partition("=")[2] for word in cookie.split(";")[1:]}
        assert {"Secure", "HttpOnly"} <= set(words), cookie
        assert (words["Path"], words["SameSite"]) == ("/", "Lax")
        assert "Domain" not in words


def test_cookies_demand_https_also_where_a_proxy_speaks_http_to_us(production: FlaskClient) -> None:
    answer = asked(production, "/sprak/nn", at="http://medvirkning.example")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_production_asks_for_https_for_a_year_and_has_no_demo(production: FlaskClient) -> None:
    answer = asked(production, "/logg-inn")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    for path in ("/demo/", "/demo/mail", "/komponenter/"):
        assert asked(production, path).status_code == 404
    assert asked(production, "/demo/sign-in", method="POST").status_code in (400, 404, 405)


@pytest.mark.parametrize("host", ["evil.example", "medvirkning.example.evil.example", "localhost", "[::1]", "a b", ""])
def test_only_our_own_name_is_answered_to(production: FlaskClient, host: str) -> None:
    answer = production.get("/logg-inn", base_url=HOST, headers={"Host": host})
    assert answer.status_code == 400


def test_links_in_mail_have_our_own_name_whatever_a_request_says(browse: Browse) -> None:
    browser = browse()
    sent = {"email": "bjarne@medvirkning.example"}
    browser.post("/logg-inn", sent, headers=FORGED)
    message = db.session.scalars(select(OutboxMessage)).one()
    assert "evil" not in str(message.values)


def many_tries(client: FlaskClient, **how: Any) -> list[int]:
    """Ask for links again and again, claiming to be somewhere else each time."""
    page = client.get("/logg-inn", **how).get_data(as_text=True)
    data = {"csrf_token": page.partition('name="csrf_token" value="')[2].partition('"')[0], "email": "a@example.no"}
    limiter.enabled = True
    limiter.reset()
    claims = [f"203.0.113.{number}, 198.51.100.7" for number in range(25)]
    headers = {"Referer": f"{how.get('base_url', 'http://localhost')}/logg-inn"}
    found = [
        client.post("/logg-inn", data=data, headers={**headers, "X-Forwarded-For": claim}, **how) for claim in claims
    ]
    limiter.enabled = False
    return [answer.status_code for answer in found]


def test_guessing_is_slowed_whatever_address_one_claims_to_have(app: Flask) -> None:
    assert many_tries(app.test_client()).count(429) == 5


def test_behind_a_proxy_only_its_own_word_counts(production: FlaskClient) -> None:
    assert many_tries(production, base_url=HOST).count(429) == 5


def test_signing_in_begins_a_new_session_that_nobody_can_have_planted(browse: Browse, app: Flask) -> None:
    cast.storhaug()
    browser = browse()
    planted = browser.token()
    with browser.client.session_transaction() as session:
        session["planted"] = "by somebody"
    browser.post("/demo/sign-in", {"person": "dag"})
    with browser.client.session_transaction() as session:
        assert "planted" not in session
    assert browser.token() != planted


def test_a_token_is_its_own_sessions(browse: Browse) -> None:
    world = cast.storhaug()
    stolen = browse().token()
    page = browse(world.dag).post("/logg-ut", {"csrf_token": stolen})
    assert page.status == 400
