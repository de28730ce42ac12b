"""When something fails for somebody who is signed in: our own page, and a log that tells of no one."""

import logging

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError

from medvirkning.kernel.database import db
from tests import cast
from tests.browsing import Browse


@pytest.mark.parametrize(
    "path", ["/storhaug/", "/min-side", "/storhaug/arbeid/moter", "/logg-inn", "/k/KANA-R722", "/ikke/her/da"]
)
def test_a_database_that_is_away_is_said_sorry_for_to_those_signed_in_too(
    app: Flask, browse: Browse, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture, path: str
) -> None:
    browser = browse(cast.storhaug().dag)

    def away(*_args: object, **_rest: object) -> None:
        raise OperationalError("SELECT kanari", {"token": "kanari"}, Exception("kanari"))

    monkeypatch.setattr("medvirkning.web.context.open_session", away)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    page = browser.get(path)
    assert page.status == 503
    assert page.response.headers["Retry-After"]
    assert "Vi er straks tilbake" in page.text
    logged = capfd.readouterr().err
    assert "kanari" not in logged.lower()


def test_a_database_error_does_not_repeat_what_was_written(app: Flask) -> None:
    with pytest.raises(DBAPIError) as told:
        db.session.execute(text("SELECT :word FROM nowhere"), {"word": "kanari"})
    assert "kanari" not in str(told.value)
    db.session.rollback()


@pytest.mark.parametrize(
    ("message", "args", "error", "kept"),
    [
        ("Invalid request from ip=203.0.113.9: Invalid HTTP Header: 'Cookie kanari'", (), None, "Invalid request"),
        ("Error handling request %s", ("/k/KANARI22",), ValueError("kanari"), "Error handling request: ValueError"),
        ("Booting worker with pid: %s", (7,), None, "Booting worker with pid: 7"),
    ],
)
def test_the_servers_own_log_tells_of_no_visitor(
    app: Flask, message: str, args: tuple, error: Exception | None, kept: str
) -> None:
    found: list[logging.LogRecord] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record)

    log, keeper = logging.getLogger("gunicorn.error"), Keeper()
    log.addHandler(keeper)
    try:
        log.error(message, *args, exc_info=error)
    finally:
        log.removeHandler(keeper)
    (record,) = found
    assert record.getMessage() == kept
    assert not record.exc_info
