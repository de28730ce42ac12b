"""Forms on paper in several hands at once: a number is keyed in once, and counted once."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from medvirkning.kernel.database import db, end_reading
from medvirkning.kernel.errors import Conflict, RuleBroken
from medvirkning.people.models import Person
from medvirkning.surveys.helping import begin_helped
from medvirkning.surveys.keyed import HelpedEntry, KeyedForm
from medvirkning.surveys.keying import NEW, approve, key_in
from medvirkning.surveys.models import Survey
from medvirkning.surveys.printing import print_forms
from medvirkning.surveys.responses import Response
from medvirkning.surveys.tallies import Tally
from tests import cast, paper_cast, survey_cast
from tests.actions.test_races import at_once
from tests.cast import World
from tests.survey_cast import SECRET

OPENED = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
AT = datetime(2026, 5, 4, 10, 34, 56, tzinfo=UTC)
ANSWERS = {"trives": {"choice": "nei"}}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def survey(world: World) -> Survey:
    made = survey_cast.opened(world, survey_cast.EVERY, at=OPENED)
    paper_cast.printed(world, made, at=OPENED)
    return made


def the(model: Any, key: UUID) -> Any:
    found = db.session.get(model, key)
    assert found is not None
    return found


def test_two_who_approve_at_once_count_it_once(app: Flask, world: World, survey: Survey) -> None:
    other = paper_cast.another(world)
    survey_id, people = survey.id, (other.id, world.dag.id)
    seen = paper_cast.keyed(survey, 1, ANSWERS, by=world.cecilie, at=AT)
    end_reading()
    told = at_once(
        app,
        *(lambda by=by: approve(the(Survey, survey_id), 1, seen=seen, by=the(Person, by), at=AT) for by in people),
    )
    assert Counter(type(one) for one in told) == {type(None): 1, Conflict: 1}
    assert db.session.scalar(select(func.count()).select_from(Response)) == 1
    paper = select(Tally.people).where(Tally.a == "@channel", Tally.a_cell == "paper", Tally.b == "")
    assert db.session.scalar(paper) == 1


def test_two_who_key_in_one_number_at_once_keep_one(app: Flask, world: World, survey: Survey) -> None:
    survey_id, people = survey.id, (world.cecilie.id, world.dag.id)
    end_reading()
    told = at_once(
        app,
        *(
            lambda by=by: key_in(the(Survey, survey_id), 1, ANSWERS, blank=(), seen=NEW, by=the(Person, by), at=AT)
            for by in people
        ),
    )
    assert Counter(type(one) for one in told) == {type(None): 1, RuleBroken: 1}
    assert db.session.scalar(select(func.count()).select_from(KeyedForm)) == 1


def test_pressed_twice_at_once_the_help_is_kept_once(app: Flask, world: World, survey: Survey) -> None:
    survey_id, by, key = survey.id, world.cecilie.id, uuid4()
    end_reading()
    said = {"spoken": "Somali", "agreed": True, "will_read_back": True, "language": "nb", "secret": SECRET, "at": AT}

    def begins() -> UUID:
        return begin_helped(key, the(Survey, survey_id), **said, by=the(Person, by))

    assert at_once(app, begins, begins) == [key, key]
    assert db.session.scalar(select(func.count()).select_from(HelpedEntry)) == 1


def test_two_who_print_at_once_get_other_numbers(app: Flask, world: World, survey: Survey) -> None:
    survey_id, by = survey.id, world.cecilie.id
    end_reading()

    def prints() -> int:
        about = {"forms": 5, "language": "nb", "hand_in": "Hit"}
        return print_forms(the(Survey, survey_id), **about, by=the(Person, by), at=AT).first

    assert sorted(at_once(app, prints, prints)) == [21, 26]
