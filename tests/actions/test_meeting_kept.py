"""What the database keeps of a meeting that is closed: who was there, who left the room, who led, and its minutes."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.mail.sittings import close_meeting
from medvirkning.review.conducting import leave_room
from medvirkning.review.meetings import Meeting, TimeOut
from tests import cast, grant_cast
from tests.review_cast import meets, says

CHANGES = (
    "UPDATE attendance SET present = (1 = 0)",
    "DELETE FROM attendance",
    "UPDATE time_out SET in_at = NULL",
    "DELETE FROM time_out",
    "UPDATE meeting SET leader_id = (SELECT person_id FROM attendance WHERE seat = 'member' LIMIT 1)",
    "UPDATE meeting SET opened_at = closed_at",
    "UPDATE meeting SET closed_at = NULL",
    "UPDATE meeting SET number = 3",
)


def test_nothing_changes_once_it_is_closed(app: Flask) -> None:
    world = cast.storhaug()
    case = grant_cast.sent(grant_cast.open_round(world), world.bjarne)
    says(case, world.halima)
    meeting = meets(case.round)
    with transaction():
        leave_room(meeting, world.halima, case, by=world.dag, at=now())
    with transaction():
        close_meeting(meeting, by=world.dag, at=now() + timedelta(minutes=1))
    for change in CHANGES:
        with pytest.raises(DBAPIError, match="is_kept"), transaction():
            db.session.execute(text(change))
    out = TimeOut(meeting_id=meeting.id, application_id=case.id, person_id=world.ivar.id, out_at=now())
    with pytest.raises(DBAPIError, match="is_kept"), transaction():
        db.session.add(out)
    for gone in ("UPDATE kept_minutes SET digest = 'x'", "DELETE FROM kept_minutes"):
        with pytest.raises(DBAPIError, match="kept_minutes_never"), transaction():
            db.session.execute(text(gone))


def test_one_of_a_round_is_open(app: Flask) -> None:
    world = cast.storhaug()
    first = meets(grant_cast.open_round(world))
    with pytest.raises(IntegrityError), transaction():
        db.session.add(Meeting(round_id=first.round_id, programme_id=first.programme_id, number=2, opened_at=now()))
