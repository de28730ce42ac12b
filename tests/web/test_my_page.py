"""One's own page: how many drafts there are and what waits, counted without asking the database case by case."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.follow_up.tidying import remind
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.review.writing import write_to_applicant
from tests.browsing import Browse
from tests.cast import World, storhaug
from tests.contribution_cast import statements
from tests.correction_cast import asks
from tests.follow_cast import accepted, answered
from tests.grant_cast import open_round, sent, whole
from tests.pages import Page
from tests.review_cast import says

HOME = "/min-side"


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


def waiting(page: Page) -> list[tuple[str, str]]:
    """What the page counts, and where each leads."""
    return [(str(link.text), str(link.get("href"))) for part in page.all("ul", id="waits") for link in part.iter("a")]


def test_nothing_waits_for_one_who_has_nothing(world: World, browse: Browse) -> None:
    assert waiting(browse(world.bjarne).get(HOME)) == []


def test_drafts_messages_and_corrections_are_counted(world: World, browse: Browse) -> None:
    round_ = open_round(world)
    bjarne = browse(world.bjarne)
    draft = whole(round_, world.bjarne)
    assert waiting(bjarne.get(HOME)) == [("1 kladd som ikke er sendt", f"/soknad/{draft.id}")]
    whole(round_, world.bjarne)
    case = sent(round_, world.bjarne)
    says(case, world.cecilie)
    for text in ("Har dere snakket med grunneieren?", "Ring oss gjerne."):
        with transaction():
            write_to_applicant(case, text, by=world.cecilie, at=now())
    asks(case, world.cecilie)
    assert waiting(bjarne.get(HOME)) == [
        ("2 meldinger å lese", f"/soknad/{case.id}/meldinger"),
        ("1 søknad å rette", f"/soknad/{case.id}"),
        ("2 kladder som ikke er sendt", "#own-applications"),
    ]
    assert "2 nye meldinger" in bjarne.get(HOME).text, "and the case says it too"
    assert waiting(browse(world.guro).get(HOME)) == []


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_it_takes_as_many_questions_for_many_as_for_one(world: World, browse: Browse, language: str) -> None:
    round_ = open_round(world)
    whole(round_, world.bjarne)
    bjarne = browse(world.bjarne, language=language)
    bjarne.get(HOME)
    with statements() as one:
        bjarne.get(HOME)
    for _more in range(3):
        sent(round_, world.bjarne)
        whole(round_, world.bjarne)
    with statements() as many:
        page = bjarne.get(HOME)
    assert len(many) == len(one)
    assert waiting(page)[-1][0] == (
        "4 kladder som ikke er sendt" if language == "nb" else "4 kladdar som ikkje er sende"
    )


def test_answers_and_reports_are_counted(world: World, browse: Browse) -> None:
    round_ = open_round(world)
    answered_one = answered(world, round_)
    bjarne = browse(world.bjarne)
    assert waiting(bjarne.get(HOME)) == [("1 svar er kommet", f"/soknad/{answered_one.id}")]
    owed = accepted(world, round_)
    with transaction():
        remind(at=now() + timedelta(days=200))
    assert ("1 rapport å sende", f"/soknad/{owed.id}") in waiting(bjarne.get(HOME))
