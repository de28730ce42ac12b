"""Health tells when all is well, and why when it isn't."""

import pytest
from flask import Flask
from sqlalchemy import text

from medvirkning.kernel.database import db
from tests.browsing import Browse


def test_all_is_well(app: Flask, browse: Browse) -> None:
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert "Set-Cookie" not in answer.headers


def test_unmigrated_is_unavailable(app: Flask) -> None:
    with db.engine.begin() as connection:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    try:
        answer = app.test_client().get("/healthz")
    finally:
        with db.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    assert answer.status_code == 503
    assert "migrated" in answer.json["reason"]


def test_a_database_that_forgets_in_a_power_cut_is_told_of(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("medvirkning.web.health.views.durability", lambda: "synchronous=1")
    answer = app.test_client().get("/healthz")
    assert (answer.status_code, "synchronous=1" in answer.json["reason"]) == (503, True)
