"""The applicant's yes and no to a grant, from the page of the case."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.scheme_words import AccountSource
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import db, transaction
from medvirkning.review.words import Outcome
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.follow_cast import OTHER_ACCOUNT, answered


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def url(application: Application, end: str = "") -> str:
    return f"/soknad/{application.id}{end}"


def state_of(application: Application) -> ApplicationState:
    db.session.refresh(application)
    return application.state


def test_the_page_of_the_case_leads_to_the_yes(world: World, round_: Round, browse: Browse) -> None:
    application = answered(world, round_)
    bjarne = browse(world.bjarne)
    page = bjarne.get(url(application))
    assert url(application, "/ta-imot") in page.links()
    page = bjarne.get(url(application, "/ta-imot"))
    assert "Tiltaket er åpent for alle." in page.text
    assert "•••• •• •7947" in page.text.replace("\u00a0", " ")
    assert "86011117947" not in page.text
    answer = bjarne.post(url(application, "/ta-imot"), {"account": "right", "declared": "y"})
    assert (answer.status, answer.location) == (303, url(application))
    assert state_of(application) is ApplicationState.ACCEPTED
    page = bjarne.get(url(application))
    assert "Dere tok imot tilskuddet" in page.text
    assert bjarne.get(url(application, "/ta-imot")).status == 303


def test_what_is_missing_is_told(world: World, round_: Round, browse: Browse) -> None:
    application = answered(world, round_)
    bjarne = browse(world.bjarne)
    page = bjarne.post(url(application, "/ta-imot"), {})
    assert page.status == 422
    assert len(page.errors) == 2
    page = bjarne.post(url(application, "/ta-imot"), {"account": "other", "other": "123", "declared": "y"})
    assert page.status == 422
    assert len(page.errors) == 1
    page = bjarne.post(url(application, "/ta-imot"), {"account": "other", "other": "", "declared": "y"})
    assert page.status == 422
    assert len(page.errors) == 1


def test_what_was_left_in_a_field_that_is_hidden_again_stops_nobody(
    world: World, round_: Round, browse: Browse
) -> None:
    application = answered(world, round_)
    sent = {"account": "right", "other": "123", "declared": "y"}
    assert browse(world.bjarne).post(url(application, "/ta-imot"), sent).status == 303
    assert state_of(application) is ApplicationState.ACCEPTED


def test_one_may_say_no(world: World, round_: Round, browse: Browse) -> None:
    application = answered(world, round_)
    bjarne = browse(world.bjarne)
    assert bjarne.get(url(application, "/takk-nei")).status == 200
    assert bjarne.post(url(application, "/takk-nei"), {}).status == 303
    assert state_of(application) is ApplicationState.CLOSED
    assert "Saken er avsluttet" in bjarne.get(url(application)).text


def test_a_refused_application_has_nothing_to_accept(world: World, round_: Round, browse: Browse) -> None:
    application = answered(world, round_, Outcome.REFUSED)
    bjarne = browse(world.bjarne)
    assert bjarne.get(url(application, "/ta-imot")).location == url(application)
    assert url(application, "/ta-imot") not in bjarne.get(url(application)).links()


def test_nobody_else_may(world: World, round_: Round, browse: Browse) -> None:
    application = answered(world, round_)
    for person in (world.guro, world.dag, world.cecilie):
        assert browse(person).post(url(application, "/ta-imot"), {"account": "right", "declared": "y"}).status == 404


def test_a_late_yes_is_still_asked_for(world: World, round_: Round, browse: Browse) -> None:
    application = answered(world, round_)
    with frozen(now() + timedelta(days=40)):
        assert "så snart" in browse(world.bjarne).get(url(application)).text


def test_an_account_that_nobody_has_asked_for_is_asked_for_now(world: World, round_: Round, browse: Browse) -> None:
    with transaction():
        round_.scheme.account_source = AccountSource.REGISTER
    application = answered(world, round_, account_number="")
    bjarne = browse(world.bjarne)
    page = bjarne.get(url(application, "/ta-imot"))
    assert "Hvilken konto skal vi betale til?" in page.text
    assert "Ja, betal til" not in page.text
    assert bjarne.post(url(application, "/ta-imot"), {"account": "right", "declared": "y"}).status == 422
    assert bjarne.post(url(application, "/ta-imot"), {"other": OTHER_ACCOUNT, "declared": "y"}).status == 303
    assert state_of(application) is ApplicationState.ACCEPTED
    page = browse(world.cecilie).get(f"/storhaug/arbeid/oppfolging/{application.id}")
    assert "Et annet kontonummer venter" in page.text or "venter på" in page.text
