"""What people do with themselves: ask for a link, sign in, sign out."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update

from medvirkning.kernel.codes import new_token, token_hash
from medvirkning.kernel.database import changed, db
from medvirkning.kernel.errors import NotThere
from medvirkning.people.models import Person, Session, SignInLink
from medvirkning.people.queries import open_link, person_by_email
from medvirkning.people.words import LINK_LIVES, LONGEST_WAY, SEEN_EVERY, SESSION_IDLE, SESSION_LIVES


def enrol(email: str, *, name: str = "", language: str = "nb", at: datetime) -> Person:
    """The person with this address, made now if new. A name is filled in once, never overwritten."""
    person = person_by_email(email)
    if person is None:
        person = Person(email=email.strip().lower(), name=name, language=language, created_at=at)
        db.session.add(person)
        db.session.flush()
    elif name and not person.name:
        person.name = name
    return person


def make_link(email: str, *, leads_to: str = "", at: datetime, lives: timedelta = LINK_LIVES) -> str:
    """A new link's token for this address, good for one use as long as it `lives`.

    Earlier ones live on: anybody may ask for a link to an address, and must not end what its owner was sent.
    `leads_to` is a path of this site; one that is too long to be kept leads nowhere in particular.
    """
    token = new_token()
    leads_to = leads_to if len(leads_to) <= LONGEST_WAY else ""
    db.session.add(
        SignInLink(token_hash=token_hash(token), email=email.strip().lower(), leads_to=leads_to, expires_at=at + lives)
    )
    return token


def sign_in_by_link(token: str, *, language: str, at: datetime) -> tuple[str, str]:
    """Use up a link: the new session's token and where the link leads. Raises NotThere for a dead link.

    The update must hit the unused row: two presses at once give one session.
    """
    link = open_link(token, at=at)
    if link is None:
        raise NotThere("link")
    used = update(SignInLink).where(SignInLink.token_hash == link.token_hash, SignInLink.used_at.is_(None))
    if changed(used.values(used_at=at)) != 1:
        raise NotThere("link")
    return sign_in(enrol(link.email, language=language, at=at), at=at), link.leads_to


def sign_in(person: Person, *, at: datetime) -> str:
    """A new session for this person; the token is for the cookie and stored nowhere else."""
    token = new_token()
    db.session.add(
        Session(
            token_hash=token_hash(token), person_id=person.id, created_at=at, seen_at=at, expires_at=at + SESSION_LIVES
        )
    )
    return token


def touch(token: str, *, at: datetime) -> None:
    """Note that a session is in use. One that has ended meanwhile stays so."""
    mine = update(Session).where(Session.token_hash == token_hash(token), Session.seen_at <= at - SEEN_EVERY)
    changed(mine.values(seen_at=at))


def sign_out(token: str) -> None:
    """End one session."""
    db.session.execute(delete(Session).where(Session.token_hash == token_hash(token)))


def sign_out_everywhere(person: Person) -> None:
    """End every session of a person: a lost phone, a lost role."""
    db.session.execute(delete(Session).where(Session.person_id == person.id))


def sign_everybody_out() -> None:
    """End every session and every mailed link, as after a restore: what was used or ended since must not come back."""
    db.session.execute(delete(Session))
    db.session.execute(delete(SignInLink))


def forget_old(*, at: datetime) -> None:
    """Prune links and sessions that have ended, and sessions that have been idle for too long."""
    db.session.execute(delete(SignInLink).where(SignInLink.expires_at <= at))
    idle = Session.seen_at <= at - SESSION_IDLE
    db.session.execute(delete(Session).where(or_(Session.expires_at <= at, idle)))
