"""Answering for a whole round on one list, and for the rest of it by one confirmation."""

import pytest
from flask import Flask

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.review.cases import closed_to, declaration_of
from medvirkning.review.flagging import flag_helper
from medvirkning.review.models import Declaration
from medvirkning.review.words import DeclarationAnswer
from medvirkning.web.queue import declaring_list
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.pages import Page
from tests.review_cast import says

QUEUE = "/storhaug/arbeid/soknader"
SECRETS = ("35 000", "åttemeters bord", "nye her og kjenner", "Mat til langbordet", "Ungdommene i bakgården", "20 000")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def the_round(world: World) -> Round:
    return grant_cast.open_round(world)


def url(the_round: Round, rest: str = "") -> str:
    return f"{QUEUE}/habilitet/{the_round.id}{rest}"


def field(application: Application, name: str) -> str:
    return f"d{application.id}-{name}"


def links(page: Page) -> list[str]:
    return [link.get("href") or "" for link in page.all("a")]


def answers(*given: tuple[Application, str, dict[str, str]]) -> dict[str, object]:
    """What a page sends: which cases it showed, and what is answered of each."""
    sent: dict[str, object] = {"row": [str(each.id) for each, _answer, _more in given]}
    for each, answer, more in given:
        sent |= {field(each, "answer"): answer} if answer else {}
        sent |= {field(each, name): text for name, text in more.items()}
    return sent


def test_the_queue_leads_to_the_list_until_nothing_is_left(world: World, the_round: Round, browse: Browse) -> None:
    case = grant_cast.sent(the_round, world.bjarne)
    ivar = browse(world.ivar)
    assert url(the_round) in links(ivar.get(QUEUE))
    page = ivar.get(url(the_round))
    assert "Langbord på Lervig" in page.text
    assert "Kaikanten beboerforening" in page.text
    assert not [secret for secret in SECRETS if secret in page.text]
    says(case, world.ivar)
    assert url(the_round) not in links(ivar.get(QUEUE))
    page = ivar.get(url(the_round))
    assert (page.status, page.all("form", id="main-form")) == (200, [])


def test_all_answers_are_saved_together(world: World, the_round: Round, browse: Browse) -> None:
    first, second, third, waits = (grant_cast.sent(the_round, world.bjarne) for _ in range(4))
    ivar = browse(world.ivar)
    told = answers(
        (first, "no", {}), (second, "yes", {"ground": "board"}), (third, "unsure", {"note": "Vi er naboer."}),
        (waits, "", {}),
    )  # fmt: skip
    page = ivar.post(url(the_round), told)
    assert (page.status, page.location) == (303, url(the_round))
    assert [bool(closed_to(world.ivar, each)) for each in (first, second, third, waits)] == [False, True, True, True]
    assert ivar.get(f"{QUEUE}/{second.id}").status == 403
    assert declaration_of(world.ivar, waits) is None
    page = ivar.post(url(the_round), told)  # the button was pressed twice: the first answers stand
    assert (page.status, db.session.query(Declaration).count()) == (303, 3)
    page = ivar.post(url(the_round), answers((waits, "", {})))
    assert page.status == 422


def test_errors_stand_at_the_row_and_keep_what_was_written(world: World, the_round: Round, browse: Browse) -> None:
    fine, groundless, wordless, hinted = (grant_cast.sent(the_round, world.bjarne) for _ in range(4))
    with transaction():
        flag_helper(hinted, world.ivar, now())
    told = answers((fine, "no", {}), (groundless, "yes", {}), (wordless, "unsure", {}), (hinted, "no", {}))
    page = browse(world.ivar).post(url(the_round), told)
    assert page.status == 422
    wrong = {field(groundless, "ground"), field(wordless, "note"), field(hinted, "why")}
    assert {link.lstrip("#") for link in links(page) if link.startswith("#d")} == wrong
    assert all(page.all("p", id=f"{each}-error") for each in wrong)
    kept = page.form_values("row")
    assert (kept[field(fine, "answer")], kept[field(wordless, "answer")]) == (["no"], ["unsure"])
    assert db.session.query(Declaration).count() == 0


@pytest.mark.parametrize("act", ["save", "rest"])
def test_saying_nothing(world: World, the_round: Round, browse: Browse, act: str) -> None:
    case = grant_cast.sent(the_round, world.bjarne)
    page = browse(world.ivar).post(url(the_round), {**answers((case, "", {})), "act": act})
    assert (page.status, page.location or "") == ((422, "") if act == "save" else (303, url(the_round, "/resten")))


@pytest.mark.parametrize("answer", ["maybe", ""])
def test_what_the_page_does_not_offer_is_refused(world: World, the_round: Round, browse: Browse, answer: str) -> None:
    case = grant_cast.sent(the_round, world.bjarne)
    told = answers((case, answer, {"ground": "friends"}))
    told["row"] = [*told["row"], "nothing", "0" * 40]  # type: ignore[misc]
    assert browse(world.ivar).post(url(the_round), told).status == 422
    assert db.session.query(Declaration).count() == 0


def test_the_other_language_keeps_what_was_written(world: World, the_round: Round, browse: Browse) -> None:
    case = grant_cast.sent(the_round, world.bjarne)
    told = {**answers((case, "unsure", {"note": "Kanskje"})), "language": "nn"}
    page = browse(world.ivar).post(url(the_round), told)
    assert (page.status, page.form_values("row")[field(case, "note")]) == (200, ["Kanskje"])


def test_none_of_the_rest_needs_a_confirmation_of_how_many(world: World, the_round: Round, browse: Browse) -> None:
    answered, one, two, hinted = (grant_cast.sent(the_round, world.bjarne) for _ in range(4))
    with transaction():
        flag_helper(hinted, world.ivar, now())
    ivar = browse(world.ivar)
    told = {**answers((answered, "yes", {"ground": "close"}), (one, "", {})), "act": "rest"}
    page = ivar.get(ivar.post(url(the_round), told).location)
    assert "2" in "".join(page.all("h1")[0].itertext())
    assert db.session.query(Declaration).count() == 1
    seen = ivar.get(url(the_round, "/resten")).form_values("seen")["seen"]
    page = ivar.post(url(the_round, "/resten"), {"seen": seen})
    assert page.status == 422  # not ticked
    assert db.session.query(Declaration).count() == 1
    page = ivar.submit(url(the_round, "/resten"), "seen", none="y")
    assert (page.status, page.location) == (303, url(the_round))
    said = {each.application_id: each.answer for each in db.session.query(Declaration)}
    no, yes = DeclarationAnswer.NO, DeclarationAnswer.YES
    assert said == {answered.id: yes, one.id: no, two.id: no}
    assert ivar.get(url(the_round, "/resten")).status == 200  # those with a hint are named
    assert declaration_of(world.ivar, hinted) is None


def test_a_new_application_asks_for_a_new_confirmation(world: World, the_round: Round, browse: Browse) -> None:
    grant_cast.sent(the_round, world.bjarne)
    ivar = browse(world.ivar)
    seen = ivar.get(url(the_round, "/resten")).form_values("seen")["seen"]
    grant_cast.sent(the_round, world.bjarne)
    page = ivar.post(url(the_round, "/resten"), {"none": "y", "seen": seen})
    assert page.status == 422
    assert "none" not in page.form_values("seen")
    assert db.session.query(Declaration).count() == 0
    page = ivar.post(url(the_round, "/resten"), {"none": "y", "seen": page.form_values("seen")["seen"]})
    assert (page.status, db.session.query(Declaration).count()) == (303, 2)


def test_the_list_comes_in_pages(
    world: World, the_round: Round, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declaring_list, "ON_A_PAGE", 2)
    cases = [grant_cast.sent(the_round, world.bjarne) for _ in range(3)]
    ivar = browse(world.ivar)
    shown = [len(ivar.get(url(the_round, f"?side={n}")).all("input", name="row")) for n in (1, 2, 9)]
    assert shown == [2, 1, 1]
    page = ivar.post(url(the_round, "?side=2"), answers((cases[2], "no", {})))
    assert page.location == url(the_round, "?side=2")
    assert len(ivar.get(page.location).all("input", name="row")) == 2


@pytest.mark.parametrize(
    ("who", "status"), [("cecilie", 200), ("kim", 200), ("eli", 403), ("magne", 403), ("guro", 404)]
)
def test_who_answers_on_the_list(world: World, the_round: Round, browse: Browse, who: str, status: int) -> None:
    grant_cast.sent(the_round, world.bjarne)
    assert browse(getattr(world, who)).get(url(the_round)).status == status
