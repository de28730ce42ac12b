"""Appealing that an appeal was dismissed: the appellant's pages, the desk, and the letters in both languages."""

from datetime import time, timedelta

import pytest
from flask import Flask

from medvirkning.appeals.dismissals import appeal_against, last_day_against
from medvirkning.appeals.models import Appeal
from medvirkning.appeals.subjects import timing_of
from medvirkning.appeals.words import AppealState, BodyOutcome, Timing
from medvirkning.kernel.clock import frozen, oslo_moment, today
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.appeal_letters import compose
from medvirkning.review.words import Outcome
from tests import appeal_cast, cast
from tests.browsing import Browse
from tests.cast import World

DESK = "/storhaug/arbeid/klager"
SAID = {"wanted": "Se på klagen vår.", "why": "Brevet kom sent fram."}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def dismissed(world: World) -> Appeal:
    """Bjarne's appeal, dismissed as late; the letter has gone."""
    made = appeal_cast.appeals(appeal_cast.answered(world, outcome=Outcome.REFUSED, amount=0))
    appeal_cast.sends(appeal_cast.dismisses(made, world.cecilie).letter, world.cecilie)
    return made


def test_whoever_appealed_appeals_the_dismissal(world: World, browse: Browse) -> None:
    made = dismissed(world)
    own, form = f"/klage/{made.id}", f"/klage/{made.id}/klag-pa-avvisningen"
    browser = browse(world.bjarne)
    page = browser.get(own)
    assert form in page.links()
    assert "Siste dag for å klage på avvisningen er" in page.text
    assert "Det kom for sent" not in page.text
    asked = browser.get(form)
    assert "Klagen kom etter fristen." in asked.text, "why it was dismissed"
    assert browser.submit(form, having="wanted", wanted="", why="").status == 422
    sent = browser.submit(form, having="wanted", **SAID)
    against = appeal_against(made.id)
    assert against is not None
    assert sent.location == f"/klage/{against.id}/kvittering"
    assert "Klagen din på avvisningen" in browser.get(f"/klage/{against.id}").text
    assert form not in browser.get(own).links()
    assert browser.get(form).location == f"/klage/{against.id}"
    assert "Klaga di på avvisinga" in browse(world.bjarne, language="nn").get(f"/klage/{against.id}").text
    assert browse(world.guro).get(form).status == 404


def test_after_the_last_day_the_page_says_so(world: World, browse: Browse) -> None:
    made = dismissed(world)
    last = last_day_against(made)
    assert last is not None
    assert last >= today() + timedelta(days=21)
    page = browse(world.bjarne).get(f"/klage/{made.id}/klag-pa-avvisningen")
    assert str(last.year) in page.text


def test_the_desk_takes_in_a_late_appeal_against_it(world: World, browse: Browse) -> None:
    made = dismissed(world)
    appeal_cast.delivered("appeal_letter")
    url, last = f"{DESK}/{made.id}", last_day_against(made)
    assert last is not None
    form = f"{url}/klage-pa-avvisningen"
    page = browse(world.cecilie).get(url)
    assert [link.get("href") for link in page.all("a", class_="mv-stitched")] == [form]
    with frozen(oslo_moment(last + timedelta(days=2), time(12))):
        browser = browse(world.cecilie)
        page = browser.get(url)
        assert "Skriv inn en sen klage" in page.text
        assert form in page.links()
        assert form not in browse(world.eli).get(url).links()
        sent = browser.submit(form, having="wanted", channel="paper", **SAID)
        against = appeal_against(made.id)
        assert against is not None
        assert sent.location == f"{DESK}/{against.id}"
        assert timing_of(against) is Timing.LATE
        assert form not in browser.get(url).links()


def test_the_desk_undoes_it(world: World, browse: Browse) -> None:
    made = dismissed(world)
    against = appeal_cast.contests(made)
    browser, url = browse(world.cecilie), f"{DESK}/{against.id}"
    assert "Klage på avvisning" in browser.get(DESK).text
    page = browser.get(url)
    assert "Avvisningen det klages på" in page.text
    assert f"{url}/opphev-avvisningen" in page.links()
    assert f"{url}/endre" not in browse(world.dag).get(url).links()
    assert browse(world.dag).get(f"{url}/endre").location == url
    assert browser.submit(f"{url}/opphev-avvisningen", having="reasons", reasons="").status == 422
    letter = browser.submit(f"{url}/opphev-avvisningen", having="reasons", reasons="Brevet kom sent fram.").location
    assert "Vi behandler klagen om" in browser.get(letter).text
    assert browser.submit(letter, having="digest").location == url
    db.session.refresh(made)
    assert made.state is AppealState.RECEIVED
    first = browser.get(f"{DESK}/{made.id}")
    assert "Åpnet igjen" in first.text
    assert f"{DESK}/{made.id}/avvis" not in first.links()
    assert f"{DESK}/{made.id}/send-videre" in first.links()
    assert "Avvisningen ble opphevet" in browse(world.bjarne).get(f"/klage/{made.id}").text


def test_staff_write_it_in(world: World, browse: Browse) -> None:
    made = dismissed(world)
    url = f"{DESK}/{made.id}/klage-pa-avvisningen"
    browser = browse(world.cecilie)
    assert url in browser.get(f"{DESK}/{made.id}").links()
    assert browser.submit(url, having="wanted", wanted="").status == 422
    done = browser.submit(url, having="wanted", channel="paper", **SAID)
    against = appeal_against(made.id)
    assert against is not None
    assert done.location == f"{DESK}/{against.id}"
    assert browser.get(url).location == f"{DESK}/{made.id}"
    assert browse(world.ivar).get(url).status == 403


def test_the_appeal_body_has_two_answers(world: World, browse: Browse) -> None:
    against = appeal_cast.contests(dismissed(world))
    appeal_cast.sends(appeal_cast.forwards(against, world.cecilie).letter, world.cecilie)
    page = browse(world.magne).get(f"{DESK}/{against.id}/avgjort")
    assert "Avvisningen står" in page.text
    assert 'value="changed"' not in page.html
    assert 'name="amount"' not in page.html
    done = browse(world.magne).submit(
        f"{DESK}/{against.id}/avgjort",
        having="reasons",
        outcome="set_aside",
        reasons="Fristen var ikke ute.",
        impartial="y",
    )
    assert "/brev/" in done.location
    assert "Vi behandler klagen om" in browse(world.magne).get(done.location).text


@pytest.mark.parametrize(("language", "words"), [("nb", "avvisningen"), ("nn", "avvisinga")])
@pytest.mark.parametrize("end", ["undone", "forwarded", BodyOutcome.UPHELD, BodyOutcome.SET_ASIDE])
def test_each_letter_is_about_the_dismissal(world: World, language: str, words: str, end: str) -> None:
    against = appeal_cast.contests(dismissed(world))
    with transaction():
        against.language = language
    if end == "undone":
        ruling = appeal_cast.undoes(against, world.cecilie)
    else:
        ruling = appeal_cast.forwards(against, world.cecilie)
    if isinstance(end, BodyOutcome):
        appeal_cast.sends(ruling.letter, world.cecilie)
        ruling = appeal_cast.concludes(against, world.magne, end)
    content = compose(ruling, notified=today())
    assert words in f"{content.title} {content.decision}".lower()
    assert appeal_cast.sends(ruling.letter, world.magne if isinstance(end, BodyOutcome) else world.cecilie).sent_at
