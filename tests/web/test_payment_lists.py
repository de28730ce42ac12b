"""Staff pages for what is granted: four eyes on accounts and lists, and closed to whoever steps aside."""

import pytest
from flask import Flask

from medvirkning.follow_up.accepting import change_account
from medvirkning.follow_up.models import PaymentList
from medvirkning.follow_up.queries import acceptance_of, waiting_change
from medvirkning.follow_up.words import ListState
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.follow_cast import OTHER_ACCOUNT, accepted, accepts, answered, listed

HOME = "/storhaug/arbeid/oppfolging"
LISTS = "/storhaug/arbeid/utbetalinger"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def state_of(made: PaymentList) -> ListState:
    db.session.refresh(made)
    return made.state


def test_a_list_goes_from_one_to_another_and_out(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    cecilie, dag = browse(world.cecilie), browse(world.dag)
    pick = {f"pick-{application.id}": "y", f"amount-{application.id}": "20 000"}
    made = cecilie.post(f"{LISTS}/ny", pick)
    assert made.status == 303
    assert "En annen må godkjenne" in cecilie.get(made.location).text
    assert cecilie.post(f"{made.location}/godkjenn", {}).status == 403
    assert cecilie.post(f"{made.location}/fil.csv", {}).status == 409
    assert "Godkjenn lista" in dag.get(made.location).text
    assert dag.post(f"{made.location}/godkjenn", {}).status == 303
    file = dag.post(f"{made.location}/fil.csv", {}).response
    assert "attachment" in file.headers["Content-Disposition"]
    assert b"20000,00" in file.data
    assert "Fila hentet" in cecilie.get(made.location).text
    assert cecilie.post(f"{made.location}/betalt", {"on": "2099-01-01"}).status == 422
    page = cecilie.get(f"{made.location}/betalt")
    assert cecilie.post(f"{made.location}/betalt", page.form_values("on")).status == 303
    page = cecilie.get(f"{HOME}/{application.id}")
    assert "20 000 kr" in spaced(page.text)
    assert "Delvis betalt" in page.text
    assert "15 000" in spaced(cecilie.get(f"{LISTS}/ny").text)


def test_too_much_is_told_at_its_field(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    cecilie = browse(world.cecilie)
    assert cecilie.post(f"{LISTS}/ny", {}).status == 422
    page = cecilie.post(f"{LISTS}/ny", {f"pick-{application.id}": "y", f"amount-{application.id}": "35 001"})
    assert page.status == 422
    assert "35 000 kroner igjen" in spaced(page.text)


def test_another_account_needs_two(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    address = f"{HOME}/{application.id}"
    cecilie, dag = browse(world.cecilie), browse(world.dag)
    asked = {"number": "1503 00 00002", "reason": "Kassereren ringte."}
    assert cecilie.post(f"{address}/konto", asked).status == 303
    change = waiting_change(application.id)
    assert change is not None
    assert cecilie.post(f"{address}/konto/{change.id}", {"answer": "yes"}).status == 422
    assert "Nummeret er riktig" not in cecilie.get(address).text
    assert "Bekreft kontoen" in cecilie.get(HOME).text
    assert "Nummeret er riktig" in dag.get(address).text
    assert dag.post(f"{address}/konto/{change.id}", {"answer": "yes"}).status == 303
    kept = acceptance_of(application.id)
    assert kept is not None
    db.session.refresh(kept)
    assert kept.account_number == OTHER_ACCOUNT


def test_the_number_is_masked_for_those_who_only_read(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    made = listed(world, {application.id: 35_000})
    for address in (f"{HOME}/{application.id}", f"{LISTS}/{made.id}"):
        assert "8601 11 17947" in spaced(browse(world.dag).get(address).text)
        read = spaced(browse(world.eli).get(address).text)
        assert "•••• •• •7947" in read
        assert "8601" not in read
    assert browse(world.eli).post(f"{LISTS}/{made.id}/fil.csv", {}).status == 403
    assert browse(world.halima).get(HOME).status == 403


def test_who_steps_aside_sees_neither_case_nor_totals(world: World, round_: Round, browse: Browse) -> None:
    application = answered(world, round_, aside=world.cecilie)
    accepts(application, world.bjarne)
    made = listed(world, {application.id: 12_345}, by=world.dag)
    cecilie = browse(world.cecilie)
    for address in (f"{HOME}/{application.id}", f"{HOME}/{application.id}/konto"):
        assert cecilie.get(address).status == 403
    assert cecilie.post(f"{LISTS}/{made.id}/fil.csv", {}).status == 403
    for address in (HOME, LISTS, f"{LISTS}/ny", f"{LISTS}/{made.id}"):
        text = spaced(cecilie.get(address).text)
        assert not any(amount in text for amount in ("12 345", "35 000", "22 655")), address
        assert "8601" not in text
    assert cecilie.post(f"{LISTS}/{made.id}/ta-tilbake", {}).status == 403
    assert state_of(made) is ListState.MADE


def test_a_case_is_finished_with_a_reason_when_the_time_is_over(world: World, round_: Round, browse: Browse) -> None:
    application: Application = answered(world, round_)
    page = browse(world.cecilie).post(f"{HOME}/{application.id}/avslutt", {"reason": ""})
    assert page.status == 422
    assert len(page.errors) == 1


def test_lists_of_another_programme_are_not_there(world: World, round_: Round, browse: Browse) -> None:
    made = listed(world, {accepted(world, round_).id: 1_000})
    assert browse(world.cecilie).get(f"/fredrikstad/arbeid/utbetalinger/{made.id}").status == 404
    assert browse(world.guro).get(f"{LISTS}/{made.id}").status == 404


def test_an_approved_list_is_taken_back_with_a_reason(world: World, round_: Round, browse: Browse) -> None:
    made = listed(world, {accepted(world, round_).id: 1_000})
    address = f"{LISTS}/{made.id}"
    cecilie, dag = browse(world.cecilie), browse(world.dag)
    assert dag.post(f"{address}/godkjenn", {}).status == 303
    assert cecilie.post(f"{address}/fil.csv", {}).status == 200
    assert "Trekk lista tilbake" not in cecilie.get(address).text
    assert cecilie.get(f"{address}/ta-tilbake").status == 403
    assert f"{address}/ta-tilbake" in dag.get(address).links()
    assert "Fila er hentet" in dag.get(f"{address}/ta-tilbake").text
    assert dag.post(f"{address}/ta-tilbake", {"reason": ""}).status == 422
    assert dag.post(f"{address}/ta-tilbake", {"reason": "Feil konto."}).status == 303
    assert state_of(made) is ListState.DROPPED
    assert "Feil konto." in cecilie.get(address).text


def test_a_list_whose_account_has_changed_says_so(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    made = listed(world, {application.id: 1_000})
    with transaction():
        change_account(application, OTHER_ACCOUNT, reason="De ringte.", by=world.cecilie, at=now())
    dag, address = browse(world.dag), f"{LISTS}/{made.id}"
    page = dag.get(address)
    assert "venter på å bli bekreftet" in page.text
    assert "Godkjenn lista" not in page.text
    assert dag.post(f"{address}/godkjenn", {}).status == 422


def test_a_change_of_account_is_answered_with_yes_or_no(world: World, round_: Round, browse: Browse) -> None:
    application = accepted(world, round_)
    with transaction():
        change = change_account(application, OTHER_ACCOUNT, reason="De ringte.", by=world.cecilie, at=now())
    for answer in ({}, {"answer": "kanskje"}):
        assert browse(world.dag).post(f"{HOME}/{application.id}/konto/{change.id}", answer).status == 400
    db.session.refresh(change)
    assert change.confirmed is None
