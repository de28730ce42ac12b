"""Deciding: the decision, its letter and what it takes from the pot, in one transaction or not at all.

One case or many: what the rules ask is looked up for all of them at once, and all is written together.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from medvirkning.grants.attaching import keep_count
from medvirkning.grants.check_words import CorrectionEnd
from medvirkning.grants.models import Application
from medvirkning.grants.schemes import Round
from medvirkning.grants.words import ApplicationVerb, DecidingMode
from medvirkning.journal.actions import record_each
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, Objection, RuleBroken
from medvirkning.kernel.holding import hold_all
from medvirkning.people.models import Person
from medvirkning.review.hearing import Hearing
from medvirkning.review.models import Decision, Letter
from medvirkning.review.quorum import Votes, may_open
from medvirkning.review.rules import may_decide, may_dismiss, may_settle
from medvirkning.review.voting import may_carry, note_ballot
from medvirkning.review.words import Dismissal, Outcome, ReviewWord

LAWS = ["individual_decision", "decision_in_writing", "reasons"]


class LetterContent(Protocol):
    """What a letter says, as values that JSON can hold; made at the counter, where the words are."""

    def to_json(self) -> dict[str, Any]:
        """All of it: the page and the PDF are made from this and nothing else."""
        ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided of one case. Amount in whole kroner; without `votes`, all who were there were for it.

    `good` is what was good about an application that is refused; `conditions` go with a grant, beside the scheme's
    own. `deviation` says why it is not what was recommended, and `dismissal` why a case is not considered.
    """

    outcome: Outcome
    amount: int
    reasons: str
    cut_reasons: str = ""
    good: str = ""
    conditions: Sequence[str] = ()
    votes: Votes | None = None
    deviation: str = ""
    dismissal: Dismissal | None = None


class AlreadyDecided(Conflict):
    """Somebody was first. Carries the decision, which says who and when."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__("already decided")


class CaseBroken(RuleBroken):
    """Something stands in the way of deciding. Carries the case it is about."""

    def __init__(self, application_id: UUID, objections: Iterable[Objection]) -> None:
        self.application_id = application_id
        super().__init__(objections)


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
    **more: Any,
) -> Decision:
    """Decide one case and make its letter: `decide_each` of one. `more` is what else a `Verdict` has."""
    verdict = Verdict(outcome, amount, reasons, cut_reasons, **more)
    return decide_each(application.round, [(application, verdict)], by=by, at=at, compose=compose)[0]


def decide_each(
    the_round: Round,
    said: Sequence[tuple[Application, Verdict]],
    *,
    by: Person,
    at: datetime,
    compose: Callable[[Decision], LetterContent],
) -> list[Decision]:
    """Decide these cases of a round and make their letters, in this order; all of it in the caller's transaction.

    An elected group decides in its open meeting, with a quorum. Where the group recommends, the officer decides.
    Nobody decides while one can still apply.

    The round's row is locked first, so that whoever presses at the same moment waits and then sees what is left.
    Raises AlreadyDecided for the second, CaseBroken with every objection to the first case that can't be decided so,
    and whatever `compose` raises: no letter, no decision.
    """
    hold(the_round)
    hold_all([application for application, _verdict in said])
    heard = Hearing(the_round, [application for application, _verdict in said], by)
    left, made = the_round.pot - the_round.granted, []
    for application, verdict in said:
        if (earlier := heard.decided.get(application.id)) is not None:
            raise AlreadyDecided(earlier)
        if objections := _objections(heard, the_round, application, verdict, left=left, at=at):
            raise CaseBroken(application.id, objections)
        left -= verdict.amount
        made.append(_decided(heard, the_round, application, verdict, by=by, at=at, compose=compose))
    record_each(
        [(each.application, _facts(each)) for each in made],
        "decided",
        by=by,
        at=at,
        programme_id=the_round.programme_id,
        verb=ApplicationVerb.DECIDE,
    )
    db.session.refresh(the_round, ["granted"])  # the database has added it up
    return made


def _objections(
    heard: Hearing, the_round: Round, application: Application, verdict: Verdict, *, left: int, at: datetime
) -> list[Objection]:
    outcome, amount = verdict.outcome, verdict.amount
    mode, asked = the_round.scheme.deciding_mode, heard.asked.get(application.id)
    if mode is DecidingMode.ELECTED:
        theirs = heard.may_lead(application) or may_carry(heard.sitting(application), verdict.votes, heard.by)
    else:
        decided, advice = (outcome, amount), heard.advice(application)
        theirs = heard.closed_to(application) or may_settle(
            mode, heard.roles, advice=advice, decided=decided, deviation=verdict.deviation
        )
    found = [
        *theirs,
        *may_open(the_round.deadline, at=at),
        *may_decide(
            outcome,
            amount,
            asked=application.asked,
            ceiling=the_round.scheme.most_amount,
            left=left,
            reasons=verdict.reasons,
            cut_reasons=verdict.cut_reasons,
        ),
    ]
    if outcome is Outcome.DISMISSED:
        until = asked.deadline if asked else None
        return [*found, *may_dismiss(verdict.dismissal, asked_until=until, on=oslo_date(at))]
    return [*found, Objection(ReviewWord.WAITS_FOR_CORRECTION, "missing_items")] if asked is not None else found


def _decided(
    heard: Hearing,
    the_round: Round,
    application: Application,
    verdict: Verdict,
    *,
    by: Person,
    at: datetime,
    compose: Callable[[Decision], LetterContent],
) -> Decision:
    """The decision with its letter and its votes, not yet in the database: many go there together."""
    outcome, amount, asked = verdict.outcome, verdict.amount, heard.asked.get(application.id)
    advice = heard.advice(application)
    decision = Decision(
        id=uuid4(),
        application_id=application.id,
        round_id=the_round.id,
        programme_id=application.programme_id,
        outcome=outcome,
        asked=application.asked,
        amount=amount,
        reasons=verdict.reasons.strip(),
        cut_reasons=verdict.cut_reasons.strip() if outcome is Outcome.PARTLY else "",
        good=verdict.good.strip() if outcome is Outcome.REFUSED else "",
        conditions=[each.strip() for each in verdict.conditions if each.strip()] if amount else [],
        dismissal=verdict.dismissal if outcome is Outcome.DISMISSED else None,
        mode=the_round.scheme.deciding_mode,
        deviation=verdict.deviation.strip() if advice not in (None, (outcome, amount)) else "",
        by_id=by.id,
        at=at,
    )
    decision.application, decision.by = application, by
    db.session.add(decision)
    if (held := heard.sitting(application)) is not None:
        note_ballot(held, verdict.votes)
    application.step(ApplicationVerb.DECIDE)
    application.granted = amount
    if asked is not None:
        asked.end(CorrectionEnd.DECIDED, at)
        keep_count(application)  # it waits for nothing any more
    content = compose(decision).to_json()
    letter = Letter(programme_id=decision.programme_id, language=application.language, content=content, composed_at=at)
    letter.decision = decision
    db.session.add(letter)
    return decision


def _facts(decision: Decision) -> dict[str, Any]:
    laws = [*LAWS, "missing_items"] if decision.outcome is Outcome.DISMISSED else LAWS
    return {"outcome": decision.outcome.value, "amount": decision.amount, "asked": decision.asked, "laws": laws}
