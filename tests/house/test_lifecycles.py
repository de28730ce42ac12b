"""Played again from the journal, the history of every thing ends in the state it is in, and no link is broken."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from medvirkning.cli.documents import LIFECYCLES
from medvirkning.journal.actions import broken_links
from medvirkning.journal.models import JournalEvent
from medvirkning.journal.queries import history
from medvirkning.kernel.database import db
from medvirkning.kernel.lifecycle import replay
from medvirkning.kernel.stateful import Stateful
from tests import cast
from tests.examples import lay_out

STATEFUL: list[Any] = sorted(
    (mapper.class_ for mapper in db.Model.registry.mappers if issubclass(mapper.class_, Stateful)),
    key=lambda model: str(model.__tablename__),  # the registry has no order of its own
)


def things(model: Any) -> Iterator[Any]:
    found = list(db.session.scalars(select(model)))
    assert found, f"no {model.__tablename__} to look at"
    yield from found


def broken_history(thing: Any) -> str | None:
    """What doesn't fit between a thing and its journal, or None."""
    moves = [event for event in history(thing.__tablename__, thing.id) if event.verb]
    if replay(thing.LIFECYCLE, (str(event.verb) for event in moves)) != thing.state:
        return f"{thing.__tablename__} {thing.id} is {thing.state} after {[event.verb for event in moves]}"
    for place, event in enumerate(moves, 1):
        if replay(thing.LIFECYCLE, (str(each.verb) for each in moves[:place])) != event.state:
            return f"{thing.__tablename__} {thing.id}: {event.event} says {event.state}"
    return None


@pytest.fixture(params=["tests", "demo"])
def world(request: pytest.FixtureRequest, app: Flask) -> None:
    """The examples of the tests in a world of their own, or the demo."""
    if request.param == "demo":
        request.getfixturevalue("demo")
    else:
        lay_out(cast.storhaug())


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model.__tablename__)
def test_the_journal_gives_each_things_state(model: Any) -> None:
    assert [fault for thing in things(model) if (fault := broken_history(thing))] == []


@pytest.mark.usefixtures("world")
def test_no_link_of_the_journal_is_broken() -> None:
    subjects = db.session.execute(select(JournalEvent.subject_kind, JournalEvent.subject_id).distinct()).all()
    assert len(subjects) > 10
    assert [kind for kind, subject_id in subjects if broken_links(kind, subject_id)] == []


def test_every_lifecycle_is_in_the_document() -> None:
    assert {model.LIFECYCLE.name for model in STATEFUL} == {lifecycle.name for lifecycle in LIFECYCLES}


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("model", STATEFUL, ids=lambda model: model.__tablename__)
def test_the_demo_has_one_in_every_state(model: Any) -> None:
    """But for drafts' end: so that a newcomer can see each of them."""
    there = {thing.state for thing in things(model)}
    assert set(model.LIFECYCLE.states) - there == set()
