"""Who is at a round's meeting, and who has a vote in each of its cases."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload

from medvirkning.grants.models import Application
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.queries import people_with
from medvirkning.programmes.words import Role
from medvirkning.review.asides import SteppingIn
from medvirkning.review.cases import STEPS_ASIDE, out_in
from medvirkning.review.meetings import Attendance, Meeting, TimeOut
from medvirkning.review.models import Declaration
from medvirkning.review.quorum import voters
from medvirkning.review.stepping import stepping_in
from medvirkning.review.words import Ground, SeatKind

KINDS = {Role.CHAIR: SeatKind.LEADER, Role.MEMBER: SeatKind.MEMBER, Role.SUBSTITUTE: SeatKind.SUBSTITUTE}


@dataclass(frozen=True, slots=True)
class Place:
    """One person who is called to the meeting: as noted, or before anything is noted, as the roles say."""

    person: Person
    seat: SeatKind
    present: bool
    stands_in_for_id: UUID | None


@dataclass(frozen=True, slots=True)
class Aside:
    """Somebody who steps aside from a case, why, and when they were out of the room."""

    person: Person
    ground: Ground | None  # None while the group has not found out, or for one's own application
    own: bool
    times: tuple[tuple[datetime, datetime | None], ...]

    @property
    def is_out(self) -> bool:
        """Whether they are out of the room now."""
        return bool(self.times) and self.times[-1][1] is None


def meeting_of(round_id: UUID) -> Meeting | None:
    """The round's meeting now, with who is there: the open one, or else the latest; None before one is opened."""
    return _with_people(Meeting.round_id == round_id)


def meeting_numbered(round_id: UUID, number: int) -> Meeting | None:
    """The round's first, second or later meeting, with who was there."""
    return _with_people(Meeting.round_id == round_id, Meeting.number == number)


def called(programme_id: UUID) -> dict[Person, SeatKind]:
    """Who has a seat or stands in for one in this programme now: the leader first, then members, then substitutes."""
    found: dict[Person, SeatKind] = {}
    for role, kind in KINDS.items():
        for person in people_with(programme_id, role):
            found.setdefault(person, kind)
    return found


def places(programme_id: UUID, meeting: Meeting | None) -> list[Place]:
    """Everybody who is called, as noted in the meeting; whoever has got a seat since comes last, not present."""
    noted = {each.person_id: each for each in meeting.attendance} if meeting else {}
    found = []
    for person, kind in called(programme_id).items():
        row = noted.pop(person.id, None)
        found.append(
            Place(person, row.seat if row else kind, bool(row and row.present), row.stands_in_for_id if row else None)
        )
    found += [Place(row.person, row.seat, row.present, row.stands_in_for_id) for row in noted.values()]
    order = list(SeatKind)
    return sorted(found, key=lambda place: order.index(place.seat))


def seats_of(meeting: Meeting) -> list[UUID]:
    """The members with a seat, the leader too: what half is counted of."""
    return [each.person_id for each in meeting.attendance if each.seat is not SeatKind.SUBSTITUTE]


def voters_in(meeting: Meeting, application: Application) -> list[UUID]:
    """Who has a vote in this case: present, and not stepping aside, out of the room or barred from voting.

    A substitute who is called in for the case sits for that member in it, whatever they do in the rest of the meeting.
    """
    out = select(TimeOut.person_id).where(
        TimeOut.meeting_id == meeting.id, TimeOut.application_id == application.id, TimeOut.in_at.is_(None)
    )
    return votes_in(meeting, stepping_in(application.id), {*out_in(application), *db.session.scalars(out)})


def votes_in(meeting: Meeting, stepping: Iterable[SteppingIn], out: Collection[UUID]) -> list[UUID]:
    """The same of a case with these substitutes, and these who are out of it or of the room."""
    instead = {
        each.person_id: each.stands_in_for_id for each in meeting.attendance if each.stands_in_for_id is not None
    }
    return voters(
        seats_of(meeting),
        {each.person_id for each in meeting.attendance if each.present},
        {**instead, **{each.substitute_id: each.member_id for each in stepping}},
        out,
    )


def asides(round_id: UUID, meeting: Meeting | None) -> dict[UUID, list[Aside]]:
    """Case by case of the round, who steps aside: of those who are called to the meeting, and of those who prepare.

    With when they were out of the room in that meeting.
    """
    times: dict[tuple[UUID, UUID], list[tuple[datetime, datetime | None]]] = defaultdict(list)
    if meeting is not None:
        wanted = select(TimeOut).where(TimeOut.meeting_id == meeting.id).order_by(TimeOut.out_at)
        for each in db.session.scalars(wanted):
            times[each.application_id, each.person_id].append((each.out_at, each.in_at))
    found: dict[UUID, list[Aside]] = defaultdict(list)
    declared = (
        select(Declaration, Application.owner_id)
        .join(Application, Application.id == Declaration.application_id)
        .where(Declaration.round_id == round_id, Declaration.answer.in_(STEPS_ASIDE))
        .options(joinedload(Declaration.person))
        .order_by(Declaration.at)
    )
    for each, owner_id in db.session.execute(declared):
        key = (each.application_id, each.person_id)
        found[each.application_id].append(
            Aside(each.person, each.ground, owner_id == each.person_id, tuple(times.get(key, ())))
        )
    return found


def _with_people(*which: ColumnElement[bool]) -> Meeting | None:
    people = selectinload(Meeting.attendance)
    wanted = select(Meeting).where(*which).order_by(Meeting.number.desc()).limit(1)
    return db.session.scalar(
        wanted.options(people.joinedload(Attendance.person), people.joinedload(Attendance.stands_in_for))
    )
