"""The database: one session, one write transaction at a time, and the column types every department uses.

The only file that commits or rolls back. SQLite is told to sync fully and to take its write lock at once: a
transaction that reads first and locks later can fail with no way to wait (SQLITE_BUSY_SNAPSHOT), and is how pots
get overspent.
"""

import random
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Delete, Enum, Insert, MetaData, Update, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import JSON, TypeDecorator

from medvirkning.kernel.localized import Localized
from medvirkning.kernel.sql_functions import teach

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table's parent; named constraints, so that migrations can go both ways on both databases."""

    metadata = MetaData(naming_convention=NAMES)


# Rows stay readable after the commit: the redirect and the log line need their ids, not a new query.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

_writing: ContextVar[bool] = ContextVar("writing", default=False)

PATIENCE = 10  # seconds to wait for SQLite's one write lock
SOON, LATER = 0.0005, 0.01  # seconds between tries, at first and after a while


class WriteOutsideTransaction(RuntimeError):
    """Something tried to write in a GET, or before `with transaction()`."""


@contextmanager
def transaction() -> Iterator[None]:
    """One write transaction around what a person did. Commits at the end, rolls all back on any exception.

    What was read before it is read anew under the lock: the rows in hand are refreshed when next touched, but for those
    that a transaction just before this one left as it wrote them.
    Does not nest: actions never open one, views and commands do.
    """
    if _writing.get():
        raise WriteOutsideTransaction("transactions do not nest")
    db.session.rollback()
    token = _writing.set(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        _writing.reset(token)


def insert_into(model: Any) -> Any:
    """An INSERT into the model's table that knows `on_conflict_do_update` and `on_conflict_do_nothing`.

    Two at once are then settled by the unique key itself, on both databases. Column defaults count; relations don't.
    """
    return (sqlite if db.engine.dialect.name == "sqlite" else postgresql).insert(model.__table__)


def changed(statement: Insert | Update | Delete) -> int:
    """Run a statement in the transaction; how many rows it hit. Rows in hand are not refreshed by it.

    An insert that meets a row and does nothing counts as none, on both databases.
    """
    options = {"preserve_rowcount": True} if isinstance(statement, Insert) else {"synchronize_session": False}
    result = db.session.execute(statement.execution_options(**options))
    return int(result.rowcount)  # type: ignore[attr-defined]


def hold(row: Any) -> None:
    """Read a row anew, and keep others from changing it until the transaction ends. SQLite has one writer at a time."""
    db.session.refresh(row, with_for_update={"of": type(row)})


def in_turn(name: str) -> None:
    """Wait until whoever else has named this is through: for what has no row yet that one could hold."""
    if db.engine.dialect.name != "sqlite":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def end_reading() -> None:
    """Let go of the read snapshot, for a worker that waits between rounds."""
    db.session.rollback()


def _refuse_flush(session: Any, _context: Any, _instances: Any) -> None:
    if not _writing.get() and (session.new or session.dirty or session.deleted):
        raise WriteOutsideTransaction("a row was changed outside `with transaction()`")


def _refuse_statement(state: Any) -> None:
    if not _writing.get() and (state.is_insert or state.is_update or state.is_delete):
        raise WriteOutsideTransaction("a statement would write outside `with transaction()`")


event.listen(db.session, "before_flush", _refuse_flush)
event.listen(db.session, "do_orm_execute", _refuse_statement)


def prepare(engine: Engine) -> None:
    """Set up a fresh engine's connections. On SQLite: WAL, full sync, foreign keys, waiting writers, our own BEGIN."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",  # what somebody takes back is written over in the file, whoever built the library
            f"busy_timeout={PATIENCE * 1000}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        teach(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if _writing.get():
            _begin_to_write(connection)
        else:
            connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Any) -> None:
    """Take SQLite's write lock, or raise OperationalError when it has not been free for too long.

    Who waits for it inside SQLite sleeps longer and longer while the lock lies free; here they try again soon, each
    after a time of its own, so that no process keeps it from the others.
    """
    driver, began = connection.connection.driver_connection, time.monotonic()
    driver.execute("PRAGMA busy_timeout=0")
    try:
        while not (locked := _locks(driver)) and (waited := time.monotonic() - began) < PATIENCE:
            time.sleep((SOON if waited < 100 * SOON else LATER) * random.uniform(0.4, 1.6))  # noqa: S311
        if not locked:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # which says that it is busy
    finally:
        driver.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")


def _locks(driver: Any) -> bool:
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True


def durability() -> str:
    """How hard a commit is on disk: `full` when it survives a power cut, else what the database answered."""
    with db.engine.connect() as connection:
        if db.engine.dialect.name == "sqlite":
            level = connection.exec_driver_sql("PRAGMA synchronous").scalar()
            return "full" if level == 2 else f"synchronous={level}"
        answer = connection.exec_driver_sql("SHOW synchronous_commit").scalar()
        return "full" if answer == "on" else f"synchronous_commit={answer}"


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. Refuses a naive one: nobody knows which clock it was read from."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class LocalizedText(TypeDecorator[Localized]):
    """A Localized, stored as a JSON object of language codes and texts."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Localized | None, dialect: Dialect) -> dict[str, str] | None:
        return None if value is None else value.to_json()

    def process_result_value(self, value: dict[str, str] | None, dialect: Dialect) -> Localized | None:
        return None if value is None else Localized.from_json(value)


class LocalizedTexts(TypeDecorator[list[Localized]]):
    """A list of Localized, stored as a JSON list of objects."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: list[Localized] | None, dialect: Dialect) -> list[dict[str, str]] | None:
        return None if value is None else [text.to_json() for text in value]

    def process_result_value(self, value: list[dict[str, str]] | None, dialect: Dialect) -> list[Localized] | None:
        return None if value is None else [Localized.from_json(text) for text in value]


def one_of(words: type[StrEnum], name: str = "") -> Enum:
    """A column that holds one word of an enum, and a check constraint that says so.

    `name` is the constraint's, where a table has several columns of one enum.
    """
    return Enum(
        words,
        name=name or words.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda enum: [member.value for member in enum],
        validate_strings=True,
    )
