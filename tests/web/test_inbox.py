"""The inbox: read, publish, hide, answer, begin, finish; who has it, what it is about, and what is kept internal."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.contributions import actions
from medvirkning.contributions.agreeing import follow
from medvirkning.contributions.correspondence import Answer, Note
from medvirkning.contributions.sender import withdraw
from medvirkning.contributions.words import AnswerOutcome, ContributionKind
from medvirkning.contributions.words import ContributionState as State
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.outbox.models import OutboxMessage
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import CANARY, act, answered, done, found, hidden, many, published, sent, statements
from tests.grant_cast import photo
from tests.pages import Page

INBOX = "/storhaug/arbeid/innspill"
PRESSES = ("publiser", "se-pa", "i-gang", "publiser-igjen")
FORMS = ("skjul", "svar", "skjedde")
DESK = ("tildel", "tema", "notat")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def state(world: World, case: Any) -> State:
    db.session.expire_all()
    return found(world, case.id).state


def buttons(page: Page) -> set[str]:
    """The moves the page offers, by the last part of their address."""
    where = [form["action"] for form in page.forms if form["method"] == "post"] + page.links()
    last = {address.partition("?")[0].rsplit("/", 1)[-1] for address in where}
    return last & {*PRESSES, *FORMS, *DESK}


# Who may


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("name", ["cecilie", "eli"])
def test_those_who_may_read(world: World, browse: Browse, language: str, name: str) -> None:
    case = sent(world, zone="Lervig")
    browser = browse(getattr(world, name), language=language)
    for url in (INBOX, f"{INBOX}/{case.id}"):
        page = browser.get(url)
        assert page.status == 200
        assert "mørkt" in page.text
        assert ("Innspill" if language == "nb" else "Innspel") in page.text


def test_readers_have_no_buttons(world: World, browse: Browse) -> None:
    case = sent(world)
    page = browse(world.eli).get(f"{INBOX}/{case.id}")
    assert buttons(page) == set()
    assert "Koordinatoren svarer på det." in page.text
    for what in (*PRESSES, *FORMS, *DESK):
        assert browse(world.eli).post(f"{INBOX}/{case.id}/{what}", {"version": "1"}).status == 403
    assert browse(world.eli).get(f"{INBOX}/{case.id}/svar").status == 403
    assert state(world, case) is State.RECEIVED


def test_strangers_and_wrong_ids(world: World, browse: Browse) -> None:
    case = sent(world)
    assert browse(world.guro).get(INBOX).status == 404
    assert browse(world.guro).get(f"{INBOX}/{case.id}").status == 404
    assert browse(world.dag).get(INBOX).status == 403, "known here, but not for this"
    assert browse().get(INBOX).location.startswith("/logg-inn")
    assert browse().post(f"{INBOX}/{case.id}/publiser").location.startswith("/logg-inn")
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    assert browse(world.cecilie).get(f"/fredrikstad/arbeid/innspill/{case.id}").status == 404
    assert browse(world.cecilie).get(f"{INBOX}/nei").status == 404
    assert browse(world.cecilie).post(f"{INBOX}/{case.id}/slett").status == 404, "a verb that is in no list"
    assert browse(world.cecilie).get(f"{INBOX}/{case.id}/publiser").status == 405
    assert browse(world.cecilie).post(INBOX).status == 405


def test_photos_ask_for_the_same_right(world: World, browse: Browse) -> None:
    case = sent(world, photos=1)
    browser = browse(world.cecilie)
    source = browser.get(f"{INBOX}/{case.id}").all("img")[0].get("src")
    assert browser.client.get(source).mimetype == "image/jpeg"
    assert browse().get(source).status == 303
    assert browse(world.guro).get(source).status == 404
    assert browse(world.dag).get(source).status == 403
    browser.post("/logg-ut")
    assert browser.get(source).status == 303


# The list


def test_tabs_have_counts_and_the_bar_says_what_is_new(world: World, browse: Browse) -> None:
    sent(world), sent(world), published(world), answered(world, AnswerOutcome.NO), done(world), hidden(world)
    act(published(world), actions.assign, world, person=world.cecilie)
    page = browse(world.cecilie).get(INBOX)
    assert re.search(r"Nye 2\s*Venter på svar 2\s*Mine 1\s*Besvarte 2\s*Skjulte 1", page.text)
    assert re.search(r"Innspill 2", page.text)
    for word, count in (("nye", 2), ("venter", 2), ("mine", 1), ("besvart", 2), ("skjult", 1), ("tull", 2)):
        assert len(browse(world.cecilie).get(f"{INBOX}?fane={word}").all("li", class_="mv-queue-row")) == count


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("", {"Lys på kaia", "100 % enig_her", "Tak"}),
        ("sone=S-03", {"Lys på kaia"}),
        ("slag=ide", {"Tak"}),
        ("tema=2", {"100 % enig_her"}),
        ("sok=LYS+kaia", {"Lys på kaia"}),
        ("sok=nymansveien", {"Lys på kaia"}),
        ("sok=100 %25", {"100 % enig_her"}),
        ("sok=%25", {"100 % enig_her"}),
        ("sok=g_h", {"100 % enig_her"}),
        ("sok=a_a", set()),
        ("sok=%27+OR+1=1--", set()),
        ("sok=%22", set()),
        ("sok=%5C", set()),
        ("sone=S-03&slag=ide", set()),
        ("sone=x&slag=x&tema=x", {"Lys på kaia", "100 % enig_her", "Tak"}),
    ],
)
def test_filters_and_search(world: World, browse: Browse, query: str, seen: set[str]) -> None:
    sent(world, "Lys på kaia", zone="Lervig", place="Nymansveien")
    sent(world, "Tak", kind=ContributionKind.IDEA)
    act(sent(world, "100 % enig_her"), actions.set_goal, world, goal=world.programme.goals[1])
    page = browse(world.cecilie).get(f"{INBOX}?fane=nye&{query}")
    assert page.status == 200
    rows = {link.text for row in page.all("li", class_="mv-queue-row") for link in row.iter("a")}
    assert rows == seen


def test_the_filter_follows_into_the_case_and_on_to_the_next(world: World, browse: Browse) -> None:
    first, second, third = (
        sent(world, f"Nummer {n}", zone="Lervig", at=now() - timedelta(days=9 - n)) for n in range(3)
    )
    sent(world, "Et annet sted", zone="Sentrum", at=now() - timedelta(days=8))
    browser = browse(world.cecilie)
    rows = browser.get(f"{INBOX}?fane=nye&sone=S-03").all("li", class_="mv-queue-row")
    hrefs = [link.get("href") for row in rows for link in row.iter("a")]
    assert hrefs == [f"{INBOX}/{one.id}?fane=nye&sone=S-03" for one in (first, second, third)]
    page = browser.get(hrefs[1])
    beside = {str(link.get("rel")): link.get("href") for link in page.all("a") if link.get("rel")}
    assert beside == {"prev": hrefs[0], "next": hrefs[2]}
    assert f"{INBOX}?fane=nye&sone=S-03" in page.links(), "and back to the same list"
    after = browser.post(f"{INBOX}/{second.id}/publiser?fane=nye&sone=S-03", {"version": str(second.version)})
    assert after.location == hrefs[1]
    page = browser.get(after.location)
    beside = {str(link.get("rel")): link.get("href") for link in page.all("a") if link.get("rel")}
    assert beside == {"prev": hrefs[0], "next": hrefs[2]}, "also when it has just left the list"


def test_pages_are_cut_in_the_database(world: World, browse: Browse) -> None:
    many(world, 60, State.RECEIVED)
    browser = browse(world.cecilie)
    counts = [len(browser.get(f"{INBOX}?side={n}").all("li", class_="mv-queue-row")) for n in (1, 2, 3, 9)]
    assert counts == [25, 25, 10, 10]
    assert f"{INBOX}?fane=nye&sone=S-01&side=2" not in browser.get(f"{INBOX}?fane=nye&sone=S-01").links()


def test_the_database_is_asked_the_same_at_5_and_at_500(world: World, browse: Browse) -> None:
    many(world, 5, State.RECEIVED)
    browser = browse(world.cecilie)
    browser.get(INBOX)
    with statements() as few:
        browser.get(INBOX)
    many(world, 495, State.RECEIVED)
    with statements() as lots:
        browser.get(INBOX)
    assert len(lots) == len(few)
    assert len(few) <= 18


def test_badges_tell_what_to_notice(world: World, browse: Browse) -> None:
    late = sent(world, "Ring meg på 900 00 000", at=now() - timedelta(days=30), photos=2)
    act(late, actions.assign, world, person=world.cecilie, reply_by=today() + timedelta(days=2))
    page = browse(world.cecilie).get(INBOX)
    for text in ("Skulle vært lest innen", "Kan ha et telefonnummer i seg", "2 bilder", "Du har det", "Svar innen"):
        assert text in page.text, text


def test_an_empty_tab_says_so(world: World, browse: Browse) -> None:
    page = browse(world.cecilie).get(f"{INBOX}?fane=venter&sok=ingenting")
    assert "Her ligger det ingenting" in page.text
    assert f"{INBOX}?fane=venter" in page.links()


# Moves


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
    assert "Innspillet er lagt ut. Én person får beskjed på e-post." in page.text
    assert state(world, case) is State.PUBLISHED
    with transaction():
        follow(found(world, case.id), "nabo@medvirkning.example", language="nb")
    assert "Én som følger saken, får e-post." in browser.get(url).text
    for word, after in (("se-pa", State.CONSIDERED), ("i-gang", State.IN_PROGRESS)):
        version = str(found(world, case.id).version)
        assert browser.post(f"{url}/{word}", {"version": version}).status == 303
        assert state(world, case) is after
    preview = browser.submit(f"{url}/svar", having="outcome", outcome="yes", text="Ja!\nVi begynner i mai.")
    assert preview.status == 200
    assert "Slik ser avsenderen det" in preview.text
    assert "Vi begynner i mai." in preview.text
    assert state(world, case) is State.IN_PROGRESS, "a preview sends nothing"
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
    assert state(world, case) is State.DONE
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
    assert state(world, case) is State.PUBLISHED
    assert browser.submit(url, having="reason", reason="Du nevner en nabo.").status == 303
    page = browser.get(f"{INBOX}/{case.id}")
    assert "Du nevner en nabo." in page.text
    assert "Innspillet er skjult." in page.text
    browser.submit(f"{INBOX}/{case.id}", having="version")
    assert state(world, case) is State.PUBLISHED


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
    assert state(world, case) is State.ANSWERED


def test_a_no_is_not_finished(world: World, browse: Browse) -> None:
    case = answered(world, AnswerOutcome.NO)
    page = browse(world.cecilie).submit(f"{INBOX}/{case.id}/skjedde", having="headline", headline="Ferdig likevel")
    assert page.status == 422
    assert "Dere har svart nei" in page.text or "svart nei" in page.text
    assert state(world, case) is State.ANSWERED


# Two at once


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


# The desk


def test_assigning(world: World, browse: Browse) -> None:
    case = sent(world)
    browser, url = browse(world.cecilie), f"{INBOX}/{case.id}"
    answer = browser.submit(url, having="person", person=str(world.cecilie.id), reply_by=today().isoformat())
    assert answer.location == url
    assert "Cecilie har det nå." in browser.get(url).text
    assert "Mine 1" in browser.get(INBOX).text
    late = browser.submit(url, having="person", person=str(world.cecilie.id), reply_by="1.1.2020")
    assert late.status == 422
    assert late.form_values("person")["reply_by"] == ["1.1.2020"]
    unreadable = browser.submit(url, having="person", person="", reply_by="snart")
    assert unreadable.status == 422
    wrong = browser.submit(url, having="person", person=str(world.guro.id), reply_by="")
    assert wrong.status == 422, "only those who coordinate or lead"
    assert browser.submit(url, having="person", person="", reply_by="").status == 303
    assert "Ingen har det nå." in browser.get(url).text


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
    assert state(world, case) is State.RECEIVED


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
