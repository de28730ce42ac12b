"""Deciding one by one: the form, its faults, the second press, and who leads."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationState
from medvirkning.kernel.database import db
from medvirkning.review.meetings import Ballot
from medvirkning.review.models import Decision, Letter
from medvirkning.review.words import DeclarationAnswer, Outcome
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.pages import Page
from tests.review_cast import decides, hands_in, leans, meets, says

YES = DeclarationAnswer.YES
MEETINGS = "/storhaug/arbeid/moter"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world, pot=50_000)


@pytest.fixture
def application(world: World, the_round: Round) -> Application:
    made = grant_cast.sent(the_round, world.bjarne)
    says(made, world.dag)
    meets(the_round)
    return made


def meeting(the_round: Round, rest: str = "") -> str:
    return f"{MEETINGS}/{the_round.id}{rest}"


def deciding(application: Application) -> str:
    return f"{MEETINGS}/{application.round_id}/vedtak/{application.id}"


def yes(**changes: str) -> dict[str, str]:
    return {"outcome": "granted", "amount": "", "reasons": "Åpent for alle.", "cut_reasons": "", **changes}


def test_deciding_one_by_one(world: World, the_round: Round, browse: Browse) -> None:
    first, second = (grant_cast.sent(the_round, world.bjarne) for _ in range(2))
    for each in (first, second):
        says(each, world.dag)
    meets(the_round)
    leans(first, world.dag, Outcome.PARTLY, 20_000)
    dag = browse(world.dag)
    page = dag.get(deciding(first))
    values = page.form_values("outcome")
    assert (values["outcome"], values["amount"]) == (["partly"], ["20\N{NO-BREAK SPACE}000"])
    assert "Tiltaket skaper en åpen møteplass." in values["reasons"][0]
    page = dag.submit(deciding(first), "outcome", cut_reasons="Et mindre telt er nok.")
    assert (page.status, page.location) == (303, deciding(second))
    decision = db.session.scalars(select(Decision)).one()
    assert (decision.amount, decision.cut_reasons) == (20_000, "Et mindre telt er nok.")
    assert db.session.query(Letter).count() == 1
    assert db.session.scalar(select(Application.state).where(Application.id == first.id)) is ApplicationState.DECIDED
    page = dag.post(deciding(second), yes(outcome="refused"))
    assert page.location == meeting(the_round, "/vedtak")
    assert "Dag gjorde vedtaket" in dag.get(page.location).text


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_draft_of_reasons_is_in_the_applicants_language(
    world: World, application: Application, browse: Browse, language: str
) -> None:
    hands_in(application, world.dag, 3, 0)
    page = browse(world.dag, language=language).get(deciding(application))
    reasons = page.form_values("outcome")["reasons"][0]
    assert reasons == (
        "Slik vurderte vi søknaden etter kriteriene:\n"
        "– Tiltaket skaper en åpen møteplass: helt oppfylt.\n"
        "– Tiltaket er gratis: ikke oppfylt."
    )
    assert "Skriv på bokmål" in page.text


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"outcome": ""}, {"outcome"}),
        ({"outcome": "maybe"}, {"outcome"}),
        ({"reasons": " "}, {"reasons"}),
        ({"outcome": "partly", "amount": "tjue"}, {"amount"}),
        ({"outcome": "partly", "amount": "20 000"}, {"cut_reasons"}),
        ({"outcome": "partly", "amount": "35 000", "cut_reasons": "Fordi."}, {"amount"}),
        ({"outcome": "partly", "cut_reasons": "Fordi."}, {"amount"}),
        ({"reasons": "x" * 6001}, {"reasons"}),
    ],
)
def test_a_decision_that_lacks_something(
    world: World, application: Application, browse: Browse, changes: dict[str, str], fields: set[str]
) -> None:
    page = browse(world.dag).post(deciding(application), yes(**changes))
    assert page.status == 422
    linked = {
        a.get("href", "").lstrip("#") for div in page.all("div", class_="ds-error-summary") for a in div.iter("a")
    }
    assert linked == fields
    assert page.form_values("outcome")["reasons"][0] == yes(**changes)["reasons"].strip()
    assert db.session.query(Decision).count() == 0


def test_what_doesnt_belong_to_the_outcome_is_passed_over(
    world: World, application: Application, browse: Browse
) -> None:
    page = browse(world.dag).post(deciding(application), yes(amount="tull", cut_reasons="Glemt."))
    assert page.status == 303
    decision = db.session.scalars(select(Decision)).one()
    assert (decision.amount, decision.cut_reasons) == (35_000, "")


def test_an_empty_pot_says_so(world: World, the_round: Round, browse: Browse) -> None:
    first, second = (grant_cast.sent(the_round, world.bjarne) for _ in range(2))
    for each in (first, second):
        says(each, world.dag)
    meets(the_round)
    decides(first, world.dag)
    page = browse(world.dag).post(deciding(second), yes())
    assert page.status == 422
    assert "Det er ikke nok penger. Det er 15 000 kroner igjen." in page.text


def test_the_second_is_told_who_and_when_and_keeps_what_they_wrote(
    world: World, application: Application, browse: Browse
) -> None:
    dag = browse(world.dag)
    decides(application, world.dag, Outcome.REFUSED, 0)
    page: Page = dag.post(deciding(application), yes(reasons="Min egen begrunnelse."))
    assert page.status == 409
    assert "Dag gjorde vedtaket" in page.text
    assert "Min egen begrunnelse." in page.text
    assert dag.get(deciding(application)).status == 200
    assert db.session.query(Decision).count() == 1


def test_where_the_chair_steps_aside_a_member_decides(world: World, the_round: Round, browse: Browse) -> None:
    application = grant_cast.sent(the_round, world.bjarne)
    says(application, world.ivar)
    assert browse(world.ivar).get(deciding(application)).status == 403
    assert deciding(application) not in browse(world.ivar).get(meeting(the_round, "/vedtak")).links()
    says(application, world.dag, YES)
    assert browse(world.dag).post(deciding(application), yes()).status == 403
    assert deciding(application) in browse(world.ivar).get(meeting(the_round, "/vedtak")).links()
    meets(the_round)
    assert browse(world.ivar).post(deciding(application), yes()).status == 303


def test_an_undeclared_chair_is_asked_first(world: World, the_round: Round, browse: Browse) -> None:
    application = grant_cast.sent(the_round, world.bjarne)
    page = browse(world.dag).get(deciding(application))
    assert (page.status, page.location) == (303, f"/storhaug/arbeid/soknader/{application.id}/habilitet")
    assert browse(world.dag).post(deciding(application), yes()).status == 403
    assert "35 000" not in browse(world.dag).get(meeting(the_round)).text


def test_a_round_that_takes_applications_is_neither_opened_nor_decided(
    world: World, the_round: Round, browse: Browse
) -> None:
    """Somebody found that one could decide while others were still applying."""
    application = grant_cast.sent(the_round, world.bjarne)
    says(application, world.dag)
    dag = browse(world.dag)
    everybody = {f"here-{person.id}": "1" for person in (world.dag, world.halima, world.ivar, world.jorunn)}
    page = dag.post(meeting(the_round, "/mote"), {**everybody, "act": "apne"})
    assert page.status == 422
    assert "Ingenting blir vedtatt før fristen er ute." in page.text
    page = dag.post(deciding(application), yes())
    assert page.status == 422
    assert "Ingenting blir vedtatt før fristen er ute." in page.text
    assert db.session.query(Decision).count() == 0


def test_votes_are_counted(world: World, application: Application, browse: Browse) -> None:
    dag = browse(world.dag)
    for in_favour, against, said in (
        ("1", "3", "Flere stemte mot"),
        ("3", "3", "Det må bli 4 stemmer"),
        ("x", "", "4"),
    ):
        counted = yes(unanimous="counted", in_favour=in_favour, against=against)
        page = dag.post(deciding(application), counted)
        assert page.status == 422
        assert said in page.text
    assert dag.post(deciding(application), yes(unanimous="counted", in_favour="2", against="2")).status == 303
    ballot = db.session.scalars(select(Ballot)).one()
    assert (ballot.in_favour, ballot.against, ballot.seats, ballot.casting) == (2, 2, 4, True)


def test_without_a_quorum_nothing_is_decided(world: World, the_round: Round, browse: Browse) -> None:
    application = grant_cast.sent(the_round, world.bjarne)
    says(application, world.dag)
    meets(the_round, world.halima, world.ivar, world.jorunn)
    page = browse(world.dag).post(deciding(application), yes())
    assert page.status == 422
    assert "For få kan stemme i denne saken: 1 av 4 plasser." in page.text
    assert db.session.query(Decision).count() == 0


def test_less_than_they_need_is_asked_about_once(world: World, application: Application, browse: Browse) -> None:
    assert application.least_workable == 20_000
    dag, less = browse(world.dag), yes(outcome="partly", amount="19 999", cut_reasons="Fordi.")
    page = dag.post(deciding(application), less)
    assert page.status == 422
    assert "De trenger minst 20 000 kr" in page.text.replace("\N{NO-BREAK SPACE}", " ")
    assert db.session.query(Decision).count() == 0
    assert page.all("input", name="below_least")
    assert dag.post(deciding(application), less | {"below_least": "y"}).status == 303
    assert db.session.scalars(select(Decision.amount)).one() == 19_999
