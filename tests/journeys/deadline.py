"""The deadline of a round passes, for as long as somebody decides; then the next journey can apply again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID


@contextmanager
def deadline_passed(data: Path, round_id: str) -> Iterator[None]:
    """Move the round's deadline to a minute after it opened, in the running site's database, and back."""
    key = UUID(round_id).hex
    with closing(sqlite3.connect(data / "medvirkning.sqlite", timeout=20)) as database:
        (before,) = database.execute("SELECT deadline FROM grant_round WHERE id = ?", (key,)).fetchone()
        moved = "UPDATE grant_round SET deadline = datetime(opens_at, '+1 minute') || '.000000' WHERE id = ?"
        with database:
            database.execute(moved, (key,))
        yield
        with database:
            database.execute("UPDATE grant_round SET deadline = ? WHERE id = ?", (before, key))
