"""Who has stepped aside from a case stays out of it, whatever role they get; and every role can step aside."""

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.letters import compose
from medvirkning.mail.letters import send as send_letter
from medvirkning.people.models import Person
from medvirkning.programmes.actions import give_role
from medvirkning.programmes.models import Membership
from medvirkning.programmes.words import Role
from medvirkning.review.cases import closed_to
from medvirkning.review.meeting import table
from medvirkning.review.places import Places
from medvirkning.review.words import Closed, DeclarationAnswer, Order, Outcome
from tests import appeal_cast, cast, follow_cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import decides, says

READERS = (Role.LEAD, Role.AUDITOR, Role.APPEAL_BODY)
ASIDE = (DeclarationAnswer.YES, DeclarationAnswer.UNSURE)


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def case(world: World) -> Application:
    made = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(made, world.dag)
    return made


def becomes(person: Person, role: Role, world: World) -> None:
    """They leave the roles they have for this one."""
    with transaction():
        for held in db.session.scalars(select(Membership).where(Membership.person_id == person.id)):
            db.session.delete(held)
        give_role(person, role, world.programme, by=None, at=now())


def told(browse: Browse, person: Person, *addresses: str) -> list[str]:
    """The addresses that tell this person an amount of the case."""
    pages = {url: browse(person).client.get(url).get_data(as_text=True) for url in addresses}
    return [url for url, text in pages.items() if "35\N{NO-BREAK SPACE}000" in text or "35 000" in text]


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("answer", ASIDE)
def test_what_one_stepped_aside_from_stays_closed(
    world: World, case: Application, browse: Browse, role: Role, answer: DeclarationAnswer
) -> None:
    says(case, world.halima, answer)
    becomes(world.halima, role, world)
    expected = Closed.DISQUALIFIED if answer is DeclarationAnswer.YES else Closed.UNSURE
    assert [each.code for each in closed_to(world.halima, case)] == [expected]
    assert set(table(case.round, world.halima).closed) == {case.id}
    assert Places(case.round, world.halima, Order.SCORES).open == 0
    decision = decides(case, world.dag, Outcome.GRANTED, compose=compose)
    with transaction():
        send_letter(decision.letter, by=world.dag, at=now())
    follow_cast.accepts(case, world.bjarne)
    made = follow_cast.listed(world, {case.id: 1_000})
    work = "/storhaug/arbeid"
    addresses = [f"{work}/soknader", f"{work}/soknader/{case.id}", f"{work}/moter/{case.round_id}",
                 f"{work}/moter/{case.round_id}/vegg", f"{work}/oppfolging/{case.id}", f"{work}/oppfolging",
                 f"{work}/utbetalinger/{made.id}", f"{work}/moter/{case.round_id}/vedtak"]  # fmt: skip
    assert told(browse, world.halima, *addresses) == []
    assert browse(world.halima).get(f"{work}/utbetalinger/{made.id}").status in (200, 403)
    assert browse(world.halima).post(f"{work}/utbetalinger/{made.id}/fil.csv").status in (403, 404)


def test_an_appeal_about_it_is_closed_to_the_appeal_body_too(world: World, browse: Browse) -> None:
    decision = appeal_cast.answered(world, aside=["halima"])
    says(decision.application, world.halima, DeclarationAnswer.YES)
    becomes(world.halima, Role.APPEAL_BODY, world)
    appeal = appeal_cast.appeals(decision)
    ruling = appeal_cast.forwards(appeal, world.dag)
    appeal_cast.sends(ruling.letter, world.dag)
    for rest in ("", "/avgjort"):
        assert browse(world.halima).get(f"/storhaug/arbeid/klager/{appeal.id}{rest}").status == 403


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_appeal_body_can_step_aside(world: World, browse: Browse, language: str) -> None:
    decision = appeal_cast.answered(world)
    appeal = appeal_cast.appeals(decision)
    ruling = appeal_cast.forwards(appeal, world.dag)
    appeal_cast.sends(ruling.letter, world.dag)
    magne = browse(world.magne, language=language)
    page = magne.get(f"/storhaug/arbeid/klager/{appeal.id}")
    url = f"/storhaug/arbeid/soknader/{decision.application_id}/habilitet"
    assert url in page.links()
    assert magne.get(url).status == 200
    page = magne.post(url, {"answer": "yes", "ground": "family"})
    assert (page.status, page.location) == (303, "/storhaug/arbeid/klager")
    assert magne.get("/storhaug/arbeid/klager").status == 200
    assert magne.get(f"/storhaug/arbeid/klager/{appeal.id}").status == 403


def test_the_lead_can_step_aside(world: World, case: Application, browse: Browse) -> None:
    with transaction():
        give_role(world.guro, Role.LEAD, world.programme, by=None, at=now())
    guro = browse(world.guro)
    here = f"/storhaug/arbeid/soknader/{case.id}"
    assert f"{here}/habilitet" in guro.get(here).links()
    assert f"{here}/habilitet" not in browse(world.eli).get(here).links(), "an auditor only reads"
    assert guro.post(f"{here}/habilitet", {"answer": "no"}).location == here
    assert guro.get(here).status == 200
    assert guro.post(f"{here}/habilitet", {"answer": "yes", "ground": "board"}).status == 303
    assert guro.get(here).status == 403
