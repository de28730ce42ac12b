"""Anonymous for real (A1, A2, A5): what a resident sends ties to no address, agent, cookie, file name or minute.

Canaries are put wherever a browser tells of itself; then the whole database, the files and the log are searched.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from medvirkning.kernel.clock import frozen
from medvirkning.kernel.database import db, end_reading
from medvirkning.settings import Settings
from tests import cast
from tests.browsing import Browse, Browser
from tests.cast import World

FORM = "/storhaug/innspill/nytt"
MOMENT = datetime(2026, 5, 4, 10, 34, 56, 789, tzinfo=UTC)
ADDRESS, AGENT, COOKIE = "203.0.113.77", "Kanarifugl/7.5", "kanari-i-kaka"
FILE_NAME, REFERER, COMMENT = "kanari-aud-hansen-IMG_4711.jpg", "https://kanari.example/aud", "kanari i bildet"
WORDS = "Gatelyset ved Bjergsted er slukket"
OURS = ("contribution", "contribution_draft", "contribution_support", "contribution_contact", "contribution_verdict")


def located_photo() -> BytesIO:
    """A photo that tells where, when and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132], exif[0x9286] = "KanariPhone", "2026:05:04 10:34:56", COMMENT
    exif.get_ifd(0x8825).update({1: "N", 2: (58.0, 58.0, 12.0), 3: "E", 4: (5.0, 44.0, 17.0)})
    kept = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(kept, "JPEG", exif=exif, comment=COMMENT.encode())
    kept.seek(0)
    return kept


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def aud(world: World, browse: Browse) -> Iterator[Browser]:
    """Aud's browser, which tells all it can of itself, at a minute we will know again."""
    browser = browse()
    browser.client.set_cookie("kanari", COOKIE)
    with frozen(MOMENT):
        yield browser


HEADERS = {"User-Agent": AGENT, "X-Forwarded-For": ADDRESS, "Referer": REFERER, "Forwarded": f"for={ADDRESS}"}
TOLD = {"headers": HEADERS, "environ_base": {"REMOTE_ADDR": ADDRESS}}


def send(aud: Browser) -> dict[str, str]:
    """Through all three steps, with a photo; what ties the visits together."""
    form = aud.get(FORM, **TOLD).form("text")["data"]
    photos = (located_photo(), FILE_NAME)
    step: Any = aud.post(
        FORM, {**form, "kind": "better", "text": WORDS, "photos": photos}, content_type="multipart/form-data", **TOLD
    )
    key = form["draft"][0]
    step = aud.post(step.location, {"place": "ved parken"}, **TOLD)
    receipt = aud.get(aud.post(step.location, {"reply": "no"}, **TOLD).location, **TOLD)
    code = re.search(r"/k/([A-Z0-9-]{9})", receipt.html)
    assert code, receipt.text
    aud.get(f"/k/{code.group(1)}", **TOLD)
    session = aud.client.get_cookie("medvirkning")
    return {
        "key": key,
        "code": code.group(1),
        "session": session.value if session else "",
        "csrf": form["csrf_token"][0],
    }


def database() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    end_reading()
    return {
        table.name: [repr(tuple(row)) for row in db.session.execute(table.select())]
        for table in db.metadata.sorted_tables
    }


def test_nothing_stored_ties_it_to_a_person_or_a_minute(
    aud: Browser, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as told, caplog.at_level("INFO"):
        ties = send(aud)
    assert "/k/<code>" in {line["rule"] for line in told}, "the log was heard"
    log = repr(told) + caplog.text
    stored = database()
    everything = "\n".join(row for rows in stored.values() for row in rows)
    files = [path for path in settings.files.rglob("*") if path.is_file()]
    content = b"".join(path.read_bytes() for path in files)
    assert WORDS in everything
    assert len(files) == 1
    canaries = (ADDRESS, AGENT, COOKIE, FILE_NAME, "4711", REFERER, COMMENT, "KanariPhone", *ties.values())
    for canary in (*canaries, ties["key"].replace("-", "")):
        assert canary not in everything, f"{canary} in the database"
        assert canary not in log, f"{canary} in the log"
        assert canary.encode() not in content, f"{canary} in a file"
        assert not [path for path in files if canary in str(path)], f"{canary} in a file's name"
    assert WORDS not in log
    new = [row for table in stored for row in stored[table] if table in (*OURS, "attachment", "outbox_message")]
    new += [row for row in stored["journal_event"] if "'contribution'" in row]
    assert len(new) == 3
    for row in new:
        assert not re.search(r"10, 34|12, 34|10:34|12:34", row), f"the minute stands in {row}"


def test_not_even_the_files_know_the_minute(aud: Browser, settings: Settings) -> None:
    send(aud)
    [file] = [path for path in settings.files.rglob("*") if path.is_file()]
    assert datetime.fromtimestamp(file.stat().st_mtime, UTC) == datetime(2026, 5, 3, 22, 0, tzinfo=UTC), (
        "midnight in Oslo"
    )


def test_photos_lose_where_and_when_they_were_taken(aud: Browser, settings: Settings) -> None:
    send(aud)
    [file] = [path for path in settings.files.rglob("*") if path.is_file()]
    with Image.open(file) as kept:
        assert not kept.getexif()
        assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & set(kept.info)
        assert kept.size == (640, 480)


def test_no_row_number_keeps_the_order_of_arrival(app: Flask, on_postgres: bool) -> None:
    if on_postgres:
        return  # there rows have no number of their own
    for table in (*OURS, "attachment", "journal_event"):
        with pytest.raises(OperationalError, match="no such column"):
            db.session.execute(text(f"SELECT rowid FROM {table}"))
        db.session.rollback()


def test_nobody_gets_a_cookie_that_knows_them(aud: Browser, tmp_path: Path) -> None:
    send(aud)
    names = {cookie.key for cookie in aud.client._cookies.values()}
    assert names == {"sprak", "kanari", "medvirkning"}, "the choice of language, the canary, and the form's token"
