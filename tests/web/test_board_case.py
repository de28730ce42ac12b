"""One case on the board: in its sender's own words, with its answer and its days, and gone when it is gone."""

import re
from uuid import uuid4

import pytest
from flask import Flask

from medvirkning.contributions import actions
from medvirkning.contributions.sender import withdraw
from medvirkning.contributions.words import AnswerOutcome, ContributionKind
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import transaction
from medvirkning.kernel.pictures import clean_picture
from tests import cast
from tests.browsing import Browse
from tests.cast import World
from tests.contribution_cast import CANARY, act, answered, done, found, hidden, published, sent
from tests.grant_cast import photo

BOARD = "/storhaug/innspill"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


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
