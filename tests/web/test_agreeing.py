"""«Enig» and «Ble det bra?»: without a script, once per browser, and right when everybody presses at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.contributions.correspondence import Support, Verdict
from medvirkning.contributions.words import Rating
from medvirkning.kernel.database import db
from tests import cast, contribution_cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import done, found, published

BOARD = "/storhaug/innspill"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def tally(world: World, case: contribution_cast.Contribution) -> tuple[int, int]:
    """What the row says, and how many there are."""
    db.session.expire_all()
    rows = select(func.count()).select_from(Support).where(Support.contribution_id == case.id)
    return found(world, case.id).supporters, db.session.scalar(rows) or 0


def test_agreeing_works_without_a_script_and_comes_back(world: World, browse: Browse) -> None:
    case = published(world, zone="Lervig")
    browser = browse()
    page = browser.get(f"{BOARD}?sone=S-03")
    form = page.form()
    answer = browser.post(form["action"], form["data"])
    assert (answer.status, answer.location) == (303, f"{BOARD}?sone=S-03#agree-{case.id}")
    assert tally(world, case) == (1, 1)
    again = browser.get(f"{BOARD}?sone=S-03")
    assert again.all("button", class_="mv-agree")[0].get("aria-pressed") == "true"
    assert "1 enig" in again.text
    browser.post(form["action"], form["data"])
    assert tally(world, case) == (1, 1), "pressed twice from the old page is pressed once"
    browser.post(again.form()["action"])
    assert tally(world, case) == (0, 0)


def test_htmx_gets_the_button_alone(world: World, browse: Browse) -> None:
    case = published(world)
    browser = browse()
    answer = browser.post(f"{BOARD}/{case.id}/enig", headers={"HX-Request": "true"})
    assert answer.status == 200
    assert answer.html.lstrip().startswith("<form")
    assert answer.all("button")[0].get("aria-pressed") == "true"
    assert "1 enig" in answer.text
    assert "angre=1" in answer.all("form")[0].get("action", "")


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_coming_back_never_leaves_the_site(world: World, browse: Browse, evil: str) -> None:
    case = published(world)
    answer = browse().post(f"{BOARD}/{case.id}/enig?tilbake={evil}")
    assert answer.location.startswith("/#agree")


def test_the_cookie_comes_at_the_press_and_says_nothing(world: World, browse: Browse) -> None:
    one, other = published(world), published(world)
    browser = browse()
    browser.get(BOARD)
    browser.get(f"{BOARD}/{one.id}")
    assert browser.client.get_cookie("enig") is None
    browser.post(f"{BOARD}/{one.id}/enig")
    cookie = browser.client.get_cookie("enig")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    browser.post(f"{BOARD}/{other.id}/enig")
    hashes = set(db.session.scalars(select(Support.key_hash)))
    assert len(hashes) == 2, "no two rows tell of the same browser"
    assert cookie.value not in hashes


def test_two_hundred_browsers_at_once_are_two_hundred(app: Flask, world: World, browse: Browse) -> None:
    case = published(world)
    browsers = [browse() for _ in range(200)]
    tokens = [browser.token() for browser in browsers]

    def press(number: int) -> int:
        return browsers[number].client.post(f"{BOARD}/{case.id}/enig", data={"csrf_token": tokens[number]}).status_code

    db.session.remove()
    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(press, range(200))) == {303}
    assert tally(world, case) == (200, 200)


def test_one_browser_two_hundred_times_is_one(app: Flask, world: World, browse: Browse) -> None:
    case = published(world)
    token, cookie = (browser := browse()).token(), browser.client.get_cookie("medvirkning")
    assert cookie is not None
    session = cookie.value

    def press(_number: int) -> int:
        client = app.test_client()
        client.set_cookie("medvirkning", session)
        return client.post(f"{BOARD}/{case.id}/enig", data={"csrf_token": token}).status_code

    db.session.remove()
    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(press, range(200))) == {303}
    assert tally(world, case) == (1, 1), "also before the cookie has come"


def test_a_form_without_a_token_is_refused(world: World, browse: Browse) -> None:
    case = published(world)
    for what in ("enig", "ble-det-bra"):
        assert browse().post(f"{BOARD}/{case.id}/{what}", token=False).status == 400
    assert tally(world, case) == (0, 0)


def test_was_it_any_good_is_answered_once_per_browser(world: World, browse: Browse) -> None:
    case = done(world)
    browser = browse()
    for rating in ("good", "not_quite"):
        answer = browser.post(f"{BOARD}/{case.id}/ble-det-bra", {"rating": rating})
        assert (answer.status, answer.location) == (303, f"{BOARD}/{case.id}#good")
    assert [verdict.rating for verdict in db.session.scalars(select(Verdict))] == [Rating.NOT_QUITE]
    page = browser.get(f"{BOARD}/{case.id}")
    assert "Takk for at du sa fra." in page.text
    assert browser.post(f"{BOARD}/{case.id}/ble-det-bra", {"rating": "x"}).status == 422
    assert browser.post(f"{BOARD}/{published(world).id}/ble-det-bra", {"rating": "good"}).status == 422
