"""What has been granted, for everybody: nothing before its letter, nobody's name who applied for themselves."""

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from medvirkning.grants.scheme_words import OrganisationNumber
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import transaction
from medvirkning.mail.letters import compose
from medvirkning.mail.letters import send as send_letter
from medvirkning.review.awards import AwardWish, Sum, in_all, left_out, years
from medvirkning.review.models import Decision
from medvirkning.review.words import Outcome
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.open_grants import faults
from tests.review_cast import decides, says

LIST, FILE, TABLE = "/storhaug/tildelinger", "/storhaug/tildelinger.json", "/storhaug/tildelinger.csv"
DAYS = "/storhaug/frister.ics"


@pytest.fixture
def world(app: Flask) -> World:
    made = cast.storhaug()
    with transaction():
        made.programme.organisation_number = "999999948"
    return made


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world)


def awarded(
    world: World, the_round: Round, outcome: Outcome = Outcome.PARTLY, *, told: bool = True, **changes: Any
) -> Decision:
    """A decided case; `told` sends its letter."""
    application = grant_cast.sent(the_round, world.bjarne, **changes)
    says(application, world.dag)
    amount = {Outcome.GRANTED: application.asked, Outcome.PARTLY: 20_000, Outcome.REFUSED: 0}[outcome]
    decision = decides(application, world.dag, outcome, amount, compose=compose)
    if told:
        with transaction():
            send_letter(decision.letter, by=world.dag, at=now())
    return decision


def test_nothing_has_been_granted_yet(world: World, browse: Browse) -> None:
    page = browse().get(LIST)
    assert "Ingenting er delt ut ennå" in page.text
    assert "tildelinger.json" not in page.html
    assert browse().get(FILE).status == 404, "a file of the standard has at least one grant"


def test_what_is_granted_is_listed_when_the_letter_has_gone(world: World, the_round: Round, browse: Browse) -> None:
    awarded(world, the_round, title="Langbord på kaia")
    awarded(world, the_round, told=False, title="Det som ikke er svart på")
    awarded(world, the_round, Outcome.REFUSED, title="Det som ble nei")
    text = browse().get(LIST).text
    assert "Langbord på kaia" in text
    assert "1 tildeling, 20 000 kr i alt" in text.replace("\u00a0", " ")
    assert "Søkte om 35 000 kr" in text.replace("\u00a0", " "), "asked and granted are told apart"
    assert "ikke er svart på" not in text
    assert "ble nei" not in text


def test_people_are_left_out_by_name_and_case_and_counted(world: World, the_round: Round, browse: Browse) -> None:
    awarded(world, the_round)
    named = {"applicant_kind": "person", "applicant_name": "Kanari Kanarisen", "title": "Kanaritreff"}
    awarded(world, the_round, Outcome.GRANTED, organisation_number="", **named)
    for address in (LIST, FILE, TABLE):
        assert "anari" not in browse().client.get(address).get_data(as_text=True)
    wish = AwardWish(world.programme.id)
    assert (in_all(wish), left_out(wish)) == (Sum(1, 20_000), Sum(1, 35_000))
    assert "I tillegg gikk 1 tilskudd til noen som ikke er registrert, 35 000 kr til sammen" in browse().get(
        LIST
    ).text.replace("\u00a0", " ")


def test_by_place_and_year(world: World, the_round: Round, browse: Browse) -> None:
    zones = world.programme.zones
    awarded(world, the_round, title="I Sentrum", zone_id=str(zones[0].id))
    later_on = awarded(world, the_round, told=False, title="I Lervig", zone_id=str(zones[2].id))
    with frozen(now() + timedelta(days=400)), transaction():
        send_letter(later_on.letter, by=world.dag, at=now())
    this, later = date.today().year, (now() + timedelta(days=400)).year  # noqa: DTZ011
    assert years(world.programme.id) == list(range(later, this - 1, -1))
    browser = browse()
    for query, shown, hidden in (
        (f"?sone={zones[0].code}", "I Sentrum", "I Lervig"),
        (f"?ar={later}", "I Lervig", "I Sentrum"),
        (f"?ar={later}&sone={zones[2].code}", "I Lervig", "I Sentrum"),
    ):
        text = browser.get(LIST + query).text
        assert shown in text
        assert hidden not in text
    assert "Ingen tildelinger i dette utvalget" in browser.get(f"{LIST}?ar={later}&sone={zones[0].code}").text
    for odd in ("?ar=1e9", "?ar=20261", "?sone=%00x", "?side=-1", "?ar=&sone="):
        assert "I Sentrum" in browser.get(LIST + odd).text


def test_the_file_is_what_the_standard_asks_for(world: World, the_round: Round, browse: Browse) -> None:
    awarded(world, the_round, Outcome.GRANTED)
    awarded(world, the_round)
    response = browse().client.get(FILE)
    assert response.content_type == "application/json"
    told = json.loads(response.get_data(as_text=True))
    assert faults(told) == []
    assert told["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [(one["amountAppliedFor"], one["amountAwarded"]) for one in told["grants"]] == [
        (35_000, 20_000),
        (35_000, 35_000),
    ]
    recipients = [one["recipientOrganization"][0]["id"] for one in told["grants"]]
    assert recipients == ["NO-BRC-999999913"] * 2


def test_one_without_a_number_in_the_register_gets_an_identifier_of_its_case(
    world: World, the_round: Round, browse: Browse
) -> None:
    with transaction():
        the_round.scheme.organisation_number = OrganisationNumber.NO
    awarded(world, the_round, applicant_kind="association", organisation_number="")
    told = json.loads(browse().client.get(FILE).get_data(as_text=True))
    assert faults(told) == []
    (one,) = told["grants"]
    assert one["recipientOrganization"][0]["id"] == f"{one['id']}-recipient"


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda one: one.pop("title"), "lacks title"),
        (lambda one: one.update(amountAwarded="20000"), "amountAwarded is a number"),
        (lambda one: one.update(recipientIndividual=[{"id": "x", "name": "y"}]), "not to both"),
        (lambda one: one.update(awardDate="i går"), "is a date"),
        (lambda one: one["fundingOrganization"][0].pop("id"), "fundingOrganization lacks id"),
    ],
)
def test_the_test_finds_what_the_standard_would_not_take(
    world: World, the_round: Round, browse: Browse, spoil: object, fault: str
) -> None:
    awarded(world, the_round)
    told = json.loads(browse().client.get(FILE).get_data(as_text=True))
    spoil(told["grants"][0])  # type: ignore[operator]
    assert any(fault in each for each in faults(told)), faults(told)


def test_the_table_says_the_same_and_holds_no_formula(world: World, the_round: Round, browse: Browse) -> None:
    awarded(world, the_round, title="=1+1;HYPERLINK")
    response = browse().client.get(TABLE)
    assert response.headers["Content-Disposition"].startswith("attachment")
    written = response.get_data(as_text=True)
    assert written.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(written.removeprefix("\ufeff")))
    assert row["Title"] == "'=1+1;HYPERLINK"
    assert (row["Amount Applied For"], row["Amount Awarded"]) == ("35000", "20000")
    assert row["Recipient Org:Identifier"] == "NO-BRC-999999913"


@pytest.mark.parametrize(("language", "word"), [("nb", "fristen"), ("nn", "fristen"), ("nn", "gruppa møtest")])
def test_the_days_can_be_followed_in_a_calendar(
    world: World, the_round: Round, browse: Browse, language: str, word: str
) -> None:
    response = browse(language=language).client.get(DAYS)
    assert response.content_type == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(response.get_data()).walk("VEVENT")
    assert len(events) == 4
    assert len({str(event["uid"]) for event in events}) == 4
    when = {str(event["summary"]).rpartition(": ")[2]: event["dtstart"].dt for event in events}
    assert word in when
    assert when["fristen"] == the_round.deadline.replace(microsecond=0)
    assert isinstance(when["fristen"], datetime)
    assert the_round.meeting_on in when.values()
    assert response.get_data() == browse(language=language).client.get(DAYS).get_data(), "the same is the same"
