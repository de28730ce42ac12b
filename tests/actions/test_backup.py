"""A backup is whole, a restore never overwrites and never revives, and damage is found before it counts."""

import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest
from flask import Flask

from medvirkning.app import create_app
from medvirkning.attachments import storage
from medvirkning.attachments.actions import attach
from medvirkning.attachments.models import Attachment
from medvirkning.attachments.words import AttachmentKind
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.outbox.actions import post
from medvirkning.outbox.models import OutboxMessage
from medvirkning.people.actions import make_link, sign_in
from medvirkning.people.models import Person, Session, SignInLink
from medvirkning.settings import Settings, from_environment
from tests import cast
from tests.cast import World

PEOPLE = len(fields(World)) - 1  # all but the programme

TEXT = b"%PDF-1.7 et vedlegg"


def installation(folder: Path) -> Settings:
    """Settings of a site of its own on SQLite, whatever database the other tests run on."""
    return from_environment({"MEDVIRKNING_DEMO": "1", "MEDVIRKNING_DATA": str(folder)})


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> Iterator[Flask]:
    """A small site with people, a file, a mail that waits, a session and an unused link."""
    app = create_app(installation(tmp_path / "site"))
    with app.app_context():
        app.test_cli_runner().invoke(args=["db", "upgrade"])
        world = cast.storhaug()
        with transaction():
            attach(
                world.programme,
                TEXT,
                kind=AttachmentKind.DOCUMENT,
                name="brev.pdf",
                media_type="application/pdf",
                at=now(),
            )
            post("sign_in", to="bjarne@medvirkning.example", language="nb", at=now(), path="/")
            sign_in(world.dag, at=now())
            make_link("bjarne@medvirkning.example", at=now())
        yield app
        db.session.remove()
        db.engine.dispose()
    storage.use(settings.files)


@pytest.fixture
def archive(site: Flask, tmp_path: Path) -> Path:
    """A backup of it."""
    made = site.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup.tar")])
    assert made.exit_code == 0, made.output
    assert not list(tmp_path.glob("*.part"))
    return tmp_path / "backup.tar"


@pytest.fixture
def elsewhere(site: Flask, tmp_path: Path) -> Iterator[Flask]:
    """An empty machine."""
    app = create_app(installation(tmp_path / "elsewhere"))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_a_restore_is_whole(archive: Path, elsewhere: Flask) -> None:
    restored = elsewhere.test_cli_runner().invoke(args=["restore", str(archive)])
    assert restored.exit_code == 0, restored.output
    assert db.session.query(Person).count() == PEOPLE
    attachment = db.session.query(Attachment).one()
    assert storage.read(attachment.file_id) == TEXT
    checked = elsewhere.test_cli_runner().invoke(args=["check-files"])
    assert checked.output == "Every file is there and whole.\n"


def test_a_restore_sends_and_opens_nothing_old(archive: Path, elsewhere: Flask) -> None:
    """Promise M5; a link that was used after the backup must not work again (S4)."""
    run = elsewhere.test_cli_runner()
    assert "Held back 1 mails" in run.invoke(args=["restore", str(archive)]).output
    assert db.session.query(OutboxMessage).one().state == "failed"
    assert (db.session.query(Session).count(), db.session.query(SignInLink).count()) == (0, 0)
    db.session.remove()
    assert run.invoke(args=["release-mail"]).output == "1 mails will be sent.\n"
    db.session.remove()
    assert db.session.query(OutboxMessage).one().state == "waiting"


def test_a_database_restored_by_other_means_can_be_treated_alike(site: Flask) -> None:
    said = site.test_cli_runner().invoke(args=["after-restore"])
    assert said.output == "Held back 1 mails: `flask release-mail` sends them after all.\n"
    assert db.session.query(OutboxMessage).one().state == "failed"
    assert db.session.query(Session).count() == 0


def test_a_restore_never_writes_over_what_is_there(archive: Path, site: Flask) -> None:
    refused = site.test_cli_runner().invoke(args=["restore", str(archive)])
    assert refused.exit_code == 1
    assert "is not empty" in refused.output
    assert db.session.query(Person).count() == PEOPLE


@pytest.mark.parametrize("damage", ["a file changed", "a file gone", "the database cut", "no database"])
def test_damage_is_found_before_it_counts(archive: Path, elsewhere: Flask, tmp_path: Path, damage: str) -> None:
    unpacked, broken = tmp_path / "unpacked", tmp_path / "broken.tar"
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    file, database = next((unpacked / "files").glob("??/*")), unpacked / "medvirkning.sqlite"
    match damage:
        case "a file changed":
            file.write_bytes(TEXT[:-1])
        case "a file gone":
            file.unlink()
        case "the database cut":
            database.write_bytes(database.read_bytes()[:40_000])
        case "no database":
            database.unlink()
    with tarfile.open(broken, "w") as tar:
        for part in unpacked.iterdir():
            tar.add(part, part.name)
    refused = elsewhere.test_cli_runner().invoke(args=["restore", str(broken)])
    assert refused.exit_code == 1
    assert "the archive is damaged" in refused.output
    data = elsewhere.config["SETTINGS"].data
    assert sorted(path.name for path in data.iterdir()) == ["demo-secret", "files"]


def test_a_missing_file_is_told_of(site: Flask) -> None:
    storage.path_of(db.session.query(Attachment).one().file_id).unlink()
    checked = site.test_cli_runner().invoke(args=["check-files"])
    assert checked.exit_code == 1
    assert "1 files are missing or damaged" in checked.output


def test_no_empty_database_is_made_in_place_of_one_that_is_gone(elsewhere: Flask, tmp_path: Path) -> None:
    refused = elsewhere.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup.tar")])
    assert refused.exit_code == 1
    assert "there is no database" in refused.output
    assert not (tmp_path / "backup.tar").exists()


def test_postgres_has_its_own(site: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = replace(site.config["SETTINGS"], database_url="postgresql+psycopg://nowhere/x")
    monkeypatch.setitem(site.config, "SETTINGS", elsewhere)
    refused = site.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup.tar")])
    assert "pg_dump" in refused.output


def test_the_archive_holds_the_database_whole(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as tar:
        tar.extract("medvirkning.sqlite", tmp_path, filter="data")
    with closing(sqlite3.connect(tmp_path / "medvirkning.sqlite")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM person").fetchone() == (PEOPLE,)
