"""Setting up programmes and giving people roles in them."""

from datetime import datetime

from sqlalchemy import select

from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.people.actions import sign_out_everywhere
from medvirkning.people.models import Person
from medvirkning.programmes.models import Membership, Programme
from medvirkning.programmes.words import Role


def give_role(person: Person, role: Role, programme: Programme, *, by: Person | None, at: datetime) -> Membership:
    """Give a person a role, from now. Someone who has it already keeps it as it is. `by` is None at set-up."""
    current = _current(person, role, programme)
    if current is not None:
        return current
    membership = Membership(person_id=person.id, programme_id=programme.id, role=role, since=at)
    membership.person, membership.programme = person, programme
    db.session.add(membership)
    db.session.flush()
    record(membership, "role_given", by=by, at=at, programme_id=programme.id, facts={"role": role.value})
    return membership


def end_role(membership: Membership, *, by: Person | None, at: datetime) -> None:
    """Take a role away, from now. The person is signed out everywhere, so that nothing stays open."""
    membership.ended_at = at
    sign_out_everywhere(membership.person)
    record(
        membership,
        "role_ended",
        by=by,
        at=at,
        programme_id=membership.programme_id,
        facts={"role": membership.role.value},
    )


def _current(person: Person, role: Role, programme: Programme) -> Membership | None:
    return db.session.scalar(
        select(Membership).where(
            Membership.person_id == person.id,
            Membership.programme_id == programme.id,
            Membership.role == role,
            Membership.ended_at.is_(None),
        )
    )
