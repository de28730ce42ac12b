"""The queue and one case in it: who gets in, what is shown, and what stays hidden."""

from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.review.cases import assessment_of, closed_to
from medvirkning.review.models import Declaration
from medvirkning.review.words import Closed, DeclarationAnswer, Ground
from tests import cast, grant_cast
from tests.browsing import Browse, Browser
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


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("person", ["dag", "ivar", "kim", "cecilie", "eli"])
def test_the_queue_works(world: World, application: Application, browse: Browse, person: str, language: str) -> None:
    page = browse(getattr(world, person), language=language).get(QUEUE)
    assert page.status == 200
    assert "Langbord på Lervig" in page.text
    assert "Kaikanten beboerforening" in page.text


def test_the_queue_without_a_round(world: World, browse: Browse) -> None:
    page = browse(world.ivar).get(QUEUE)
    assert (page.status, len(page.all("h1"))) == (200, 1)


@pytest.mark.parametrize("rest", ["", "/habilitet"])
def test_who_gets_in_to_a_case(world: World, application: Application, browse: Browse, rest: str) -> None:
    assert browse().get(url(application, rest)).status == 303
    assert browse(world.guro).get(url(application, rest)).status == 404
    assert browse(world.bjarne).get(url(application, rest)).status == 404
    assert browse(world.fredrik).get(url(application, rest)).status == 403
    assert browse(world.eli).get(url(application, rest)).status == (403 if rest else 200)
    assert browse(world.ivar).get(f"{QUEUE}/{uuid4()}{rest}").status == 404
    assert browse(world.ivar).get(f"{QUEUE}/hundre{rest}").status == 404
    assert browse(world.ivar).get(f"/loddefjord/arbeid/soknader/{application.id}{rest}").status == 404


def test_who_gets_in_to_the_queue(world: World, browse: Browse) -> None:
    assert browse().get(QUEUE).status == 303
    assert browse(world.guro).get(QUEUE).status == 404
    assert browse(world.fredrik).get(QUEUE).status == 403
    assert browse(world.ivar).post(QUEUE).status == 405


def test_a_draft_is_nobodys_but_its_owners(world: World, browse: Browse) -> None:
    draft = grant_cast.whole(grant_cast.open_round(world), world.bjarne)
    page = browse(world.dag).get(QUEUE)
    assert "Langbord" not in page.text
    assert browse(world.dag).get(url(draft)).status == 404


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
    assert dag.post(url(application, f"/habilitet/{world.ivar.id}")).status == 303
    assert closed_to(world.ivar, application) == []
    assert dag.post(url(application, f"/habilitet/{world.guro.id}")).status == 404


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
    assert "Vedtatt av Dag" in page.text
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


@pytest.mark.parametrize(
    "query", ["?vis=alt", "?sorter=id;drop", "?sone=X", "?runde=1", "?side=-1", "?side=9999999999"]
)
def test_what_isnt_on_the_lists_is_as_if_it_were_not_there(
    world: World, application: Application, browse: Browse, query: str
) -> None:
    assert "Langbord" in browse(world.ivar).get(QUEUE + query).text


@pytest.mark.parametrize("query", ["?slug=x&_external=1&application_id=2", "?plass=0", "?plass=x", "?plass=99999"])
def test_strange_words_about_the_list(world: World, application: Application, browse: Browse, query: str) -> None:
    ivar = browse(world.ivar)
    page = ivar.get(url(application, query))
    assert page.location.startswith(url(application, "/habilitet"))
    says(application, world.ivar, DeclarationAnswer.NO)
    assert ivar.get(url(application, query)).status == 200


def test_nothing_written_runs(world: World, browse: Browse) -> None:
    evil = "<script>alert(1)</script>"
    the_round = grant_cast.open_round(world)
    application = grant_cast.sent(the_round, world.bjarne, title=evil, what=evil, applicant_name=evil)
    ivar: Browser = browse(world.ivar)
    for address in (QUEUE, url(application, "/habilitet")):
        assert "<script>alert" not in ivar.get(address).html
    says(application, world.ivar)
    hands_in(application, world.ivar, 2, 1, reason=evil)
    assert "<script>alert" not in ivar.get(url(application)).html


def test_the_closed_reasons_have_pages(world: World, browse: Browse) -> None:
    the_round = grant_cast.open_round(world)
    for ground in Ground:
        application = grant_cast.sent(the_round, world.bjarne)
        says(application, world.ivar, YES, ground=ground)
        page = browse(world.ivar).get(url(application))
        assert page.status == 403
        assert "forvaltningsloven § 6" in page.text
    assert {code.value for code in Closed} == {"not_declared", "disqualified", "unsure", "own_application"}


def flat(values: dict[str, list[str]]) -> dict[str, str]:
    return {name: value[0] for name, value in values.items()}
