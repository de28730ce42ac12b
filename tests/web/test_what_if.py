"""«What if …» on the sharing page stays as the member left it, with what was written in it: with htmx and without."""

import pytest
from flask import Flask

from medvirkning.grants.schemes import Round
from medvirkning.review.steps import mark
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.pages import Page
from tests.review_cast import says
from tests.web.test_meeting_tools import press, url

HTMX = {"HX-Request": "true"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    made = grant_cast.open_round(world, pot=50_000)
    says(grant_cast.sent(made, world.bjarne), world.dag)
    return made


def shown(page: Page) -> tuple[bool, str]:
    """Whether the tools are unfolded, and the percent that is written there."""
    (fold,), (percent,) = page.all("details", data_stays="what-if"), page.all("input", id="percent")
    return "open" in fold.attrib, percent.get("value", "")


def test_it_is_folded_to_begin_with(world: World, the_round: Round, browse: Browse) -> None:
    assert shown(browse(world.dag).get(url(the_round))) == (False, "10")


def test_it_stays_open_after_a_press_in_it(world: World, the_round: Round, browse: Browse) -> None:
    dag = browse(world.dag)
    form = dag.get(url(the_round)).form("tool")
    assert form["data"]["percent"] == ["10"], "each of the tools brings along what is written"
    form["data"] |= {"tool": "fyll", "percent": "25"}
    after = dag.post(form["action"], form["data"])
    assert after.status == 303
    page = dag.get(after.location)
    assert shown(page) == (True, "25")
    assert url(the_round, "?rekkefolge=kriterier&hva-om=1&percent=25") in page.links()
    (lean,) = page.all("form", id="main-form")
    assert lean.get("action") == url(the_round), "what is sent tells how it was left, not where it is sent"
    undo = next(form for form in page.forms if form["id"] == "undo")
    undone = dag.post(undo["action"], {**undo["data"], "seen": str(mark(the_round.id))})
    assert shown(dag.get(undone.location)) == (True, "25")


def test_a_press_that_did_nothing_leaves_it_open_and_the_page_at_work(
    world: World, the_round: Round, browse: Browse
) -> None:
    dag = browse(world.dag)
    page = press(dag, the_round, "kutt", percent="x", **{"hva-om": "1"})
    assert page.status == 422
    assert shown(page) == (True, "x")
    assert page.all("form", id="main-form")[0].get("action") == url(the_round)


@pytest.mark.parametrize(("sent", "expected"), [({"hva-om": "1"}, True), ({}, False)])
def test_htmx_tells_how_it_was_left(
    world: World, the_round: Round, browse: Browse, sent: dict[str, str], expected: bool
) -> None:
    part = browse(world.dag).post(url(the_round), {"percent": "33", **sent}, headers=HTMX)
    assert part.status == 200
    assert shown(part) == (expected, "33")


def test_saving_without_a_script_keeps_it_open(world: World, the_round: Round, browse: Browse) -> None:
    dag = browse(world.dag)
    form = dag.get(url(the_round, "?hva-om=1&percent=25")).form("hva-om")
    after = dag.post(url(the_round), {"hva-om": "1", "percent": "25", **form["data"]})
    assert shown(dag.get(after.location)) == (True, "25")
