"""Repayment at both counters: told, answered, decided, let go, paid back. And closed to whoever steps aside."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.follow_up.queries import open_repayment, repayments_of
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.words import RepaymentState
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.clock import frozen, oslo_moment
from medvirkning.kernel.database import db
from tests import cast, grant_cast, repayment_cast
from tests.browsing import Browse
from tests.cast import World


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    return grant_cast.open_round(world, pot=200_000)


@pytest.fixture
def made(world: World, round_: Round) -> Repayment:
    return repayment_cast.notified(world, round_)


def staff(made: Repayment, more: str = "") -> str:
    return f"/storhaug/arbeid/oppfolging/{made.application_id}/tilbakebetaling/{made.id}{more}"


def state_of(made: Repayment) -> tuple[RepaymentState, ApplicationState]:
    db.session.expire_all()
    return made.state, made.acceptance.application.state


def own(made: Repayment, more: str = "") -> str:
    return f"/soknad/{made.application_id}/tilbakebetaling/{made.id}{more}"


def test_a_coordinator_tells_the_applicant(world: World, round_: Round, browse: Browse) -> None:
    application = repayment_cast.paid_out(world, round_)
    browser = browse(world.cecilie)
    grant = f"/storhaug/arbeid/oppfolging/{application.id}"
    assert f"{grant}/tilbakebetaling/ny" in browser.get(grant).html
    page = browser.get(f"{grant}/tilbakebetaling/ny")
    wrong = {**page.form_values("amount"), "amount": "10 001", "reasons": "", "ground": ""}
    refused = browser.post(f"{grant}/tilbakebetaling/ny", wrong)
    assert refused.status == 422
    assert "Velg hvorfor" in refused.text
    told = {**wrong, "ground": "unused", "amount": "6 000", "reasons": repayment_cast.WHY}
    far = browser.post(f"{grant}/tilbakebetaling/ny", {**told, "amount": "10 001", "answer_by": "2020-01-02"})
    assert "Det er utbetalt 10 000 kroner" in far.text.replace("\u00a0", " ")
    assert "Søkeren trenger tid til å svare" in far.text
    read = browser.post(f"{grant}/tilbakebetaling/ny", told)
    assert read.status == 200
    assert "6 000 kroner" in read.text.replace("\u00a0", " ")
    assert open_repayment(application.id) is None, "nothing is sent by looking"
    held = read.form_values("digest")
    back = browser.post(f"{grant}/tilbakebetaling/ny", {**held, "step": "change"})
    assert back.form_values("amount")["ground"] == ["unused"]
    other = browser.post(f"{grant}/tilbakebetaling/ny", {**held, "reasons": f"{repayment_cast.WHY} Og mer."})
    assert other.status == 409, "not the letter that was read"
    sent = browser.post(f"{grant}/tilbakebetaling/ny", held)
    made = open_repayment(application.id)
    assert made is not None
    assert sent.location == staff(made)
    page = browser.get(staff(made))
    assert "Ikke noe svar ennå" in page.text
    assert "/krev" not in page.html
    assert "Forhåndsvarsel" in browser.get(staff(made, "/varsel")).text
    assert browser.get(f"{grant}/tilbakebetaling/ny").status == 303


def test_the_applicant_reads_and_answers(world: World, made: Repayment, browse: Browse) -> None:
    browser = browse(world.bjarne)
    case = browser.get(f"/soknad/{made.application_id}")
    assert "Vi vil høre fra dere før vi avgjør saken" in case.text
    assert own(made) in case.html
    assert "langbordet" in browser.get(own(made, "/varsel")).text
    assert browser.post(own(made), {"answer": " "}).status == 422
    assert browser.post(own(made), {"answer": "Vi kjøpte benker."}).location == f"/soknad/{made.application_id}"
    assert "Vi kjøpte benker." in browser.get(own(made)).text
    assert "Vi kjøpte benker." in browse(world.cecilie).get(staff(made)).text
    assert browser.get(own(made, "/krav")).status == 404
    for other in (world.guro, world.dag):
        assert browse(other).get(own(made)).status == 404


def test_the_chair_decides_and_the_coordinator_notes_the_money(world: World, made: Repayment, browse: Browse) -> None:
    dag, cecilie = browse(world.dag), browse(world.cecilie)
    assert dag.get(staff(made, "/krev")).status == 303, "the applicant still has time"
    repayment_cast.answers(made)
    assert cecilie.get(staff(made, "/krev")).status == 403
    page = dag.get(staff(made, "/krev"))
    assert repayment_cast.ANSWER in page.text
    told = {**page.form_values("amount"), "reasons": "Benkene var ikke med.", "amount": "6 001"}
    assert "I forhåndsvarselet sto det 6 000" in dag.post(staff(made, "/krev"), told).text.replace("\u00a0", " ")
    read = dag.post(staff(made, "/krev"), {**told, "amount": "5 000"})
    assert state_of(made)[1] is not ApplicationState.REPAYMENT, "nothing is decided by looking"
    assert dag.post(staff(made, "/krev"), read.form_values("digest")).location == staff(made)
    assert state_of(made)[1] is ApplicationState.REPAYMENT
    assert "Benkene var ikke med." in cecilie.get(staff(made, "/krav")).text
    bjarne = browse(world.bjarne)
    case = bjarne.get(f"/soknad/{made.application_id}")
    assert "Dere må betale tilbake 5 000 kr" in case.text.replace("\u00a0", " ")
    assert "Dere kan klage" in bjarne.get(own(made, "/krav")).text
    for browser, address in ((bjarne, own(made, "/krav.pdf")), (cecilie, staff(made, "/krav.pdf"))):
        assert browser.get(address).response.data.startswith(b"%PDF")
    assert dag.get(staff(made, "/tilbakebetalt")).status == 403
    page = cecilie.get(staff(made, "/tilbakebetalt"))
    assert cecilie.post(staff(made, "/tilbakebetalt"), page.form_values("on")).location == staff(made)
    assert state_of(made)[1] is ApplicationState.CLOSED
    assert "Pengene er betalt tilbake" in bjarne.get(f"/soknad/{made.application_id}").text
    assert "5 000 kr ble betalt tilbake" in bjarne.get(own(made)).text.replace("\u00a0", " ")


def test_the_matter_is_let_go_with_a_word(world: World, made: Repayment, browse: Browse) -> None:
    dag = browse(world.dag)
    assert dag.post(staff(made, "/la-ligge"), {"reasons": ""}).status == 422
    page = dag.post(staff(made, "/la-ligge"), {"reasons": "Benkene er like gode."})
    assert page.status == 303, page.errors
    assert state_of(made)[0] is RepaymentState.LET_GO
    assert "Benkene er like gode." in browse(world.bjarne).get(own(made)).text
    assert "tilbakebetaling/ny" in browse(world.cecilie).get(staff(made).rpartition("/tilbakebetaling")[0]).html


def test_without_an_answer_it_is_decided_when_the_day_is_over(world: World, made: Repayment, browse: Browse) -> None:
    with frozen(oslo_moment(made.answer_by + timedelta(days=1))):
        assert "Det kom ikke noe svar" in browse(world.dag).get(staff(made)).text
        assert browse(world.dag).get(staff(made, "/krev")).status == 200


def test_whoever_steps_aside_sees_nothing_of_it(world: World, round_: Round, browse: Browse) -> None:
    application = repayment_cast.paid_out(world, round_, by=world.halima, aside=world.cecilie)
    made = repayment_cast.notifies(application, world.halima)
    browser = browse(world.cecilie)
    for address in ("", "/varsel", "/krav", "/krav.pdf", "/krev", "/la-ligge", "/tilbakebetalt"):
        page = browser.get(staff(made, address))
        assert page.status == 403
        assert "langbordet for" not in page.text
    assert browser.get(staff(made).replace(str(made.id), "ny")).status == 403
    row = browser.get("/storhaug/arbeid/oppfolging?vis=alle").text
    assert "10 000" not in row.replace("\u00a0", " ")
    assert len(repayments_of(application.id)) == 1


def test_strangers_and_signed_out_get_nothing(world: World, made: Repayment, browse: Browse) -> None:
    assert browse(world.guro).get(staff(made)).status == 404
    assert browse(world.aud).get(own(made)).status == 404
    assert browse().get(own(made)).status in (302, 303)


@pytest.mark.parametrize(("language", "words"), [("nb", "Slik blir brevet"), ("nn", "Slik blir brevet")])
def test_the_letter_is_read_as_it_will_be(
    world: World, made: Repayment, browse: Browse, language: str, words: str
) -> None:
    repayment_cast.answers(made)
    dag, url = browse(world.dag, language=language), staff(made, "/krev")
    said = {"reasons": "Benkene var ikke med.\r\nDere «lånte» dem.", "amount": "5 000"}
    told = {**dag.get(url).form_values("amount"), **said}
    read = dag.post(url, told)
    assert read.status == 200
    for said in (words, "Benkene var ikke med.", "Dere «lånte» dem.", "5 000 kroner"):
        assert said in read.text.replace("\u00a0", " ")
    held = read.form_values("digest")
    back = dag.post(url, {**held, "step": "change"})
    assert back.form_values("amount")["reasons"] == ["Benkene var ikke med.\nDere «lånte» dem."]
    other = dag.post(url, {**held, "amount": "4 000"})
    assert (other.status, state_of(made)[0]) == (409, RepaymentState.NOTIFIED), "not the letter that was read"
    assert ("endret seg siden" if language == "nb" else "endra seg sidan") in other.text
    sent = dag.post(url, other.form_values("digest"))
    assert (sent.location, state_of(made)[0]) == (staff(made), RepaymentState.CLAIMED)
    db.session.refresh(made)
    assert made.claimed == 4_000


def test_an_elected_group_votes_on_letting_go(world: World, made: Repayment, browse: Browse) -> None:
    dag, url = browse(world.dag), staff(made, "/la-ligge")
    assert 'name="unanimous"' in dag.get(url).html
    said = {"reasons": "Nok er nok.", "unanimous": "counted", "in_favour": "1", "against": "3"}
    refused = dag.submit(url, having="reasons", **said)
    assert (refused.status, state_of(made)[0]) == (422, RepaymentState.NOTIFIED)
    assert dag.submit(url, having="reasons", **{**said, "in_favour": "3", "against": "1"}).location == staff(made)
    assert state_of(made)[0] is RepaymentState.LET_GO
