"""Conducting a meeting: opening it when the deadline has passed, who is there, who leaves the room, and closing.

One that is closed is over. The minutes are kept as they are then, whatever the group decides in later meetings.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.journal.actions import record
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.attendance import called, meeting_of, seats_of
from medvirkning.review.leading import holders
from medvirkning.review.meetings import Attendance, KeptMinutes, Meeting, TimeOut
from medvirkning.review.protocol import Protocol, protocol
from medvirkning.review.quorum import may_hold, may_name, may_open, may_seat, voters
from medvirkning.review.rules import may_conduct
from medvirkning.review.sittings import kept_minutes
from medvirkning.review.words import ReviewWord, SeatKind

Writer = Callable[[Protocol], dict[str, Any]]  # the minutes as JSON can hold them; the words are the counter's


def open_meeting(
    the_round: Round,
    *,
    present: Collection[UUID],
    stands_in: Mapping[UUID, UUID],
    leader: UUID | None = None,
    by: Person,
    at: datetime,
    write: Writer,
) -> Meeting:
    """Open the round's next meeting and note who is there. `stands_in` is substitute → the member they step in for.

    `leader` is whom they have named to lead it where no chair is there; passed over where one is. The minutes of the
    one before are kept by `write` where they have not been.

    Raises Conflict where one is open, RuleBroken before the deadline and for attendance that can't be.
    """
    hold(the_round)
    before = meeting_of(the_round.id)
    if before is not None and before.is_open:
        raise Conflict("meeting")
    allowed = may_hold(by.id, holders=holders(the_round.programme_id, the_round.id).all)
    refuse([*allowed, *may_open(the_round.deadline, at=at)])
    if before is not None and kept_minutes(before) is None:
        _keep_minutes(the_round, before, at, write)
    number = before.number + 1 if before else 1
    meeting = Meeting(round_id=the_round.id, programme_id=the_round.programme_id, number=number, opened_at=at)
    _seat(meeting, present, stands_in, leader)
    db.session.add(meeting)
    record(meeting, "meeting_opened", by=by, at=at, programme_id=meeting.programme_id, facts=_who(meeting))
    return meeting


def note_attendance(
    meeting: Meeting,
    *,
    present: Collection[UUID],
    stands_in: Mapping[UUID, UUID],
    leader: UUID | None = None,
    by: Person,
    at: datetime,
) -> None:
    """Note anew who is there, and who leads. Raises RuleBroken where the meeting is closed, or for what can't be."""
    _begin(meeting, _may_hold(meeting, by))
    _seat(meeting, present, stands_in, leader)
    record(meeting, "attendance_noted", by=by, at=at, programme_id=meeting.programme_id, facts=_who(meeting))


def close_meeting(meeting: Meeting, *, by: Person, at: datetime, write: Writer) -> None:
    """Close it for good, and keep its minutes by `write`. Whoever is out of the room is let in again.

    Raises RuleBroken where it is closed, and for one who can't: see `quorum.may_hold`.
    """
    _begin(meeting, _may_hold(meeting, by, closes=True))
    for out in db.session.scalars(select(TimeOut).where(TimeOut.meeting_id == meeting.id, TimeOut.in_at.is_(None))):
        out.in_at = at
    db.session.flush()  # who is in the room is kept once the meeting is closed
    meeting.closed_at = at
    db.session.flush()
    _keep_minutes(db.session.get_one(Round, meeting.round_id), meeting, at, write)
    record(meeting, "meeting_closed", by=by, at=at, programme_id=meeting.programme_id)


def leave_room(meeting: Meeting, person: Person, application: Application, *, by: Person, at: datetime) -> TimeOut:
    """Note that somebody leaves while a case is handled. Once: a second press changes nothing."""
    _begin(meeting, may_conduct(roles(by.id, meeting.programme_id)))
    out = _out(meeting, person, application)
    if out is None:
        out = TimeOut(meeting_id=meeting.id, application_id=application.id, person_id=person.id, out_at=at)
        db.session.add(out)
        _tell(application, "left_room", person, by=by, at=at)
    return out


def come_back(meeting: Meeting, person: Person, application: Application, *, by: Person, at: datetime) -> None:
    """Note that somebody is in the room again. A second press changes nothing."""
    _begin(meeting, may_conduct(roles(by.id, meeting.programme_id)))
    out = _out(meeting, person, application)
    if out is not None:
        out.in_at = at
        _tell(application, "came_back", person, by=by, at=at)


def _keep_minutes(the_round: Round, meeting: Meeting, at: datetime, write: Writer) -> None:
    content = write(protocol(the_round, meeting))
    db.session.add(KeptMinutes(meeting_id=meeting.id, content=content, digest=digest(content), at=at))


def _may_hold(meeting: Meeting, by: Person, *, closes: bool = False) -> list[Objection]:
    who = holders(meeting.programme_id, meeting.round_id)
    return may_hold(by.id, holders=who.all, aside=who.aside if closes else ())


def _begin(meeting: Meeting, objections: list[Objection]) -> None:
    hold(meeting)
    refuse(objections)
    if not meeting.is_open:
        refuse([Objection(ReviewWord.MEETING_NOT_OPEN, "minutes")])


def _seat(meeting: Meeting, present: Collection[UUID], stands_in: Mapping[UUID, UUID], leader: UUID | None) -> None:
    """Everybody who is called, and who was when the meeting opened, with whether they are here, and who leads."""
    kinds = {person.id: kind for person, kind in called(meeting.programme_id).items()}
    noted = {each.person_id: each for each in meeting.attendance}
    kinds |= {key: each.seat for key, each in noted.items()}
    substitutes = [key for key, kind in kinds.items() if kind is SeatKind.SUBSTITUTE]
    refuse(may_seat([key for key in kinds if key not in substitutes], substitutes, present, stands_in))
    for key, kind in kinds.items():
        row = noted.get(key)
        if row is None:
            row = Attendance(person_id=key, seat=kind)
            meeting.attendance.append(row)
        row.present, row.stands_in_for_id = key in present, stands_in.get(key)
    if any(each.present and each.seat is SeatKind.LEADER for each in meeting.attendance):
        leader = None
    refuse(may_name(leader, voting=voters(seats_of(meeting), present, stands_in, ())))
    meeting.leader_id = leader


def _who(meeting: Meeting) -> dict[str, object]:
    here = sorted(str(each.person_id) for each in meeting.attendance if each.present)
    return {"present": here, "leader": str(meeting.leader_id) if meeting.leader_id else None}


def _out(meeting: Meeting, person: Person, application: Application) -> TimeOut | None:
    wanted = select(TimeOut).where(
        TimeOut.meeting_id == meeting.id, TimeOut.person_id == person.id, TimeOut.application_id == application.id
    )
    return db.session.scalar(wanted.where(TimeOut.in_at.is_(None)))


def _tell(application: Application, event: str, person: Person, *, by: Person, at: datetime) -> None:
    facts = {"person": str(person.id), "laws": ["disqualification"]}
    record(application, event, by=by, at=at, programme_id=application.programme_id, facts=facts)
