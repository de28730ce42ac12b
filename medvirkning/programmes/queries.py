"""Looking up programmes, and who is what in them."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.programmes.models import Membership, Programme, Zone, ZonePopulation
from medvirkning.programmes.words import Role


def programme_by_slug(slug: str) -> Programme | None:
    """The programme with its zones, as a page needs it."""
    wanted = select(Programme).where(Programme.slug == slug).options(selectinload(Programme.zones))
    return db.session.scalar(wanted)


def detached_programme(slug: str) -> Programme | None:
    """The programme with its zones, goals and places, in no session: to be read by many, changed by nobody."""
    whole = (selectinload(Programme.zones), selectinload(Programme.goals), selectinload(Programme.places))
    with Session(db.engine) as session:
        programme = session.scalar(select(Programme).where(Programme.slug == slug).options(*whole))
        session.expunge_all()
    return programme


def programmes() -> list[Programme]:
    """Every programme of this installation, by name."""
    return list(db.session.scalars(select(Programme).order_by(Programme.name)))


def roles(person_id: UUID, programme_id: UUID) -> frozenset[Role]:
    """What this person is in this programme now."""
    current = select(Membership.role).where(
        Membership.person_id == person_id, Membership.programme_id == programme_id, Membership.ended_at.is_(None)
    )
    return frozenset(db.session.scalars(current))


def current_role(email: str, role: Role, programme_id: UUID) -> Membership | None:
    """The membership by which the person with this address has a role in a programme now."""
    held = (
        select(Membership)
        .join(Membership.person)
        .where(Person.email == email, Membership.programme_id == programme_id, Membership.role == role)
    )
    return db.session.scalar(held.where(Membership.ended_at.is_(None)))


def memberships(person_id: UUID) -> list[Membership]:
    """Every current role of a person, with its programme."""
    current = (
        select(Membership)
        .join(Membership.programme)
        .where(Membership.person_id == person_id, Membership.ended_at.is_(None))
        .order_by(Programme.name, Membership.role)
        .options(selectinload(Membership.programme))
    )
    return list(db.session.scalars(current))


def people_with(programme_id: UUID, *wanted: Role) -> list[Person]:
    """The people who have any of these roles now, by name."""
    current = (
        select(Person)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.programme_id == programme_id, Membership.ended_at.is_(None), Membership.role.in_(wanted))
        .distinct()
        .order_by(Person.name)
    )
    return list(db.session.scalars(current))


def zone_in(programme: Programme, zone_id: UUID | None) -> Zone | None:
    """The programme's zone with this id; a zone of another programme is not there."""
    return next((zone for zone in programme.zones if zone.id == zone_id), None)


def populations(programme: Programme) -> dict[str, ZonePopulation]:
    """How many live in each zone, by the zone's code; a zone that nobody has told of is not there."""
    codes = {zone.id: zone.code for zone in programme.zones}
    wanted = select(ZonePopulation).where(ZonePopulation.zone_id.in_(codes))
    return {codes[one.zone_id]: one for one in db.session.scalars(wanted)}
