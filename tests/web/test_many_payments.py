"""Payment lists stay quick when they are long, and take the same rows in the same order as everybody else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from medvirkning.follow_up.paying import approve, note_paid
from medvirkning.follow_up.tidying import remind
from medvirkning.kernel.clock import frozen, now, today
from medvirkning.kernel.database import db, transaction
from tests import cast, follow_cast, grant_cast
from tests.browsing import Browse
from tests.cast import World

pytestmark = pytest.mark.postgres_too


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(" ".join(statement.split()))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def counted(act: Callable[[], object]) -> int:
    with statements() as seen:
        act()
    return len(seen)


def test_a_longer_list_asks_no_more(world: World, browse: Browse) -> None:
    round_ = grant_cast.open_round(world, pot=1_000_000)
    cecilie, pages, pays = browse(world.cecilie), [], []
    for count in (2, 6):
        cases = [follow_cast.accepted(world, round_) for _ in range(count)]
        made = follow_cast.listed(world, {each.id: 35_000 for each in cases})
        address = f"/storhaug/arbeid/utbetalinger/{made.id}"
        cecilie.get(address)
        pages.append(counted(lambda address=address: cecilie.get(address)))  # type: ignore[misc]
        with transaction():
            approve(made, by=world.dag, at=now())
        with transaction(), statements() as seen:
            note_paid(made, on=today(), by=world.cecilie, at=now() + timedelta(seconds=1))
        pays.append(len(seen))
        taken = [each for each in seen if "ORDER BY" in each and " IN (" in each]
        applications, grants = (
            next(place for place, each in enumerate(taken) if f"FROM {table} WHERE {table}." in each)
            for table in ("application", "acceptance")
        )
        assert applications < grants
    assert pages[0] == pages[1], pages
    assert (pays[1] - pays[0]) / 4 <= 6, pays  # the journal, the mail, and the turn they take


def test_nobody_is_looked_at_twice_for_reminders(world: World) -> None:
    round_ = grant_cast.open_round(world, pot=1_000_000)
    for _ in range(4):
        follow_cast.accepted(world, round_)
    with frozen(now() + timedelta(days=400)):
        with transaction():
            assert remind(at=now()) == 4
        with transaction():
            assert counted(lambda: remind(at=now())) == 1
