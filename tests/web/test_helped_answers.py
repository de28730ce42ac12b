"""Writing for a resident who stands beside: said and agreed first, read back before it is sent, tied to nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text

from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.surveys.helping import helped_so_far
from medvirkning.surveys.keyed import HelpedEntry
from medvirkning.surveys.models import Survey
from medvirkning.surveys.opening import close
from medvirkning.surveys.responses import Response
from medvirkning.surveys.words import Channel
from tests import cast, survey_cast
from tests.answerers import answer, at
from tests.browsing import Browse, Browser
from tests.cast import World

SAID = {"spoken": "Somali", "asked_in": "nn", "agreed": "y", "will_read_back": "y"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    return survey_cast.opened(world)


def front(survey: Survey) -> str:
    return f"/storhaug/arbeid/undersokelser/{survey.id}/hjelp"


def begins(browser: Browser, survey: Survey) -> str:
    page = browser.get(front(survey))
    begun = browser.post(front(survey), page.form_values("answering") | SAID)
    assert begun.status == 303, begun.text
    return at(browser, begun.location)


def test_from_what_is_agreed_to_what_is_sent(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    first = begins(browser, survey)
    page = browser.get(first)
    assert "Kva med trives?" in page.text, "in the language they chose"
    assert "Du skriver for en annen" in page.text, "to the helper, in hers"
    assert "for en annen" not in browse().get(first).text
    check = at(browser, answer(browser, first, answer="ja"))
    while "/sjekk" not in check:
        check = at(browser, browser.post(check, browser.get(check).form_values("shown") | {"skip": "1"}).location)
    page = browser.get(check)
    assert "Du skriver for en annen" in page.text
    values = page.form_values("website")
    refused = browser.post(check, values)
    assert refused.status == 422
    assert "Les svara høgt" in " ".join(refused.errors)
    done = browser.post(check, values | {"read_back": "y"})
    assert done.status == 303
    receipt = browser.get(done.location)
    assert "Gi koden til den du hjalp" in receipt.text
    assert {front(survey), front(survey).removesuffix("/hjelp")} <= set(receipt.links())
    assert len(receipt.all("a", class_="mv-stitched")) <= 1
    assert "den du hjalp" not in browse().get(done.location).text
    end_reading()
    sent = db.session.scalars(select(Response)).one()
    assert (sent.channel, sent.content, sent.language) == (Channel.HELPED, {"trives": {"choice": "ja"}}, "nn")
    kept = db.session.scalars(select(HelpedEntry)).one()
    assert (kept.helper_id, kept.language, kept.helped_on) == (world.cecilie.id, "Somali", today())
    assert kept.read_back
    assert kept.agreed


def test_how_many_are_helped_is_told_when_they_are_not_few(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    for _person in range(survey.small - 1):
        begins(browser, survey)
    assert "Færre enn 5 har fått hjelp" in browser.get(front(survey)).text
    begins(browser, survey)
    assert "5 personer har fått hjelp" in browser.get(front(survey)).text


def test_what_is_kept_of_the_help_has_nothing_of_the_answers(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    first = begins(browser, survey)
    end_reading()
    kept = db.session.execute(text("SELECT * FROM survey_helped_entry")).mappings().one()
    writing = db.session.execute(text("SELECT * FROM survey_answering")).mappings().one()
    assert str(writing["id"]) not in repr(kept)
    shared = {name for name, value in kept.items() if value in writing.values()} - {"read_back", "agreed"}
    assert shared <= {"survey_id", "helped_on"}, "the day alone"
    assert str(kept["id"]) not in first


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"spoken": " "}, "Skriv hvilket språk dere snakker sammen"),
        ({"agreed": ""}, "Spør om du kan skrive for den du hjelper"),
        ({"will_read_back": ""}, "Sett kryss for at du leser svarene høyt"),
    ],
)
def test_what_is_not_said_is_asked_for(
    world: World, survey: Survey, browse: Browse, changed: dict[str, str], told: str
) -> None:
    data = {name: value for name, value in ({"answering": str(uuid4())} | SAID | changed).items() if value}
    sent = browse(world.cecilie).post(front(survey), data)
    assert sent.status == 422
    assert told in " ".join(sent.errors)
    assert helped_so_far(survey.id) == 0


def test_pressed_twice_it_is_once(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse(world.cecilie)
    values = browser.get(front(survey)).form_values("answering") | SAID
    where = {browser.post(front(survey), values).location for _ in range(2)}
    assert len(where) == 1
    assert helped_so_far(survey.id) == 1


def test_nobody_is_helped_when_it_is_closed_and_others_may_not(world: World, survey: Survey, browse: Browse) -> None:
    assert browse(world.ivar).get(front(survey)).status == 403
    with transaction():
        close(survey, by=world.cecilie, at=now() + timedelta(seconds=1))
    browser = browse(world.cecilie)
    assert "ingen kan begynne å svare" in browser.get(front(survey)).text
    assert browser.post(front(survey), {"answering": str(uuid4())} | SAID).status == 422


def test_who_answers_alone_is_not_asked_to_read_back(world: World, survey: Survey, browse: Browse) -> None:
    browser = browse()
    page = browser.get(f"/storhaug/undersokelser/{survey.slug}")
    begun = browser.post(f"/storhaug/undersokelser/{survey.slug}", page.form_values("answering"))
    answer(browser, at(browser, begun.location), answer="ja")
    check = browser.get(f"{begun.location}/sjekk")
    assert "read_back" not in check.html
    assert browser.post(f"{begun.location}/sjekk", check.form_values("website")).status == 303
