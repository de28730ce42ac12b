"""Photos on the way: kept when something else is wrong, taken away one by one, drawn anew; and a word of warning."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select

from medvirkning.attachments.models import Attachment
from medvirkning.contributions.models import Contribution
from medvirkning.kernel.database import db
from tests import cast
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.pages import Page

FORM = "/storhaug/innspill/nytt"
SHOWN = {"class_": "mv-thumbs"}


def photo(kind: str = "JPEG", size: tuple[int, int] = (60, 40)) -> BytesIO:
    held = BytesIO()
    Image.new("RGB", size, "teal").save(held, kind)
    held.seek(0)
    return held


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def aud(world: World, browse: Browse) -> Browser:
    return browse()


def write(aud: Browser, text: str, *files: tuple[BytesIO, str], page: Page | None = None, **more: Any) -> Page:
    """Fill in the first step, of a page that is open or a new one, and send it with files."""
    form = (page or aud.get(FORM)).form("text")["data"]
    sent = {**form, "text": text, "photos": list(files), **more}
    return aud.post(FORM, sent, content_type="multipart/form-data")


def pictures(page: Page) -> list[str]:
    return [image.get("src", "") for image in page.all("img")]


def kept() -> list[Attachment]:
    db.session.expire_all()
    return list(db.session.scalars(select(Attachment)))


def test_photos_are_kept_when_something_else_is_wrong(aud: Browser) -> None:
    page = write(aud, "", (photo(), "a.jpg"), (photo("PNG"), "b.png"))
    assert (page.status, len(pictures(page))) == (422, 2)
    assert all(aud.client.get(src).mimetype == "image/jpeg" for src in pictures(page))
    page = write(aud, "En benk", (photo("WEBP"), "c.webp"), page=page)
    assert page.status == 303
    check = aud.get(aud.submit(page.location, "place").location)
    assert len(pictures(check)) == 3
    aud.submit(check.response.request.path, "reply")
    made = db.session.scalars(select(Contribution)).one()
    assert {(one.owner_kind, one.owner_id, one.name) for one in kept()} == {("contribution", made.id, "bilde.jpg")}


def test_a_fourth_is_refused_and_the_three_are_kept(aud: Browser) -> None:
    page = write(aud, "En benk", *[(photo(), f"{n}.jpg") for n in range(4)])
    assert (page.status, len(pictures(page)), len(kept())) == (422, 3, 3)
    assert len(page.errors) == 1
    assert "3 bilder" in page.errors[0]
    assert page.form_values("text")["text"] == ["En benk"]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(b"<svg onload=alert(1)>", "a.svg", id="svg"),
        pytest.param(b"<html><script>", "a.jpg", id="page that says it is a photo"),
        pytest.param(b"", "a.jpg", id="empty"),
        pytest.param(b"\xff\xd8\xff" + b"x" * 50, "a.jpg", id="broken"),
        pytest.param(b"%PDF-1.7", "a.pdf", id="document"),
    ],
)
def test_what_is_no_photo_is_refused_and_the_rest_kept(aud: Browser, content: bytes, name: str) -> None:
    page = write(aud, "En benk", (photo(), "god.jpg"), (BytesIO(content), name))
    assert (page.status, len(page.errors), len(pictures(page))) == (422, 1, 1)
    assert page.form_values("text")["text"] == ["En benk"]
    assert name not in page.html


def test_photos_are_taken_away_one_by_one_and_the_words_stay(aud: Browser) -> None:
    page = write(aud, "", (photo(), "a.jpg"), (photo(), "b.jpg"))
    first = page.all("button", name="remove")[0].get("value")
    page = write(aud, "Skrevet i mellomtiden", page=page, remove=first)
    assert (page.status, page.errors, len(pictures(page))) == (200, [], 1)
    assert page.form_values("text")["text"] == ["Skrevet i mellomtiden"]
    for odd in (first, str(uuid4()), "hei"):
        assert write(aud, "Igjen", page=page, remove=odd).status == 200
    assert len(kept()) == 1


def test_the_form_is_sent_to_the_address_that_shows_its_photos_again(aud: Browser) -> None:
    page = aud.get(FORM)
    assert write(aud, "En benk", (photo(), "a.jpg"), page=page).status == 303
    page = aud.get(page.form("text")["action"])
    assert len(pictures(page)) == 1
    assert page.form("text")["data"]["text"] == ["En benk"]
    (only,) = kept()
    page = write(aud, "En benk", page=page, remove=str(only.id))
    assert (page.status, kept()) == (200, [])


def test_photos_follow_along_when_the_language_changes(aud: Browser) -> None:
    page = write(aud, "Halvt", (photo(), "a.jpg"), language="nn")
    assert (page.status, len(pictures(page))) == (200, 1)
    assert "Kva vil du seie?" in page.text


def test_a_drafts_photo_is_for_its_writer_and_served_as_nothing_but_a_photo(aud: Browser) -> None:
    page = write(aud, "", (photo(), "<script>alert(1)</script>.jpg"))
    [src] = pictures(page)
    answer = aud.client.get(src)
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith('inline; filename="bilde-')
    assert answer.headers["Cache-Control"] == "no-store"
    key, photo_id = src.split("/")[-3], src.split("/")[-1]
    for wrong in (src.replace(key, str(uuid4())), src.replace(photo_id, str(uuid4())), src + "x"):
        assert aud.client.get(wrong).status_code == 404
    assert aud.client.get(src.replace("storhaug", "bortevekk")).status_code == 404


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ring meg på 412 34 567", "telefonnummer"),
        ("Skriv til aud@medvirkning.example", "e-postadresse"),
        ("Jeg er 01010012356, ring 412 34 567", "fødselsnummer og et telefonnummer"),
    ],
)
def test_a_warning_of_personal_data_that_can_be_set_aside(aud: Browser, text: str, told: str) -> None:
    page = write(aud, text)
    assert page.status == 422
    assert told in page.errors[0]
    assert page.form_values("text")["text"] == [text]
    page = write(aud, text, page=page, as_it_is="y")
    assert page.status == 303
    back = aud.get(f"{FORM}?kladd={page.location.split('/')[-2]}")
    assert back.form_values("text")["as_it_is"] == ["y"], "once told, it is not told again"


def test_nobody_is_warned_for_nothing(aud: Browser) -> None:
    page = aud.get(FORM)
    assert not page.all("input", name="as_it_is")
    assert write(aud, "Bussen går kl. 12.30, og det bor 4 000 her. Ring 110!").status == 303
