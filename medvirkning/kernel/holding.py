"""Holding several rows, or waiting for several names, at once."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import String, column, func, inspect, select, values

from medvirkning.kernel.database import db


def hold_all(rows: Iterable[Any]) -> None:
    """`hold` for rows of one kind, in one query and in the order of their keys: two who wait for both never cross."""
    if found := list(rows):
        (key,) = inspect(model := type(found[0])).primary_key
        held = select(model).where(key.in_([inspect(row).identity[0] for row in found])).order_by(key)
        db.session.scalars(held.with_for_update(of=model).execution_options(populate_existing=True)).all()


def in_turns(names: Iterable[str]) -> None:
    """`in_turn` for several names, in the order of the names: two who wait for both never cross."""
    if db.engine.dialect.name != "sqlite":
        named = values(column("name", String), name="named").data([(name,) for name in sorted(names)])
        turns = select(named.c.name).order_by(named.c.name).subquery()
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(turns.c.name, 0))))
