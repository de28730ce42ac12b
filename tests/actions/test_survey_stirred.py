"""What senders write is written anew every hour, so that no row tells which others were written with it, or when.

Of PostgreSQL, which keeps with each row the number of the transaction that wrote it; on SQLite nothing is to be done.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import text

from medvirkning.kernel.clock import frozen, oslo_date
from medvirkning.kernel.database import db, end_reading, transaction
from medvirkning.kernel.pictures import CleanPicture
from medvirkning.surveys.answering import save_answer
from medvirkning.surveys.models import Survey
from medvirkning.surveys.own_answers import own_answers, take_back
from medvirkning.surveys.photographing import keep_photos
from medvirkning.surveys.sending import make_response
from medvirkning.surveys.stirring import stir_responses, stir_tallies
from medvirkning.surveys.tallying import miscounted
from medvirkning.surveys.words import Anonymity, Channel, QuestionKind
from tests import cast, survey_cast
from tests.actions.test_races import at_once
from tests.cast import World
from tests.survey_cast import SECRET, begun, choices, one_section, question, sends, sent

OPENED = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
MOMENT = datetime(2026, 5, 4, 10, 34, 56, tzinfo=UTC)
DAY = oslo_date(MOMENT)
YES, NO = {"choice": "ja"}, {"choice": "nei"}
ASKED = one_section(
    question("trives", QuestionKind.ONE, choices=choices("ja", "nei")),
    question("alder", QuestionKind.NUMBER),
    question("bilde", QuestionKind.PHOTO),
    question("lys", QuestionKind.ONE, choices=choices("ja", "nei")),
)
TABLES = ("survey_response", "survey_tally", "survey_number_tally", "attachment")


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def at_the_moment() -> Iterator[None]:
    with frozen(MOMENT):
        yield


def with_photo(survey: Survey, number: int) -> None:
    """Somebody sends answers and a photo."""
    key = begun(survey, {"trives": [YES, NO][number % 2], "alder": {"number": str(number)}}, MOMENT)
    with transaction():
        kept = keep_photos(key, ASKED.by_key["bilde"], None, [CleanPicture(b"et bilde", "image/jpeg", 9, 9)], at=MOMENT)
        assert kept is not None
        save_answer(key, survey.id, "bilde", kept, shown="", at=MOMENT)
    sends(survey, key, MOMENT)


def stirs(days: int) -> None:
    """The hourly tidying, so many days later."""
    with transaction():
        stir_responses(today=DAY + timedelta(days=days))
    with transaction():
        stir_tallies()
    end_reading()


def writers() -> dict[str, set[str]]:
    """The transactions that wrote the rows of each table."""
    numbers = "SELECT CAST(xmin AS varchar) FROM {}"
    return {table: set(db.session.scalars(text(numbers.format(table)))) for table in TABLES}


def test_no_row_tells_which_others_were_written_with_it(world: World, at_the_moment: None, on_postgres: bool) -> None:
    survey = survey_cast.opened(world, ASKED, at=OPENED)
    for number in range(3):
        with_photo(survey, number)
    before = writers() if on_postgres else {}
    for days in (0, 1, 7):
        stirs(days)
        assert not miscounted(survey.id)
        if on_postgres:
            after = writers()
            assert len(before["survey_response"]) == 3
            assert [len(after[table]) for table in TABLES] == [1, 1, 1, 1]
            assert not after["survey_response"] & after["survey_tally"]
            assert not any(after[table] & before["survey_response"] for table in TABLES)


def test_a_day_that_was_passed_by_is_stirred_later(world: World, at_the_moment: None, on_postgres: bool) -> None:
    survey = survey_cast.opened(world, ASKED, at=OPENED)
    for number in range(3):
        with_photo(survey, number)
    stirs(30)
    if on_postgres:
        after = writers()
        assert len(after["survey_response"]) == len(after["attachment"]) == 1
        stirs(31)
        assert writers() == after, "once is enough"


def test_those_who_may_change_what_they_sent_still_find_it(world: World, at_the_moment: None) -> None:
    survey = survey_cast.opened(world, ASKED, at=OPENED, anonymity=Anonymity.BY_CODE)
    code, other = sent(survey, {"trives": YES}, MOMENT), sent(survey, {"trives": NO}, MOMENT)
    stirs(0)
    with transaction():
        take_back(survey, other, secret=SECRET, at=MOMENT)
    told = own_answers(survey, code, secret=SECRET, today=DAY)
    assert told is not None
    assert told.answers == {"trives": YES}
    assert not miscounted(survey.id)


def test_nobody_who_sends_or_takes_back_loses_anything_while_it_is_stirred(
    app: Flask, world: World, at_the_moment: None
) -> None:
    survey = survey_cast.opened(world, ASKED, at=OPENED, anonymity=Anonymity.BY_CODE)
    survey_id, codes = survey.id, [sent(survey, {"trives": YES}, MOMENT) for _ in range(3)]
    end_reading()

    def takes_back(code: str) -> Callable[[], object]:
        return lambda: take_back(db.session.get_one(Survey, survey_id), code, secret=SECRET, at=MOMENT)

    def sends_one() -> None:
        about = {"channel": Channel.WEB, "anonymous": False, "version": 1, "language": "nb"}
        make_response(survey_id, ASKED, {"trives": NO, "alder": {"number": "7"}}, at=MOMENT, **about)

    told = at_once(
        app,
        lambda: stir_responses(today=DAY),
        stir_tallies,
        sends_one,
        sends_one,
        *(takes_back(code) for code in codes),
    )
    assert not [one for one in told if isinstance(one, Exception)]
    assert not miscounted(survey_id)
    assert db.session.scalar(text("SELECT count(*) FROM survey_response")) == 2
