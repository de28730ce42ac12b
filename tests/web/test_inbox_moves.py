"""The moves of a contribution, from received to done: only what may be done now, and nothing lost on the way."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.contributions.agreeing import follow
from medvirkning.contributions.correspondence import Answer
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.contributions.words import ContributionState as State
from medvirkning.kernel.database import db, transaction
from medvirkning.outbox.models import OutboxMessage
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import DESK, INBOX, answered, buttons, done, found, hidden, published, sent, state_of
from tests.grant_cast import photo


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.mark.parametrize(
    ("made", "offered"),
    [
        (lambda w: sent(w), {"publiser", "skjul"}),
        (lambda w: published(w), {"se-pa", "svar", "i-gang", "skjul"}),
        (lambda w: answered(w, AnswerOutcome.YES), {"svar", "i-gang", "skjedde", "skjul"}),
        (lambda w: answered(w, AnswerOutcome.NO), {"svar", "skjul"}),
        (lambda w: done(w), {"skjul"}),
        (lambda w: hidden(w), {"publiser-igjen"}),
    ],
    ids=["received", "published", "answered-yes", "answered-no", "done", "hidden"],
)
def test_the_buttons_are_what_the_lifecycle_allows(world: World, browse: Browse, made: Any, offered: set[str]) -> None:
    page = browse(world.cecilie).get(f"{INBOX}/{made(world).id}")
    assert buttons(page) - set(DESK) == offered
    assert len(page.all("button", class_="mv-stitched") + page.all("a", class_="mv-stitched")) <= 1


def test_from_received_to_done(world: World, browse: Browse) -> None:
    case = sent(world, email="aud@medvirkning.example")
    url, browser = f"{INBOX}/{case.id}", browse(world.cecilie)
    assert "Avsenderen får e-post." in browser.get(url).text
    assert browser.submit(url, having="version").location == url
    page = browser.get(url)
    assert "Innspillet er på tavla. Én person får beskjed på e-post." in page.text
    assert state_of(world, case) is State.PUBLISHED
    with transaction():
        follow(found(world, case.id), "nabo@medvirkning.example", language="nb")
    assert "Én som følger saken, får e-post." in browser.get(url).text
    for word, after in (("se-pa", State.CONSIDERED), ("i-gang", State.IN_PROGRESS)):
        version = str(found(world, case.id).version)
        assert browser.post(f"{url}/{word}", {"version": version}).status == 303
        assert state_of(world, case) is after
    preview = browser.submit(f"{url}/svar", having="outcome", outcome="yes", text="Ja!\nVi begynner i mai.")
    assert preview.status == 200
    assert "Slik ser avsenderen det" in preview.text
    assert "Vi begynner i mai." in preview.text
    assert state_of(world, case) is State.IN_PROGRESS, "a preview sends nothing"
    form = preview.form("outcome")
    assert browser.post(form["action"], {**form["data"], "step": "send"}).location == url
    assert "2 personer får beskjed på e-post." in browser.get(url).text
    assert db.session.scalars(select(Answer.text)).one() == "Ja!\nVi begynner i mai."
    browser.post(f"{url}/i-gang", {"version": str(found(world, case.id).version)})
    finished = browser.submit(
        f"{url}/skjedde",
        having="headline",
        headline="Fire lamper er på plass.",
        text="De slukker klokka 23.",
        photo=(BytesIO(photo()), "IMG_1234.jpg"),
    )
    assert finished.location == url
    assert state_of(world, case) is State.DONE
    page = browser.get(url)
    assert "Fire lamper er på plass." in page.text
    assert len(page.all("img")) == 1
    assert {message.kind for message in db.session.scalars(select(OutboxMessage))} >= {"contribution_done"}
    assert "@" not in page.text.replace("cecilie@", ""), "never an address"


def test_hiding_asks_for_a_reason(world: World, browse: Browse) -> None:
    case = published(world)
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}/skjul"
    page = browser.submit(url, having="reason", reason="  ")
    assert page.status == 422
    assert page.errors == ["Feil: Skriv hvorfor. Den som sendte innspillet, leser det."]
    assert page.all("title")[0].text.startswith("Feil:")
    assert browser.submit(url, having="reason", reason="x" * 501).form_values("reason")["reason"] == ["x" * 501]
    assert state_of(world, case) is State.PUBLISHED
    assert browser.submit(url, having="reason", reason="Du nevner en nabo.").status == 303
    page = browser.get(f"{INBOX}/{case.id}")
    assert "Du nevner en nabo." in page.text
    assert "Innspillet er skjult." in page.text
    browser.submit(f"{INBOX}/{case.id}", having="version")
    assert state_of(world, case) is State.PUBLISHED


@pytest.mark.parametrize(
    ("outcome", "text", "wrong"),
    [("", "", 2), ("yes", "", 1), ("maybe", "Kanskje", 1), ("", "Fordi", 1), ("no", "x" * 4001, 1)],
)
def test_an_answer_has_outcome_and_reason(world: World, browse: Browse, outcome: str, text: str, wrong: int) -> None:
    case = published(world)
    page = browse(world.cecilie).submit(f"{INBOX}/{case.id}/svar", having="text", outcome=outcome, text=text)
    assert page.status == 422
    assert len(page.errors) == wrong
    assert page.form_values("text")["text"] == [text]
    assert not list(db.session.scalars(select(Answer)))


def test_a_preview_can_be_changed(world: World, browse: Browse) -> None:
    case = published(world)
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}/svar"
    form = browser.submit(url, having="text", outcome="partly", text="Litt.\nIkke alt.").form("outcome")
    page = browser.post(form["action"], {**form["data"], "step": "change"})
    assert page.status == 200
    assert page.form_values("text")["text"] == ["Litt.\nIkke alt."]
    assert page.form_values("text")["outcome"] == ["partly"]


def test_changing_the_language_keeps_what_was_written(world: World, browse: Browse) -> None:
    case = published(world)
    page = browse(world.cecilie).submit(f"{INBOX}/{case.id}/svar", having="text", text="Fordi", language="nn")
    assert page.status == 200
    assert "Svar på innspelet" in page.text
    assert page.form_values("text")["text"] == ["Fordi"]


def test_a_story_needs_words_and_a_real_photo(world: World, browse: Browse) -> None:
    case = answered(world, AnswerOutcome.YES)
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}/skjedde"
    page = browser.submit(url, having="headline", headline="", text="Mer")
    assert (page.status, page.form_values("headline")["text"]) == (422, ["Mer"])
    page = browser.submit(url, having="headline", headline="Ferdig", photo=(BytesIO(b"<svg/>"), "x.jpg"))
    assert page.status == 422
    assert page.form_values("headline")["headline"] == ["Ferdig"]
    assert state_of(world, case) is State.ANSWERED


def test_a_no_is_not_finished(world: World, browse: Browse) -> None:
    case = answered(world, AnswerOutcome.NO)
    page = browse(world.cecilie).submit(f"{INBOX}/{case.id}/skjedde", having="headline", headline="Ferdig likevel")
    assert page.status == 422
    assert "Dere har svart nei" in page.text or "svart nei" in page.text
    assert state_of(world, case) is State.ANSWERED
