"""The round's letters at the counter: looked over, read one by one, sent in one go, and how it goes."""

import pytest
from flask import Flask

from medvirkning.kernel.database import transaction
from medvirkning.mail import letter_posting
from medvirkning.mail import letters as mail_letters
from medvirkning.mail.letter_content import LetterContent, Says
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letters import compose
from medvirkning.review.models import Letter
from medvirkning.review.words import DeclarationAnswer
from tests import cast, grant_cast
from tests.batch_cast import another, decided, round_of, sent, works
from tests.browsing import Browse
from tests.cast import World
from tests.letter_counter import LIST
from tests.review_cast import decides, says
from tests.rules.test_letter_check import without


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def page_of(letter: Letter, end: str = "") -> str:
    return f"{LIST}/runde/{round_of(letter).id}{end}"


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", ("Brev som venter", "3 brev venter på deg")), ("nn", ("Brev som ventar", "3 brev ventar på deg"))],
)
def test_the_letters_that_wait(world: World, browse: Browse, language: str, words: tuple[str, ...]) -> None:
    letters = decided(world)
    browser = browse(world.dag, language=language)
    assert page_of(letters[0]) in browser.get(LIST).links()
    page = browser.get(page_of(letters[0]))
    assert all(word in page.text for word in words)
    assert [link for link in page.links() if link in {f"{LIST}/{one.id}" for one in letters}] == [
        f"{LIST}/{one.id}" for one in letters
    ]
    assert page_of(letters[0], "/send") in page.links()
    assert page_of(letters[0], "/send") not in browse(world.ivar).get(page_of(letters[0])).links()


def test_they_are_read_one_by_one(world: World, browse: Browse) -> None:
    first, second, third = decided(world)
    page = browse(world.dag).get(f"{LIST}/{second.id}")
    assert "2 av 3" in page.text
    assert {f"{LIST}/{first.id}", f"{LIST}/{third.id}"} <= set(page.links())
    page = browse(world.dag).get(f"{LIST}/{first.id}")
    assert "Forrige brev" not in page.text
    assert "Neste brev" in page.text


def test_one_press_sends_them_all_without_a_script(world: World, browse: Browse) -> None:
    letters = decided(world)
    browser = browse(world.dag)
    answer = browser.submit(page_of(letters[0], "/send"), "digest")
    assert answer.status == 303
    again = browser.get(page_of(letters[0], "/send"))
    assert (again.status, again.location) == (303, answer.location), "pressed twice it is one thing"
    assert "0 av 3" in browser.get(answer.location).text
    works()
    page = browser.get(answer.location)
    assert "Brevene er sendt" in page.text
    assert "3 av 3" in page.text
    assert sent(letters) == [True] * 3
    assert "Ingen brev venter" in browser.get(page_of(letters[0])).text


def test_what_lacks_something_is_named_and_stays(world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = decided(world, 1)[0]
    bare, write = another(world, round_of(whole)), mail_letters.write

    def silent_on_costs(facts: LetterFacts, address: str) -> LetterContent:
        content = write(facts, address)
        return without(content, Says.COSTS) if facts.number == bare.decision.application.number else content

    monkeypatch.setattr(mail_letters, "write", silent_on_costs)
    page = browse(world.dag).get(page_of(whole))
    assert "Retten til å få dekket utgifter" in page.text
    assert "2 brev venter på deg" in page.text
    asked = browse(world.dag).get(page_of(whole, "/send"))
    assert "1 brev mangler noe og blir ikke sendt" in asked.text
    browse(world.dag).submit(page_of(whole, "/send"), "digest")
    works()
    assert sent([whole, bare]) == [True, False]


def test_what_was_not_read_is_not_sent(world: World, browse: Browse) -> None:
    letters = decided(world, 2)
    browser = browse(world.dag)
    form = browser.get(page_of(letters[0], "/send")).form_values("digest")
    another(world, round_of(letters[0]))
    page = browser.post(page_of(letters[0], "/send"), form)
    assert page.status == 422
    assert "Brevene har endret seg" in page.text
    assert works() == 0


def test_very_many_are_sent_in_parts(world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letter_posting, "AT_ONCE", 2)
    letters = decided(world)
    page = browse(world.dag).get(page_of(letters[0], "/send"))
    assert "Vil du sende 2 brev?" in page.text
    assert "1 brev til kommer etter disse" in page.text
    browse(world.dag).submit(page_of(letters[0], "/send"), "digest")
    works()
    assert sent(letters) == [True, True, False]
    assert "Vil du sende 1 brev?" in browse(world.dag).get(page_of(letters[0], "/send")).text


@pytest.mark.parametrize("answer", [DeclarationAnswer.YES, DeclarationAnswer.UNSURE, None])
def test_a_closed_letter_tells_nothing(world: World, browse: Browse, answer: DeclarationAnswer | None) -> None:
    (letter,) = decided(world, 1)
    hers = grant_cast.sent(round_of(letter), world.bjarne, title="Bålplass")
    says(hers, world.dag)
    if answer is not None:
        says(hers, world.cecilie, answer)
    closed = decides(hers, world.dag, compose=compose).letter
    page = browse(world.cecilie).get(page_of(letter))
    assert f"{hers.asked:,}".replace(",", "\u00a0") not in page.text
    assert ("kan sendes av Dag" in page.text.replace("\n", " ")) is (answer is not None)
    assert (f"{LIST}/{closed.id}" in page.links()) is (answer is None), "the way to the declaration"
    browse(world.cecilie).submit(page_of(letter, "/send"), "digest")
    works()
    assert sent([letter, closed]) == [True, False]


def test_who_may(world: World, browse: Browse) -> None:
    letters = decided(world, 1)
    asked = {world.dag: (200, 200), world.ivar: (200, 403), world.eli: (200, 403), world.fredrik: (403, 403),
             world.guro: (404, 404), world.aud: (404, 404)}  # fmt: skip
    for person, (reading, sending) in asked.items():
        assert browse(person).get(page_of(letters[0])).status == reading, person.name
        assert browse(person).get(page_of(letters[0], "/send")).status == sending, person.name
    location = browse(world.dag).submit(page_of(letters[0], "/send"), "digest").location
    for person, (reading, _sending) in asked.items():
        assert browse(person).get(location).status == reading, person.name
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    assert browse(world.dag).get(location.replace("storhaug", "fredrikstad")).status == 404
    assert browse(world.dag).get(page_of(letters[0]).replace("storhaug", "fredrikstad")).status == 404
