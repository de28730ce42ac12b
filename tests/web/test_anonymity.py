"""Anonymous for real: nothing that is kept or logged leads back to whoever sent it (A1, A2, S14)."""

import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import OperationalError

from medvirkning.kernel.clock import frozen, oslo
from medvirkning.kernel.database import db, end_reading
from medvirkning.settings import Settings
from medvirkning.web import logs
from tests import cast
from tests.browsing import Browse, Browser
from tests.cast import World
from tests.crowd import Crowd, every_form, written_in
from tests.examples import lay_out
from tests.photos import carries_something, phone_photo
from tests.shelves import db_file

pytestmark = pytest.mark.long

MOMENT = datetime(2026, 3, 4, 5, 6, 7, 891011, UTC)
ADDRESS, BROWSER, REFERRER = "198.51.100.77", "Kanarifugl/7.7", "https://kanari.example/fra-her"
FILE = "Kari Kanarisen hjemme.jpg"
TEXT = "Det mangler en benk ved lekeplassen."
RESIDENTS = [
    "attachment",
    "contribution",
    *(f"contribution_{what}" for what in ("contact", "draft", "sent_twice", "support", "verdict")),
]
HOW: dict[str, Any] = {
    "headers": {"User-Agent": BROWSER, "Referer": REFERRER},
    "environ_overrides": {"REMOTE_ADDR": ADDRESS},
}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """All that is logged, as it would stand in the log."""
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)
    monkeypatch.undo()
    logs.set_up()


def send(browser: Browser, **reply: str) -> str:
    """Walk the three steps with a photo; the receipt's address."""
    form = browser.get("/storhaug/innspill/nytt", **HOW).form("text")
    photo = (BytesIO(phone_photo()), FILE, "image/jpeg")
    where = browser.post(form["action"], {**form["data"], "text": TEXT, "photos": photo}, **HOW).location
    data = browser.get(where, **HOW).form("zone")["data"]
    last = browser.post(where, {**data, "zone": "unknown", "place": "Lekeplassen"}, **HOW).location
    data = browser.get(last, **HOW).form("reply")["data"]
    return browser.post(last, {**data, "reply": "no", **reply}, **HOW).location


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    end_reading()
    return {
        table.name: [dict(row) for row in db.session.execute(select(table)).mappings()]
        for table in db.metadata.sorted_tables
    }


def kept_bytes(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Every file that the installation keeps: database, its log of changes, photos, mail."""
    folders = [settings.data] + ([database.parent] if (database := db_file(settings)) else [])
    for path in {path for folder in folders for path in Path(folder).rglob("*") if path.is_file()}:
        yield path.name, path.read_bytes()


def test_an_anonymous_contribution_leaves_nothing_of_its_sender(
    browse: Browse, world: World, settings: Settings, logged: StringIO
) -> None:
    browser = browse()
    before = everything()
    with frozen(MOMENT):
        receipt = send(browser)
        code = re.findall(r"[2-9A-Z]{4}-[2-9A-Z]{4}", browser.get(receipt, **HOW).text)[0]
        browser.get(f"/k/{code}", **HOW)
    new = {name: [row for row in rows if row not in before[name]] for name, rows in everything().items()}
    assert {name for name, rows in new.items() if rows} == {"contribution", "attachment", "journal_event"}
    cookies = [cookie.value for cookie in browser.client._cookies.values() if len(cookie.value) > 4]  # type: ignore[attr-defined]
    canaries = [
        ADDRESS,
        BROWSER,
        REFERRER,
        FILE,
        "Kanari",
        code,
        code.replace("-", ""),
        receipt.split("/")[-2],
        *cookies,
    ]
    stored = repr(new)
    assert [canary for canary in canaries if canary in stored] == []
    assert [canary for canary in canaries if canary in logged.getvalue()] == []
    assert TEXT not in logged.getvalue()
    for name, data in kept_bytes(settings):
        assert [canary for canary in canaries if canary.encode() in data] == [], name


def test_not_even_the_minute_is_kept(browse: Browse, world: World, settings: Settings) -> None:
    before = everything()
    with frozen(MOMENT):
        send(browse())
    moments = [
        (name, column, value)
        for name, rows in everything().items()
        for row in rows
        if row not in before[name]
        for column, value in row.items()
        if isinstance(value, datetime)
    ]
    assert moments
    assert [one for one in moments if oslo(one[2]).strftime("%H:%M:%S.%f") != "00:00:00.000000"] == []
    files = [path for path in settings.files.rglob("*") if path.is_file()]
    assert len(files) == 1
    assert oslo(datetime.fromtimestamp(files[0].stat().st_mtime, UTC)).strftime("%H:%M:%S") == "00:00:00"
    assert not carries_something(files[0].read_bytes())
    assert carries_something(phone_photo()), "or there would be nothing to take away"


def test_tables_that_residents_write_to_know_no_order_of_arrival(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL shows no row numbers; its ids are as random
    rows = db.session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    made = {row.name: row.sql for row in rows if row.name in RESIDENTS}
    assert set(made) == set(RESIDENTS)
    assert [name for name, sql in made.items() if "WITHOUT ROWID" not in sql] == []


def test_no_table_of_residents_points_at_a_person_or_a_session(app: Flask) -> None:
    looked_at = inspect(db.engine)
    for name in RESIDENTS:
        keys = looked_at.get_foreign_keys(name)
        people = [key["constrained_columns"] for key in keys if key["referred_table"] == "person"]
        assert people == ([["assigned_to_id"]] if name == "contribution" else []), name
        columns = {column["name"] for column in looked_at.get_columns(name)}
        assert not columns & {"by_id", "session_id", "address", "ip", "user_agent", "created_at"}, name


def test_no_log_holds_what_anybody_wrote(app: Flask, browse: Browse, world: World, logged: StringIO) -> None:
    crowd, sent, canaries = Crowd(browse, world), 0, []
    for browser, url, form in every_form(app, lay_out(world), crowd):
        data = dict(form["data"])
        for name in written_in(form):
            data[name] = f"kanari{len(canaries)}@kanari.example" if "mail" in name else f"kanari{len(canaries)} 1503 80"
            canaries.append(data[name])
        browser.post(form["action"] or url, data, **HOW)
        sent += 1
    assert sent > 20
    written = logged.getvalue()
    assert written.count('"event": "request"') > sent
    assert "kanari" not in written.lower()
    assert ADDRESS not in written
    ids = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    assert re.findall(ids, written) == [], "an id in a log leads to a draft, a receipt or a case"


@pytest.mark.parametrize(
    "fault",
    [
        RuntimeError("kanari 15038012345"),
        OperationalError("INSERT INTO draft VALUES ('kanari')", {"text": "kanari"}, Exception("kanari")),
        ValueError("kanari"),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_not_even_when_something_breaks(
    browse: Browse, world: World, logged: StringIO, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def broken(*_args: Any, **_rest: Any) -> None:
        raise fault

    monkeypatch.setattr("medvirkning.web.contribute.what.save_draft", broken)
    page = browse().submit("/storhaug/innspill/nytt", having="text", text="kanari på kanari")
    assert page.status in (500, 503)
    assert '"level": "error"' in logged.getvalue()
    assert "kanari" not in logged.getvalue().lower()
    assert "kanari" not in page.text
