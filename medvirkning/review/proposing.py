"""Leaning one way or another while the group talks. Nothing here is decided."""

from datetime import datetime

from medvirkning.grants.models import Application
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Stale, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.cases import locked, may_vote_in, under_review
from medvirkning.review.models import Proposal
from medvirkning.review.rules import fits, may_propose, may_score
from medvirkning.review.steps import mark, note_step
from medvirkning.review.words import Outcome, Tool


class ProposalChanged(Stale):
    """Another tablet was first. Carries the proposal as it now is, or None where it was taken away."""

    def __init__(self, proposal: Proposal | None) -> None:
        self.proposal = proposal
        super().__init__("proposal")


def propose(
    application: Application, *, outcome: Outcome, amount: int, version: int, by: Person, at: datetime
) -> Proposal:
    """Propose an outcome and an amount in whole kroner, more than the pot too: it is a draft.

    `version` is the one the page showed (0 for none yet). Raises ProposalChanged when another has proposed since,
    RuleBroken for one who steps aside, a decided case, or an amount that doesn't fit the outcome.
    """
    hold(application.round)
    application = locked(application)
    objections = [
        *may_vote_in(by, application),
        *may_score(roles(by.id, application.programme_id), under_review=under_review(application)),
        *may_propose(outcome),
        *fits(outcome, amount, asked=application.asked, ceiling=application.round.scheme.most_amount),
    ]
    refuse(objections)
    proposal = db.session.get(Proposal, application.id)
    if (proposal.version if proposal else 0) != version:
        raise ProposalChanged(proposal)
    before = (proposal.outcome, proposal.amount) if proposal else None
    note_step(application.round_id, Tool.BY_HAND, {application.id: before}, by=by, at=at)
    newer = mark(application.round_id)
    if proposal is None:
        proposal = Proposal(application_id=application.id, round_id=application.round_id)
        db.session.add(proposal)
    proposal.outcome, proposal.amount, proposal.by, proposal.at = outcome, amount, by, at
    proposal.version = newer
    facts = {"outcome": outcome.value, "amount": amount}
    record(application, "proposed", by=by, at=at, programme_id=application.programme_id, facts=facts)
    return proposal
