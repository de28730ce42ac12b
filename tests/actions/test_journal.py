"""The journal can be added to, and nothing else; a chain that was touched shows it."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from medvirkning.journal.actions import broken_links, record
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from tests import cast


def three_events() -> tuple[str, object]:
    world = cast.storhaug()
    with transaction():
        for event in ("first", "second", "third"):
            record(world.programme, event, by=world.dag, at=now(), facts={"amount": 7})
    return "programme", world.programme.id


def test_events_are_numbered_from_one(app: Flask) -> None:
    kind, subject = three_events()
    assert [(e.number, e.event) for e in history(kind, subject)] == [(1, "first"), (2, "second"), (3, "third")]
    assert broken_links(kind, subject) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_event SET event = 'other'", "DELETE FROM journal_event"],
    ids=["update", "delete"],
)
def test_the_database_refuses_changes(app: Flask, statement: str) -> None:
    three_events()
    with pytest.raises(DatabaseError, match="journal_event_never"), transaction():
        db.session.execute(text(statement))
    assert (
        len(
            history("programme", db.session.scalars(db.select(db.Model.registry._class_registry["Programme"])).one().id)
        )
        == 3
    )


def test_a_touched_chain_shows(app: Flask, on_postgres: bool) -> None:
    kind, subject = three_events()
    with transaction():
        if on_postgres:
            db.session.execute(text("ALTER TABLE journal_event DISABLE TRIGGER USER"))
        else:
            db.session.execute(text("DROP TRIGGER journal_event_never_changes"))
        db.session.execute(text("UPDATE journal_event SET event = 'changed' WHERE number = 2"))
        if on_postgres:
            db.session.execute(text("ALTER TABLE journal_event ENABLE TRIGGER USER"))
    db.session.expire_all()
    assert broken_links(kind, subject) == [2]
