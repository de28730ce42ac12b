"""The page where a doubt is settled, and calling in a substitute."""

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.review.asides import Settlement, SteppingIn
from medvirkning.review.cases import closed_to
from medvirkning.review.words import DeclarationAnswer
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import says

NO, YES, UNSURE = DeclarationAnswer.NO, DeclarationAnswer.YES, DeclarationAnswer.UNSURE


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def case(world: World) -> Application:
    return grant_cast.sent(grant_cast.open_round(world), world.bjarne)


def where(case: Application, rest: str = "") -> str:
    return f"/storhaug/arbeid/soknader/{case.id}/habilitet{rest}"


def test_the_chair_writes_down_what_the_group_found(world: World, case: Application, browse: Browse) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.dag)
    dag, page_of = browse(world.dag), where(case, f"/{world.ivar.id}/avgjor")
    assert page_of in dag.get(where(case)).links()
    page = dag.get(page_of)
    assert "Vi er naboer." in page.text
    assert "Dag, Halima, Jorunn." in page.text
    assert "forvaltningsloven § 8" in page.text.replace("\xa0", " ")
    page = dag.submit(page_of, "text", answer="no", votes_in="3", votes_out="0", text="Bare naboer, ikke venner.")
    assert page.location == where(case)
    assert closed_to(world.ivar, case) == []
    page = dag.get(page_of)
    assert "Bare naboer, ikke venner." in page.text
    assert not page.all("textarea")


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({}, 3),
        ({"answer": "no", "votes_in": "3", "votes_out": "0"}, 1),
        ({"answer": "no", "votes_in": "tre", "votes_out": "0", "text": "Naboer."}, 1),
        ({"answer": "no", "votes_in": "9", "votes_out": "0", "text": "Naboer."}, 1),
        ({"answer": "no", "votes_in": "0", "votes_out": "0", "text": "Naboer."}, 1),
        ({"answer": "no", "votes_in": "1", "votes_out": "2", "text": "Naboer."}, 1),
        ({"answer": "yes", "votes_in": "0", "votes_out": "3", "text": "Venner."}, 1),
        ({"answer": "yes", "ground": "household", "votes_in": "0", "votes_out": "3", "text": "Samboere."}, 1),
    ],
)
def test_a_settlement_that_lacks_something(
    world: World, case: Application, browse: Browse, said: dict[str, str], errors: int
) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.dag)
    page = browse(world.dag).post(where(case, f"/{world.ivar.id}/avgjor"), said)
    assert (page.status, len(page.errors)) == (422, errors)
    assert db.session.query(Settlement).count() == 0


def test_who_does_not_lead_the_case_settles_nothing(world: World, case: Application, browse: Browse) -> None:
    says(case, world.ivar, UNSURE)
    says(case, world.jorunn)
    for person in (world.jorunn, world.ivar, world.dag):
        assert browse(person).get(where(case, f"/{world.ivar.id}/avgjor")).status == 403
    says(case, world.dag)
    assert browse(world.dag).get(where(case, f"/{world.guro.id}/avgjor")).status == 404


def test_all_of_the_group_vote_where_the_rest_are_too_few(world: World, case: Application, browse: Browse) -> None:
    for person in (world.dag, world.ivar, world.jorunn):
        says(case, person, UNSURE)
    page = browse(world.dag, language="nn").get(where(case, f"/{world.dag.id}/avgjor"))
    assert "Dag, Halima, Ivar, Jorunn." in page.text
    assert "35 000" not in page.text.replace("\xa0", " ")
    page = browse(world.dag).submit(
        where(case, f"/{world.ivar.id}/avgjor"), "text", answer="no", votes_in="4", votes_out="0", text="Naboer."
    )
    assert page.status == 303


def test_a_substitute_is_called_in(world: World, case: Application, browse: Browse) -> None:
    says(case, world.ivar, YES)
    says(case, world.dag)
    dag = browse(world.dag)
    page = dag.submit(where(case), "substitute")
    assert page.location == where(case)
    assert "Kim møter for Ivar" in dag.get(where(case)).text
    assert db.session.query(SteppingIn).one().substitute_id == world.kim.id
    for chosen in (str(world.kim.id), str(world.jorunn.id), "tull"):
        assert dag.post(where(case, f"/{world.ivar.id}/vara"), {"substitute": chosen}).status == 303
    assert db.session.query(SteppingIn).count() == 1
    assert browse(world.kim).get(f"/storhaug/arbeid/soknader/{case.id}").location == where(case)
