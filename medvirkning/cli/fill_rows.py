"""Inserting in bulk: from new model objects that no session knows, to rows many at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import inspect

from medvirkning.journal.actions import chained
from medvirkning.journal.models import JournalEvent
from medvirkning.kernel.database import db
from medvirkning.kernel.lifecycle import Lifecycle


def insert_all(objects: Sequence[Any]) -> None:
    """Insert new objects of one model, all columns given. Columns that the database computes are left to it."""
    if not objects:
        return
    mapper = inspect(type(objects[0]))
    columns = [column for column in mapper.local_table.columns if column.computed is None]
    names = [(column.key, mapper.get_property_by_column(column).key) for column in columns]
    rows = [{column: getattr(one, attribute) for column, attribute in names} for one in objects]
    db.session.execute(mapper.local_table.insert(), rows)


def complete(one: Any) -> Any:
    """The same new object, with the defaults of its table where nothing was said: bulk rows get none by themselves."""
    mapper = inspect(type(one))
    for column in mapper.local_table.columns:
        attribute = mapper.get_property_by_column(column).key
        if getattr(one, attribute) is None and column.default is not None and not column.nullable:
            told = column.default.arg
            setattr(one, attribute, told(None) if column.default.is_callable else told)
    return one


class History:
    """What has happened to one new subject, told in order. Where it `stands` follows from the verbs."""

    def __init__(self, lifecycle: Lifecycle, kind: str, programme_id: UUID, subject_id: UUID) -> None:
        self.lifecycle, self.kind, self.programme_id, self.subject_id = lifecycle, kind, programme_id, subject_id
        self.stands = lifecycle.start
        self.events: list[JournalEvent] = []

    def tell(self, event: str, *, at: datetime, by: UUID | None, verb: str | None = None, **facts: Any) -> None:
        """One event; with a verb, a move. Raises WrongStep where the verb can't be done."""
        if verb is not None:
            self.stands = self.lifecycle.after(self.stands, verb)
        self.events.append(
            JournalEvent(
                id=uuid4(),
                programme_id=self.programme_id,
                subject_kind=self.kind,
                subject_id=self.subject_id,
                event=event,
                verb=verb,
                state=str(self.stands) if verb is not None else None,
                by_id=by,
                at=at,
                facts=facts,
            )
        )

    def chain(self) -> list[JournalEvent]:
        """The events, numbered and chained."""
        return chained(self.events)
