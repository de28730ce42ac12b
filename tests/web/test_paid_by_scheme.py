"""Payment and reports over the counter, as the scheme says: shown to both sides, and refused at the field."""

from typing import Any

import pytest
from flask import Flask

from medvirkning.follow_up.queries import acceptance_of
from medvirkning.grants.scheme_words import PaymentWay
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.database import db, transaction
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.follow_cast import accepted, reports

LISTS = "/storhaug/arbeid/utbetalinger"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def setting(round_: Round, **changes: Any) -> None:
    with transaction():
        for name, value in changes.items():
            setattr(round_.scheme, name, value)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_staff_say_what_the_receipts_come_to(world: World, round_: Round, browse: Browse) -> None:
    setting(round_, payment=PaymentWay.AFTERWARDS)
    application = accepted(world, round_)
    cecilie, case = browse(world.cecilie), f"/storhaug/arbeid/oppfolging/{application.id}"
    assert "Ingenting" in cecilie.get(f"{LISTS}/ny").text
    assert (
        "Når vi har godkjent rapporten og kvitteringene." in browse(world.bjarne).get(f"/soknad/{application.id}").text
    )
    assert "I etterkant, mot kvitteringer" in cecilie.get(case).text
    reports(application, world.bjarne)
    page = cecilie.get(f"{case}/rapport")
    assert plain(page.form_values("amount")["amount"][0]) == "35 000"
    for written in ("", "mye", "35 001"):
        refused = cecilie.post(f"{case}/rapport/godkjenn", {"amount": written})
        assert (refused.status, len(refused.errors)) == (422, 1)
    assert cecilie.post(f"{case}/rapport/godkjenn", {"amount": "30 000"}).status == 303
    assert "30 000 kr gjenstår å betale." in plain(cecilie.get(f"{case}/rapport").text)
    page, amount = cecilie.get(f"{LISTS}/ny"), f"amount-{application.id}"
    assert plain(page.form_values(amount)[amount][0]) == "30 000"
    found = acceptance_of(application.id)
    assert found is not None
    db.session.refresh(found)
    assert (found.approved, found.application.state) == (30_000, ApplicationState.REPORT_RECEIVED)


def test_a_list_offers_the_first_share_only(world: World, round_: Round, browse: Browse) -> None:
    setting(round_, payment=PaymentWay.DIVIDED, first_share=50)
    application = accepted(world, round_)
    cecilie = browse(world.cecilie)
    page, amount = cecilie.get(f"{LISTS}/ny"), f"amount-{application.id}"
    assert plain(page.form_values(amount)[amount][0]) == "17 500"
    assert "17 500 kr kan betales nå, og resten når rapporten er godkjent." in plain(page.text)
    pick = {f"pick-{application.id}": "y", f"amount-{application.id}": "17 501"}
    assert cecilie.post(f"{LISTS}/ny", pick).status == 422
    assert cecilie.post(f"{LISTS}/ny", {**pick, f"amount-{application.id}": "17 500"}).status == 303


def test_the_report_asks_for_a_second_name_only_where_the_scheme_does(
    world: World, round_: Round, browse: Browse
) -> None:
    without = accepted(world, round_)
    setting(round_, second_signer=True, auditor_from=35_000, payment=PaymentWay.AFTERWARDS)
    within = accepted(world, round_)
    bjarne = browse(world.bjarne)
    assert "second_name" not in bjarne.get(f"/soknad/{without.id}/rapport").form_values("what")
    assert "second_name" in bjarne.get(f"/soknad/{within.id}/rapport").form_values("what")
    assert "Revisor" not in bjarne.get(f"/soknad/{without.id}/rapport/filer").text
    page = plain(bjarne.get(f"/soknad/{within.id}/rapport/filer").text)
    assert "35 000 kr eller mer" in page
    assert "Vi trenger kvitteringene for å betale ut pengene." in page
