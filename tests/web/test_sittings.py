"""A round's meetings in the browser: the next one is opened, the earlier ones are listed with their minutes."""

import io
from datetime import timedelta

import pypdf
import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.mail.letters import compose, send
from medvirkning.review.cases import decision_on
from medvirkning.review.words import DeclarationAnswer, Outcome
from tests import cast, grant_cast
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.review_cast import adjourns, closes, decides, leans, meets, says

PUBLIC = "/storhaug/tilskudd/naermiljotilskudd/var"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def cases(world: World) -> list[Application]:
    """Two cases: one is decided in the first meeting, one in the second, where Halima steps aside from the first."""
    the_round = grant_cast.open_round(world, pot=90_000)
    made = [grant_cast.sent(the_round, world.bjarne) for _ in range(2)]
    for case in made:
        says(case, world.dag)
    says(made[0], world.halima, DeclarationAnswer.YES)
    says(made[1], world.halima)
    meets(the_round)
    decides(made[0], world.dag, Outcome.PARTLY, 21_111, compose=compose)
    adjourns(the_round)
    decides(made[1], world.dag, Outcome.PARTLY, 12_222, compose=compose)
    return made


def url(the_round: Round, rest: str = "") -> str:
    return f"/storhaug/arbeid/moter/{the_round.id}{rest}"


def text(browser: Browser, address: str) -> str:
    page = browser.get(address)
    assert page.status == 200, address
    return page.text.replace("\N{NO-BREAK SPACE}", " ")


def paper(browser: Browser, address: str) -> str:
    with browser.app.app_context():
        answer = browser.client.get(address)
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    return "".join(page.extract_text() for page in pages).replace("\N{NO-BREAK SPACE}", " ")


def sends(case: Application, world: World) -> None:
    decision = decision_on(case.id)
    assert decision is not None
    with transaction():
        send(decision.letter, by=world.dag, at=now())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", ("Åpne et nytt møte", "Møtene i runden", "møte 2", "Åpent nå")),
        ("nn", ("Opne eit nytt møte", "Møta i runden", "møte 2", "Ope no")),
    ],
)
def test_each_has_its_own_minutes(
    world: World, cases: list[Application], browse: Browse, language: str, said: tuple[str, ...]
) -> None:
    the_round, dag = cases[0].round, browse(world.dag, language=language)
    links = dag.get(url(the_round, "/mote")).links()
    assert {url(the_round, f"/protokoll/{number}") for number in (1, 2)} <= set(links)
    first, second = (text(dag, url(the_round, f"/protokoll/{number}")) for number in (1, 2))
    assert "21 111" in first
    assert "12 222" not in first
    assert "12 222" in second
    assert "21 111" not in second
    assert text(dag, url(the_round, "/protokoll")) == second, "the newest"
    for number, mine, other in ((1, "21 111", "12 222"), (2, "12 222", "21 111")):
        told = paper(dag, url(the_round, f"/protokoll/{number}.pdf"))
        assert mine in told
        assert other not in told
    assert dag.get(url(the_round, "/protokoll/3")).status == 404
    closes(the_round)
    told = text(dag, url(the_round, "/mote")) + second
    assert not [words for words in said if words not in told]
    assert text(dag, url(the_round, "/protokoll/1")) == first.replace(f"{said[3]} ", ""), "but for the list's own words"


def test_a_new_one_begins_with_nobody_noted(world: World, cases: list[Application], browse: Browse) -> None:
    the_round, dag = cases[0].round, browse(world.dag)
    closes(the_round)
    assert f"here-{world.ivar.id}" not in dag.get(url(the_round, "/mote")).form_values(f"here-{world.dag.id}")
    page = dag.post(url(the_round, "/mote"), {f"here-{world.dag.id}": "1", "act": "apne"})
    assert page.status == 303
    assert "1 av 4 plasser" in text(dag, url(the_round, "/mote"))
    assert "Halima" in text(dag, url(the_round, "/protokoll/2"))
    assert dag.post(url(the_round, "/mote"), {f"here-{world.dag.id}": "1", "act": "apne"}).status == 409


def test_what_the_public_reads(world: World, cases: list[Application], browse: Browse) -> None:
    the_round, anyone = cases[0].round, browse()
    assert anyone.get(f"{PUBLIC}/protokoll/2").status == 404, "it is open"
    assert "21 111" not in text(anyone, f"{PUBLIC}/protokoll"), "the letter has not gone"
    waits = "Vedtaket står her når brevet til søkeren er sendt."
    assert waits in text(anyone, f"{PUBLIC}/protokoll/1")
    sends(cases[0], world)
    assert "21 111" in text(anyone, f"{PUBLIC}/protokoll/1")
    assert "21 111" in paper(anyone, f"{PUBLIC}/protokoll/1.pdf")
    assert "Ikke vedtatt." in text(anyone, f"{PUBLIC}/protokoll/1"), "the other, in the first meeting"
    closes(the_round)
    links = anyone.get(f"{PUBLIC}/saksliste").links()
    assert {f"{PUBLIC}/protokoll/{number}" for number in (1, 2)} <= set(links)
    assert waits in text(anyone, f"{PUBLIC}/protokoll/2")
    sends(cases[1], world)
    assert "12 222" in text(anyone, f"{PUBLIC}/protokoll")
    assert anyone.get(f"{PUBLIC}/protokoll/3").status == 404
    assert anyone.get(f"{PUBLIC}/protokoll/0").status == 404


def test_kept_minutes_are_closed_to_who_steps_aside(world: World, cases: list[Application], browse: Browse) -> None:
    the_round, halima = cases[0].round, browse(world.halima)
    closes(the_round)
    for address in ("/protokoll/1", "/protokoll/1.pdf"):
        read = paper if address.endswith("pdf") else text
        assert "21 111" not in read(halima, url(the_round, address))
    assert "12 222" in text(halima, url(the_round, "/protokoll/2"))
    sends(cases[0], world)
    assert "21 111" in text(halima, url(the_round, "/protokoll/1"))


def test_the_wall_has_the_cases_of_the_open_meeting(world: World, cases: list[Application], browse: Browse) -> None:
    """And the whole round's money. What Halima steps aside from has no figures there either."""
    the_round, dag = cases[0].round, browse(world.dag)
    with transaction():
        cases[1].round.deadline = now() + timedelta(days=1)
    waits = grant_cast.sent(the_round, world.bjarne)
    says(waits, world.dag)
    leans(waits, world.dag, Outcome.PARTLY, 9_999)
    says(waits, world.halima, DeclarationAnswer.YES)
    told = text(dag, url(the_round, "/vegg"))
    assert [each in told for each in ("21 111", "12 222", "9 999")] == [False, True, True]
    assert "33 333" in told, "given away in all"
    assert "9 999" not in text(browse(world.halima), url(the_round, "/vegg"))
    closes(the_round)
    told = text(dag, url(the_round, "/vegg"))
    assert [each in told for each in ("21 111", "12 222")] == [True, True]


def test_who_reads(world: World, cases: list[Application], browse: Browse) -> None:
    for address in ("/protokoll/1", "/protokoll/1.pdf"):
        there = url(cases[0].round, address)
        assert browse().get(there).status == 303
        assert browse(world.guro).get(there).status == 404
        assert browse(world.fredrik).get(there).status == 403
