"""A scheme that takes applications at any time: no deadline, a day of one's own to get an answer by, and meetings."""

from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select

from medvirkning.grants.scheme_words import Intake
from medvirkning.grants.schemes import Round
from medvirkning.kernel.clock import frozen, now, today
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.sittings import close_meeting, open_meeting
from medvirkning.outbox.models import OutboxMessage
from medvirkning.review.attendance import called
from medvirkning.review.words import SeatKind
from medvirkning.web.filters import short_day, weekday
from tests import cast, grant_cast
from tests.browsing import Browse
from tests.cast import World
from tests.review_cast import says

QUEUE = "/storhaug/arbeid/soknader"
SENDING = {"may_apply": "y", "public": "y", "report": "y", "seen": ""}


@pytest.fixture
def world(app: Flask) -> World:
    return cast.storhaug()


@pytest.fixture
def round_(world: World) -> Round:
    """Open at any time, with an answer within 14 days."""
    made = grant_cast.open_round(world)
    with transaction():
        made.scheme.intake, made.scheme.answer_days = Intake.ROLLING, 14
        made.deadline = made.answer_by = made.meeting_on = None
    return made


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/storhaug/", "Dere kan søke når som helst."),
        ("/storhaug/tilskudd", "Dere kan søke når som helst."),
        ("/storhaug/tilskudd/naermiljotilskudd", "Dere får svar innen 14 dager."),
        ("/storhaug/tilskudd/naermiljotilskudd/var", "innen 14 dager"),
    ],
)
def test_the_public_pages_promise_no_deadline(
    world: World, round_: Round, browse: Browse, path: str, told: str
) -> None:
    text = browse().get(path).text
    assert told in text
    assert "None" not in text


def test_whoever_sends_is_told_their_own_day(world: World, round_: Round, browse: Browse) -> None:
    draft = grant_cast.whole(round_, world.bjarne)
    bjarne, by = browse(world.bjarne), today() + timedelta(days=14)
    assert plain(weekday(by)) in bjarne.get(f"/soknad/{draft.id}/sjekk").text
    assert bjarne.post(f"/soknad/{draft.id}/sjekk", SENDING).status == 303
    assert plain(weekday(by)) in bjarne.get(f"/soknad/{draft.id}/kvittering").text
    mail = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "application_received")).one()
    assert mail.values["answer_by"] == by.isoformat()


def test_the_queue_shows_each_ones_day_and_when_it_has_passed(world: World, round_: Round, browse: Browse) -> None:
    application = grant_cast.sent(round_, world.bjarne)
    says(application, world.dag)
    by = today() + timedelta(days=14)
    assert f"Svar senest {plain(short_day(by))}" in browse(world.dag).get(QUEUE).text
    with frozen(now() + timedelta(days=15)):
        assert f"Svaret skulle kommet {plain(short_day(by))}" in browse(world.dag).get(QUEUE).text


def test_a_round_with_an_answer_day_shows_none_for_each(world: World, browse: Browse) -> None:
    application = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(application, world.dag)
    assert "Svar senest" not in browse(world.dag).get(QUEUE).text


def test_the_group_meets_whenever_it_likes(world: World, round_: Round, browse: Browse) -> None:
    present = [each.id for each, kind in called(world.programme.id).items() if kind is not SeatKind.SUBSTITUTE]
    with transaction():
        meeting = open_meeting(round_, present=present, stands_in={}, by=world.dag, at=now())
    assert meeting.is_open
    with transaction():
        close_meeting(meeting, by=world.dag, at=now())
    with transaction():
        again = open_meeting(round_, present=present, stands_in={}, by=world.dag, at=now())
    assert (again.number, again.is_open) == (2, True)
    assert grant_cast.sent(round_, world.bjarne), "one can go on applying"
    assert "deadline" not in browse(world.dag).get(f"/storhaug/arbeid/moter/{round_.id}/mote").text


def test_the_calendar_keeps_what_is_open(world: World, round_: Round, browse: Browse) -> None:
    with transaction():
        round_.opens_at = now() - timedelta(days=800)
    found = Calendar.from_ical(browse().get("/storhaug/frister.ics").response.data)
    assert [str(each["summary"]) for each in found.walk("VEVENT")] == [
        "Nærmiljøtilskudd: dere kan søke når som helst fra nå"
    ]
