"""«I mean the same»: agreeing with what somebody else has sent, following it, and saying whether it got any good.

`key` is a random value that a browser keeps in a cookie. A hash of it is stored, another for each contribution.
"""

from uuid import UUID

from sqlalchemy import delete, select, update

from medvirkning.contributions import rules
from medvirkning.contributions.correspondence import Contact, Support, Verdict
from medvirkning.contributions.models import Contribution
from medvirkning.contributions.queries import supporter_hash
from medvirkning.contributions.words import ContactRole, Rating
from medvirkning.kernel.database import changed, db, hold, insert_into
from medvirkning.kernel.errors import Objection, RuleBroken, refuse


def support(contribution: Contribution, *, key: str, secret: bytes) -> int:
    """Agree, once per browser however many times it is pressed; the tally. Raises RuleBroken for what is not public."""
    hold(contribution)  # who takes it back at this moment takes all agreement with it
    refuse(rules.objections_to_support(contribution.state))
    row = {"contribution_id": contribution.id, "key_hash": supporter_hash(contribution.id, key, secret=secret)}
    return _count(contribution, changed(insert_into(Support).values(**row).on_conflict_do_nothing()))


def unsupport(contribution: Contribution, *, key: str, secret: bytes) -> int:
    """Take the agreement back; the tally."""
    hashed = supporter_hash(contribution.id, key, secret=secret)
    own = delete(Support).where(Support.contribution_id == contribution.id, Support.key_hash == hashed)
    return _count(contribution, -changed(own))


def follow(contribution: Contribution, email: str, *, language: str) -> None:
    """Be told by e-mail what happens. An address that is told already is left as it is. Raises RuleBroken."""
    hold(contribution)
    refuse(rules.objections_to_support(contribution.state))
    if rules.closes_case(contribution.state, contribution.outcome):
        raise RuleBroken([Objection(rules.Fault.CLOSED_TO_SENDER)])
    known = select(Contact.id).where(Contact.contribution_id == contribution.id, Contact.email == email)
    if db.session.scalar(known) is None:
        new = Contact(contribution_id=contribution.id, role=ContactRole.FOLLOWER, email=email, language=language)
        db.session.add(new)
        db.session.flush()


def stop_telling(contact_id: UUID) -> None:
    """Delete one address, from the link in its mail. Gone already is as good."""
    changed(delete(Contact).where(Contact.id == contact_id))


def rate(contribution: Contribution, rating: Rating, *, key: str, secret: bytes) -> None:
    """Answer «Ble det bra?» (was it any good?); a browser that answers again changes its answer. Raises RuleBroken."""
    refuse(rules.objections_to_rating(contribution.state))
    hashed = supporter_hash(contribution.id, key, secret=secret)
    row = insert_into(Verdict).values(contribution_id=contribution.id, key_hash=hashed, rating=rating)
    changed(row.on_conflict_do_update(index_elements=["contribution_id", "key_hash"], set_={"rating": rating}))


def _count(contribution: Contribution, more: int) -> int:
    """Change the tally where it stands, so that many at once are all counted; it is no new version of the row."""
    table = Contribution.__table__
    if more:
        tally = table.c.supporters + more
        changed(update(table).where(table.c.id == contribution.id).values(supporters=tally))
    db.session.refresh(contribution, ["supporters"])
    return contribution.supporters
