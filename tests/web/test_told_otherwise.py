"""The mail about a letter did not come: staff write in how they were told, and everybody sees the new last day."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.appeals.words import BodyOutcome
from medvirkning.follow_up.queries import acceptance_of
from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.outbox.words import OutboxState
from medvirkning.people.models import Person
from medvirkning.review.letters import last_day_to_appeal
from medvirkning.review.told import CorrectedTold
from medvirkning.review.words import Outcome
from tests import appeal_cast, cast, corrected_cast
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


def test_so_it_is_of_a_corrected_letter(world: World, browse: Browse) -> None:
    with frozen(FRIDAY):
        decision = appeal_cast.answered(world)
    with frozen(FRIDAY + timedelta(hours=1)):
        made = corrected_cast.sends(corrected_cast.corrects(decision, world.dag), world.dag)
        appeal_cast.delivered("corrected_letter", OutboxState.FAILED)
        browser, page = browse(world.cecilie), f"/storhaug/arbeid/vedtak/rettet/{made.id}"
        assert f"{page}/fortalt" in browser.get(page).links()
        assert "E-posten kom ikke fram" in browser.get("/storhaug/arbeid/vedtak").text
        early = (FRIDAY.date() - timedelta(days=1)).isoformat()
        assert browser.post(f"{page}/fortalt", {"way": "post", "on": early}).status == 422
    with frozen(FRIDAY + timedelta(days=7)):
        browser = browse(world.cecilie)
        day = (FRIDAY + timedelta(days=7)).date()
        assert browser.post(f"{page}/fortalt", {"way": "spoken", "on": day.isoformat()}).location == page
        assert "De fikk vite det på en annen måte" in browser.get(page).text
        assert last_day_to_appeal(decision.letter) == appeal_deadline(day, 3)
        assert browser.post(f"{page}/fortalt", {"way": "spoken", "on": day.isoformat()}).status == 303
    assert db.session.query(CorrectedTold).count() == 1, "pressed twice"
    for act in ("UPDATE corrected_told SET way = 'post'", "DELETE FROM corrected_told"):
        with pytest.raises(DBAPIError), transaction():
            db.session.execute(text(act))


def test_the_list_tells_of_corrected_letters(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    made = corrected_cast.corrects(decision, world.dag)
    browser, waits, gone = browse(world.cecilie), "Et rettet brev venter på å bli sendt", "Rettet brev sendt"
    page = browser.get("/storhaug/arbeid/vedtak").text
    assert (waits in page, gone in page) == (True, False)
    corrected_cast.sends(made, world.dag)
    page = browser.get("/storhaug/arbeid/vedtak").text
    assert (waits in page, gone in page) == (False, True)


def test_only_those_who_send_letters_write_it_in(world: World, browse: Browse) -> None:
    letter = appeal_cast.answered(world).letter
    url = f"/storhaug/arbeid/vedtak/{letter.id}"
    for person, status in ((world.halima, 403), (world.eli, 403), (world.bjarne, 404), (world.guro, 404)):
        assert browse(person).get(f"{url}/fortalt").status == status
    assert f"{url}/fortalt" not in browse(world.eli).get(url).links()


def test_the_meeting_and_the_decisions_show_what_is_told(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    ruling = appeal_cast.changes(appeal_cast.appeals(decision), world.dag)
    at = f"/storhaug/arbeid/moter/{decision.round_id}"
    browser, wall = browse(world.dag), {"HX-Request": "true"}
    here = (
        (at, "Etter klage"),
        (f"{at}/vedtak", "Nå, etter klage"),
        (f"{at}/vegg", "35 000 kr"),
        (f"{at}/vedtak/{decision.application_id}", "endret dette etter en klage"),
    )
    for url, words in here[:2]:
        assert "20 000 kr" in (text := browser.get(url).text.replace("\u00a0", " ")), "until the letter has gone"
        assert words not in text
    assert here[3][1] not in browser.get(here[3][0]).text
    assert "20 000 kr" in browse().get("/storhaug/tildelinger").text.replace("\u00a0", " ")
    tag = browser.client.get(f"{at}/vegg/del", headers=wall).headers["ETag"]
    appeal_cast.sends(ruling.letter, world.cecilie)
    for url, words in here:
        assert words in browser.get(url).text.replace("\u00a0", " "), url
    assert browser.client.get(f"{at}/vegg/del", headers=wall | {"If-None-Match": tag}).status_code == 200


def test_what_the_appeal_body_decided_is_its_own_until_its_letter_has_gone(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    made = appeal_cast.appeals(decision)
    appeal_cast.sends(appeal_cast.forwards(made, world.cecilie).letter, world.cecilie)
    final = appeal_cast.concludes(made, world.magne, BodyOutcome.CHANGED, Outcome.PARTLY, 27_000)
    case, follow = decision.application_id, "/storhaug/arbeid/oppfolging"
    meeting = f"/storhaug/arbeid/moter/{decision.round_id}"
    groups = ("", "/vedtak", f"/vedtak/{case}", "/vegg", "/forslag", "/protokoll")
    pages: list[tuple[Person | None, str]] = [
        (world.cecilie, f"/storhaug/arbeid/soknader/{case}"),
        (world.cecilie, "/storhaug/arbeid/soknader"),
        (world.cecilie, f"/storhaug/arbeid/klager/{made.id}"),
        (world.cecilie, follow),
        (world.cecilie, f"{follow}/{case}"),
        (world.bjarne, f"/soknad/{case}"),
        (world.bjarne, f"/soknad/{case}/klag"),
        (world.bjarne, f"/klage/{made.id}"),
        (world.bjarne, "/min-side"),
        (None, "/storhaug/tildelinger"),
        *((world.dag, meeting + rest) for rest in groups),
    ]
    for person, url in pages:
        text = browse(person).get(url).text.replace("\u00a0", " ")
        assert "27 000" not in text, url
    assert "20 000 kr" in browse(world.cecilie).get(f"{follow}/{case}").text.replace("\u00a0", " ")
    for name in ("tildelinger.json", "tildelinger.csv"):
        told = browse().client.get(f"/storhaug/{name}").get_data(as_text=True)
        assert "20000" in told, name
    applicant = browse(world.bjarne)
    assert "Et nytt brev er på vei" in applicant.get(f"/soknad/{case}").text
    accept = f"/soknad/{case}/ta-imot"
    assert accept not in applicant.get(f"/soknad/{case}").links()
    applicant.post(accept, {"account": "right", "declared": "y"})
    assert acceptance_of(case) is None
    appeal_cast.sends(final.letter, world.magne)
    for person, url in ((world.cecilie, f"{follow}/{case}"), (world.dag, meeting), (world.dag, f"{meeting}/vedtak")):
        assert "27 000 kr" in browse(person).get(url).text.replace("\u00a0", " "), url
    applicant.post(accept, {"account": "right", "declared": "y"})
    accepted = acceptance_of(case)
    assert accepted is not None
    assert accepted.granted == 27_000
