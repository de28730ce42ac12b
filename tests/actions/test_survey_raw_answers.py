"""The answers one by one: in no order, in one file for each reading, nothing beside them that few have in common."""

import tracemalloc
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import insert, select

from medvirkning.kernel.database import db, transaction
from medvirkning.surveys.models import Survey
from medvirkning.surveys.raw_answers import one_by_one, raw_answers
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


def rows(survey: Survey, many: int, *, place: int = 0, **about: object) -> None:
    """So many responses, put in as they lie."""
    row = {"survey_id": survey.id, "version_number": 1, "channel": Channel.WEB, "language": "nb", "received_on": DAY,
           "anonymous": True, "content": {"hvorfor": {"text": "Fint her " * 20}}} | about  # fmt: skip
    with transaction():
        db.session.execute(
            insert(Response.__table__), [row | {"id": UUID(int=(each << 64) + place)} for each in range(many)]
        )


def test_batches_hold_everybody_once_in_the_order_of_random_ids(survey: Survey) -> None:
    answers(survey, [(said(f"nummer {each}"), 1) for each in range(25)])
    in_order = select(Response.content).where(Response.survey_id == survey.id).order_by(Response.id)
    wanted = list(db.session.scalars(in_order))
    for batch in (1, 5, 24, 25, 26):
        found = [dict(one.answers) for one in raw_answers(survey.id, DAY, small=5, batch=batch)]
        assert found == wanted
    assert wanted != [said(f"nummer {each}") for each in range(25)], "the order they came in"


def read(survey: Survey, number: int, people: int, days: int) -> Reading:
    """A reading so many days after the first answers."""
    at = AT + timedelta(days=days)
    return Reading(survey_id=survey.id, number=number, people=people, small=5, numbers={}, read_at=at, by_id=survey.id)


def test_one_who_sends_on_the_day_it_is_read_off_is_in_no_file(survey: Survey) -> None:
    """Twenty had answered when it was closed and read off the day after; then one sends what was begun before."""
    rows(survey, 20)
    first = read(survey, 1, 20, days=1)
    assert one_by_one(survey.id, [first], today=DAY + timedelta(days=1)) is None
    rows(survey, 1, place=1, received_on=DAY + timedelta(days=1))
    for days in (2, 3, 30):
        assert one_by_one(survey.id, [first], today=DAY + timedelta(days=days)) == (DAY, 20)
    rows(survey, 8, place=2, received_on=DAY + timedelta(days=5))
    later = [first, read(survey, 2, 29, days=6)]
    assert one_by_one(survey.id, later, today=DAY + timedelta(days=7)) == (DAY + timedelta(days=6), 29)


def test_the_day_is_that_of_oslo(survey: Survey) -> None:
    rows(survey, 6, received_on=DAY + timedelta(days=1))
    late = read(survey, 1, 6, days=0)
    late.read_at = datetime(2026, 5, 4, 22, 30, tzinfo=UTC)  # past midnight in Oslo
    assert one_by_one(survey.id, [late], today=DAY + timedelta(days=1)) is None
    assert one_by_one(survey.id, [late], today=DAY + timedelta(days=2)) == (DAY + timedelta(days=1), 6)


def test_what_few_have_in_common_is_not_told(survey: Survey) -> None:
    answers(survey, [(said("ja"), 20)])
    answers(survey, [(said("nei"), 6)], channel=Channel.TABLET)
    answers(survey, [(said("vet_ikke"), 2)], channel=Channel.PAPER)
    told = [(one.answers["trives"]["choice"], one.about[1]) for one in raw_answers(survey.id, DAY, small=5)]
    assert set(told) == {("ja", Channel.WEB), ("nei", None), ("vet_ikke", None)}
    assert {one.about[0] for one in raw_answers(survey.id, DAY, small=5)} == {DAY}


def test_what_one_alone_has_all_of_is_not_told(survey: Survey) -> None:
    """One was helped on 3 May in Arabic: many were helped, many came that day, and many answered in Arabic."""
    helped, second, third = Channel.HELPED, date(2026, 5, 2), date(2026, 5, 3)
    crowd = [(20, helped, second, "nb"), (20, Channel.WEB, third, "ar"), (20, Channel.WEB, third, "nb")]
    for at, (many, channel, day, language) in enumerate([*crowd, (1, helped, third, "ar")]):
        rows(survey, many, channel=channel, received_on=day, language=language, place=at)
    told = Counter(one.about for one in raw_answers(survey.id, DAY, small=5))
    assert (third, helped, "ar", 1) not in told
    assert told[third, None, "ar", 1] == 21
    assert told[second, helped, "nb", 1] == 20


def test_ten_times_the_answers_take_no_more_room(survey: Survey) -> None:
    most = []
    for number in (1_000, 10_000):
        with transaction():
            db.session.query(Response).delete()
        rows(survey, number)
        next(raw_answers(survey.id, DAY, small=5, batch=100))  # what is kept for good is not counted
        tracemalloc.start()
        assert sum(1 for _one in raw_answers(survey.id, DAY, small=5, batch=100)) == number
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert most[1] < 2 * most[0], "not ten times, but for what the collector lets lie"
