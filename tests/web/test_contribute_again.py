"""Back, reload, double press and drafts that are gone: one form makes one contribution (R4, R5, R6)."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import sent_twice
from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import db, transaction
from tests import cast
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.pages import Page

FORM = "/storhaug/innspill/nytt"
NOBODYS = "5bc40bcf-7812-4bea-938a-8dae898358af"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def aud(world: World, browse: Browse) -> Browser:
    return browse()


def write(aud: Browser, text: str = "En benk ved kaia", **more: Any) -> Page:
    return aud.submit(FORM, "text", **{"text": text, **more})


def to_the_end(aud: Browser, text: str = "En benk ved kaia", **more: Any) -> str:
    """Where the last step is, with everything before it done."""
    return aud.submit(write(aud, text).location, "place", **more).location


def only() -> Contribution:
    db.session.expire_all()
    return db.session.scalars(select(Contribution)).one()


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("step", ["hvor", "svar", "kvittering"])
@pytest.mark.parametrize("key", [NOBODYS, "borte", "%F0%9F%98%80", "../..", "1"])
def test_an_unknown_draft_starts_anew_with_a_kind_word(aud: Browser, step: str, key: str) -> None:
    page = aud.get(f"{FORM}/{key}/{step}")
    if key != "../..":
        assert page.status == 303
        page = aud.get(page.location)
        assert page.status == 200
        assert page.all("div", class_="mv-notice"), "a kind word"
    if step != "kvittering" and key not in ("../..", "%F0%9F%98%80"):
        assert aud.post(f"{FORM}/{key}/{step}", {"reply": "no"}).location.startswith(FORM)
    assert count(Contribution) == 0


def test_a_draft_of_another_programme_is_not_there(aud: Browser) -> None:
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    elsewhere = write(aud).location.replace("storhaug", "fredrikstad")
    assert aud.get(elsewhere).location.startswith("/fredrikstad/innspill/nytt?kladd=")


def test_sent_again_it_is_the_same_receipt(aud: Browser) -> None:
    reply = to_the_end(aud)
    first = aud.submit(reply, "reply").location
    assert [aud.post(reply, {"reply": "no"}).location for _ in range(5)] == [first] * 5
    assert aud.get(reply).location == first, "back and reload lead to the receipt"
    assert aud.get(reply.replace("/svar", "/hvor")).location == first
    assert count(Contribution) == 1


def test_many_presses_at_once_make_one_and_all_get_the_receipt(app: Flask, aud: Browser, browse: Browse) -> None:
    reply = to_the_end(aud)
    crowd = [browse() for _ in range(12)]
    tokens = [browser.token() for browser in crowd]
    ready, answers = Barrier(len(crowd)), [""] * len(crowd)

    def press(place: int) -> None:
        ready.wait(60)
        answer = crowd[place].client.post(reply, data={"reply": "no", "csrf_token": tokens[place]})
        answers[place] = f"{answer.status_code} {answer.headers.get('Location')}"

    db.session.remove()
    threads = [Thread(target=press, args=[place]) for place in range(len(crowd))]
    [thread.start() for thread in threads]
    [thread.join(60) for thread in threads]
    assert set(answers) == {f"303 {reply.replace('/svar', '/kvittering')}"}
    assert count(Contribution) == 1


def test_other_words_in_the_same_form_are_refused_and_both_are_kept(aud: Browser) -> None:
    reply = to_the_end(aud)
    aud.submit(reply, "reply")
    first = only().id
    key = reply.split("/")[-2]
    aud.post(FORM, {"draft": key, "text": "Noe ganske annet"})
    page = aud.post(reply, {"reply": "no"})
    assert page.status == 409
    assert [one.text for one in sent_twice(first)] == ["Noe ganske annet"]
    [anew] = [link for link in page.links() if link.startswith(FORM) and link.endswith("/svar")]
    assert "Noe ganske annet" in aud.get(anew).text
    assert aud.submit(anew, "reply").location.endswith("/kvittering")
    assert count(Contribution) == 2


def test_the_receipt_is_there_on_its_day_and_the_next(aud: Browser) -> None:
    at = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)
    with frozen(at):
        receipt = aud.submit(to_the_end(aud), "reply").location
        text = aud.get(receipt).text
        assert "Sendt i dag" in text
        assert "Vi leser det innen mandag 11. mai 2026" in text, "five working days"
    with frozen(at + timedelta(days=1)):
        assert "Sendt 4. mai 2026" in aud.get(receipt).text
    with frozen(at + timedelta(days=2)):
        assert aud.get(receipt).location == "/kode"
