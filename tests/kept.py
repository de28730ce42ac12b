"""What many tests begin with, built once a worker and put back for the next: `@kept` on a factory of the casts.

A test still has a database of its own, with just the rows that its factories would have written. A factory is asked for
in a state of the database that is known: empty, or as another kept factory left it. From there the same call with the
same arguments leads to the same rows, so from the third time on they are put back instead. As soon as anything else has
been written, the factory does its work as if it were not kept.
"""

import functools
import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum
from types import FunctionType
from typing import Any, TypeVar
from uuid import UUID

import pytest
from sqlalchemy import event, inspect, select, tuple_
from sqlalchemy.engine import Engine

from medvirkning.kernel import clock
from medvirkning.kernel.database import db
from tests.shelves import Shelf

Factory = TypeVar("Factory", bound=Callable[..., Any])
PLAIN = (str, int, bool, type(None), UUID, Enum, date, type)
LONG = 0.3  # seconds of the processor after which a state is kept at once; others when they are asked for again
MOST = 150  # states that are kept at a time, of a megabyte or two each


class NotKept(Exception):
    """Something that can't be told in plain values."""


@dataclass
class State:
    """The database as it stands after a chain of kept calls from an empty one."""

    number: int | None = None  # on the shelf, once it has been put there
    result: Any = None  # what the last call gave, told in plain values
    asked_for: int = 0
    next: dict[Any, "State"] = field(default_factory=dict)


class Keeper:
    """Follows the state of one worker's database."""

    def __init__(self) -> None:
        self.shelf: Shelf | None = None
        self.engine: Engine | None = None
        self.day: date | None = None
        self.start = State()
        self.standing: State | None = None  # None: something has been written that nobody keeps
        self.patched = False  # this test has had something replaced: what is built then is like nobody else's
        self.count = 0

    def watch(self, engine: Engine, shelf: Shelf) -> None:
        """Keep on this shelf what is built in this database, and notice every commit."""
        self.shelf, self.engine = shelf, engine
        event.listen(engine, "commit", self._written)

    def empty(self) -> None:
        """Empty the database. What was built on another day is of no use from now on: its deadlines have moved."""
        assert self.shelf is not None
        self.shelf.empty()
        if self.day != (day := clock.today()):
            self.day, self.start = day, State()
        self.standing = self.start

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Nothing that is built meanwhile is kept by itself: for a kept factory that has something replaced."""
        before, self.patched = self.patched, True
        yield
        self.patched = before

    def let_go(self) -> None:
        """What happens to the database from now on is not followed."""
        self.standing = None

    def _written(self, _connection: Any) -> None:
        self.standing = None

    def call(self, factory: Callable[..., Any], args: tuple[Any, ...], values: dict[str, Any]) -> Any:
        """What the factory gives: built, or put back as it was built before."""
        before = self.standing
        if self.shelf is None or before is None or self.patched or db.engine is not self.engine:
            return factory(*args, **values)
        try:
            call = (factory, _told(args), _told(tuple(sorted(values.items()))), clock._frozen_at)
        except NotKept:
            return factory(*args, **values)
        state = before.next.setdefault(call, State())
        state.asked_for += 1
        if state.number is None:
            made = self._built(state, factory, args, values)
            if state.result is None:
                return made
        else:
            self.shelf.put_back(state.number)
            self.standing = state
        standing = self.standing
        made = _found(state.result)  # built or put back, what the test has in hand is the same
        db.session.commit()  # nothing: but what was read stays in hand, as after a factory's own transaction
        self.standing = standing
        return made

    def _built(self, state: State, factory: Callable[..., Any], args: tuple[Any, ...], values: dict[str, Any]) -> Any:
        began = time.process_time()
        made = factory(*args, **values)
        worth_it = state.asked_for > 1 or time.process_time() - began > LONG
        try:
            state.result = _told(made)
        except NotKept:
            return made
        self.standing = None
        if worth_it and self.count < MOST:
            assert self.shelf is not None
            self.count += 1
            self.shelf.put_away(self.count)
            state.number, self.standing = self.count, state
        return made


keeper = Keeper()


class Patch(pytest.MonkeyPatch):
    """pytest's own, and the keeper knows that something has been replaced."""

    def setattr(self, *args: Any, **values: Any) -> None:
        keeper.patched = True
        super().setattr(*args, **values)

    def setitem(self, *args: Any, **values: Any) -> None:
        keeper.patched = True
        super().setitem(*args, **values)


def kept(factory: Factory) -> Factory:
    """A factory whose rows are kept for the next test that asks for the same."""

    @functools.wraps(factory)
    def asked(*args: Any, **values: Any) -> Any:
        return keeper.call(factory, args, values)

    return asked  # type: ignore[return-value]


@dataclass(frozen=True)
class _Row:
    model: type
    key: tuple[Any, ...]


@dataclass(frozen=True)
class _Made:
    kind: type
    parts: tuple[Any, ...]


def _told(value: Any) -> Any:
    """The same in plain, hashable values: a row is its model and its key. Raises NotKept."""
    if isinstance(value, db.Model):
        identity = inspect(value).identity
        if identity is None or inspect(value).session is None:
            raise NotKept
        return _Row(type(value), tuple(identity))
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, FunctionType) and "<locals>" not in value.__qualname__:
        return value
    if isinstance(value, tuple | list):
        return _Made(type(value), tuple(_told(one) for one in value))
    if isinstance(value, dict):
        return _Made(dict, tuple((_told(key), _told(one)) for key, one in value.items()))
    if is_dataclass(value) and not isinstance(value, type):
        return _Made(type(value), tuple(_told(getattr(value, one.name)) for one in fields(value)))
    raise NotKept


def _found(told: Any) -> Any:
    """What was told, with the rows as they are in the database now. Those in hand already are read anew, too."""
    wanted: dict[type, set[Any]] = {}
    in_hand = list(db.session)
    _note_rows(_Made(list, tuple(_told(row) for row in in_hand)), wanted)
    db.session.expire_all()
    _note_rows(told, wanted)
    rows = {}
    for model, keys in wanted.items():
        primary, ids = inspect(model).primary_key, [key[0] for key in keys]
        wish = select(model).where(tuple_(*primary).in_(keys) if primary[1:] else primary[0].in_(ids))
        rows |= {_told(row): row for row in db.session.scalars(wish)}
    return _made(told, rows)


def _note_rows(told: Any, wanted: dict[type, set[Any]]) -> None:
    if isinstance(told, _Row):
        wanted.setdefault(told.model, set()).add(told.key)
    elif isinstance(told, _Made):
        for part in itertools.chain(*told.parts) if told.kind is dict else told.parts:
            _note_rows(part, wanted)


def _made(told: Any, rows: dict[Any, Any]) -> Any:
    if isinstance(told, _Row):
        return rows[told]
    if isinstance(told, _Made):
        if told.kind is dict:
            return {_made(key, rows): _made(value, rows) for key, value in told.parts}
        parts = [_made(part, rows) for part in told.parts]
        return told.kind(*parts) if is_dataclass(told.kind) else told.kind(parts)
    return told
