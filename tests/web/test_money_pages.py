"""What the pages and files about money tell, and to whom."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.follow_up.accepting import close, decline
from medvirkning.follow_up.queries import acceptance_of
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.words import DeclarationAnswer
from tests import appeal_cast, cast, follow_cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import says
from tests.scheme_cast import RESPONSIBLE

HOME = "/storhaug/arbeid/oppfolging"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world)


def declined(world: World, round_: Round) -> Application:
    application = follow_cast.answered(world, round_, title="Ingen tok imot")
    with transaction():
        decline(application, by=world.bjarne, at=now())
    return application


def test_no_cell_of_the_open_table_is_a_formula(world: World, round_: Round, browse: Browse) -> None:
    follow_cast.answered(
        world, round_, title="Fest;=1+1;@x", what='Fest\n=HYPERLINK("http://x.example/";"Klikk")',
        applicant_name="\u200b=2+2",
    )  # fmt: skip
    text = browse().client.get("/storhaug/tildelinger.csv").get_data(as_text=True)
    for cells in (csv.reader(io.StringIO(text)), csv.reader(io.StringIO(text), delimiter=";")):
        for cell in (cell for row in cells for cell in row):
            assert not cell.strip('\ufeff\u200b "').startswith(("=", "+", "-", "@")), cell


def test_the_name_of_an_unregistered_group_is_nobodys_business(world: World, round_: Round, browse: Browse) -> None:
    named = {"applicant_kind": "group", "applicant_name": "Kari og Per Nordmann", "organisation_number": ""}
    follow_cast.answered(world, round_, **named, **RESPONSIBLE)
    for address in ("/storhaug/tildelinger", "/storhaug/tildelinger.json", "/storhaug/tildelinger.csv"):
        assert "Kari og Per" not in browse().client.get(address).get_data(as_text=True), address


def test_late_reports_of_another_district_are_not_told_of(world: World, round_: Round, browse: Browse) -> None:
    with transaction():
        other = cast.programme("hillevag", "Hillevåg")
        give_role(world.guro, Role.CHAIR, other, by=None, at=now())
    elsewhere = grant_cast.open_round(replace(world, programme=other, dag=world.guro))
    late = [
        follow_cast.accepted(replace(world, programme=other, dag=world.guro), elsewhere, title="Sak i Hillevåg"),
        follow_cast.accepted(world, round_, title="Sak på Storhaug"),
    ]
    with transaction():
        for each in late:
            kept = acceptance_of(each.id)
            assert kept is not None
            kept.report_due = each.report_owed_on = today() - timedelta(days=5)
    asked = grant_cast.sent(round_, world.bjarne)
    says(asked, world.ivar)
    text = browse(world.ivar).get(f"/storhaug/arbeid/soknader/{asked.id}").text
    assert "Sak på Storhaug" in text
    assert "Sak i Hillevåg" not in text


def test_no_tab_tells_where_a_closed_case_is(world: World, round_: Round, browse: Browse) -> None:
    shut = follow_cast.answered(world, round_, aside=world.cecilie)
    shown = follow_cast.answered(world, round_)
    cecilie = browse(world.cecilie)
    page = cecilie.get(f"{HOME}?vis=svar")
    assert (str(shut.id) in page.html, str(shown.id) in page.html) == (False, True)
    page = cecilie.get(HOME)
    assert str(shut.id) in page.html
    follow_cast.accepts(shut, world.bjarne)
    before = cecilie.get(HOME).text
    assert str(shut.id) not in cecilie.get(f"{HOME}?vis=betales").html
    assert before == page.text


def test_no_tab_or_filter_tells_of_a_closed_appeal(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world, aside=["halima"])
    says(decision.application, world.halima, DeclarationAnswer.YES)
    made = appeal_cast.writes_in(decision, world.cecilie)
    halima, desk = browse(world.halima), "/storhaug/arbeid/klager"
    assert str(made.id) in browse(world.dag).get(f"{desk}?fra=andre").html
    tabs = ("", "?vis=venter", "?vis=sendt", "?vis=ferdig", "?fra=andre", "?fra=soker")
    before = [halima.get(desk + tab).text for tab in tabs]
    assert not any(str(made.id) in halima.get(desk + tab).html for tab in tabs)
    appeal_cast.forwards(made, world.dag)
    assert [halima.get(desk + tab).text for tab in tabs] == before


def test_what_nobody_took_is_told_plainly_and_given_back(world: World, round_: Round, browse: Browse) -> None:
    application = declined(world, round_)
    assert "Ingen tok imot" not in browse().get("/storhaug/tildelinger").text
    address, dag = f"{HOME}/{application.id}", browse(world.dag)
    text = browse(world.cecilie).get(address).text
    assert "teller fortsatt som bevilget" in text
    assert f"{address}/til-potten" not in browse(world.cecilie).get(address).links()
    assert f"{address}/til-potten" in dag.get(address).links()
    assert dag.post(f"{address}/til-potten", {"reason": ""}).status == 422
    assert dag.post(f"{address}/til-potten", {"reason": "Ingen tok imot."}).status == 303
    assert "tilbake i potten" in dag.get(address).text
    db.session.refresh(round_)
    assert round_.granted == 0


def test_no_case_is_finished_by_hand_while_an_appeal_waits(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    appeal_cast.appeals(decision)
    page = browse(world.cecilie).post(f"{HOME}/{decision.application_id}/avslutt", {"reason": "Ferdig."})
    assert page.status == 422
    assert "En klage venter på svar" in page.text


def test_why_a_case_is_finished_is_there_for_staff_and_for_the_applicant(
    world: World, round_: Round, browse: Browse
) -> None:
    application = follow_cast.answered(world, round_, aside=world.halima)
    address, why = f"{HOME}/{application.id}", "Vi ringte dere to ganger og fikk ikke svar."
    assert "Søkeren kan lese dette" in browse(world.cecilie).get(f"{address}/avslutt").text
    with transaction():
        close(application, reason=why, by=world.cecilie, at=now() + timedelta(days=40))
    assert why in browse(world.cecilie).get(address).text
    assert why in browse(world.bjarne).get(f"/soknad/{application.id}").text
    case = f"/storhaug/arbeid/soknader/{application.id}"
    assert why in browse(world.dag).get(case).text
    assert why not in browse(world.halima).get(case).text
