"""Registering one's ties, ending them, and saying every half year that the list is whole. Only one's own."""

from datetime import date, datetime

from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, insert_into
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.kernel.plain_text import blank
from medvirkning.people.models import Person
from medvirkning.review.ties import Tie, TiesLookedOver
from medvirkning.review.words import Doubt, TieRole


def register_tie(
    *, organisation_number: str | None, name: str, role: TieRole, since: date | None, by: Person, at: datetime
) -> Tie:
    """Add a role in an organisation to one's own list, from now. Raises RuleBroken for one that names none.

    A tie that is on the list already is not put there twice.
    """
    objections = []
    if organisation_number is None and blank(name):
        objections.append(Objection(Doubt.TIE_UNNAMED, "disqualification"))
    if since is not None and since > oslo_date(at):
        objections.append(Objection(Doubt.TIE_IN_THE_FUTURE, "disqualification"))
    refuse(objections)
    said = {"organisation_number": organisation_number, "name": name.strip(), "role": role, "since": since}
    same = db.session.query(Tie).filter_by(person_id=by.id, ended_at=None, **said).first()
    if same is not None:
        return same
    tie = Tie(person_id=by.id, registered_at=at, **said)
    db.session.add(tie)
    record(tie, "tie_registered", by=by, at=at, facts={"role": role.value})
    _look_over(by, at)
    return tie


def end_tie(tie: Tie, *, by: Person, at: datetime) -> None:
    """Take one's tie off the list: it has ended. The row stays. Ending it twice is as ending it once."""
    if tie.ended_at is None and tie.person_id == by.id:
        tie.ended_at = at
        record(tie, "tie_ended", by=by, at=at)
        _look_over(by, at)


def look_over(*, by: Person, at: datetime) -> None:
    """Say that one's own list is whole as it stands, also when it is empty."""
    _look_over(by, at)
    record(by, "ties_looked_over", by=by, at=at)


def _look_over(by: Person, at: datetime) -> None:
    insert = insert_into(TiesLookedOver).values(person_id=by.id, at=at)
    db.session.execute(insert.on_conflict_do_update(index_elements=["person_id"], set_={"at": at}))
