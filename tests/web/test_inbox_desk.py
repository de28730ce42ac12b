"""Two at the same desk at once; who has it, what it is about, and what colleagues write to each other."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.contributions import actions
from medvirkning.contributions.correspondence import Answer, Note
from medvirkning.contributions.sender import add_photo, withdraw
from medvirkning.contributions.words import AnswerOutcome
from medvirkning.contributions.words import ContributionState as State
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.pictures import clean_picture
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import (
    CANARY,
    DESK,
    FORMS,
    INBOX,
    PRESSES,
    act,
    answered,
    buttons,
    done,
    found,
    hidden,
    published,
    sent,
    state_of,
)
from tests.grant_cast import photo


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_a_stale_answer_shows_both_and_can_go_on(world: World, browse: Browse) -> None:
    case = published(world)
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}/svar"
    form = browser.get(url).form("text")
    act(case, actions.answer, world, outcome=AnswerOutcome.NO, text="Det første svaret.")
    late = browser.post(url, {**form["data"], "outcome": "yes", "text": "Det andre svaret.", "step": "send"})
    assert late.status == 409
    assert "Noen andre var her først" in late.text
    assert "Det første svaret." in late.text
    assert "Det andre svaret." in late.text
    assert [answer.text for answer in db.session.scalars(select(Answer))] == ["Det første svaret."]
    again = late.form("outcome")
    page = browser.post(again["action"], again["data"])
    assert page.form_values("text")["text"] == ["Det andre svaret."]
    assert page.form_values("text")["version"] != form["data"]["version"]


def test_a_press_on_what_has_moved_is_told(world: World, browse: Browse) -> None:
    case = sent(world)
    browser = browse(world.cecilie)
    form = browser.get(f"{INBOX}/{case.id}").form("version")
    act(case, actions.publish, world)
    assert browser.post(form["action"], form["data"]).status == 409
    assert browser.post(form["action"], {}).status == 409, "a form without a version was never made here"
    assert browser.get(f"{INBOX}/{case.id}/skjedde").status == 409, "not yet"


def test_the_sender_may_take_it_back_meanwhile(world: World, browse: Browse) -> None:
    case = published(world, "Noe privat")
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}/skjul"
    form = browser.get(url).form("reason")
    with transaction():
        withdraw(found(world, case.id), at=now())
    late = browser.post(url, {**form["data"], "reason": "Grunn"})
    assert late.status == 409
    assert "Grunn" in late.text
    assert "Noe privat" not in late.html
    page = browser.get(f"{INBOX}/{case.id}")
    assert page.status == 200
    assert "borte for godt" in page.text
    assert buttons(page) <= {"notat"}


def test_assigning(world: World, browse: Browse) -> None:
    case = sent(world)
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}"
    answer = browser.submit(url, having="person", person=str(world.cecilie.id), reply_by=today().isoformat())
    assert answer.location == url
    assert "Cecilie har ansvaret nå." in browser.get(url).text
    assert "Mine 1" in browser.get(INBOX).text
    late = browser.submit(url, having="person", person=str(world.cecilie.id), reply_by="1.1.2020")
    assert late.status == 422
    assert late.form_values("person")["reply_by"] == ["1.1.2020"]
    unreadable = browser.submit(url, having="person", person="", reply_by="snart")
    assert unreadable.status == 422
    wrong = browser.submit(url, having="person", person=str(world.guro.id), reply_by="")
    assert wrong.status == 422, "only those who coordinate or lead"
    assert browser.submit(url, having="person", person="", reply_by="").status == 303
    assert "Ingen har ansvaret nå." in browser.get(url).text


def test_the_theme(world: World, browse: Browse) -> None:
    case = published(world)
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}"
    assert browser.submit(url, having="theme", theme="2").location == url
    assert "Trafikk" in browse().get("/storhaug/innspill").text
    assert browser.submit(url, having="theme", theme="77").status == 422
    assert browser.submit(url, having="theme", theme="").status == 303
    db.session.expire_all()
    assert found(world, case.id).goal_id is None


def test_notes_are_for_colleagues_only(world: World, browse: Browse) -> None:
    case = published(world)
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}"
    assert browser.submit(url, having="note", note="Ring vaktmesteren").location == f"{url}"
    assert "Ring vaktmesteren" in browse(world.eli).get(url).text
    assert "Ring vaktmesteren" not in browse().get(f"/storhaug/innspill/{case.id}").html
    empty = browser.submit(url, having="note", note="")
    assert empty.status == 422
    assert empty.errors == ["Feil: Skriv notatet"]
    long = browser.submit(url, having="note", note="n" * 2001)
    assert (long.status, long.form_values("note")["note"]) == (422, ["n" * 2001])
    assert len(list(db.session.scalars(select(Note)))) == 1


def test_every_post_asks_for_a_token(world: World, browse: Browse) -> None:
    case = sent(world)
    browser = browse(world.cecilie)
    for what in (*PRESSES, *FORMS, *DESK):
        assert browser.post(f"{INBOX}/{case.id}/{what}", {"version": "1"}, token=False).status == 400, what
    assert state_of(world, case) is State.RECEIVED


def test_words_stay_words(world: World, browse: Browse) -> None:
    case = answered(world, AnswerOutcome.NO, CANARY, text=CANARY, place=CANARY[:110], name=CANARY[:70])
    act(case, actions.add_note, world, text=CANARY)
    shut = hidden(world, CANARY, text=CANARY)
    told = done(world, text=CANARY, story=f"{CANARY}\n{CANARY}")
    browser = browse(world.cecilie)
    urls = [f"{INBOX}/{one.id}" for one in (case, shut, told)]
    urls += [f"{INBOX}/{case.id}/svar", f"{INBOX}?fane=besvart", f"{INBOX}?fane=skjult"]
    for url in urls:
        page = browser.get(url)
        assert "<img src=x" not in page.html, url
        assert "<script>alert" not in page.html, url
        assert "{{7*7}}" in page.text, url
    searched = browser.get(INBOX, query_string={"sok": CANARY, "fane": "besvart"})
    assert "<img src=x" not in searched.html
    preview = browser.submit(f"{INBOX}/{case.id}/svar", having="text", outcome="yes", text=CANARY)
    assert "<img src=x" not in preview.html
    assert preview.form_values("outcome")["text"] == [CANARY]


def test_a_photo_that_comes_later_is_looked_at_first(world: World, browse: Browse) -> None:
    case = published(world, photos=1)
    with transaction():
        add_photo(found(world, case.id), clean_picture(photo()), at=now())
    board, browser = f"/storhaug/innspill/{case.id}", browse(world.cecilie)
    assert len(browse().get(board).all("img")) == 1
    assert "Nytt bilde å se på" in browser.get(f"{INBOX}?fane=venter").text
    page = browser.get(f"{INBOX}/{case.id}")
    form = next(form for form in page.forms if form["action"].endswith("/vis"))
    photo_id = form["action"].split("/")[-2]
    assert browse().client.get(f"{board}/bilde/{photo_id}").status_code == 404
    assert browser.post(form["action"], form["data"]).status == 303
    assert "Bildet er på tavla." in browser.get(f"{INBOX}/{case.id}").text
    assert len(browse().get(board).all("img")) == 2
    assert browser.post(form["action"], form["data"]).status == 303, "shown once, shown twice"
    assert browser.post(form["action"].replace(photo_id, str(case.id))).status == 404
