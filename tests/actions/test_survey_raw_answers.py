"""The answers one by one: in no order, none from today, and nothing kept beside them that few have in common."""

import tracemalloc
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import insert, select

from medvirkning.kernel.database import db, transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.raw_answers import answers_until, last_day, raw_answers
from medvirkning.surveys.readings import Reading
from medvirkning.surveys.responses import Response
from medvirkning.surveys.words import Channel
from tests import cast
from tests.cast import World
from tests.result_cast import AT, answers, said
from tests.survey_cast import opened

DAY = date(2026, 5, 4)


@pytest.fixture
def survey(app: Flask) -> Survey:
    world: World = cast.storhaug()
    return opened(world, at=AT)


def rows(survey: Survey, many: int, **about: object) -> None:
    """So many responses, put in as they lie."""
    row = {"survey_id": survey.id, "version_number": 1, "channel": Channel.WEB, "language": "nb", "received_on": DAY,
           "anonymous": True, "content": {"hvorfor": {"text": "Fint her " * 20}}} | about  # fmt: skip
    with transaction():
        db.session.execute(insert(Response.__table__), [row | {"id": UUID(int=each << 64)} for each in range(1, many)])


def test_batches_hold_everybody_once_in_the_order_of_random_ids(survey: Survey) -> None:
    answers(survey, [(said(f"nummer {each}"), 1) for each in range(25)])
    in_order = select(Response.content).where(Response.survey_id == survey.id).order_by(Response.id)
    wanted = list(db.session.scalars(in_order))
    for batch in (1, 5, 24, 25, 26):
        found = [dict(one.answers) for one in raw_answers(survey.id, DAY, small=5, batch=batch)]
        assert found == wanted
    assert wanted != [said(f"nummer {each}") for each in range(25)], "the order they came in"


def test_nothing_from_today_and_nothing_after_the_results_were_read_off(survey: Survey) -> None:
    read = Reading(survey_id=survey.id, number=1, people=5, small=5, numbers={}, read_at=AT, by_id=survey.id)
    assert last_day(read, today=DAY) == DAY - timedelta(days=1)
    assert last_day(read, today=DAY + timedelta(days=1)) == DAY
    assert last_day(read, today=DAY + timedelta(days=9)) == DAY
    late = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)  # past midnight in Oslo
    read.read_at = late
    assert last_day(read, today=DAY + timedelta(days=9)) == DAY + timedelta(days=1)
    answers(survey, [(said("ja"), 6)])
    assert answers_until(survey.id, DAY - timedelta(days=1)) == 0
    assert list(raw_answers(survey.id, DAY - timedelta(days=1), small=5)) == []


def test_what_few_have_in_common_is_not_told(survey: Survey) -> None:
    answers(survey, [(said("ja"), 20)])
    answers(survey, [(said("nei"), 6)], channel=Channel.TABLET)
    answers(survey, [(said("vet_ikke"), 2)], channel=Channel.PAPER)
    told = [(one.answers["trives"]["choice"], one.about[1]) for one in raw_answers(survey.id, DAY, small=5)]
    assert set(told) == {("ja", Channel.WEB), ("nei", None), ("vet_ikke", None)}
    assert {one.about[0] for one in raw_answers(survey.id, DAY, small=5)} == {DAY}


def test_ten_times_the_answers_take_no_more_room(survey: Survey) -> None:
    most = []
    for number in (1_000, 10_000):
        with transaction():
            db.session.query(Response).delete()
        rows(survey, number + 1)
        next(raw_answers(survey.id, DAY, small=5, batch=100))  # what is kept for good is not counted
        tracemalloc.start()
        assert sum(1 for _one in raw_answers(survey.id, DAY, small=5, batch=100)) == number
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert most[1] < 2 * most[0], "not ten times, but for what the collector lets lie"
