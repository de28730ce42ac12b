"""What every test stands on: one app a worker, a fresh migrated database a test, no network, no running clock needed.

SQLite: a migrated file is made once and copied for each test. PostgreSQL (`--postgres`): a server of our own is
started from its wheel, migrated once, and emptied between tests.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, current_app
from flask_migrate import upgrade
from sqlalchemy import text

from medvirkning.app import create_app
from medvirkning.kernel.database import db
from medvirkning.settings import Settings
from medvirkning.web.security import limiter
from tests.browsing import Browse

pytest_plugins = ["tests.demo", "tests.browser.fixtures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="use PostgreSQL instead of SQLite")


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder of this worker's own."""
    folder = Path(tempfile.mkdtemp(prefix="medvirkning-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def on_postgres(request: pytest.FixtureRequest) -> bool:
    """Whether this run is on PostgreSQL."""
    return bool(request.config.getoption("--postgres"))


@pytest.fixture(scope="session")
def database_url(place: Path, on_postgres: bool) -> Iterator[str]:
    """Where the tests' database is."""
    if not on_postgres:
        yield f"sqlite:///{place / 'test.sqlite'}"
        return
    from tests.postgres import server

    with server(place / "postgres") as url:
        yield url


@pytest.fixture(scope="session")
def settings(place: Path, database_url: str) -> Settings:
    """A production-like installation, on loopback, with limits that tests turn on themselves."""
    return Settings(
        secret_key="only-for-tests-" + "x" * 32,
        base_url="http://localhost",
        data=place / "data",
        database_url=database_url,
        mail_url="folder:",
        mail_from="post@medvirkning.example",
        demo=True,
    )


@pytest.fixture(scope="session")
def the_app(settings: Settings) -> Flask:
    """The app, with its tables made by the migrations."""
    app = create_app(settings)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    with app.app_context():
        upgrade(directory=str(app.extensions["migrate"].directory))
        db.session.remove()
        db.engine.dispose()
    if database := db_file(settings):
        shutil.copy(database, database.with_suffix(".fresh"))
    return app


def db_file(settings: Settings) -> Path | None:
    """The SQLite file, or None on PostgreSQL."""
    if not settings.database_url.startswith("sqlite:///"):
        return None
    return Path(settings.database_url.removeprefix("sqlite:///"))


@pytest.fixture
def app(the_app: Flask, settings: Settings) -> Iterator[Flask]:
    """The app with an empty database and no files, in an app context."""
    with the_app.app_context():
        emptied(settings)
        limiter.enabled = False
        yield the_app
        db.session.remove()


def emptied(settings: Settings) -> None:
    """Put an empty migrated database and empty folders in place. In an app context."""
    db.session.remove()
    current_app.extensions.pop("programmes", None)
    if database := db_file(settings):
        put_in_place(database.with_suffix(".fresh"), database)
    else:
        tables = [table.name for table in db.metadata.sorted_tables]
        told = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables)
        with db.engine.begin() as connection:  # a tenth of what truncating every table takes
            connection.execute(text("SET LOCAL session_replication_role = replica"))  # no triggers, no foreign keys
            for name in connection.scalars(text(told)).all():
                connection.execute(text(f'DELETE FROM "{name}"'))
    for folder in (settings.files, settings.mail_folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)


def put_in_place(kept: Path, database: Path) -> None:
    """Let a copy of a kept SQLite file be the database: a new file, for a failed test may still hold the old one."""
    db.engine.dispose()
    for end in ("-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    shutil.copy(kept, database.with_suffix(".new")).replace(database)


@pytest.fixture
def browse(app: Flask) -> Browse:
    """`browse()` is somebody's browser; `browse(world.dag)` is Dag's, signed in."""
    return Browse(app)


@pytest.fixture(autouse=True)
def no_surprises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing from the machine's own settings reaches a test."""
    for name in [name for name in os.environ if name.startswith("MEDVIRKNING_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)
