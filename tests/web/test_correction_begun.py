"""The request for correction begins with what the rules found: ticked, and told in the applicant's language."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.grants.actions import send
from medvirkning.grants.check_words import CheckItem
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import transaction
from tests.browsing import Browse
from tests.cast import World, storhaug
from tests.correction_cast import looks_through
from tests.grant_cast import DECLARED, open_round, sent, whole
from tests.review_cast import says

RUNNING = "Ordinær drift"


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


def asking(world: World, application: Application) -> str:
    says(application, world.cecilie)
    return f"/{world.programme.slug}/arbeid/soknader/{application.id}/retting"


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_the_rules_found_is_ticked_and_told(world: World, browse: Browse, language: str) -> None:
    made = whole(open_round(world), world.bjarne, ticked="running")
    with transaction():
        made.language = language
    with transaction():
        send(made, key=uuid4(), declared=DECLARED, by=world.bjarne, at=now())
    url, cecilie = asking(world, made), browse(world.cecilie, language="nb")
    form = cecilie.get(url).form("reason")["data"]
    assert form["what"] == ["ticked"]
    assert "budget" not in form
    gives = "gir ikke penger" if language == "nb" else "gir ikkje pengar"
    assert len(form["reason"][0].splitlines()) == 1
    assert gives in form["reason"][0], "the applicant reads it"
    assert RUNNING in form["reason"][0]
    refused = cecilie.post(url, {"reason": "", "deadline": form["deadline"][0]})
    assert refused.status == 422
    assert "what" not in refused.form("reason")["data"], "what was taken away stays away"
    assert refused.form("reason")["data"]["reason"] == [""]
    assert cecilie.post(url, form).status == 303
    assert RUNNING in browse(world.bjarne).get(f"/soknad/{made.id}").text


def test_a_file_that_should_have_come_is_ticked(world: World, browse: Browse) -> None:
    made = sent(open_round(world), world.bjarne)
    with transaction():
        made.round.scheme.wanted[0].later_days = 7
    url, cecilie = asking(world, made), browse(world.cecilie)
    assert "attachments" not in cecilie.get(url).form("reason")["data"], "it may still come"
    with frozen(now() + timedelta(days=40)):
        form = browse(world.cecilie).get(url).form("reason")["data"]
        assert form["attachments"] == ["file:statutes"]
        assert form["reason"] == ["Vedtekter: Vi har ikke fått fila"]


def test_what_somebody_found_in_order_is_not_asked_for(world: World, browse: Browse) -> None:
    made = sent(open_round(world), world.bjarne, ticked="running")
    url, cecilie = asking(world, made), browse(world.cecilie)
    found = [item for item in CheckItem if item not in (CheckItem.SECOND, CheckItem.REGISTER)]
    looks_through(made, world.cecilie, found, passes=False)
    page = cecilie.get(url)
    assert "what" not in page.form("reason")["data"]
    assert page.form("reason")["data"]["reason"] == [""]
    assert "Ikke i orden:" in page.text, "what the check list lacks is told"
