"""`flask backup` and `flask restore`: the database and the files in one archive, made while people work.

SQLite only: its own backup gives a whole copy of a live database. PostgreSQL has pg_dump (docs/operations.md).
The database is copied before the files, so every file a copied row names was there when the copying began.
"""

import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import update

from medvirkning.attachments import storage
from medvirkning.attachments.actions import missing_files
from medvirkning.kernel.database import changed, db, transaction
from medvirkning.outbox.models import OutboxMessage
from medvirkning.outbox.words import OutboxState
from medvirkning.people.actions import sign_everybody_out

DATABASE, FILES = "medvirkning.sqlite", "files"
UNPACKED = "restoring"  # beside what it becomes, so that it is put in place by a rename
HELD = "held after a restore"


@click.command("backup")
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(archive: Path) -> None:
    """Write database and files to ARCHIVE (a .tar). Safe while the site runs."""
    began, live = time.monotonic(), _database()
    if not live.is_file():
        raise click.ClickException(f"there is no database at {live}")
    draft = archive.with_name(archive.name + ".part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        with closing(_opened(live)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        with tarfile.open(draft, "w") as tar:
            tar.add(copy, DATABASE)
            tar.add(current_app.config["SETTINGS"].files, FILES)
    with draft.open("rb+") as written:
        os.fsync(written.fileno())
    draft.replace(archive)
    click.echo(f"{archive}: {archive.stat().st_size:,} bytes in {time.monotonic() - began:.1f} s")


@click.command("restore")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(archive: Path) -> None:
    """Unpack ARCHIVE into an empty data folder and check it, before it counts.

    The mail that lay waiting in it is held back, and everybody is signed out: nothing old is sent or opened again.
    """
    began, live, settings = time.monotonic(), _database(), current_app.config["SETTINGS"]
    db.engine.dispose()
    if any(live.parent.glob(f"{live.name}*")) or any(settings.files.glob("*")):
        raise click.ClickException(f"{settings.data} is not empty: a restore never writes over what is there")
    unpacked = settings.data / UNPACKED
    shutil.rmtree(unpacked, ignore_errors=True)
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    if wrong := _damage(unpacked):
        shutil.rmtree(unpacked)
        raise click.ClickException(f"the archive is damaged: {wrong}")
    settings.files.rmdir()
    (unpacked / FILES).rename(settings.files)
    (unpacked / DATABASE).rename(live)
    unpacked.rmdir()
    storage.use(settings.files)
    click.echo(f"Restored in {time.monotonic() - began:.1f} s. {_nothing_old()}")


@click.command("after-restore")
@with_appcontext
def after_restore() -> None:
    """After a database was restored by other means: hold back its waiting mail, and sign everybody out."""
    click.echo(_nothing_old())


@click.command("release-mail")
@with_appcontext
def release_mail() -> None:
    """Let the mail that a restore held back go out after all."""
    with transaction():
        held = update(OutboxMessage).where(OutboxMessage.state == OutboxState.FAILED, OutboxMessage.error == HELD)
        released = changed(held.values(state=OutboxState.WAITING, error=None, tries=0))
    click.echo(f"{released} mails will be sent.")


@click.command("check-files")
@with_appcontext
def check_files() -> None:
    """Read every file there is a row for, and compare it with its digest."""
    wrong = missing_files()
    if wrong:
        raise click.ClickException(f"{len(wrong)} files are missing or damaged: {', '.join(map(str, wrong))}")
    click.echo("Every file is there and whole.")


def _nothing_old() -> str:
    """See to it that nothing is sent or opened a second time."""
    with transaction():
        waiting = OutboxMessage.state.in_([OutboxState.WAITING, OutboxState.CLAIMED])
        held = changed(update(OutboxMessage).where(waiting).values(state=OutboxState.FAILED, error=HELD))
        sign_everybody_out()
    return f"Held back {held} mails: `flask release-mail` sends them after all."


def _database() -> Path:
    url: str = current_app.config["SETTINGS"].database_url
    if not url.startswith("sqlite:///"):
        raise click.ClickException("This installation is on PostgreSQL: use pg_dump, see docs/operations.md")
    return Path(url.removeprefix("sqlite:///"))


def _opened(database: Path) -> sqlite3.Connection:
    """A database that must be there: none is made in its place."""
    return sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)


def _damage(folder: Path) -> str:
    """What is wrong with an unpacked archive, or nothing: the database's own check, and every file's digest."""
    database = folder / DATABASE
    if not database.is_file() or not (folder / FILES).is_dir():
        return f"it holds no {DATABASE} or no {FILES}"
    try:
        with closing(_opened(database)) as connection:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
            named = connection.execute("SELECT file_id, sha256 FROM attachment").fetchall()
    except sqlite3.DatabaseError as error:
        return str(error)
    if answer != "ok":
        return f"the database says {answer}"
    wrong = sum(_digest(folder / FILES / file_id[:2] / file_id) != digest for file_id, digest in named)
    return f"{wrong} files are missing or changed" if wrong else ""


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
