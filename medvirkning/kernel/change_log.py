"""Emptying SQLite's log of changes, where what has been taken away lies until it is written over."""

from medvirkning.kernel.database import PATIENCE, db


def empty_change_log() -> None:
    """Put the log of changes (WAL) in its place in the file and empty it. PostgreSQL sees to its own.

    Waits for nobody: where somebody reads just now, some of it is left for the next time. Outside transactions.
    """
    if db.engine.dialect.name != "sqlite":
        return
    with db.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA busy_timeout=0")
        try:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            driver.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")
