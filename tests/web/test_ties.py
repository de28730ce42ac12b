"""The register of roles and ties: one's own list, everybody's, the hint it makes, and the line on one's own page."""

from datetime import timedelta

import pytest
from flask import Flask

from medvirkning.kernel.clock import frozen, now
from medvirkning.kernel.database import transaction
from medvirkning.review.flagging import flag_helper
from medvirkning.review.hints import ties_of
from medvirkning.review.tying import look_over
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import says

TIES = "/storhaug/arbeid/bindinger"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def test_one_adds_a_tie_and_ends_it(world: World, browse: Browse) -> None:
    halima = browse(world.halima)
    page = halima.submit(
        TIES, "role", name="Kaikanten", organisation_number="999 999 913", role="board", since="2019-05-01"
    )
    assert page.location == TIES
    page = halima.get(TIES)
    assert "Kaikanten: sitter i styret (999 999 913), siden 1. mai 2019" in page.text.replace("\xa0", " ")
    (tie,) = ties_of(world.halima.id)
    assert halima.post(TIES, {"ends": str(tie.id)}).location == TIES
    assert "Det står ingenting på lista." in halima.get(TIES).text


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        ({}, 1),
        ({"role": "board"}, 1),
        ({"role": "board", "organisation_number": "999 999 914"}, 1),
        ({"role": "board", "name": "Kaikanten", "since": "i fjor"}, 1),
        ({"role": "board", "name": "Kaikanten", "since": "2099-01-01"}, 1),
        ({"role": "king", "name": "Kaikanten"}, 1),
    ],
)
def test_a_tie_that_lacks_something(world: World, browse: Browse, said: dict[str, str], errors: int) -> None:
    page = browse(world.halima).post(TIES, said)
    assert (page.status, len(page.errors)) == (422, errors)
    assert ties_of(world.halima.id) == []


def test_somebody_elses_tie_stays(world: World, browse: Browse) -> None:
    browse(world.halima).submit(TIES, "role", name="Kaikanten", role="board")
    (tie,) = ties_of(world.halima.id)
    for ends in (str(tie.id), "tull"):
        assert browse(world.ivar).post(TIES, {"ends": ends}).status == 303
    assert len(ties_of(world.halima.id)) == 1


def test_it_is_time_every_half_year(world: World, browse: Browse) -> None:
    ivar, link = browse(world.ivar), f'href="{TIES}"'
    assert "Det er på tide å se over" in ivar.get("/min-side").text
    assert ivar.post(TIES, {"whole": "1"}).location == TIES
    page = ivar.get("/min-side")
    assert "Det er på tide" not in page.text
    assert link in page.html
    with transaction():
        look_over(by=world.ivar, at=now() - timedelta(days=200))
    assert "Det er på tide å se over" in ivar.get("/min-side").text
    assert "Er lista riktig?" in ivar.get(TIES).text
    assert "Det er på tide" not in browse(world.bjarne).get("/min-side").text
    with frozen(now() + timedelta(days=1)):
        assert "Det er på tide" not in browse(world.eli).get("/min-side").text


def test_the_chair_and_the_auditor_see_everybodys_and_nobody_else(world: World, browse: Browse) -> None:
    browse(world.halima).submit(TIES, "role", name="Kaikanten", role="board")
    for person in (world.dag, world.eli):
        assert "Kaikanten" in browse(person).get(f"{TIES}/alle").text
    for person in (world.ivar, world.cecilie, world.fredrik, world.kim):
        assert browse(person).get(f"{TIES}/alle").status == 403
    assert "Kaikanten" not in browse(world.ivar).get(TIES).text


def test_the_hint_is_met_before_the_case(world: World, browse: Browse) -> None:
    case = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    where = f"/storhaug/arbeid/soknader/{case.id}/habilitet"
    halima = browse(world.halima)
    halima.submit(TIES, "role", organisation_number="999999913", role="leads")
    assert "Er dette noe som gjør deg inhabil?" in halima.get(where).text
    page = halima.submit(where, "answer", answer="no")
    assert (page.status, len(page.errors)) == (422, 1)
    says(case, world.dag)
    page = browse(world.dag).get(where)
    assert "Kan være inhabil" in page.text
    assert "Har ikke svart." in page.text
    page = halima.submit(where, "answer", answer="no", why="Jeg gikk ut av styret i fjor.")
    assert page.status == 303
    assert "Jeg gikk ut av styret i fjor." in browse(world.dag).get(where).text
    assert "Kan være inhabil" not in browse(world.ivar).get(where).text


def test_who_helped_is_asked(world: World, browse: Browse) -> None:
    case = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    with transaction():
        flag_helper(case, world.cecilie, now())
    page = browse(world.cecilie).get(f"/storhaug/arbeid/soknader/{case.id}/habilitet")
    assert "Hjalp til med å skrive søknaden" in page.text
