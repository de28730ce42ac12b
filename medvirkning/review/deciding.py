"""Deciding a case: the decision, its letter and what it takes from the pot, in one transaction or not at all."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, refuse
from medvirkning.people.models import Person
from medvirkning.review.cases import decision_on, locked, may_lead
from medvirkning.review.models import Decision, Letter
from medvirkning.review.rules import may_decide
from medvirkning.review.words import Outcome

LAWS = ["individual_decision", "decision_in_writing", "reasons"]


class LetterContent(Protocol):
    """What a letter says, as values that JSON can hold; made at the counter, where the words are."""

    def to_json(self) -> dict[str, Any]:
        """All of it: the page and the PDF are made from this and nothing else."""
        ...


class AlreadyDecided(Conflict):
    """Somebody was first. Carries the decision, which says who and when."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__("already decided")


def decide(
    application: Application,
    *,
    outcome: Outcome,
    amount: int,
    reasons: str,
    cut_reasons: str,
    by: Person,
    at: datetime,
    compose: Callable[[Decision], LetterContent],
    good: str = "",
    conditions: Sequence[str] = (),
) -> Decision:
    """Decide one case and make its letter. Amount in whole kroner.

    `good` is what was good about an application that is refused; `conditions` go with a grant, beside the scheme's own.

    The round's row is locked first, so that whoever presses at the same moment waits and then sees what is left.
    Raises AlreadyDecided for the second, RuleBroken with every objection, and whatever `compose` raises: no letter,
    no decision.
    """
    the_round = application.round
    hold(the_round)
    application = locked(application)
    earlier = decision_on(application.id)
    if earlier is not None:
        raise AlreadyDecided(earlier)
    objections = [
        *may_lead(by, application),
        *may_decide(
            outcome,
            amount,
            asked=application.asked,
            ceiling=the_round.scheme.most_amount,
            left=the_round.pot - the_round.granted,
            reasons=reasons,
            cut_reasons=cut_reasons,
        ),
    ]
    refuse(objections)
    decision = Decision(
        application_id=application.id,
        round_id=the_round.id,
        programme_id=application.programme_id,
        outcome=outcome,
        asked=application.asked,
        amount=amount,
        reasons=reasons.strip(),
        cut_reasons=cut_reasons.strip() if outcome is Outcome.PARTLY else "",
        good=good.strip() if outcome is Outcome.REFUSED else "",
        conditions=[each.strip() for each in conditions if each.strip()] if amount else [],
        by_id=by.id,
        at=at,
    )
    decision.application, decision.by = application, by
    db.session.add(decision)
    db.session.flush()
    db.session.refresh(the_round, ["granted"])  # the database has added it up
    application.step(ApplicationVerb.DECIDE)
    content = compose(decision).to_json()
    letter = Letter(programme_id=decision.programme_id, language=application.language, content=content, composed_at=at)
    letter.decision = decision
    db.session.add(letter)
    record(
        application,
        "decided",
        by=by,
        at=at,
        programme_id=application.programme_id,
        verb=ApplicationVerb.DECIDE,
        facts={"outcome": outcome.value, "amount": amount, "asked": application.asked, "laws": LAWS},
    )
    return decision
