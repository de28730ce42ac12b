"""`flask backup` and `flask restore`: the database and the files in one archive, made while people work.

SQLite only: its own backup gives a whole copy of a live database. PostgreSQL has pg_dump (docs/operations.md).
The database is copied before the files, so every file a copied row names was there when the copying began.
"""

import sqlite3
import tarfile
import tempfile
import time
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

DATABASE = "medvirkning.sqlite"
HELD = "held after a restore"


@click.command("backup")
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def backup(archive: Path) -> None:
    """Write database and files to ARCHIVE (a .tar). Safe while the site runs."""
    began, live = time.monotonic(), _database()
    draft = archive.with_name(archive.name + ".part")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        with sqlite3.connect(live) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        target.close()
        with tarfile.open(draft, "w") as tar:
            tar.add(copy, DATABASE)
            tar.add(current_app.config["SETTINGS"].files, "files")
    draft.replace(archive)
    click.echo(f"{archive}: {archive.stat().st_size:,} bytes in {time.monotonic() - began:.1f} s")


@click.command("restore")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def restore(archive: Path) -> None:
    """Unpack ARCHIVE into an empty data folder, check it, and hold back the mail that lay waiting in it."""
    began, live, settings = time.monotonic(), _database(), current_app.config["SETTINGS"]
    db.engine.dispose()
    if live.exists() or any(settings.files.glob("*")):
        raise click.ClickException(f"{settings.data} is not empty: a restore never writes over what is there")
    with tarfile.open(archive) as tar:
        tar.extractall(settings.data, filter="data")
    (settings.data / DATABASE).rename(live)
    storage.use(settings.files)
    _check(live)
    with transaction():
        waiting = OutboxMessage.state.in_([OutboxState.WAITING, OutboxState.CLAIMED])
        held = changed(update(OutboxMessage).where(waiting).values(state=OutboxState.FAILED, error=HELD))
    click.echo(f"Restored in {time.monotonic() - began:.1f} s. Held back {held} mails: `flask release-mail`.")


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


def _database() -> Path:
    url: str = current_app.config["SETTINGS"].database_url
    if not url.startswith("sqlite:///"):
        raise click.ClickException("This installation is on PostgreSQL: use pg_dump, see docs/operations.md")
    return Path(url.removeprefix("sqlite:///"))


def _check(database: Path) -> None:
    with sqlite3.connect(database) as connection:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    if answer != "ok":
        raise click.ClickException(f"the database in the archive is damaged: {answer}")
    if wrong := missing_files():
        raise click.ClickException(f"{len(wrong)} files in the archive are missing or damaged")
