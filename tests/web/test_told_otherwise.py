"""The mail about a letter did not come: staff write in how they were told, and everybody sees the new last day."""

import pytest
from flask import Flask

from medvirkning.kernel.clock import frozen
from medvirkning.outbox.words import OutboxState
from tests import appeal_cast, cast
from tests.browsing import Browse
from tests.cast import World
from tests.letter_counter import FRIDAY


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_it_is_written_in_from_the_letter(world: World, browse: Browse) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world, told=False)
        appeal_cast.delivered("decision_letter", OutboxState.FAILED)
        browser, letter = browse(world.cecilie), f"/storhaug/arbeid/vedtak/{decision.letter.id}"
        page = browser.get(letter)
        assert "Klagefristen begynner ikke å løpe før det." in page.text
        assert f"{letter}/fortalt" in page.links()
        assert browser.post(f"{letter}/fortalt", {"on": ""}).status == 422
        assert browser.post(f"{letter}/fortalt", {"way": "post", "on": "2026-01-01"}).status == 422
        day = FRIDAY.date().isoformat()
        assert browser.post(f"{letter}/fortalt", {"way": "post", "on": day}).location == letter
        assert "De fikk vite det på en annen måte" in browser.get(letter).text
        assert "I brev" in browser.get(f"{letter}/fortalt").text


def test_only_those_who_send_letters_write_it_in(world: World, browse: Browse) -> None:
    letter = appeal_cast.answered(world).letter
    url = f"/storhaug/arbeid/vedtak/{letter.id}"
    for person, status in ((world.halima, 403), (world.eli, 403), (world.bjarne, 404), (world.guro, 404)):
        assert browse(person).get(f"{url}/fortalt").status == status
    assert f"{url}/fortalt" not in browse(world.eli).get(url).links()


def test_the_meeting_and_the_decisions_show_what_stands(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    appeal_cast.changes(appeal_cast.appeals(decision), world.dag)
    at = f"/storhaug/arbeid/moter/{decision.round_id}"
    browser = browse(world.dag)
    for url, words in ((at, "Etter klage"), (f"{at}/vedtak", "Nå, etter klage"), (f"{at}/vegg", "35 000")):
        assert words in browser.get(url).text.replace("\u00a0", " "), url
    page = browser.get(f"{at}/vedtak/{decision.application_id}")
    assert "endret dette etter en klage" in page.text
    assert "20 000 kr" in browse().get("/storhaug/tildelinger").text.replace("\u00a0", " "), "until the letter has gone"
