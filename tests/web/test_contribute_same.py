"""«I mean the same»: agreeing in place of sending, following by e-mail; and what keeps open forms open to people."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.contributions.models import Contribution, Draft
from medvirkning.contributions.queries import contacts
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.kernel.database import db
from medvirkning.web.security import limiter
from tests import cast
from tests import contribution_cast as said
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.pages import Page

FORM = "/storhaug/innspill/nytt"
WISH = "Vi ønsker flere benker ved lekeplassen"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def aud(world: World, browse: Browse) -> Browser:
    return browse()


def check_page(aud: Browser, text: str = "Fleire benkar på leikeplassen") -> Page:
    where = aud.submit(FORM, "text", text=text).location
    return aud.get(aud.submit(where, "place").location)


def agree_forms(page: Page) -> list[str]:
    return [form["action"] for form in page.forms if "/samme/" in form["action"]]


def found(world: World, made: Contribution) -> Contribution:
    db.session.expire_all()
    return said.found(world, made.id)


def test_those_who_said_the_same_come_first(world: World, aud: Browser) -> None:
    said.published(world, WISH)
    said.published(world, "Bussen går for sjelden")
    said.sent(world, WISH + " straks")
    page = check_page(aud)
    assert len(agree_forms(page)) == 1
    assert page.text.index(WISH) < page.text.index("Dette sender du")
    assert agree_forms(check_page(aud, "Svømmehall i Lervig")) == []


def test_agreeing_in_place_of_sending(world: World, aud: Browser) -> None:
    made = said.published(world, WISH)
    page = check_page(aud)
    for _ in range(3):
        thanks = aud.post(agree_forms(page)[0])
        assert thanks.status == 303
    shown = aud.get(thanks.location)
    assert WISH in shown.text
    assert found(world, made).supporters == 1
    assert db.session.scalar(select(func.count()).select_from(Contribution)) == 1
    assert db.session.scalar(select(func.count()).select_from(Draft)) == 1, "one's own can still be sent"
    [own] = [link for link in shown.links() if link.startswith(FORM) and link.endswith("/svar")]
    assert aud.submit(own, "reply").location.endswith("/kvittering")


def test_following_by_email(world: World, aud: Browser) -> None:
    made = said.published(world, WISH)
    thanks = aud.post(agree_forms(check_page(aud))[0]).location
    for wrong in ("", "aud"):
        assert aud.submit(thanks, "email", email=wrong).status == 422
    done = aud.submit(thanks, "email", email="aud@medvirkning.example")
    assert aud.get(done.location).status == 200
    assert [(one.role, one.email) for one in contacts(made.id)] == [("follower", "aud@medvirkning.example")]


def test_what_is_over_is_not_followed(world: World, aud: Browser) -> None:
    said.answered(world, AnswerOutcome.NO, text=WISH)
    said.done(world, text=WISH)
    for action in agree_forms(check_page(aud, WISH)):
        page = aud.get(aud.post(action).location)
        assert not page.all("input", name="email")


def test_what_is_hidden_meanwhile_is_not_there(world: World, aud: Browser) -> None:
    made = said.published(world, WISH)
    [action] = agree_forms(check_page(aud))
    said.act(made, said.actions.hide, world, reason="Nei.")
    assert aud.post(action).status == 404
    assert aud.get(action + "/takk").status == 404
    assert aud.get(action).status in (404, 405)


def test_the_browsers_key_is_given_at_the_press_and_not_before(world: World, aud: Browser) -> None:
    said.published(world, WISH)
    page = check_page(aud)
    assert aud.client.get_cookie("enig") is None
    answer = aud.post(agree_forms(page)[0])
    cookie = answer.response.headers["Set-Cookie"]
    assert re.search(r"enig=[0-9a-f]{64};", cookie)
    assert all(word in cookie for word in ("HttpOnly", "SameSite=Lax"))


def test_those_who_press_without_end_are_slowed(world: World, aud: Browser) -> None:
    values = aud.get(FORM).form_values("text")
    limiter.enabled = True
    limiter.reset()
    try:
        statuses = [aud.client.post(FORM, data={**values, "text": ""}).status_code for _ in range(605)]
    finally:
        limiter.enabled = False
        limiter.reset()
    assert statuses[:600] == [422] * 600, "a whole class behind one address"
    assert set(statuses[600:]) == {429}
    assert aud.get(FORM).status == 200, "reading is never slowed"
