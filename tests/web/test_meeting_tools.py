"""The tools above the meeting's list, undoing, and saved drafts side by side: as forms, without a script."""

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.review.steps import mark, said_now
from medvirkning.review.words import DeclarationAnswer, Outcome
from tests import cast, grant_cast
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.review_cast import leans, says

YES = DeclarationAnswer.YES


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world, pot=50_000)


@pytest.fixture
def two(world: World, the_round: Round) -> list[Application]:
    made = [grant_cast.sent(the_round, world.bjarne) for _ in range(2)]
    for each in made:
        says(each, world.dag)
        says(each, world.ivar)
    return made


def url(the_round: Round, rest: str = "") -> str:
    return f"/storhaug/arbeid/moter/{the_round.id}{rest}"


def press(browser: Browser, the_round: Round, tool: str, **more: str):  # type: ignore[no-untyped-def]
    said = {"tool": tool, "seen": str(mark(the_round.id)), "rekkefolge": "poeng", **more}
    return browser.post(url(the_round, "/verktoy"), said)


def amounts(the_round: Round) -> list[int]:
    return sorted(each[1] for each in said_now(the_round.id).values() if each)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_tools_write_the_draft_and_undo_puts_it_back(
    world: World, the_round: Round, two: list[Application], browse: Browse, language: str
) -> None:
    dag = browse(world.dag, language=language)
    for tool, expected, more in (
        ("fyll", [0, 35_000], {}),
        ("tom", [], {}),
        ("likt", [25_000, 25_000], {}),
        ("minst", [20_000, 20_000], {}),
        ("resten", [20_000, 30_000], {}),
        ("kutt", [20_000, 27_000], {"percent": "10"}),
    ):
        page = press(dag, the_round, tool, **more)
        assert (page.status, page.location) == (303, url(the_round)), tool
        assert amounts(the_round) == expected, tool
    assert "Angre: kutt alle med prosent" in dag.get(url(the_round)).text
    for expected in ([20_000, 30_000], [20_000, 20_000], [25_000, 25_000], [], [0, 35_000], []):
        assert dag.post(url(the_round, "/angre"), {"seen": str(mark(the_round.id))}).status == 303
        assert amounts(the_round) == expected
    page = dag.post(url(the_round, "/angre"), {"seen": str(mark(the_round.id))})
    assert page.status == 422
    assert "angre" in page.text.lower()


def test_the_order_is_carried_along(world: World, the_round: Round, two: list[Application], browse: Browse) -> None:
    dag = browse(world.dag)
    page = dag.get(url(the_round, "?rekkefolge=kriterier"))
    assert page.status == 200
    page = press(dag, the_round, "fyll", rekkefolge="kriterier")
    assert page.location == url(the_round, "?rekkefolge=kriterier")


@pytest.mark.parametrize(
    ("more", "status"), [({"tool": "alt"}, 400), ({"seen": "x"}, 409), ({"percent": "hundre"}, 422)]
)
def test_a_press_that_cant_be(
    world: World, the_round: Round, two: list[Application], browse: Browse, more: dict[str, str], status: int
) -> None:
    assert press(browse(world.dag), the_round, **{"tool": "kutt", "percent": "10"} | more).status == status
    assert amounts(the_round) == []


def test_saved_drafts_side_by_side(world: World, the_round: Round, two: list[Application], browse: Browse) -> None:
    dag = browse(world.dag)
    assert "Ingen lagrede forslag ennå" in dag.get(url(the_round, "/forslag")).text
    press(dag, the_round, "likt")
    assert dag.submit(url(the_round, "/forslag"), "name").status == 303
    press(dag, the_round, "fyll")
    assert dag.post(url(the_round, "/forslag"), {"name": "Alt eller ingenting"}).status == 303
    page = dag.get(url(the_round, "/forslag"))
    assert "Forslag A" in page.text
    assert "Alt eller ingenting" in page.text
    use = next(link for form in page.all("form") if (link := form.get("action", "")).endswith("/bruk"))
    assert dag.post(use, {"seen": str(mark(the_round.id))}).status == 303
    assert amounts(the_round) == [25_000, 25_000]
    assert dag.post(use.replace("/bruk", "/fjern")).status == 303
    assert "Forslag A" not in dag.get(url(the_round, "/forslag")).text.replace("«Forslag A» er tatt bort.", "")
    for _ in range(5):
        dag.post(url(the_round, "/forslag"), {"name": "Enda et"})
    assert "Det er plass til 4." in dag.get(url(the_round, "/forslag")).text


def test_one_who_steps_aside_sees_no_figures_of_it_anywhere(
    world: World, the_round: Round, two: list[Application], browse: Browse
) -> None:
    leans(two[0], world.dag, Outcome.PARTLY, 21_111)
    browse(world.dag).post(url(the_round, "/forslag"), {"name": "A"})
    says(two[0], world.halima, YES)
    says(two[1], world.halima)
    halima = browse(world.halima)
    for address in ("", "/forslag"):
        text = halima.get(url(the_round, address)).text
        assert not [figure for figure in ("21 111", "28 889") if figure in text], address
    page = halima.post(url(the_round, "/angre"), {"seen": str(mark(the_round.id))})
    assert page.status == 422
    assert "21 111" not in page.text


def test_who_may_press(world: World, the_round: Round, two: list[Application], browse: Browse) -> None:
    for person, status in ((world.cecilie, 403), (world.eli, 403), (world.guro, 404), (world.bjarne, 404)):
        assert press(browse(person), the_round, "fyll").status == status
        assert browse(person).post(url(the_round, "/forslag"), {"name": "B"}).status == status
    assert browse().get(url(the_round, "/forslag")).status == 303
    assert amounts(the_round) == []
