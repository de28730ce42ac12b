"""Attachments: here, later, or in another file; taken by content, downloaded by the owner alone, in a sandbox."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from PIL import Image

from medvirkning.attachments.actions import missing_files
from medvirkning.grants import attaching
from medvirkning.grants.actions import withdraw
from medvirkning.grants.attaching import attach_file, look_over
from medvirkning.grants.models import Application
from medvirkning.grants.queries import files_of
from medvirkning.kernel import database
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.kernel.errors import Conflict
from medvirkning.kernel.pictures import CleanPicture, clean_picture
from tests.browsing import Browse, Browser
from tests.cast import storhaug
from tests.grant_cast import ANYTHING_PDF, draft, open_round, photo, sent, whole
from tests.review_cast import says


def stored(application: Application) -> Application:
    db.session.expire_all()
    return db.session.get(Application, application.id)


def send_file(browser: Browser, application: Application, data: bytes, name: str, **more: str):
    sent_as = {"plan-statutes": "here", "file-statutes": (BytesIO(data), name), **more}
    return browser.post(f"/soknad/{application.id}/vedlegg", sent_as, content_type="multipart/form-data")


def office(kind: str) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="x.{kind}.main+xml"/></Types>')
    return held.getvalue()


def test_a_file_is_added_downloaded_and_taken_away(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    browser, url = browse(world.bjarne), f"/soknad/{made.id}/vedlegg"
    assert send_file(browser, made, ANYTHING_PDF, "vedtekter æøå.pdf").location == f"/soknad/{made.id}/sjekk"
    (file_id,) = [file.id for file in files_of(stored(made))]
    page = browser.get(url)
    assert "vedtekter æøå.pdf" in page.text
    answer = browser.get(f"{url}/{file_id}").response
    assert answer.data == ANYTHING_PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.post(url, {"remove": str(file_id)}).status == 303
    assert files_of(stored(made)) == []
    assert browser.get(f"{url}/{file_id}").status == 404


def test_a_picture_is_drawn_anew_without_where_it_was_taken(app: Flask, browse: Browse):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    held, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (40, 30)).save(held, "JPEG", exif=exif)
    send_file(browse(world.bjarne), made, held.getvalue(), "bilde.JPG")
    (file,) = files_of(stored(made))
    kept = browse(world.bjarne).get(f"/soknad/{made.id}/vedlegg/{file.id}").response.data
    assert b"taken at home" in held.getvalue()
    assert b"taken at home" not in kept
    assert missing_files() == []


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"<script>alert(1)</script>", "vedtekter.pdf", "PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "tegning.svg", ""),
        (b"MZ\x90\x00", "program.exe", ""),
        (b"", "tom.pdf", "Fila er tom"),
        (ANYTHING_PDF, "vedtekter.exe", ".exe"),
        (b"%PDF-" + b"x" * 10_500_000, "stor.pdf", "10 MB"),
        (b"\xff\xd8\xff broken", "bilde.jpg", "ødelagt"),
    ],
    ids=["html as pdf", "svg", "program", "empty", "odd ending", "too large", "broken picture"],
)
def test_what_is_not_taken_is_told_at_the_file(app: Flask, browse: Browse, data: bytes, name: str, told: str):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    page = send_file(browse(world.bjarne), made, data, name)
    assert page.status == 422
    assert len(page.errors) == 1
    assert told in page.errors[0]
    assert files_of(stored(made)) == []
    assert stored(made).attachment_plans == {"statutes": "here"}


@pytest.mark.parametrize("kind", ["wordprocessingml.document", "spreadsheetml.sheet"])
def test_office_files_are_taken(app: Flask, browse: Browse, kind: str):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    assert send_file(browse(world.bjarne), made, office(kind), "fil").status == 303
    assert files_of(stored(made))[0].name.startswith("fil.")


@pytest.mark.parametrize(
    ("plan", "status"), [("here", 422), ("later", 303), ("elsewhere", 303), ("never", 422), ("", 422)]
)
def test_plans(app: Flask, browse: Browse, plan: str, status: int):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    page = browse(world.bjarne).post(f"/soknad/{made.id}/vedlegg", {"plan-statutes": plan})
    assert page.status == status
    assert stored(made).missing == (1 if plan == "later" else 0)


def test_files_are_their_owners_alone(app: Flask, browse: Browse):
    world = storhaug()
    mine = draft(open_round(world), world.bjarne)
    send_file(browse(world.bjarne), mine, photo(), "bilde.jpg")
    (file,) = files_of(stored(mine))
    url = f"/soknad/{mine.id}/vedlegg/{file.id}"
    for someone in (world.guro, world.dag, world.cecilie, world.fredrik):
        assert browse(someone).get(url).status == 404
    assert browse().get(url).status == 303
    other = draft(mine.round, world.guro)
    assert browse(world.guro).get(f"/soknad/{other.id}/vedlegg/{file.id}").status == 404
    browse(world.guro).post(f"/soknad/{other.id}/vedlegg", {"remove": str(file.id)})
    assert len(files_of(stored(mine))) == 1


def test_what_was_to_come_later_can_be_sent_after_sending(app: Flask, browse: Browse):
    world = storhaug()
    made = sent(open_round(world), world.bjarne)
    browser = browse(world.bjarne)
    assert made.missing == 1
    assert "Send det som mangler" in browser.get(f"/soknad/{made.id}").text
    page = browser.get(f"/soknad/{made.id}/vedlegg")
    assert "Avtale med grunneier" not in page.text
    assert send_file(browser, made, ANYTHING_PDF, "vedtekter.pdf").location == f"/soknad/{made.id}"
    assert stored(made).missing == 0
    (file,) = files_of(stored(made))
    assert browser.post(f"/soknad/{made.id}/vedlegg", {"remove": str(file.id)}).status == 409
    says(stored(made), world.ivar)  # handling has begun
    assert send_file(browser, made, ANYTHING_PDF, "en til.pdf").status == 409
    assert len(files_of(stored(made))) == 1


def test_no_more_than_there_is_room_for(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    browser = browse(world.bjarne)
    for number in range(20):
        assert send_file(browser, made, ANYTHING_PDF, f"{number}.pdf").status == 303
    page = send_file(browser, made, ANYTHING_PDF, "en for mye.pdf")
    assert page.status == 422
    assert "20 filer" in page.errors[0]


def test_nobody_waits_while_a_picture_is_drawn(app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch):
    world = storhaug()
    made = draft(open_round(world), world.bjarne)
    locked = []

    def drawn(data: bytes) -> CleanPicture:
        locked.append(database._writing.get())
        return clean_picture(data)

    monkeypatch.setattr(attaching, "clean_picture", drawn)
    send_file(browse(world.bjarne), made, photo(), "bilde.jpg")
    assert locked == [False]


def test_what_has_been_taken_back_gets_no_more_files(app: Flask):
    world = storhaug()
    made = sent(open_round(world), world.bjarne)
    with transaction():
        withdraw(made, by=world.bjarne, at=now())
    with pytest.raises(Conflict), transaction():
        attach_file(made, "statutes", look_over(ANYTHING_PDF, "vedtekter.pdf"), by=world.bjarne, at=now())
    assert files_of(stored(made)) == []


def test_an_optional_attachment_can_be_left_out_again(app: Flask, browse: Browse):
    world = storhaug()
    made = whole(open_round(world), world.bjarne)
    browser, url = browse(world.bjarne), f"/soknad/{made.id}/vedlegg"
    assert browser.post(url, {"plan-statutes": "later", "plan-permission": "here"}).status == 422
    assert stored(made).attachment_plans == {"statutes": "later", "permission": "here"}
    assert browser.post(url, {"plan-statutes": "not_needed", "plan-permission": "not_needed"}).status == 303
    assert stored(made).attachment_plans == {"statutes": "later"}, "what is required can't be left out"
    assert browser.get(url).form_values("plan-permission")["plan-permission"] == ["not_needed"]
