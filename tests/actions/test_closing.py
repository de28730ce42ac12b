"""A case that staff finished: why stands in a row of its own, never in the journal's facts."""

from datetime import timedelta

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.follow_up.accepting import close, decline
from medvirkning.follow_up.queries import closing_of
from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationVerb
from medvirkning.journal.actions import broken_links, record
from medvirkning.journal.queries import history
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from tests import cast, grant_cast
from tests.cast import World
from tests.follow_cast import answered

pytestmark = pytest.mark.postgres_too

WHY = "De svarte ikke."


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def application(world: World) -> Application:
    return answered(world, grant_cast.open_round(world))


def closes(application: Application, world: World) -> None:
    with transaction():
        close(application, reason=f" {WHY}\r\n", by=world.cecilie, at=now() + timedelta(days=40))


def test_the_reason_is_kept_beside_the_journal_and_not_in_it(world: World, application: Application) -> None:
    assert closing_of(application) is None
    closes(application, world)
    closing = closing_of(application)
    assert closing is not None
    assert (closing.reason, closing.by_id) == (WHY, world.cecilie.id)
    assert history("application", application.id)[-1].facts == {"closing": str(closing.id)}


@pytest.mark.parametrize("act", ["UPDATE closing SET reason = 'Noe annet'", "DELETE FROM closing"])
def test_the_reason_never_changes(world: World, application: Application, act: str) -> None:
    closes(application, world)
    with pytest.raises(DBAPIError, match="closing_never"), transaction():
        db.session.execute(text(act))


def test_it_is_not_told_of_a_case_that_was_opened_again(world: World, application: Application) -> None:
    closes(application, world)
    with transaction():
        application.step(ApplicationVerb.REOPEN)
        application.lapsed = False
        record(application, "case_reopened", by=None, at=now(), verb=ApplicationVerb.REOPEN)
    assert closing_of(application) is None
    with transaction():
        decline(application, by=world.bjarne, at=now() + timedelta(days=50))
    assert closing_of(application) is None, "it ended otherwise this time"


def test_what_was_written_in_the_journal_before_is_brought_out(
    app: Flask, world: World, application: Application
) -> None:
    """The journal itself stays as it was written: it can't be changed, and its chain is whole."""
    folder = str(app.extensions["migrate"].directory)
    downgrade(folder, revision="0021")
    try:
        with transaction():
            application.step(ApplicationVerb.CLOSE)
            facts = {"reason": WHY}
            record(application, "case_closed", by=world.dag, at=now(), verb=ApplicationVerb.CLOSE, facts=facts)
    finally:
        upgrade(folder)
    closing = closing_of(application)
    assert closing is not None
    assert (closing.reason, closing.by_id, closing.at) == (
        WHY,
        world.dag.id,
        history("application", application.id)[-1].at,
    )
    assert broken_links("application", application.id) == []
