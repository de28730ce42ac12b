"""Anonymous for real: nothing that is stored or logged ties an anonymous answer to its code, its form or its minute.

The whole database is looked through, as rows and as the bytes of its file, and so are the files and the log.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from medvirkning.kernel.change_log import empty_change_log
from medvirkning.kernel.clock import frozen, oslo_date
from medvirkning.kernel.codes import code_hash
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.settings import Settings
from medvirkning.surveys.models import Survey
from medvirkning.surveys.own_answers import own_answers
from medvirkning.surveys.sealing import covered, seal_of
from medvirkning.surveys.stirring import stir_responses
from tests import cast, survey_cast
from tests.cast import World
from tests.shelves import db_file
from tests.survey_cast import SECRET, begun, sends

OPENED = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
MOMENT = datetime(2026, 5, 4, 10, 34, 56, 789, tzinfo=UTC)
MINUTE = re.compile(r"10, 34|12, 34|10:34|12:34")
WORDS = "Gatelyset ved Bjergsted er slukket"
ANSWERS = {"trives": {"choice": "nei"}, "hvorfor": {"text": WORDS}, "alder": {"number": "43"}}
OURS = ("answering", "response", "own_copy", "tally", "number_tally", "helped_entry")
FOR_EVER = {"survey_response", "survey_tally", "survey_number_tally", "survey"}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Iterator[Survey]:
    made = survey_cast.opened(world, survey_cast.EVERY, at=OPENED)
    with frozen(MOMENT):
        yield made


def rows() -> dict[str, list[str]]:
    """Every row of every table, as text."""
    end_reading()
    return {
        table.name: [repr(tuple(row)) for row in db.session.execute(table.select())]
        for table in db.metadata.sorted_tables
    }


def on_disk(settings: Settings) -> bytes:
    """Every byte that lies on disk after the hourly tidying; nothing of PostgreSQL's own files."""
    end_reading()
    empty_change_log()
    found = b""
    if database := db_file(settings):
        found = b"".join(path.read_bytes() for path in database.parent.glob(f"{database.name}*"))
    return found + b"".join(path.read_bytes() for path in settings.data.rglob("*") if path.is_file())


def ties(survey: Survey, key: UUID, code: str) -> list[str]:
    """All that the sender's device and the server knew while it was written, and that could be looked for."""
    seal = seal_of(SECRET, survey.id, code)
    kept = covered(seal, SECRET, key)  # beside what was written
    hashed = code_hash(SECRET, code)
    codes = [code, code.replace("-", ""), hashed]
    return [str(key), key.hex, key.bytes.hex(), *codes, seal.key.hex(), kept.hex(), repr(kept)]


def test_nothing_ties_the_answers_to_the_code_or_the_form(survey: Survey, settings: Settings) -> None:
    before = rows()
    with capture_logs() as told:
        key = begun(survey, ANSWERS, MOMENT)
        code = sends(survey, key, MOMENT).code
        assert code is not None
        assert own_answers(survey, code, secret=SECRET, today=date(2026, 5, 4))
    new = {name: [row for row in found if row not in before[name]] for name, found in rows().items()}
    assert {name for name, found in new.items() if found} == FOR_EVER | {"survey_own_copy"}
    known, stored, log = ties(survey, key, code), repr(new), repr(told)
    assert WORDS in stored
    assert WORDS not in log
    disk = on_disk(settings)
    for tie in known:
        assert tie not in stored, "in the database"
        assert tie not in log, "in the log"
        assert tie.encode() not in disk, "on disk"
    seal = seal_of(SECRET, survey.id, code)
    for tie in (key.bytes, seal.key, covered(seal, SECRET, key)):
        assert tie not in disk
    for name in new:
        assert not [row for row in new[name] if MINUTE.search(row)], f"the minute stands in {name}"


def test_what_was_written_on_the_way_is_gone_from_the_disk(survey: Survey, settings: Settings) -> None:
    taken_away = "Dette ombestemte jeg meg om"
    sends(
        survey, begun(survey, {**ANSWERS, "trives": {"choice": "ja"}, "hvorfor": {"text": taken_away}}, MOMENT), MOMENT
    )
    assert taken_away.encode() not in on_disk(settings)


def test_the_own_copy_and_the_response_have_nothing_in_common(survey: Survey) -> None:
    lengths, shared = set(), list[object]()
    for words in ("a", "b" * 90, "c" * 900):
        sends(survey, begun(survey, {"hvorfor": {"text": words}, "trives": {"choice": "nei"}}, MOMENT), MOMENT)
    end_reading()
    copies = [dict(row) for row in db.session.execute(text("SELECT * FROM survey_own_copy")).mappings()]
    responses = [dict(row) for row in db.session.execute(text("SELECT * FROM survey_response")).mappings()]
    assert len(copies) == len(responses) == 3
    for copy in copies:
        lengths.add(len(copy["sealed"]))
        shared += [value for one in responses for value in one.values() if value in copy.values()]
        assert b"nei" not in bytes(copy["sealed"])
        assert b"trives" not in bytes(copy["sealed"])
    assert shared == []
    assert len(lengths) == 1, "nor does the length of the copy tell which it is"
    assert set(copies[0]) == {"id", "lookup", "sealed", "forget_on"}


def test_tables_that_residents_write_to_know_neither_order_nor_person(app: Flask, on_postgres: bool) -> None:
    for name in (f"survey_{one}" for one in OURS):
        looked_at = inspect(db.engine)
        columns = {column["name"] for column in looked_at.get_columns(name)}
        assert not columns & {"by_id", "person_id", "session_id", "address", "ip", "user_agent", "created_at", "at"}
        pointed = {key["referred_table"] for key in looked_at.get_foreign_keys(name)}
        assert pointed <= {"survey", "survey_version"} | ({"person"} if name == "survey_helped_entry" else set())
        if not on_postgres:  # there rows have no number of their own
            with pytest.raises(OperationalError, match="no such column"):
                db.session.execute(text(f"SELECT rowid FROM {name}"))
            db.session.rollback()


def test_the_order_of_the_rows_is_not_that_of_arrival(survey: Survey, on_postgres: bool) -> None:
    for number in range(40):
        sends(survey, begun(survey, {"alder": {"number": str(number)}}, MOMENT), MOMENT)
    with transaction():
        stir_responses(today=oslo_date(MOMENT))
    end_reading()
    found = db.session.scalars(text("SELECT CAST(content AS varchar) FROM survey_response"))
    order = [int(re.findall(r"\d+", content)[0]) for content in found]
    assert sorted(order) == list(range(40))
    later = sum(one < other for one, other in pairwise(order))
    assert 8 < later < 32
    if on_postgres:
        writers = "SELECT count(DISTINCT CAST(xmin AS text)) FROM survey_response"
        assert db.session.scalar(text(writers)) == 1, "the transaction that wrote a row tells when it came"


def test_the_journal_says_nothing_of_who_answers(survey: Survey) -> None:
    before = len(rows()["journal_event"])
    sends(survey, begun(survey, ANSWERS, MOMENT), MOMENT)
    assert len(rows()["journal_event"]) == before
