"""Agreeing with another's assessment, as members of the group meet it."""

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.review.agreements import agreement_of, agreements_in
from medvirkning.review.cases import assessment_of, declaration_of
from medvirkning.review.declaring import change_declaration
from medvirkning.review.words import DeclarationAnswer, Ground
from tests.agreement_cast import agrees, assessed, looks
from tests.browsing import Browse
from tests.cast import World, storhaug
from tests.review_cast import hands_in

SECRET = "Kanari, fordi det er åpent."
IN_PLACE = {"nb": "i stedet for å gi poeng", "nn": "i staden for å gi poeng"}


@pytest.fixture
def world(app: Flask) -> World:
    return storhaug()


@pytest.fixture
def case(world: World) -> Application:
    made = assessed(world)
    hands_in(made, world.jorunn, 2, 1, reason=SECRET)
    return made


def desk(world: World, case: Application, page: str = "") -> str:
    return f"/{world.programme.slug}/arbeid/soknader/{case.id}{page}"


@pytest.mark.parametrize(
    ("language", "cant", "agree", "agrees_with"),
    [
        ("nb", "kan du ikke lenger gi egne poeng", "Jeg er enig med Jorunn", "Du er enig med Jorunn"),
        ("nn", "kan du ikkje lenger gi eigne poeng", "Eg er samd med Jorunn", "Du er samd med Jorunn"),
    ],
)
def test_a_member_looks_first_and_then_agrees(
    world: World, browse: Browse, case: Application, language: str, cant: str, agree: str, agrees_with: str
):
    browser, url = browse(world.halima, language=language), desk(world, case, "/enig")
    page = browser.get(desk(world, case))
    assert IN_PLACE[language] in page.text
    assert SECRET not in page.text
    page = browser.get(url)
    assert cant in page.text
    assert SECRET not in page.text, "nothing is seen before one has chosen"
    assert agreement_of(world.halima.id, case.id) is None, "to open the page is not to choose"
    form = next(form for form in page.forms if form["action"].endswith("/enig"))
    assert browser.post(form["action"], {**form["data"], "act": "see"}).status == 303
    page = browser.get(url)
    assert SECRET in page.text
    assert agree in page.text
    assert agreements_in(case.id) == []
    chosen = {"act": "agree", "member": str(world.jorunn.id)}
    assert browser.post(url, chosen).location.endswith(str(case.id))
    page = browser.get(desk(world, case))
    assert agrees_with in page.text
    assert not [form for form in page.forms if "version" in form["names"]], "there are no points to give"
    assert browser.post(url, {"act": "undo"}).status == 303
    assert agreements_in(case.id) == []
    assert agreement_of(world.halima.id, case.id) is not None


def test_points_posted_all_the_same_are_refused(world: World, browse: Browse, case: Application):
    browser = browse(world.halima)
    form = browser.get(desk(world, case)).form("version")
    looks(case, world.halima)
    page = browser.post(desk(world, case), {**form["data"], "act": "hand-in", "points-meeting": "2"})
    assert page.status == 422
    assert assessment_of(world.halima, case) is None


def test_the_others_see_who_agrees(world: World, browse: Browse, case: Application):
    agrees(case, world.halima, world.jorunn)
    told = browse(world.ivar).get(desk(world, case)).text
    assert "Halima er enig med Jorunn" in told
    assert "2 har gitt poeng" in told, "no points are counted twice"
    assert "Halima sa seg enig med Jorunn" in told
    page = browse(world.dag).get(desk(world, case)).text
    assert "er enig med Jorunn" not in page.partition("Hva har skjedd")[0]
    queue = desk(world, case).rpartition("/")[0]
    assert "gruppa 3/4" in browse(world.ivar).get(queue).text


def test_there_is_no_way_where_the_scheme_does_not_let_one(world: World, browse: Browse, case: Application):
    with transaction():
        case.round.scheme.may_agree = False
    browser, url = browse(world.halima), desk(world, case, "/enig")
    assert IN_PLACE["nb"] not in browser.get(desk(world, case)).text
    assert browser.get(url).location.endswith(str(case.id))
    browser.post(url, {"act": "see"})
    assert agreement_of(world.halima.id, case.id) is None
    assert "hver sine egne poeng" in browser.get(desk(world, case)).text


def test_whoever_steps_aside_or_is_outside_has_no_way(world: World, browse: Browse, case: Application):
    with transaction():
        said = {"answer": DeclarationAnswer.YES, "ground": Ground.BOARD, "note": ""}
        change_declaration(declaration_of(world.halima, case), **said, by=world.halima, at=now())
    url = desk(world, case, "/enig")
    for person in (world.halima, world.eli):
        assert browse(person).get(url).status == 403
        assert browse(person).post(url, {"act": "see"}).status == 403
    assert agreement_of(world.halima.id, case.id) is None


def test_nonsense_is_told_and_changes_nothing(world: World, browse: Browse, case: Application):
    looks(case, world.halima)
    browser, url = browse(world.halima), desk(world, case, "/enig")
    for member in ("", "tull", str(world.dag.id)):
        assert browser.post(url, {"act": "agree", "member": member}).status == 303
    assert agreements_in(case.id) == []


@pytest.mark.parametrize(("language", "words"), [("nb", "si seg enige"), ("nn", "seie seg samde")])
def test_an_administrator_lets_members_agree(world: World, browse: Browse, language: str, words: str):
    case = assessed(world, may_agree=False)
    scheme = case.round.scheme
    url = f"/{world.programme.slug}/arbeid/ordninger/{scheme.slug}/innstillinger/vedtak"
    browser = browse(world.fredrik, language=language)
    assert words in browser.get(url).text
    assert browser.submit(url, having="may_agree", may_agree="y").status == 303
    db.session.expire_all()
    assert db.session.get(type(scheme), scheme.id).may_agree
