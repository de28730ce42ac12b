"""Another answer: by the body that decided, by the appeal body, or once more after that body set it aside."""

from datetime import date, datetime

from medvirkning.appeals.models import Appeal, Ruling
from medvirkning.appeals.parts import locked_out_of
from medvirkning.appeals.queries import ruling_of
from medvirkning.appeals.rules import may_change, may_conclude
from medvirkning.appeals.ruling import Compose, changed, held, is_taken, rule, with_letter
from medvirkning.appeals.timing import may_be_worse
from medvirkning.appeals.words import AppealVerb, AppealWord, Appellant, BodyOutcome, RulingKind
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import hold
from medvirkning.kernel.errors import Conflict, Objection, RuleBroken, refuse
from medvirkning.people.models import Person
from medvirkning.review.cases import may_open_decision
from medvirkning.review.changing import set_decision_aside
from medvirkning.review.quorum import Votes
from medvirkning.review.standing import what_stands
from medvirkning.review.voting import Sitting, may_carry, note_later_ballot, sitting
from medvirkning.review.words import Outcome


def change(
    appeal: Appeal,
    *,
    outcome: Outcome,
    amount: int,
    reasons: str,
    cut_reasons: str,
    by: Person,
    at: datetime,
    compose: Compose,
    votes: Votes | None = None,
) -> Ruling:
    """Let another answer stand, as those who decide such cases. Amount in whole kroner. Raises RuleBroken.

    An elected group does so in its open meeting, with a quorum; without `votes`, all who were there were for it.
    """
    hold(appeal.application.round)  # the pot first, as when deciding: two who wait for both rows never cross
    held(appeal, by, AppealVerb.CHANGE)
    stands = what_stands(appeal.decision)
    found = may_change(
        outcome,
        amount,
        stands=stands.amount,
        stood=stands.outcome,
        taken=is_taken(appeal),
        may_be_worse=appeal.appellant is Appellant.OTHER,
        about_dismissal=appeal.about_id is not None,
    )
    group = sitting(appeal.application)
    refuse(_may_decide(appeal, group, votes, by) or found)
    made = changed(appeal, outcome, amount, reasons, cut_reasons, by=by, at=at)
    note_later_ballot(group, votes, at=at, change=made)
    appeal.step(AppealVerb.CHANGE)
    ruling = rule(appeal, RulingKind.CHANGED, reasons, by=by, at=at, change=made)
    return with_letter(ruling, "appeal_changed", AppealVerb.CHANGE, compose, by=by, at=at)


def conclude(
    appeal: Appeal,
    *,
    outcome: BodyOutcome | None,
    answer: Outcome | None,
    amount: int,
    reasons: str,
    cut_reasons: str,
    decided_on: date | None,
    impartial: bool,
    by: Person,
    at: datetime,
    compose: Compose,
) -> Ruling:
    """What the appeal body decided. `answer` and `amount` (whole kroner) count where it changed the decision.

    Over a dismissal it decides whether that stands, and nothing else: what was dismissed goes back to the first body.
    Only by somebody who took no part below, steps aside from nothing and says so. Raises RuleBroken.
    """
    hold(appeal.application.round)
    held(appeal, by, AppealVerb.CONCLUDE)
    refuse(locked_out_of(by, appeal))
    forwarded, today = ruling_of(appeal, RulingKind.FORWARDED), oslo_date(at)
    told = forwarded is not None and forwarded.letter.sent_at is not None
    about = appeal.about_id is not None
    found = may_conclude(
        outcome,
        reasons=reasons,
        decided_on=decided_on,
        told=told,
        impartial=impartial,
        today=today,
        about_dismissal=about,
    )
    if outcome is BodyOutcome.CHANGED and not about:
        found += _another(appeal, answer, amount, today)
    refuse(found)
    made = None
    if outcome is BodyOutcome.CHANGED and answer is not None:
        made = changed(appeal, answer, amount, reasons, cut_reasons, by=by, at=at)
    if outcome is BodyOutcome.SET_ASIDE and not about:
        made = set_decision_aside(appeal.decision, reasons=reasons, by=by, at=at)
    appeal.step(AppealVerb.CONCLUDE)
    ruling = rule(appeal, RulingKind.FINAL, reasons, by=by, at=at, outcome=outcome, change=made, decided_on=decided_on)
    return with_letter(ruling, "appeal_concluded", AppealVerb.CONCLUDE, compose, by=by, at=at)


def decide_anew(
    appeal: Appeal,
    *,
    outcome: Outcome,
    amount: int,
    reasons: str,
    cut_reasons: str,
    by: Person,
    at: datetime,
    compose: Compose,
    votes: Votes | None = None,
) -> Ruling:
    """Decide the case once more after the appeal body set the decision aside. Amount in whole kroner; see `change`."""
    hold(appeal.application.round)
    held(appeal, by)
    final = ruling_of(appeal, RulingKind.FINAL)
    if final is None or final.outcome is not BodyOutcome.SET_ASIDE or appeal.about_id is not None:
        raise RuleBroken([Objection(AppealWord.NOT_SET_ASIDE, "appeal_handling")])
    if ruling_of(appeal, RulingKind.ANEW) is not None:
        raise Conflict("decided anew already")
    group = sitting(appeal.application)
    refuse(_may_decide(appeal, group, votes, by))
    made = changed(appeal, outcome, amount, reasons, cut_reasons, by=by, at=at)
    note_later_ballot(group, votes, at=at, change=made)
    ruling = rule(appeal, RulingKind.ANEW, reasons, by=by, at=at, change=made)
    return with_letter(ruling, "decided_anew", None, compose, by=by, at=at)


def _may_decide(appeal: Appeal, group: Sitting | None, votes: Votes | None, by: Person) -> list[Objection]:
    """As when deciding: the officer, or the one who leads the elected group in its open meeting, by votes."""
    return may_open_decision(by, appeal.application) or may_carry(group, votes, by)


def _another(appeal: Appeal, answer: Outcome | None, amount: int, today: date) -> list[Objection]:
    if answer is None:
        return [Objection(AppealWord.OUTCOME_MISSING)]
    stands, others = what_stands(appeal.decision), appeal.appellant is Appellant.OTHER
    worse = others or may_be_worse(appeal.received_on, today)
    return may_change(answer, amount, stands=stands.amount, stood=stands.outcome, taken=True, may_be_worse=worse)
