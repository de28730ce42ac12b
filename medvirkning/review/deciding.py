"""Deciding a case: the decision, its letter and what it takes from the pot, in one transaction or not at all."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from medvirkning.grants.attaching import keep_count
from medvirkning.grants.check_words import CorrectionEnd
from medvirkning.grants.models import Application
from medvirkning.grants.opening import open_correction
from medvirkning.grants.words import ApplicationVerb, DecidingMode
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.people.models import Person
from medvirkning.programmes.queries import roles
from medvirkning.review.authority import recommendation_on
from medvirkning.review.cases import closed_to, decision_on, locked, may_lead
from medvirkning.review.meetings import Meeting
from medvirkning.review.models import Decision, Letter
from medvirkning.review.quorum import Votes, may_open
from medvirkning.review.rules import may_decide, may_dismiss, may_settle
from medvirkning.review.voting import may_carry, note_ballot, sitting
from medvirkning.review.words import Dismissal, Outcome, ReviewWord

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
    votes: Votes | None = None,
    deviation: str = "",
    dismissal: Dismissal | None = None,
    meeting: Meeting | None = None,
) -> Decision:
    """Decide one case and make its letter. Amount in whole kroner; without `votes`, all who were there were for it.

    An elected group decides in its open meeting, with a quorum. Where the group recommends, the officer decides, and
    `deviation` says why it is not what was recommended. Nobody decides while one can still apply. `dismissal` says why
    a case is not considered. `meeting` is the round's, where the caller has read it with the round held.

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
    mode = the_round.scheme.deciding_mode
    elected = mode is DecidingMode.ELECTED
    held = sitting(application, meeting)
    advised = None if elected else recommendation_on(application.id)
    advice = (advised.outcome, advised.amount) if advised else None
    objections = [
        *(
            may_lead(by, application) or may_carry(held, votes, by)
            if elected
            else closed_to(by, application)
            or may_settle(
                mode,
                roles(by.id, application.programme_id),
                advice=advice,
                decided=(outcome, amount),
                deviation=deviation,
            )
        ),
        *may_open(the_round.deadline, at=at),
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
    asked = open_correction(application.id)
    if outcome is Outcome.DISMISSED:
        objections += may_dismiss(dismissal, asked_until=asked.deadline if asked else None, on=oslo_date(at))
    elif asked is not None:
        objections.append(Objection(ReviewWord.WAITS_FOR_CORRECTION, "missing_items"))
    refuse(objections)
    dismisses = outcome is Outcome.DISMISSED
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
        dismissal=dismissal if dismisses else None,
        mode=mode,
        deviation=deviation.strip() if advice not in (None, (outcome, amount)) else "",
        by_id=by.id,
        at=at,
    )
    decision.application, decision.by = application, by
    if asked is not None:
        asked.end(CorrectionEnd.DECIDED, at)
    db.session.add(decision)
    if held is not None:
        note_ballot(held, votes)
    db.session.flush()
    db.session.refresh(the_round, ["granted"])  # the database has added it up
    application.step(ApplicationVerb.DECIDE)
    application.granted = amount
    keep_count(application)
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
        facts={
            "outcome": outcome.value,
            "amount": amount,
            "asked": application.asked,
            "laws": [*LAWS, "missing_items"] if dismisses else LAWS,
        },
    )
    return decision
