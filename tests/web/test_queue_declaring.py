"""Declaring before a case can be seen, and how it stays closed to whoever steps aside."""

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db
from medvirkning.review.cases import assessment_of, closed_to
from medvirkning.review.declarations import grounds_on
from medvirkning.review.models import Declaration
from medvirkning.review.words import Closed, DeclarationAnswer
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import attach_later, hands_in, says

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


def test_one_is_asked_before_anything_else(world: World, application: Application, browse: Browse) -> None:
    ivar = browse(world.ivar)
    page = ivar.get(url(application, "?vis=gjenstar&plass=1"))
    assert (page.status, page.location) == (303, url(application, "/habilitet?vis=gjenstar&plass=1"))
    page = ivar.get(page.location)
    assert "Langbord på Lervig" in page.text
    assert "Kaikanten beboerforening" in page.text
    assert not [secret for secret in SECRETS if secret in page.text]
    page = ivar.submit(url(application, "/habilitet?vis=gjenstar&plass=1"), "answer", answer="no")
    assert (page.status, page.location) == (303, url(application, "?vis=gjenstar&plass=1"))
    page = ivar.get(page.location)
    assert all(secret in page.text for secret in SECRETS)


def test_a_double_press_answers_once(world: World, application: Application, browse: Browse) -> None:
    ivar = browse(world.ivar)
    for _ in range(2):
        assert ivar.post(url(application, "/habilitet"), {"answer": "no"}).location == url(application)
    assert db.session.query(Declaration).count() == 1


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({}, 1),
        ({"answer": "yes"}, 1),
        ({"answer": "yes", "ground": "friends"}, 1),
        ({"answer": "unsure"}, 1),
        ({"answer": "maybe"}, 1),
        ({"answer": "unsure", "note": "x" * 1001}, 1),
    ],
)
def test_a_declaration_that_lacks_something(
    world: World, application: Application, browse: Browse, answers: dict[str, str], errors: int
) -> None:
    page = browse(world.ivar).post(url(application, "/habilitet"), answers)
    assert page.status == 422
    assert len(page.all("div", class_="ds-error-summary")) == 1
    assert len(page.errors) == errors
    assert db.session.query(Declaration).count() == 0


def test_one_who_steps_aside_is_closed_out_everywhere(world: World, application: Application, browse: Browse) -> None:
    says(application, world.ivar)
    hands_in(application, world.ivar, 2, 1, reason="Hemmelig grunn")
    statutes = attach_later(application, world.bjarne, "statutes")
    halima = browse(world.halima)
    page = halima.submit(url(application, "/habilitet"), "answer", answer="yes", ground="board")
    assert page.location == QUEUE
    hidden = (*SECRETS, "Hemmelig grunn", "3 av 4", "vedtekter.pdf")
    for address in (QUEUE, f"{QUEUE}?vis=inhabil", f"{QUEUE}?sorter=belop", url(application, "/habilitet")):
        page = halima.get(address)
        assert page.status == 200
        assert "Langbord på Lervig" in page.text
        assert not [secret for secret in hidden if secret in page.text], address
    for address in (url(application), url(application, "?plass=1"), url(application, f"/vedlegg/{statutes.id}")):
        page = halima.get(address)
        assert (page.status, len(page.all("h1"))) == (403, 1), address
        assert "Dag" in page.text
        assert not [secret for secret in hidden if secret in page.text], address
    page = halima.post(url(application), {**scores(), "act": "hand-in"})
    assert page.status == 403
    page = halima.post(url(application), scores(), headers={"HX-Request": "true"})
    assert page.status == 403
    assert not [secret for secret in hidden if secret in page.text]
    assert halima.post(url(application, f"/habilitet/{world.ivar.id}")).status == 403
    assert assessment_of(world.halima, application) is None


@pytest.mark.parametrize("method", ["get", "post"])
def test_unasked_is_as_closed_as_out(world: World, application: Application, browse: Browse, method: str) -> None:
    statutes = attach_later(application, world.bjarne, "statutes")
    cecilie = browse(world.cecilie)
    for rest in ("", f"/vedlegg/{statutes.id}"):
        page = getattr(cecilie, method)(url(application, rest))
        assert page.status == ({"get": 303, "post": 403}[method] if not rest or method == "get" else 405)
        assert not [secret for secret in SECRETS if secret in page.text]


def test_the_applicant_in_the_group_is_closed_out_unasked(world: World, browse: Browse) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.halima)
    halima = browse(world.halima)
    assert halima.get(url(application)).status == 403
    page = halima.get(QUEUE)
    assert "35 000" not in page.text
    page = halima.submit(url(application, "/habilitet"), "answer", answer="no")
    assert page.status == 422


def test_nobody_opens_a_closed_case_for_oneself(world: World, application: Application, browse: Browse) -> None:
    ivar, dag = browse(world.ivar), browse(world.dag)
    ivar.submit(url(application, "/habilitet"), "answer", answer="unsure", note="Vi er naboer.")
    page = ivar.submit(url(application, "/habilitet"), "answer", answer="no")
    assert page.status == 422
    assert ivar.post(url(application, f"/habilitet/{world.ivar.id}")).status == 403
    says(application, world.jorunn)
    assert browse(world.jorunn).post(url(application, f"/habilitet/{world.ivar.id}")).status == 422
    dag.submit(url(application, "/habilitet"), "answer", answer="no")
    page = dag.get(url(application, "/habilitet"))
    assert "Vi er naboer." in page.text
    assert dag.post(url(application, f"/habilitet/{world.ivar.id}")).status == 422  # a doubt is the group's
    ivar.submit(url(application, "/habilitet"), "answer", answer="yes", ground="close")
    assert dag.post(url(application, f"/habilitet/{world.ivar.id}")).status == 303
    assert closed_to(world.ivar, application) == []
    assert dag.post(url(application, f"/habilitet/{world.guro.id}")).status == 404


def test_the_closed_reasons_have_pages(world: World, browse: Browse) -> None:
    the_round = grant_cast.open_round(world)
    for ground in grounds_on(today(), elected=False):
        application = grant_cast.sent(the_round, world.bjarne)
        says(application, world.ivar, YES, ground=ground)
        page = browse(world.ivar).get(url(application))
        assert page.status == 403
        assert "forvaltningsloven § 6" in page.text.replace("\xa0", " ")
    assert {code.value for code in Closed} == {"not_declared", "disqualified", "unsure", "own_application"}
