"""Where whole databases are kept for the tests, the empty one first: files beside SQLite's, a schema in PostgreSQL."""

import shutil
import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing
from pathlib import Path

from flask import current_app
from sqlalchemy import text

from medvirkning.kernel.database import db
from medvirkning.settings import Settings

EMPTY = 0  # the number of the migrated database with nothing in it


def db_file(settings: Settings) -> Path | None:
    """The SQLite file, or None on PostgreSQL."""
    if not settings.database_url.startswith("sqlite:///"):
        return None
    return Path(settings.database_url.removeprefix("sqlite:///"))


def put_in_place(kept: Path, database: Path) -> None:
    """Let a copy of a kept SQLite file be the database: a new file, for a failed test may still hold the old one."""
    db.engine.dispose()
    for end in ("-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    shutil.copyfile(kept, database.with_suffix(".new")).replace(database)


class Shelf(ABC):
    """What is kept of one installation, by number: its database, and its files where there are any."""

    def __init__(self, settings: Settings) -> None:
        self.folders = (settings.files, settings.mail_folder)
        self.kept = settings.data.parent / "kept"
        self.kept.mkdir()

    def put_away(self, number: int) -> None:
        """Keep the installation as it stands under this number. In an app context."""
        db.session.rollback()
        self.keep_rows(number)
        for folder in self.folders:
            if folder.exists() and any(folder.iterdir()):
                shutil.copytree(folder, self._copy(folder, number))

    def put_back(self, number: int) -> None:
        """Let the installation be as it was kept, but for files that came after. In an app context."""
        db.session.rollback()
        current_app.extensions.pop("programmes", None)
        self.bring_rows(number)
        for folder in self.folders:
            if (copy := self._copy(folder, number)).exists():
                shutil.copytree(copy, folder, dirs_exist_ok=True)

    def empty(self) -> None:
        """Let there be nothing in it. In an app context."""
        db.session.remove()
        self.put_back(EMPTY)
        for folder in self.folders:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)

    @abstractmethod
    def keep_rows(self, number: int) -> None:
        """Keep the database."""

    @abstractmethod
    def bring_rows(self, number: int) -> None:
        """Put the database back."""

    def _copy(self, folder: Path, number: int) -> Path:
        return self.kept / f"{number}-{folder.name}"


class Files(Shelf):
    """SQLite: a file is copied."""

    def __init__(self, settings: Settings, database: Path) -> None:
        super().__init__(settings)
        self.database = database

    def keep_rows(self, number: int) -> None:
        with closing(sqlite3.connect(self.database)) as now, closing(sqlite3.connect(self._file(number))) as kept:
            now.backup(kept)

    def bring_rows(self, number: int) -> None:
        put_in_place(self._file(number), self.database)

    def _file(self, number: int) -> Path:
        return self.kept / f"{number}.sqlite"


class Tables(Shelf):
    """PostgreSQL: rows are copied to tables of a schema of their own, and back by a function.

    That takes a tenth of what truncating every table takes. No trigger and no foreign key looks on meanwhile.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.tables = [*(table.name for table in db.metadata.sorted_tables), "alembic_version"]
        with db.engine.begin() as connection:
            connection.execute(text("CREATE SCHEMA kept"))

    def keep_rows(self, number: int) -> None:
        told = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in self.tables)
        steps = [f'IF EXISTS (SELECT 1 FROM "{name}") THEN DELETE FROM "{name}"; END IF;' for name in self.tables]
        with db.engine.begin() as connection:
            for name in connection.scalars(text(told)).all():
                connection.execute(text(f'CREATE UNLOGGED TABLE kept."{number}_{name}" AS TABLE "{name}"'))
                steps.append(f'INSERT INTO "{name}" SELECT * FROM kept."{number}_{name}";')
            connection.execute(
                text(
                    f"CREATE FUNCTION kept.put_back_{number}() RETURNS void LANGUAGE plpgsql "
                    f"SET session_replication_role = replica AS $$BEGIN {' '.join(steps)} END$$"
                )
            )

    def bring_rows(self, number: int) -> None:
        with db.engine.begin() as connection:
            connection.execute(text(f"SELECT kept.put_back_{number}()"))


def shelf_for(settings: Settings) -> Shelf:
    """The shelf of this installation, with the empty database on it. In an app context, when it has been migrated."""
    database = db_file(settings)
    shelf = Files(settings, database) if database else Tables(settings)
    shelf.put_away(EMPTY)
    return shelf
