"""What every test stands on: one app a worker, a fresh migrated database a test, no network, no running clock needed.

SQLite: a migrated file is made once and copied for each test. PostgreSQL (`--postgres`): a server of our own is
started from its wheel, migrated once, and emptied between tests (tests/shelves.py; what else is kept: tests/kept.py).
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from hypothesis import settings as hypothesis_settings
from werkzeug.test import TestResponse

from medvirkning.app import create_app
from medvirkning.kernel import clock
from medvirkning.kernel.database import db
from medvirkning.mail.language import spoken
from medvirkning.settings import Settings
from medvirkning.web.security import limiter
from tests.browsing import Browse
from tests.kept import Patch, keeper
from tests.shelves import shelf_for

pytest_plugins = ["tests.demo", "tests.statements", "tests.browser.fixtures", "tests.browser.kiosk_fixtures"]


# The same examples each time and no clock, so that what is green stays green; EXPLORE=1 looks for others.
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
if not os.environ.get("EXPLORE"):
    hypothesis_settings.load_profile("steady")

gc.set_threshold(50_000, 20, 50)  # rows and pages by the thousand: looking through them often took a fifth of the time

APPS: list[Flask] = []  # this worker's, once it is ready
MEMORY, ENOUGH = Path("/dev/shm"), 2 << 30  # bytes free where no disk is waited for: else a folder like any other


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="use PostgreSQL instead of SQLite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several workers share the tests, the long ones come first: no worker ends alone with one of them."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("long") is None)  # else in the random order they are in


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder of this worker's own."""
    memory = MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH else None
    folder = Path(tempfile.mkdtemp(prefix="medvirkning-test-", dir=memory))
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


class Patient(FlaskClient):
    """A client that takes every answer to its end, as browsers do: files that are made while they are sent, too."""

    def open(self, *args: Any, buffered: bool = True, **kwargs: Any) -> TestResponse:
        return super().open(*args, buffered=buffered, **kwargs)


@pytest.fixture(scope="session")
def the_app(settings: Settings) -> Flask:
    """The app, with its tables made by the migrations."""
    app = create_app(settings)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    app.test_client_class = Patient
    with app.app_context():
        upgrade(directory=str(app.extensions["migrate"].directory))
        db.session.remove()
        db.engine.dispose()
        keeper.watch(db.engine, shelf_for(settings))
    APPS.append(app)
    gc.collect()
    gc.freeze()  # the app outlives every test
    return app


@pytest.fixture
def app(the_app: Flask) -> Iterator[Flask]:
    """The app with an empty database and no files, in an app context."""
    with the_app.app_context():
        keeper.empty()
        limiter.enabled = False
        yield the_app
        db.session.remove()
        keeper.let_go()


@pytest.fixture
def browse(app: Flask) -> Browse:
    """`browse()` is somebody's browser; `browse(world.dag)` is Dag's, signed in."""
    return Browse(app)


def around() -> dict[str, Any]:
    """What every test of this worker stands on, beside the database: no test may leave any of it changed."""
    found: dict[str, Any] = {"folder": Path.cwd(), "frozen": clock._frozen_at, "speaking": spoken()}
    for app in APPS:
        extensions = {name: id(one) for name, one in app.extensions.items() if name != "programmes"}
        for kind, held in (("config", app.config), ("extensions", extensions), ("jinja", app.jinja_env.globals)):
            found |= {f"{kind} {name}": value for name, value in held.items()}
    return found


@pytest.fixture
def monkeypatch() -> Iterator[pytest.MonkeyPatch]:
    """pytest's own; but nothing is kept of what is built while something is replaced, and nothing is left behind."""
    keeper.patched, patch, before = False, Patch(), around()
    yield patch
    patch.undo()
    after = around()  # with what was set for the first time, as a default is
    assert {name: after.get(name) for name in before} == before, "the test leaves something of its own to the next"


@pytest.fixture(autouse=True)
def no_surprises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing from the machine's own settings reaches a test."""
    for name in [name for name in os.environ if name.startswith("MEDVIRKNING_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)
