"""Envelopes that somebody has crafted: what they cost, and what becomes of them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import event, select

from medvirkning.attachments.queries import attached_to
from medvirkning.caravan.bringing_files import bring_file
from medvirkning.caravan.going_through import go_through_waiting
from medvirkning.caravan.items import Item
from medvirkning.caravan.words import HeldFor, ItemState
from medvirkning.contributions.models import Contribution
from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db
from medvirkning.surveys.responses import Response
from medvirkning.surveys.words import QuestionKind
from medvirkning.web.keys import secret
from tests import cast, survey_cast
from tests.caravan_cast import AtTheStop, answers, at_the_stop, item, photo_came, photo_named, received, said
from tests.cast import World
from tests.photos import phone_photo


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def here(world: World) -> AtTheStop:
    return at_the_stop(world)


@contextmanager
def statements(*beginnings: str) -> Iterator[list[str]]:
    """Those that begin with one of these words."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.extend([statement] if statement.lstrip().upper().startswith(beginnings) else [])

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def test_what_waits_for_days_is_written_once(here: AtTheStop) -> None:
    received(here, said(here.shift, photos=[photo_named(uuid4()) for _each in range(3)]))
    with statements("INSERT", "UPDATE") as written:
        assert go_through_waiting(secret=secret(), at=now()) == 1
    assert written == []
    assert item().stands is ItemState.WAITING


def test_a_picture_that_no_tablet_makes_is_not_drawn(here: AtTheStop) -> None:
    photo = uuid4()
    large = phone_photo((2500, 2500))
    photo_came(here, photo, large)
    _kept, stands = received(here, said(here.shift, photos=[photo_named(photo, large)]))
    assert (stands, item().held_for) == (ItemState.HELD, HeldFor.BAD_PHOTO)


def test_a_photo_with_a_question_that_takes_none_is_let_go(world: World) -> None:
    asked = survey_cast.one_section(survey_cast.question("mer", QuestionKind.LONG_TEXT))
    survey = survey_cast.opened(world, asked)
    here, photo = at_the_stop(world, survey), uuid4()
    photo_came(here, photo)
    told = answers(here.shift, survey, {"mer": {"answer": ["Fleire lys"]}}, photos=[photo_named(photo, question="mer")])
    assert received(here, told)[1] is ItemState.TAKEN
    assert db.session.scalars(select(Response)).one().content == {"mer": {"text": "Fleire lys"}}


def test_lines_that_hold_nothing_do_not_hold_up_others(world: World, here: AtTheStop) -> None:
    head = json.dumps({"medvirkning": "sealed", "version": 1, "tablet": str(here.tablet.id)}).encode()
    file = BytesIO(head + b"\n" + b"x\n" * 1000)
    with statements("INSERT", "UPDATE", "SELECT") as asked:
        report = bring_file(file, world.programme, by=world.cecilie, secret=secret(), at=now())
    assert report.unreadable == 1000
    assert len(asked) < 20


def test_nobody_gets_the_photo_of_another_by_naming_it(here: AtTheStop) -> None:
    """Whoever has the tablet in hand sees the ids of photos that wait on it, and may have a code to read them with."""
    photo, thief = uuid4(), uuid4()
    guesses = [photo_named(photo) | {"digest": digest} for digest in ("", "0" * 64)]
    received(here, said(here.shift, photos=guesses[1:], text="Mitt"), thief)
    received(here, said(here.shift, photos=[photo_named(photo)], text="Bekken"))
    photo_came(here, photo)
    go_through_waiting(secret=secret(), at=now())
    made = db.session.scalars(select(Contribution)).one()
    assert (made.text, len(attached_to("contribution", made.id))) == ("Bekken", 1)
    assert db.session.get_one(Item, thief, populate_existing=True).stands is not ItemState.TAKEN
    received(here, said(here.shift, photos=guesses[:1]), later := uuid4())
    go_through_waiting(secret=secret(), at=now())
    assert db.session.get_one(Item, later, populate_existing=True).stands is not ItemState.TAKEN
