"""The demo's world as test data, with one example of everything in it: built once a run, and copied."""

import json
import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from medvirkning.cli.demo.build import build_demo
from medvirkning.kernel.database import db, end_reading
from medvirkning.people.queries import person_by_email
from medvirkning.programmes.queries import programme_by_slug
from medvirkning.settings import Settings
from tests.cast import World
from tests.examples import Examples, lay_out
from tests.kept import keeper
from tests.shelves import db_file, put_in_place

DATABASE, EXAMPLES = "medvirkning.sqlite", "examples.json"
PATIENCE = 300  # seconds for the worker that builds it


def the_world() -> World:
    """Storhaug of the demo, with everybody in it."""
    programme = programme_by_slug("storhaug")
    assert programme is not None
    people = {}
    for name in list(World.__dataclass_fields__)[1:]:
        people[name] = person_by_email(f"{name}@medvirkning.example")
        assert people[name] is not None, f"the demo has no {name}"
    return World(programme, **people)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def demo_folder(the_app: Flask, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's database, its files and the examples. The first worker to get here builds it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    done, building = shared / "demo", shared / "demo.building"
    try:
        (shared / "demo.taken").mkdir()  # stays: whoever comes when it is built finds it too
    except FileExistsError:
        return _waited_for(done)
    building.mkdir()
    with the_app.app_context():
        keeper.empty()
        assert build_demo(), "the demo was there already"
        end_reading()
        found = lay_out(the_world())
        db.session.remove()
        db.engine.dispose()
    database = db_file(settings)
    assert database is not None, "the demo of the tests is built on SQLite"
    with closing(sqlite3.connect(database)) as made, closing(sqlite3.connect(building / DATABASE)) as kept:
        made.backup(kept)
    shutil.copytree(settings.files, building / "files")
    (building / EXAMPLES).write_text(json.dumps(found.to_json()), "utf-8")
    (building / "demo-secret").write_text(settings.secret_key, "ascii")
    building.rename(done)
    return done


def _waited_for(folder: Path) -> Path:
    began = time.monotonic()
    while not folder.exists():
        assert time.monotonic() - began < PATIENCE, "the worker that builds the demo does not get done"
        time.sleep(0.2)
    return folder


@pytest.fixture(scope="session")
def examples(demo_folder: Path) -> Examples:
    """The examples that are laid out in the demo."""
    return Examples(**json.loads((demo_folder / EXAMPLES).read_text("utf-8")))


@pytest.fixture
def demo(app: Flask, settings: Settings, demo_folder: Path) -> Flask:
    """The app with the demo in its database."""
    database = db_file(settings)
    assert database is not None
    put_in_place(demo_folder / DATABASE, database)
    keeper.let_go()
    shutil.copytree(demo_folder / "files", settings.files, dirs_exist_ok=True)
    return app
