"""Agreeing with another member's assessment in place of giving points, where the scheme lets one."""

from datetime import datetime
from uuid import UUID

from medvirkning.grants.models import Application
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db
from medvirkning.kernel.errors import Objection, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.agreements import Agreement, agreement_of
from medvirkning.review.cases import assessment_of, handed_in, locked, may_vote_in, under_review
from medvirkning.review.independence import may_agree, may_look_first
from medvirkning.review.rules import may_score
from medvirkning.review.taking_up import take_up


def look_first(application: Application, *, by: Person, at: datetime) -> Agreement:
    """Give up one's own points in this case, for good, and see what the others have given.

    What one had begun to write is put away. Asked twice it is done once. Raises RuleBroken.
    """
    application = _open_to(application, by, at)
    earlier = agreement_of(by.id, application.id)
    if earlier is not None:
        return earlier
    mine = assessment_of(by, application)
    has_points = mine is not None and mine.submitted_at is not None
    offered = application.round.scheme.may_agree
    refuse(may_look_first(offered=offered, has_points=has_points, others=len(handed_in(application))))
    if mine is not None:
        db.session.delete(mine)
        db.session.flush()
    made = Agreement(application_id=application.id, person_id=by.id, round_id=application.round_id, looked_at=at)
    db.session.add(made)
    db.session.flush()
    record(application, "points_given_up", by=by, at=at, programme_id=application.programme_id)
    return made


def agree_with(application: Application, member_id: UUID, *, by: Person, at: datetime) -> Agreement:
    """Agree with this member's assessment, as it is now; one agrees with one at a time. Raises RuleBroken."""
    application = _open_to(application, by, at)
    mine = agreement_of(by.id, application.id)
    theirs = next((each for each in handed_in(application) if each.person_id == member_id), None)
    refuse(may_agree(gave_up=mine is not None, counts=theirs is not None))
    assert mine is not None  # or it would have been refused
    assert theirs is not None
    mine.assessment_id, mine.agreed_at = theirs.id, at
    facts = {"person": str(member_id)}
    record(application, "agreed", by=by, at=at, programme_id=application.programme_id, facts=facts)
    return mine


def take_back(application: Application, *, by: Person, at: datetime) -> None:
    """No longer agree. One may agree with another, but has no points of one's own to give. Raises RuleBroken."""
    application = _open_to(application, by, at)
    mine = agreement_of(by.id, application.id)
    if mine is None or mine.agreed_at is None:
        return
    mine.assessment_id, mine.agreed_at = None, None
    record(application, "agreement_taken_back", by=by, at=at, programme_id=application.programme_id)


def _open_to(application: Application, by: Person, at: datetime) -> Application:
    """The case, held, if this member has a say in it and it is not decided."""
    application = locked(application)
    held = roles(by.id, application.programme_id)
    found: list[Objection] = [
        *may_vote_in(by, application),
        *may_score(held, under_review=under_review(application)),
    ]
    refuse(found)
    take_up(application, by=by, at=at)
    return application
