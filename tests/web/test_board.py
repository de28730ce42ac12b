"""The board: what is published and nothing else, filtered, counted, paged, and agreed with once per browser."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.contributions import actions
from medvirkning.contributions.correspondence import Support, Verdict
from medvirkning.contributions.sender import withdraw
from medvirkning.contributions.words import AnswerOutcome, ContributionKind, Rating
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.pictures import clean_picture
from tests import cast, contribution_cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import CANARY, act, answered, done, found, hidden, many, published, sent, statements
from tests.grant_cast import photo

BOARD = "/storhaug/innspill"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def neighbourhood(world: World) -> World:
    """One of each, here and there."""
    published(world, "Krysset ved kaia er farlig", zone="Lervig", at=now() - timedelta(days=3))
    act(published(world, "Tak over benken", zone="Lervig", at=now() - timedelta(days=2)), actions.consider, world)
    answered(world, AnswerOutcome.NO, text="Båthavn i dammen", zone="Badedammen")
    answered(world, AnswerOutcome.YES, text="Langbord på kaia", zone="Lervig")
    done(world, text="Det er mørkt her", zone="Emmaus")
    sent(world, "Ulest", zone="Lervig")
    hidden(world, text="Skjult", zone="Lervig")
    return world


def cards(page: object) -> int:
    return len(page.all("li", class_="mv-card")) + len(page.all("li", class_="mv-happened"))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "title", "status"),
    [("nb", "Dette sier naboene", "5 innspill"), ("nn", "Dette seier naboane", "5 innspel")],
)
def test_everyone_reads_what_is_published(
    neighbourhood: World, browse: Browse, language: str, title: str, status: str
) -> None:
    page = browse(language=language).get(BOARD)
    assert page.status == 200
    assert title in page.text
    assert status in page.text
    assert "Krysset ved kaia" in page.text
    assert "Ulest" not in page.text
    assert "Skjult" not in page.text


def test_the_newest_story_leads(neighbourhood: World, browse: Browse) -> None:
    page = browse().get(BOARD)
    assert cards(page) == 5
    assert len(page.all("li", class_="mv-happened-big")) == 1
    assert "Fire lamper er på plass." in page.text
    assert "En nabo fra Emmaus sa" in page.text


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("sone=S-03", {"Krysset", "Tak over", "Langbord"}, {"Båthavn", "mørkt"}),
        ("sone=S-02&sone=S-04", {"Båthavn", "mørkt"}, {"Krysset", "Langbord"}),
        ("status=lest", {"Krysset"}, {"Tak over", "Langbord", "Båthavn", "mørkt"}),
        ("status=i-arbeid", {"Tak over", "Langbord"}, {"Krysset", "Båthavn"}),
        ("status=skjedde", {"mørkt"}, {"Krysset", "Tak over"}),
        ("status=ble-ikke", {"Båthavn"}, {"Krysset", "Langbord"}),
        ("sone=S-03&status=i-arbeid", {"Tak over", "Langbord"}, {"Krysset"}),
        ("sone=XX&status=alt&tema=99&sorter=id;drop&side=-4", {"Krysset", "Tak over", "Båthavn"}, {"Ulest", "Skjult"}),
        ("side=99999999999999999999", {"Krysset"}, {"Ulest"}),
    ],
)
def test_filters_stand_in_the_address(
    neighbourhood: World, browse: Browse, query: str, seen: set[str], unseen: set[str]
) -> None:
    page = browse().get(f"{BOARD}?{query}")
    assert page.status == 200
    assert all(text in page.text for text in seen)
    assert not any(text in page.text for text in unseen)
    told = re.search(r"(\d+) innspill", page.text)
    assert told
    assert int(told[1]) == cards(page)


def test_a_theme_filters_and_counts(world: World, browse: Browse) -> None:
    traffic = world.programme.goals[1]
    tagged = published(world, "Sakte fart i Nymansveien")
    published(world, "Noe helt annet")
    act(tagged, actions.set_goal, world, goal=traffic)
    page = browse().get(f"{BOARD}?tema=2")
    assert "1 innspill" in page.text
    assert "Sakte fart" in page.text
    assert "Noe helt annet" not in page.text
    assert "Trafikk" in [chip.text for chip in page.all("a", class_="mv-chip")]


def test_each_chip_takes_one_filter_away(neighbourhood: World, browse: Browse) -> None:
    page = browse().get(f"{BOARD}?sone=S-03&sone=S-04&status=i-arbeid&sorter=enige")
    hrefs = [chip.get("href") for chip in page.all("a", class_="mv-chip")]
    assert hrefs == [
        f"{BOARD}?sone=S-04&status=i-arbeid&sorter=enige",
        f"{BOARD}?sone=S-03&status=i-arbeid&sorter=enige",
        f"{BOARD}?sone=S-03&sone=S-04&sorter=enige",
    ]


def test_most_agreed_first(world: World, browse: Browse) -> None:
    few, most = published(world, "Få er enige"), published(world, "Flest er enige", at=now() - timedelta(days=9))
    for browser in (browse(), browse()):
        browser.post(f"{BOARD}/{most.id}/enig")
    browse().post(f"{BOARD}/{few.id}/enig")
    text = browse().get(f"{BOARD}?sorter=enige").text
    assert text.index("Flest er enige") < text.index("Få er enige")
    newest = browse().get(BOARD).text
    assert newest.index("Få er enige") < newest.index("Flest er enige")


def test_pages_hold_twelve_and_keep_the_filter(world: World, browse: Browse) -> None:
    many(world, 65)
    browser = browse()
    first, last = browser.get(f"{BOARD}?sone=S-01"), browser.get(f"{BOARD}?sone=S-01&side=2")
    assert (cards(first), cards(last)) == (12, 1)
    assert f"{BOARD}?sone=S-01&side=2" in first.links()
    seen = {
        link
        for number in range(1, 7)
        for link in browser.get(f"{BOARD}?side={number}").links()
        if re.fullmatch(rf"{BOARD}/[0-9a-f-]{{36}}", link)
    }
    assert len(seen) == 65, "each one once"


def test_htmx_gets_the_hits_alone(neighbourhood: World, browse: Browse) -> None:
    page = browse().get(f"{BOARD}?status=skjedde", headers={"HX-Request": "true"})
    assert page.status == 200
    assert "<html" not in page.html
    assert 'class="mv-filter"' not in page.html
    assert "1 innspill" in page.text
    assert "HX-Request" in page.response.headers["Vary"]


@pytest.mark.parametrize(
    ("query", "says", "leads"),
    [
        ("sone=S-01", "Ingen fra Sentrum har sagt noe ennå.", BOARD),
        ("sone=S-03&status=skjedde", "Ingenting fra Lervig er ferdig ennå.", f"{BOARD}?sone=S-03&status=i-arbeid"),
        ("sone=S-01&sone=S-05&status=lest", "Ingenting fra Sentrum og Bergeland venter", f"{BOARD}?status=lest"),
        ("sone=S-03&tema=1", "Ingenting fra Lervig handler om dette ennå.", f"{BOARD}?sone=S-03"),
    ],
)
def test_nothing_found_shows_the_nearest_way_on(
    neighbourhood: World, browse: Browse, query: str, says: str, leads: str
) -> None:
    page = browse().get(f"{BOARD}?{query}")
    assert "Her er det plass til en lapp" in page.text
    assert says in page.text
    assert leads in page.links()


def test_an_empty_board_asks_for_the_first_word(world: World, browse: Browse) -> None:
    page = browse().get(BOARD)
    assert "Ingen fra Storhaug har sagt noe ennå." in page.text
    assert "/storhaug/innspill/nytt" in page.links()


def test_the_database_is_asked_the_same_at_5_and_at_500(world: World, browse: Browse) -> None:
    done(world)
    many(world, 5)
    browser = browse()
    browser.get(BOARD)
    with statements() as few:
        browser.get(BOARD)
    many(world, 495)
    with statements() as lots:
        browser.get(BOARD)
    assert len(lots) == len(few)
    assert len(few) <= 8


# One case


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_one_case_in_its_own_words(world: World, browse: Browse, language: str) -> None:
    case = published(
        world, "Første linje\nAndre linje", zone="Lervig", place="Ved brua", kind=ContributionKind.IDEA, photos=2
    )
    browser = browse(language=language)
    page = browser.get(f"{BOARD}/{case.id}")
    assert page.status == 200
    assert "«Første linje Andre linje»" in page.text
    assert "Ved brua" in page.text
    pictures = [image.get("src") for image in page.all("img")]
    assert len(pictures) == 2
    for source in pictures:
        shown = browser.client.get(source)
        assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
        assert "sandbox" in shown.headers["Content-Security-Policy"]


def test_a_name_is_shown_only_when_that_was_chosen(world: World, browse: Browse) -> None:
    shown = published(world, "Mer lys", name="Aud Open", name_public=True)
    kept = published(world, "Mer lys", name="Aud Hemmelig", name_public=False, email="aud@medvirkning.example")
    assert "Aud Open sier" in browse().get(f"{BOARD}/{shown.id}").text
    page = browse().get(f"{BOARD}/{kept.id}")
    assert "Hemmelig" not in page.html
    assert "aud@" not in page.html
    assert "Hemmelig" not in browse().get(BOARD).html


def test_the_answer_and_each_day_are_told(world: World, browse: Browse) -> None:
    case = answered(world, AnswerOutcome.NOT_OURS, "Fylket bestemmer.")
    act(case, actions.add_note, world, text="Ring fylket først")
    act(case, actions.assign, world, person=world.cecilie)
    page = browse().get(f"{BOARD}/{case.id}")
    assert "Fylket bestemmer." in page.text
    assert "Stavanger kommune svarte" in page.text
    assert "Steg for steg" in page.text
    assert "Ring fylket" not in page.html
    assert "Cecilie" not in page.html, "the municipality answers, not a person"
    assert not re.search(r"kl\.\s*\d", page.text), "days, not times"


def test_what_was_done_is_told_with_its_photo(world: World, browse: Browse) -> None:
    case = answered(world, AnswerOutcome.YES, "Ja, det skal bli lys.", text="Det er mørkt")
    act(case, actions.finish, world, story="Fire lamper\nDe slukker klokka 23.", photo=clean_picture(photo()))
    page = browse().get(f"{BOARD}/{case.id}")
    assert page.all("h1")[0].text == "Fire lamper"
    assert "De slukker klokka 23." in page.text
    assert [str(image.get("alt"))[:12] for image in page.all("img")] == ["Bilde av det"]
    assert "Ble det bra?" in page.text
    board = browse().get(BOARD)
    assert board.all("img")[0].get("src") == page.all("img")[0].get("src")


def test_gone_is_gone(world: World, browse: Browse) -> None:
    secret_words = "Hemmelige ord om naboen"
    case = hidden(world, text=secret_words, photos=1)
    taken_back = published(world, secret_words, photos=1)
    photos = [image.get("src") for image in browse().get(f"{BOARD}/{taken_back.id}").all("img")]
    with transaction():
        withdraw(found(world, taken_back.id), at=now())
    for one in (case, taken_back):
        page = browse().get(f"{BOARD}/{one.id}")
        assert page.status == 410
        assert "Dette vises ikke lenger" in page.text
        assert "Hemmelige" not in page.html
        assert "Det står et navn" not in page.html
    assert browse().client.get(photos[0]).status_code == 404
    assert browse(language="nn").get(f"{BOARD}/{case.id}").status == 410


def test_nobody_sees_what_is_not_published(world: World, browse: Browse) -> None:
    unread = sent(world, photos=1)
    elsewhere = published(world)
    with transaction():
        cast.programme("fredrikstad", "Fredrikstad")
    assert browse().get(f"{BOARD}/{unread.id}").status == 404
    assert browse().get(f"/fredrikstad/innspill/{elsewhere.id}").status == 404
    assert browse().get(f"{BOARD}/{uuid4()}").status == 404
    assert browse().get(f"{BOARD}/ikke-en-id").status == 404
    assert browse().get("/bergen/innspill").status == 404
    assert browse().post(BOARD).status == 405
    assert browse().get(f"{BOARD}/{elsewhere.id}/enig").status == 405
    for act_ in ("enig", "ble-det-bra"):
        assert browse().post(f"{BOARD}/{unread.id}/{act_}", {"rating": "good"}).status == 404


def test_words_stay_words(world: World, browse: Browse) -> None:
    case = answered(
        world, AnswerOutcome.NO, CANARY, text=CANARY, place=CANARY[:110], name=CANARY[:70], name_public=True
    )
    told = done(world, text=CANARY, story=f"{CANARY}\n{CANARY}")
    for url in (
        BOARD,
        f"{BOARD}/{case.id}",
        f"{BOARD}/{told.id}",
        f"{BOARD}?sone={CANARY}&tema={CANARY}&side={CANARY}",
    ):
        page = browse().get(url)
        assert "<img src=x" not in page.html
        assert "<script>alert" not in page.html
        assert "{{7*7}}" in page.text


# Agreeing


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
    assert "Takk for at du sa det." in page.text
    assert browser.post(f"{BOARD}/{case.id}/ble-det-bra", {"rating": "x"}).status == 422
    assert browser.post(f"{BOARD}/{published(world).id}/ble-det-bra", {"rating": "good"}).status == 422
