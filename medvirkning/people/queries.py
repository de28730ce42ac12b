"""Who is this?"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from medvirkning.kernel.codes import token_hash
from medvirkning.kernel.database import db
from medvirkning.people.models import Person, Session, SignInLink
from medvirkning.people.words import SESSION_IDLE


def person_by_email(email: str) -> Person | None:
    """The person with this address, whatever its case."""
    return db.session.scalar(select(Person).where(Person.email == email.strip().lower()))


def open_session(token: str, *, at: datetime) -> Session | None:
    """The session behind a cookie's token, unless it has ended, grown old or been idle for too long."""
    session = db.session.get(Session, token_hash(token))
    if session is None or session.expires_at <= at or session.seen_at + SESSION_IDLE <= at:
        return None
    return session


def open_link(token: str, *, at: datetime) -> SignInLink | None:
    """The mailed link behind a token, if it is unused and has time left."""
    link = db.session.get(SignInLink, token_hash(token))
    return link if link is not None and link.used_at is None and link.expires_at > at else None


def links_since(email: str, *, since: datetime) -> int:
    """How many links this address has been sent with an end after `since`: slows those who pester others."""
    found = select(func.count()).where(SignInLink.email == email.lower(), SignInLink.expires_at > since)
    return db.session.scalar(found) or 0


def people_at(domain: str) -> list[Person]:
    """The people whose address is in this domain, by name."""
    return list(db.session.scalars(select(Person).where(Person.email.endswith(f"@{domain}")).order_by(Person.name)))


def names_of(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these people, in one query; the address of one who has given no name."""
    wanted = select(Person.id, Person.name, Person.email).where(Person.id.in_(list(person_ids)))
    return {person_id: name or email for person_id, name, email in db.session.execute(wanted)}
