"""The appeal desk: the list with its clocks, an appeal with its next step, the letters, and who stays out."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from medvirkning.appeals import handling
from medvirkning.appeals.models import Appeal
from medvirkning.appeals.words import AppealState, AppealWord
from medvirkning.kernel.clock import now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.deadlines import next_working_day
from medvirkning.kernel.errors import RuleBroken
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.words import Role
from medvirkning.review.words import DeclarationAnswer, Outcome
from tests import appeal_cast, cast, examples, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import says

LIST = "/storhaug/arbeid/klager"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def url(made: Appeal, end: str = "") -> str:
    return f"{LIST}/{made.id}{end}"


def every_address(app: Flask, made: Appeal) -> list[tuple[str, str]]:
    """Each address about one appeal, with each method it answers."""
    letters = [ruling.letter for ruling in made.rulings] or [None]
    values: dict[str, Any] = {
        "slug": "storhaug", "appeal_id": made.id, "letter_id": letters[-1].id if letters[-1] else made.id,
        "attachment_id": made.id,
    }  # fmt: skip
    found = []
    for method in ("GET", "POST"):
        for rule in examples.rules(app, method):
            if rule.endpoint.startswith("appeals.") and "appeal_id" in rule.arguments:
                built = rule.build({name: values[name] for name in rule.arguments}, append_unknown=False)
                assert built is not None
                found.append((method, str(built[1])))
    return found


def test_the_list_has_tabs_clocks_and_filters(world: World, browse: Browse) -> None:
    empty = browse(world.cecilie).get(LIST)
    assert "Ingen klager her" in empty.text
    made = appeal_cast.appeals(appeal_cast.answered(world))
    page = browse(world.cecilie).get(LIST)
    assert url(made) in page.links()
    assert "dager igjen" in page.text
    for query, there in (("?fra=andre", False), ("?fra=soker", True), ("?vis=ferdig", False), ("?vis=tull", True)):
        assert (url(made) in browse(world.eli).get(LIST + query).links()) is there, query
    assert "dagar att" in browse(world.dag, language="nn").get(LIST).text


def test_it_goes_on_and_the_letter_is_sent_and_the_appeal_body_decides(world: World, browse: Browse) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    cecilie = browse(world.cecilie)
    assert url(made, "/send-videre") in cecilie.get(url(made)).links()
    letter = cecilie.post(url(made, "/send-videre"), {"statement": "Vi står ved vedtaket."}).location
    page = cecilie.get(letter)
    assert "Vi står ved vedtaket." in page.text
    assert cecilie.post(f"{letter}/send", page.form_values("digest")).location == url(made)
    magne = browse(world.magne)
    assert url(made, "/avgjort") in magne.get(url(made)).links()
    told = {"outcome": "upheld", "decided_on": today().isoformat(), "reasons": "Vi er enige."}
    at_once = magne.post(url(made, "/avgjort"), {"decided_on": told["decided_on"]})
    assert (at_once.status, len(at_once.errors)) == (422, 3), "what, why, and that one took no part: told at once"
    refused = magne.post(url(made, "/avgjort"), told)
    assert refused.status == 422
    assert "Si at du ikke har noe med saken å gjøre" in refused.text
    final = magne.post(url(made, "/avgjort"), told | {"impartial": "y"}).location
    assert cecilie.get(final).status == 403  # the appeal body's own, until it is sent
    assert "Vi er enige." not in cecilie.get(url(made)).text
    page = magne.get(final)
    assert magne.post(f"{final}/send", page.form_values("digest")).status == 303
    assert cecilie.get(final).status == 200
    db.session.remove()
    assert db.session.query(Appeal).one().state is AppealState.FINAL


def test_a_change_beyond_the_pot_says_what_to_do(world: World, browse: Browse) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world, grant_cast.open_round(world, pot=25_000)))
    dag = browse(world.dag)
    page = dag.post(url(made, "/endre"), {"answer": "granted", "reasons": "Teltet er lånt."})
    assert page.status == 422
    assert "Potten må økes" in page.text
    told = {"answer": "partly", "amount": "25 000", "reasons": "Teltet.", "cut_reasons": "Potten er tom."}
    letter = dag.post(url(made, "/endre"), told).location
    assert "25 000" in dag.get(letter).text.replace("\u00a0", " ")
    assert browse(world.ivar).get(url(made, "/endre")).status == 403


def test_a_letter_that_lacks_something_stays(world: World, browse: Browse) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    ruling = appeal_cast.forwards(made, world.cecilie)
    with transaction():
        made.application.round.scheme.contact_name = ""
    cecilie, letter = browse(world.cecilie), url(made, f"/brev/{ruling.letter.id}")
    page = cecilie.get(letter)
    assert "Navnet på saksbehandleren" in page.text
    assert cecilie.post(f"{letter}/send", {"digest": "x"}).status == 422
    db.session.remove()
    assert db.session.query(Appeal).one().rulings[0].letter.sent_at is None


def test_an_appeal_on_paper_is_written_in(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world)
    cecilie = browse(world.cecilie)
    told = {
        "number": "NT-finnes-ikke", "appellant": "other", "channel": "paper", "received_on": today().isoformat(),
        "wanted": "Vi vil ha pengene.", "name": "Nedre gate vel", "interest": "",
    }  # fmt: skip
    assert "Vi finner ikke noe sendt vedtak med dette nummeret" in cecilie.post(f"{LIST}/ny", told).text
    told["number"] = decision.application.number or ""
    page = cecilie.post(f"{LIST}/ny", told)
    assert page.status == 422
    assert "Skriv hvorfor vedtaket gjelder dem" in page.text
    told |= {"interest": "Vi søkte også.", "address": "Nedre gate 1", "learned_on": today().isoformat()}
    made = cecilie.post(f"{LIST}/ny", told)
    assert made.status == 303
    assert "Vi søkte også." in cecilie.get(made.location).text


@pytest.mark.parametrize("answer", [DeclarationAnswer.YES, DeclarationAnswer.UNSURE])
def test_whoever_steps_aside_meets_a_closed_door_at_every_address(
    app: Flask, world: World, browse: Browse, answer: DeclarationAnswer
) -> None:
    decision = appeal_cast.answered(world, aside=["halima", "cecilie"])
    for person in (world.halima, world.cecilie):
        says(decision.application, person, answer)
    made = appeal_cast.appeals(decision)
    appeal_cast.forwards(made, world.dag)
    for person in (world.halima, world.cecilie):
        browser = browse(person)
        for method, address in every_address(app, made):
            page = browser.get(address) if method == "GET" else browser.post(address)
            assert page.status in (403, 404), (method, address)
            assert "teltet" not in page.text, address
        listed = browser.get(f"{LIST}?vis=sendt").text
        assert "Klage fra" not in listed


@pytest.mark.parametrize("name", ["dag", "cecilie"])
def test_whoever_decided_or_prepared_is_locked_out_of_the_appeal_body_at_every_address(
    app: Flask, world: World, browse: Browse, name: str
) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    appeal_cast.sends(appeal_cast.forwards(made, world.cecilie).letter, world.cecilie)
    person: Person = getattr(world, name)
    with transaction():
        give_role(person, Role.APPEAL_BODY, world.programme, by=None, at=now())
    browser = browse(person)
    for method, address in every_address(app, made):
        page = browser.get(address) if method == "GET" else browser.post(address)
        assert page.status in (403, 404), (method, address)
        assert "teltet" not in page.text, address
    assert "Du var med på vedtaket" in browser.get(f"{LIST}?vis=sendt").text
    db.session.remove()
    assert db.session.query(Appeal).one().state is AppealState.FORWARDED


def test_no_appeal_is_answered_by_dismissing_the_application(world: World, browse: Browse) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    page = browse(world.dag).get(url(made, "/endre"))
    assert 'value="refused"' in page.html
    assert 'value="dismissed"' not in page.html
    told = {"answer": "dismissed", "amount": "0", "reasons": "Nei."}
    assert browse(world.dag).post(url(made, "/endre"), told).status == 422
    with pytest.raises(RuleBroken) as broken:
        appeal_cast.changes(made, world.dag, Outcome.DISMISSED, 0)
    assert AppealWord.NO_ANSWER in [each.code for each in broken.value.objections]


def test_what_has_come_has_come_by_today(world: World, browse: Browse) -> None:
    made = appeal_cast.appeals(appeal_cast.answered(world))
    until = next_working_day(today() + timedelta(days=14))
    with transaction():
        handling.ask_to_complete(made, question="Hvilket vedtak?", until=until, by=world.cecilie, at=now())
    due = made.answer_by
    for day, words in (
        (today() + timedelta(days=1), "ikke kommet ennå"),
        (today() - timedelta(days=9), "før klagen kom"),
    ):
        page = browse(world.cecilie).post(url(made, "/har-kommet"), {"text": "Her.", "received_on": day.isoformat()})
        assert page.status == 422
        assert any(words in each for each in page.errors), page.errors
    db.session.refresh(made)
    assert (made.state, made.answer_by) == (AppealState.ASKED_TO_COMPLETE, due)
