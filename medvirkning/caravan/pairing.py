"""Letting tablets in, and shutting them out."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select

from medvirkning.caravan.devices import Pairing, Tablet
from medvirkning.caravan.rules import PAIRING_MINUTES, objections_to_name
from medvirkning.caravan.words import CaravanEvent, CaravanFault
from medvirkning.journal.actions import record
from medvirkning.kernel.codes import ALPHABET, LENGTH, code_hash, new_token, read_code, token_hash
from medvirkning.kernel.database import changed, db, hold
from medvirkning.kernel.errors import Objection, RuleBroken, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.models import Programme


@dataclass(frozen=True)
class LetIn:
    """A tablet that has just been let in, and the token it is known by from now on, which is stored nowhere."""

    tablet: Tablet
    token: str


def make_code(programme: Programme, name: str, *, by: Person, secret: bytes, at: datetime) -> str:
    """A code that lets in one tablet, to be called this, within a quarter of an hour. Raises RuleBroken."""
    refuse(objections_to_name(name))
    changed(delete(Pairing).where(Pairing.until < at))
    code = read_code("".join(secrets.choice(ALPHABET) for _each in range(LENGTH)))
    until = at + timedelta(minutes=PAIRING_MINUTES)
    made = Pairing(name=name.strip(), code_hash=code_hash(secret, code), made_by_id=by.id, until=until)
    made.programme_id = programme.id
    db.session.add(made)
    db.session.flush()
    return code


def is_waited_for(code: str, *, secret: bytes, at: datetime) -> bool:
    """Whether a tablet could be let in with this code. Raises NotACode."""
    return db.session.scalar(_waiting(code, secret, at)) is not None


def pair(code: str, *, secret: bytes, at: datetime) -> LetIn:
    """Let the tablet with this code in. Raises NotACode, and RuleBroken for a code that is unknown, old or used."""
    pairing = db.session.scalar(_waiting(code, secret, at).with_for_update())
    if pairing is None or not changed(delete(Pairing).where(Pairing.id == pairing.id)):
        raise RuleBroken([Objection(CaravanFault.CODE_UNKNOWN)])
    token = new_token()
    tablet = Tablet(
        programme_id=pairing.programme_id,
        name=pairing.name,
        token_hash=token_hash(token),
        paired_by_id=pairing.made_by_id,
        paired_at=at,
    )
    db.session.add(tablet)
    record(tablet, CaravanEvent.TABLET_PAIRED, by=pairing.made_by, at=at, programme_id=tablet.programme_id)
    return LetIn(tablet, token)


def revoke(tablet: Tablet, *, by: Person, at: datetime) -> None:
    """Shut a tablet out: it gets nothing any more. What lies on it is still taken when it comes, and marked."""
    hold(tablet)
    if tablet.revoked_at is not None:
        return
    tablet.revoked_by_id, tablet.revoked_at = by.id, at
    record(tablet, CaravanEvent.TABLET_REVOKED, by=by, at=at, programme_id=tablet.programme_id)


def tablet_with(token: str) -> Tablet | None:
    """The tablet that is known by this token, also one that is shut out."""
    return db.session.scalar(select(Tablet).where(Tablet.token_hash == token_hash(token)))


def _waiting(code: str, secret: bytes, at: datetime) -> Select[Pairing]:
    return select(Pairing).where(Pairing.code_hash == code_hash(secret, code), Pairing.until >= at)
