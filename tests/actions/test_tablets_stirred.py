"""What is left of things said on tablets is written anew every hour: no row tells which contribution it became.

Of PostgreSQL, which keeps with each row the number of the transaction that wrote it; on SQLite nothing is to be done.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from medvirkning.caravan.queries import tallies_of
from medvirkning.caravan.stirring import stir_sent, stir_shift_tallies
from medvirkning.kernel.clock import today
from medvirkning.kernel.database import db, end_reading, transaction
from tests import cast, survey_cast
from tests.caravan_cast import AtTheStop, answers, at_the_stop, photo_came, photo_named, received, said
from tests.cast import World

pytestmark = pytest.mark.postgres_too
LEFT = ("tablet_item", "tablet_photo", "shift_tally")
MADE = ("contribution", "survey_response")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


def says(here: AtTheStop, language: str = "nb") -> None:
    photo = uuid4()
    photo_came(here, photo)
    received(here, said(here.shift, language=language, photos=[photo_named(photo)]))


def stirs(days: int = 0) -> None:
    """The hourly tidying, so many days later."""
    day = today() + timedelta(days=days)
    with transaction():
        stir_sent(today=day)
    with transaction():
        stir_shift_tallies(today=day)
    end_reading()


def writers(*tables: str) -> set[str]:
    """The transactions that wrote the rows of these tables."""
    found = (db.session.scalars(text(f"SELECT CAST(xmin AS varchar) FROM {table}")) for table in tables)
    return {number for numbers in found for number in numbers}


def rows(table: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in db.session.execute(text(f"SELECT * FROM {table}"))), key=str)


@pytest.mark.parametrize("days", [0, 40])
def test_no_row_shares_its_writer_with_what_it_became(world: World, days: int) -> None:
    survey = survey_cast.opened(world)
    here = at_the_stop(world, survey, languages=("nb", "uk"))
    says(here)
    says(here, "uk")
    received(here, answers(here.shift, survey, {"trives": {"answer": ["ja"]}}))
    before = {table: rows(table) for table in LEFT}
    stirs(days)
    assert {table: rows(table) for table in LEFT} == before
    assert tallies_of(here.shift.id)["language"]["uk"] == 1
    if db.engine.dialect.name == "sqlite":
        return
    assert not writers(*LEFT) & writers(*MADE)
    assert [len(writers(table)) for table in LEFT] == [1, 1, 1]
    written = writers(*LEFT)
    stirs(40)
    assert writers(*LEFT) == written, "what was stirred long since is left alone"
