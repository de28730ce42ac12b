"""What an appeal is against: the decision in a case, the dismissal of an earlier appeal, or a claim for money back.

Each is a decision of its own: who got it, on which day, until when it can be appealed, and whether it has been.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from medvirkning.appeals.dismissals import appeal_against, dismissal_of, last_day_after, last_day_against
from medvirkning.appeals.models import Appeal, Ruling, RulingLetter
from medvirkning.appeals.queries import ANSWERS, OPEN, last_day_now, open_appeal
from medvirkning.appeals.timing import timing
from medvirkning.appeals.words import Subject, Timing
from medvirkning.follow_up.claims import last_day_to_appeal_claim
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.words import RepaymentState
from medvirkning.grants.models import Application
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db
from medvirkning.people.models import Person
from medvirkning.review.models import Decision


@dataclass(frozen=True, slots=True)
class Against:
    """What is appealed. `decision` is the one about the application, whichever it is."""

    decision: Decision
    about: Appeal | None = None  # whose dismissal
    claim: Repayment | None = None

    @property
    def subject(self) -> Subject:
        """Which kind it is."""
        if self.about is not None:
            return Subject.DISMISSAL
        return Subject.DECISION if self.claim is None else Subject.CLAIM

    @property
    def application(self) -> Application:
        """The case it is in."""
        return self.decision.application

    @property
    def owner_id(self) -> UUID | None:
        """Who got it, and may appeal it by the form; None where they can't sign in."""
        return self.application.owner_id if self.about is None else self.about.owner_id


def against_dismissal(appeal: Appeal) -> Against:
    """The dismissal of this appeal."""
    return Against(appeal.decision, about=appeal)


def what_is_appealed(appeal: Appeal) -> Against:
    """What this appeal is against."""
    return Against(appeal.decision, about=appeal.about, claim=appeal.claim)


def last_day_of(against: Against) -> date | None:
    """The last day whoever got it can appeal it; None before the letter about it has been sent."""
    if against.about is not None:
        return last_day_against(against.about)
    return last_day_now(against.decision) if against.claim is None else last_day_of_claim(against.claim)


def decided_at(against: Against) -> datetime:
    """When it was decided."""
    if against.about is not None:
        dismissal = dismissal_of(against.about)
        return against.about.registered_at if dismissal is None else dismissal.at
    claimed_at = None if against.claim is None else against.claim.claimed_at
    return claimed_at or against.decision.at


def timing_of(appeal: Appeal) -> Timing:
    """Whether the appeal came in time."""
    decided = oslo_date(decided_at(what_is_appealed(appeal)))
    return timing(appeal.sent_on, deadline=appeal.deadline, decided=decided)


def standing_appeal(against: Against, owner: Person | None) -> Appeal | None:
    """The appeal against it that stands in the way of another from the same person."""
    if against.about is not None:
        return appeal_against(against.about.id)
    if owner is None:
        return None
    if against.claim is None:
        return open_appeal(against.application.id, owner.id)
    found = [each for each in appeals_of(against.claim) if each.owner_id == owner.id and each.state in OPEN]
    return found[-1] if found else None


def appeals_of(claim: Repayment) -> list[Appeal]:
    """Every appeal against this claim, the first first."""
    wanted = select(Appeal).where(Appeal.claim_id == claim.id).order_by(Appeal.registered_at, Appeal.id)
    return list(db.session.scalars(wanted))


def may_appeal_claim(claim: Repayment, owner: Person) -> bool:
    """Whether there is a claim that this person, who got it, can appeal and has not."""
    mine = [each for each in appeals_of(claim) if each.owner_id == owner.id and each.state in OPEN]
    return last_day_of_claim(claim) is not None and not mine


def is_appealed(claim: Repayment) -> bool:
    """Whether an appeal against this claim waits, or one against the dismissal of such an appeal does."""
    made = appeals_of(claim)
    return any(each.state in OPEN or _contested(each) for each in made)


def _contested(appeal: Appeal) -> bool:
    """Whether its dismissal is appealed, and that is not finished."""
    later = appeal_against(appeal.id)
    return later is not None and (later.state in OPEN or _contested(later))


def last_day_of_claim(made: Repayment) -> date | None:
    """The last day the applicant can appeal a claim; None where nothing is claimed, or not any more.

    What its letter says, or later: where they were told later, or an appeal put another claim in its place.
    """
    written = last_day_to_appeal_claim(made)
    if written is None or made.state is RepaymentState.LET_GO or made.told.amount in (None, 0):
        return None
    ruled = select(RulingLetter).join(RulingLetter.ruling).join(Ruling.appeal)
    ruled = ruled.where(Appeal.claim_id == made.id, Ruling.kind.in_(ANSWERS))
    return max([written, *filter(None, map(last_day_after, db.session.scalars(ruled)))])
