"""What a receipt code opens: the case, its answer, one more photo, another address, taking it back; nothing else."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from PIL import Image

from medvirkning.attachments.queries import attached_to
from medvirkning.contributions import actions
from medvirkning.contributions.drafts import add_draft_photo, save_draft
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import contacts
from medvirkning.contributions.sending import code_of, submit
from medvirkning.contributions.words import AnswerOutcome, ContributionKind, ContributionState
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.pictures import clean_picture
from medvirkning.web.keys import secret
from medvirkning.web.security import limiter
from tests import cast
from tests import contribution_cast as said
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.grant_cast import photo

EMAIL = "aud@medvirkning.example"
NOBODYS = "5bc40bcf-7812-4bea-938a-8dae898358af"
WORDS = "Det er for mørkt ved lekeplassen"


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def aud(world: World, browse: Browse) -> Browser:
    return browse()


def sent(world: World, text: str = WORDS, *, photos: int = 0, **more: Any) -> tuple[Contribution, str]:
    """Something that was sent, and the address its code opens."""
    key = uuid4()
    with transaction():
        save_draft(key, programme_id=world.programme.id, kind=ContributionKind.BETTER, text=text, at=now())
        for _ in range(photos):
            add_draft_photo(key, clean_picture(photo()), programme_id=world.programme.id, at=now())
        made = submit(key, programme_id=world.programme.id, secret=secret(), at=now(), **more)
    return made, f"/k/{code_of(made, key, secret=secret())}"


def current(made: Contribution) -> Contribution:
    db.session.expire_all()
    return db.session.get_one(Contribution, made.id)


def picture() -> tuple[BytesIO, str]:
    held = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(held, "JPEG")
    held.seek(0)
    return held, "IMG_4711.jpg"


def add(aud: Browser, page: str, *files: Any) -> Any:
    token = aud.get(page).form_values("photos")["csrf_token"]
    sent = {"csrf_token": token, "photos": list(files)}
    return aud.post(f"{page}/bilde", sent, content_type="multipart/form-data")


@pytest.mark.parametrize("written", ["{0}", "{1}", " {1} ", "{2}", "{3}"])
def test_the_code_is_found_however_it_is_written(world: World, aud: Browser, written: str) -> None:
    _made, page = sent(world)
    code = page.removeprefix("/k/")
    written = written.format(code, code.lower(), code.replace("-", ""), " ".join(code.replace("-", "").lower()))
    assert aud.submit("/kode", "code", code=written).location == page
    assert aud.get(f"/k/{written}").status in (200, 303)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "kvitteringen"),
        ("7K4Q", "8 tegn. Du har skrevet 4."),
        ("7K4Q-M2T!", "«!»"),
        ("2222-2222", "Feil: Vi finner ingen sak med denne koden. Se på kvitteringen en gang til."),
    ],
)
def test_what_is_no_code_is_told_and_kept(aud: Browser, written: str, told: str) -> None:
    page = aud.submit("/kode", "code", code=written)
    assert (page.status, len(page.errors)) == (422, 1)
    assert told in page.errors[0]
    assert page.form_values("code")["code"] == [written]


@pytest.mark.parametrize("code", ["2222-2222", "hei", "%3Cscript%3E", "7K4Q-M2TX7K4Q-M2TX", "%F0%9F%98%80"])
@pytest.mark.parametrize("page", ["", "/kontakt", "/trekk", f"/bilde/{NOBODYS}"])
def test_a_code_that_opens_nothing_says_no_more_than_that(aud: Browser, code: str, page: str) -> None:
    answer = aud.get(f"/k/{code}{page}")
    assert answer.status in (303, 404)
    if answer.status == 404:
        assert "Finn saken din med kode" in answer.text


@pytest.mark.parametrize(("language", "heading"), [("nb", "Innspillet ditt"), ("nn", "Innspelet ditt")])
def test_the_case_shows_what_was_said_and_how_far_it_has_come(
    world: World, browse: Browse, language: str, heading: str
) -> None:
    made, page = sent(world, photos=1, email=EMAIL, name="Hemmelig Hansen")
    aud = browse(language=language)
    shown = aud.get(page)
    assert (shown.status, heading in shown.text, WORDS in shown.text) == (200, True, True)
    assert EMAIL not in shown.html
    assert "Hemmelig" not in shown.html
    assert aud.client.get(shown.all("img")[0].get("src")).mimetype == "image/jpeg"
    for header, value in (("X-Robots-Tag", "noindex"), ("Cache-Control", "no-store")):
        assert value in shown.response.headers[header]
    said.act(made, actions.publish, world)
    said.act(made, actions.add_note, world, text="Internt hviskeord")
    said.act(made, actions.answer, world, outcome=AnswerOutcome.YES, text="Vi setter opp lamper.")
    shown = aud.get(page)
    assert "Vi setter opp lamper." in shown.text
    assert "hviskeord" not in shown.html
    said.act(made, actions.finish, world, story="Fire lamper er på plass.\nDe slukker klokka 23.")
    assert "Fire lamper er på plass." in aud.get(page).text


def test_hidden_ones_say_why_and_keep_their_photos_to_the_sender(world: World, aud: Browser, browse: Browse) -> None:
    made, page = sent(world, photos=1)
    said.act(made, actions.hide, world, reason="Det står et navn i teksten.")
    shown = aud.get(page)
    assert "Det står et navn i teksten." in shown.text
    [src] = [image.get("src", "") for image in shown.all("img")]
    answer = aud.client.get(src)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    photo_id = src.rsplit("/", 1)[1]
    assert browse().client.get(f"/storhaug/innspill/{made.id}/bilde/{photo_id}").status_code == 404
    other, other_page = sent(world, photos=1)
    assert aud.client.get(f"{other_page}/bilde/{photo_id}").status_code == 404
    assert other.id != made.id


def test_one_more_photo(world: World, aud: Browser) -> None:
    made, page = sent(world, photos=2)
    answer = add(aud, page, picture())
    assert answer.location == page
    assert aud.get(page).all("div", role="status"), "told that it is there"
    assert {one.name for one in attached_to("contribution", made.id)} == {"bilde.jpg"}
    assert not aud.get(page).all("input", name="photos"), "three is all there is room for"
    answer = aud.post(f"{page}/bilde", {"photos": [picture()]}, content_type="multipart/form-data")
    assert (answer.status, len(attached_to("contribution", made.id))) == (422, 3)


@pytest.mark.parametrize("files", [[], [(BytesIO(b"<svg>"), "a.jpg")]])
def test_what_is_no_photo_changes_nothing(world: World, aud: Browser, files: list) -> None:
    made, page = sent(world)
    answer = add(aud, page, *files)
    assert (answer.status, len(answer.errors)) == (422, 1)
    assert WORDS in answer.text
    assert attached_to("contribution", made.id) == []


def test_changing_and_deleting_the_address_without_ever_showing_it(world: World, aud: Browser) -> None:
    made, page = sent(world, email=EMAIL)
    contact = aud.get(f"{page}/kontakt")
    assert EMAIL not in contact.html
    assert contact.form_values("email")["email"] == [""]
    assert aud.submit(f"{page}/kontakt", "email", email="hei").status == 422
    assert aud.submit(f"{page}/kontakt", "email", email="Ny@medvirkning.example").location == page
    assert [one.email for one in contacts(made.id)] == ["ny@medvirkning.example"]
    assert aud.submit(f"{page}/kontakt", "email", email="", remove="1").location == page
    assert contacts(made.id) == []
    said.act(made, actions.publish, world)
    said.act(made, actions.answer, world, outcome=AnswerOutcome.NO, text="Nei.")
    assert aud.get(f"{page}/kontakt").location == page, "there is no more to tell"


def test_taking_it_back_is_asked_for_once_more(world: World, aud: Browser) -> None:
    made, page = sent(world, photos=1, email=EMAIL)
    said.act(made, actions.publish, world)
    assert WORDS in aud.get(f"{page}/trekk").text
    assert current(made).state is ContributionState.PUBLISHED, "opening the page does nothing"
    assert aud.post(f"{page}/trekk", token=False).status == 400
    assert aud.submit(f"{page}/trekk", "csrf_token").location == page
    shown = aud.get(page)
    assert (current(made).state, WORDS in shown.html) == (ContributionState.WITHDRAWN, False)
    assert aud.get(f"/storhaug/innspill/{made.id}").status in (404, 410)
    assert aud.get(f"{page}/trekk").location == page
    assert aud.post(f"{page}/trekk").location == page


def test_a_mails_link_stops_the_mails_and_tells_nobody_anything(world: World, aud: Browser) -> None:
    made, _page = sent(world, email=EMAIL)
    [known] = [contact.id for contact in contacts(made.id)]
    for contact_id in (uuid4(), known):
        asked = aud.get(f"/kode/varsel/{contact_id}")
        assert (asked.status, EMAIL in asked.html, WORDS in asked.html) == (200, False, False)
        assert len(contacts(made.id)) == 1, "opening the page does nothing: mail scanners open links"
        assert aud.get(aud.submit(f"/kode/varsel/{contact_id}", "csrf_token").location).status == 200
    assert contacts(made.id) == []


def test_what_was_written_never_runs(world: World, aud: Browser) -> None:
    made, page = sent(world, said.CANARY)
    said.act(made, actions.hide, world, reason=said.CANARY)
    for address in (page, f"{page}/trekk", f"{page}/kontakt"):
        assert said.CANARY not in aud.get(address).html


@pytest.mark.parametrize(
    ("method", "address"),
    [("put", ""), ("post", ""), ("get", "/bilde"), ("delete", "/trekk"), ("post", f"/bilde/{NOBODYS}")],
)
def test_wrong_methods(world: World, aud: Browser, method: str, address: str) -> None:
    _made, page = sent(world)
    assert getattr(aud.client, method)(page + address).status_code in (400, 405)


def test_guessing_is_slowed_and_knowing_is_not(world: World, aud: Browser) -> None:
    _made, page = sent(world)
    limiter.enabled = True
    limiter.reset()
    try:
        right = [aud.client.get(page).status_code for _ in range(15)]
        wrong = [aud.client.get("/k/2222-2222").status_code for _ in range(32)]
        forged = aud.client.get("/k/2222-2223", headers={"X-Forwarded-For": "198.51.100.9"}).status_code
    finally:
        limiter.enabled = False
        limiter.reset()
    assert right == [200] * 15
    assert wrong == [404] * 30 + [429] * 2
    assert forged == 429, "a forged address does not help"
