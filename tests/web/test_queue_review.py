"""One application beside one's own points, the others' points, the next one, and the files."""

from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.review.cases import assessment_of
from medvirkning.review.words import DeclarationAnswer
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import attach_later, decides, hands_in, says

YES, UNSURE = DeclarationAnswer.YES, DeclarationAnswer.UNSURE
QUEUE = "/storhaug/arbeid/soknader"
SECRETS = ("35 000", "åttemeters bord", "nye her og kjenner", "Mat til langbordet", "Ungdommene i bakgården", "20 000")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def application(world: World) -> Application:
    return grant_cast.sent(grant_cast.open_round(world), world.bjarne)


def url(application: Application, rest: str = "") -> str:
    return f"{QUEUE}/{application.id}{rest}"


def scores(graded: str = "3", free: str = "1", reason: str = "Åpent for alle.") -> dict[str, str]:
    return {
        "points-meeting": graded,
        "reason-meeting": reason,
        "points-free": free,
        "reason-free": reason,
    }


def flat(values: dict[str, list[str]]) -> dict[str, str]:
    return {name: value[0] for name, value in values.items()}


def test_saving_while_one_writes(world: World, application: Application, browse: Browse) -> None:
    says(application, world.ivar)
    ivar = browse(world.ivar)
    blank = ivar.get(url(application)).form_values("form_id")
    part = ivar.post(url(application), {**flat(blank), "points-meeting": "2"}, headers={"HX-Request": "true"})
    assert part.status == 200
    assert not part.all("h1")
    assert "2 av 4" in part.text
    part = ivar.post(url(application), {**flat(blank), "points-meeting": "3"}, headers={"HX-Request": "true"})
    assert "3 av 4" in part.text
    again = ivar.get(url(application))
    assert again.form_values("form_id")["points-meeting"] == ["3"]


def test_saving_without_javascript(world: World, application: Application, browse: Browse) -> None:
    says(application, world.ivar)
    ivar = browse(world.ivar)
    page = ivar.submit(url(application), "form_id", **{"points-meeting": "1", "reason-meeting": "Lite", "act": "save"})
    assert (page.status, page.location) == (303, url(application))
    assert ivar.get(url(application)).form_values("form_id")["reason-meeting"] == ["Lite"]


def test_handing_in_half_done_keeps_what_was_written(world: World, application: Application, browse: Browse) -> None:
    says(application, world.ivar)
    written = {"points-meeting": "2", "reason-meeting": "Åpent <b>for</b> alle", "act": "hand-in"}
    page = browse(world.ivar).submit(url(application), "form_id", **written)
    assert page.status == 422
    assert len(page.errors) == 2
    kept = page.form_values("form_id")
    assert (kept["points-meeting"], kept["reason-meeting"]) == (["2"], ["Åpent <b>for</b> alle"])
    assert assessment_of(world.ivar, application) is None


def test_two_pages_of_ones_own(world: World, application: Application, browse: Browse) -> None:
    says(application, world.ivar)
    laptop, tablet = browse(world.ivar), browse(world.ivar)
    old = flat(laptop.get(url(application)).form_values("form_id"))
    tablet.submit(url(application), "form_id", **{"points-meeting": "1", "act": "save"})
    page = laptop.post(
        url(application), {**old, "points-meeting": "3", "reason-meeting": "Fra kjøkkenet", "act": "save"}
    )
    assert page.status == 409
    assert "Fra kjøkkenet" in page.html
    again = flat(page.form_values("form_id"))
    assert laptop.post(url(application), {**again, "act": "save"}).status == 303


def test_the_others_points_show_when_ones_own_are_in(world: World, application: Application, browse: Browse) -> None:
    says(application, world.jorunn)
    hands_in(application, world.jorunn, 1, 0, reason="For dyrt telt")
    says(application, world.ivar)
    ivar = browse(world.ivar)
    for address in (QUEUE, url(application)):
        page = ivar.get(address)
        assert "For dyrt telt" not in page.text
        assert "fra 1 til" not in page.text
    ivar.submit(url(application), "form_id", **scores(), act="hand-in")
    page = ivar.get(url(application))
    assert "For dyrt telt" in page.text
    assert "fra 1 til 4 av 4" in page.text
    assert "For dyrt telt" in browse(world.eli).get(url(application)).text


def test_on_to_the_next(world: World, browse: Browse) -> None:
    the_round = grant_cast.open_round(world)
    first, out, last = (grant_cast.sent(the_round, world.bjarne) for _ in range(3))
    says(first, world.ivar)
    says(out, world.ivar, YES)
    ivar = browse(world.ivar)
    page = ivar.submit(url(first, "?plass=1"), "form_id", **scores(), act="hand-in")
    assert page.location == url(last, "?plass=3")
    page = ivar.submit(url(first, "?vis=gjenstar&plass=1"), "form_id", **scores("2"), act="hand-in")
    assert page.location == url(last, "?vis=gjenstar&plass=1")
    says(last, world.ivar)
    page = ivar.submit(url(last, "?vis=gjenstar&plass=1"), "form_id", **scores(), act="hand-in")
    assert page.location == f"{QUEUE}?vis=gjenstar"
    links = ivar.get(url(last, "?plass=3")).links()
    assert url(first, "?plass=1") in links


def test_a_decided_case_shows_its_decision(world: World, application: Application, browse: Browse) -> None:
    says(application, world.dag)
    decides(application, world.dag)
    says(application, world.ivar)
    page = browse(world.ivar).get(url(application))
    assert "Dag gjorde vedtaket" in page.text
    assert browse(world.ivar).post(url(application), {**scores(), "act": "hand-in"}).status == 422


def test_files_are_downloads_under_the_cases_own_right(world: World, application: Application, browse: Browse) -> None:
    statutes = attach_later(application, world.bjarne, "statutes")
    other = grant_cast.sent(application.round, world.bjarne)
    says(application, world.ivar)
    says(other, world.ivar)
    ivar = browse(world.ivar)
    page = ivar.get(url(application, f"/vedlegg/{statutes.id}"))
    assert page.status == 200
    assert page.response.headers["Content-Disposition"].startswith("attachment")
    assert page.response.headers["X-Content-Type-Options"] == "nosniff"
    assert ivar.get(url(other, f"/vedlegg/{statutes.id}")).status == 404
    assert ivar.get(url(application, f"/vedlegg/{uuid4()}")).status == 404
    assert browse(world.guro).get(url(application, f"/vedlegg/{statutes.id}")).status == 404
    ivar.post("/logg-ut")
    assert ivar.get(url(application, f"/vedlegg/{statutes.id}")).status == 303
