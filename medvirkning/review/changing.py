"""Changing a decision after an appeal: a row of its own, with what it gives the pot or takes from it.

When, and who of those who have a vote in the case, is the appeals' to say. Whoever steps aside or has prepared the case
for an elected committee never changes it. The decision that was made first stays as it is.
"""

from datetime import datetime

from medvirkning.journal.actions import record
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import refuse
from medvirkning.people.models import Person
from medvirkning.review.cases import may_vote_in
from medvirkning.review.models import Decision, DecisionChange
from medvirkning.review.rules import may_decide
from medvirkning.review.standing import changes_of, what_stands
from medvirkning.review.words import Outcome

LAWS = ["individual_decision", "decision_in_writing", "reasons", "reversal"]


def change_decision(
    decision: Decision, *, outcome: Outcome, amount: int, reasons: str, cut_reasons: str, by: Person, at: datetime
) -> DecisionChange:
    """Let another answer stand. Amount in whole kroner, all of it and not the difference.

    The round's row is locked first, as when deciding: more than what is left and what stands already is refused.
    Raises RuleBroken with every objection.
    """
    the_round = decision.application.round
    hold(the_round)
    stands = what_stands(decision).amount
    found = may_decide(
        outcome,
        amount,
        asked=decision.asked,
        ceiling=the_round.scheme.most_amount,
        left=the_round.pot - the_round.granted + stands,
        reasons=reasons,
        cut_reasons=cut_reasons,
    )
    refuse([*may_vote_in(by, decision.application), *found])
    cut = cut_reasons if outcome is Outcome.PARTLY else ""
    return _put(decision, outcome, amount, reasons, cut, by=by, at=at)


def set_decision_aside(decision: Decision, *, reasons: str, by: Person, at: datetime) -> DecisionChange:
    """Let nothing stand: the pot has its money back until the case is decided anew. Raises RuleBroken."""
    hold(decision.application.round)
    refuse(may_vote_in(by, decision.application))
    return _put(decision, None, 0, reasons, "", by=by, at=at)


def _put(
    decision: Decision,
    outcome: Outcome | None,
    amount: int,
    reasons: str,
    cut_reasons: str,
    *,
    by: Person,
    at: datetime,
) -> DecisionChange:
    before = what_stands(decision).amount
    change = DecisionChange(
        decision_id=decision.id,
        number=len(changes_of(decision.id)) + 1,
        round_id=decision.round_id,
        programme_id=decision.programme_id,
        outcome=outcome,
        asked=decision.asked,
        before=before,
        amount=amount,
        reasons=reasons.strip(),
        cut_reasons=cut_reasons.strip(),
        by_id=by.id,
        at=at,
    )
    db.session.add(change)
    db.session.flush()
    db.session.refresh(decision.application.round, ["granted"])  # the database has added it up
    facts = {"outcome": outcome.value if outcome else None, "amount": amount, "before": before, "laws": LAWS}
    record(decision.application, "decision_changed", by=by, at=at, programme_id=decision.programme_id, facts=facts)
    return change
