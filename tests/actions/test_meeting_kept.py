"""What the database keeps of a meeting while it is closed: who was there, who left the room, and who led."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from medvirkning.kernel.clock import now
from medvirkning.kernel.database import db, transaction
from medvirkning.review.conducting import close_meeting, leave_room, reopen_meeting
from medvirkning.review.meetings import TimeOut
from tests import cast, grant_cast
from tests.review_cast import meets, says

CHANGES = (
    "UPDATE attendance SET present = (1 = 0)",
    "DELETE FROM attendance",
    "UPDATE time_out SET in_at = NULL",
    "DELETE FROM time_out",
    "UPDATE meeting SET leader_id = (SELECT person_id FROM attendance WHERE seat = 'member' LIMIT 1)",
    "UPDATE meeting SET opened_at = closed_at",
)


def test_nothing_changes_while_it_is_closed(app: Flask) -> None:
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
    with transaction():
        reopen_meeting(meeting, by=world.dag, at=now() + timedelta(minutes=2))
    for change in CHANGES[:3]:
        with transaction():
            db.session.execute(text(change))
