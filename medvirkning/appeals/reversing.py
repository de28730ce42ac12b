"""Another answer: by the body that decided, by the appeal body, or once more after that body set it aside."""

from datetime import date, datetime

from medvirkning.appeals.answers import Answer, let_stand, note_votes, set_aside, what_stops
from medvirkning.appeals.models import Appeal, Ruling
from medvirkning.appeals.parts import locked_out_of
from medvirkning.appeals.queries import ruling_of
from medvirkning.appeals.rules import may_conclude
from medvirkning.appeals.ruling import Compose, held, is_taken, rule, with_letter
from medvirkning.appeals.timing import may_be_worse
from medvirkning.appeals.words import AppealVerb, AppealWord, Appellant, BodyOutcome, RulingKind
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import hold
from medvirkning.kernel.errors import Conflict, Objection, RuleBroken, refuse
from medvirkning.people.models import Person
from medvirkning.review.cases import may_open_decision
from medvirkning.review.quorum import Votes
from medvirkning.review.voting import Sitting, may_carry, sitting


def change(
    appeal: Appeal, answer: Answer, *, by: Person, at: datetime, compose: Compose, votes: Votes | None = None
) -> Ruling:
    """Let another answer stand, as those who decide such cases. Raises RuleBroken.

    An elected group does so in its open meeting, with a quorum; without `votes`, all who were there were for it.
    """
    hold(appeal.application.round)  # the pot first, as when deciding: two who wait for both rows never cross
    held(appeal, by, AppealVerb.CHANGE)
    others = appeal.appellant is Appellant.OTHER
    found = what_stops(appeal, answer, taken=is_taken(appeal), may_be_worse=others)
    group = sitting(appeal.application)
    refuse(_may_decide(appeal, group, votes, by) or found)
    made = let_stand(appeal, answer, by=by, at=at)
    note_votes(group, votes, made, at=at)
    appeal.step(AppealVerb.CHANGE)
    ruling = rule(appeal, RulingKind.CHANGED, answer.reasons, by=by, at=at, change=made)
    return with_letter(ruling, "appeal_changed", AppealVerb.CHANGE, compose, by=by, at=at)


def conclude(
    appeal: Appeal,
    *,
    outcome: BodyOutcome | None,
    answer: Answer,
    decided_on: date | None,
    impartial: bool,
    by: Person,
    at: datetime,
    compose: Compose,
) -> Ruling:
    """What the appeal body decided, with the answer's reasons; the rest of the answer counts where it changed it.

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
        reasons=answer.reasons,
        decided_on=decided_on,
        told=told,
        impartial=impartial,
        today=today,
        about_dismissal=about,
    )
    changes = outcome is BodyOutcome.CHANGED and not about
    if changes:
        worse = appeal.appellant is Appellant.OTHER or may_be_worse(appeal.received_on, today)
        more = what_stops(appeal, answer, taken=True, may_be_worse=worse)
        found += [each for each in more if each.code not in {one.code for one in found}]
    refuse(found)
    made = let_stand(appeal, answer, by=by, at=at) if changes else None
    if outcome is BodyOutcome.SET_ASIDE and not about:
        made = set_aside(appeal, reasons=answer.reasons, by=by, at=at)
    appeal.step(AppealVerb.CONCLUDE)
    reasons, kind = answer.reasons, RulingKind.FINAL
    ruling = rule(appeal, kind, reasons, by=by, at=at, outcome=outcome, change=made, decided_on=decided_on)
    return with_letter(ruling, "appeal_concluded", AppealVerb.CONCLUDE, compose, by=by, at=at)


def decide_anew(
    appeal: Appeal, answer: Answer, *, by: Person, at: datetime, compose: Compose, votes: Votes | None = None
) -> Ruling:
    """Decide once more after the appeal body set it aside; see `change`."""
    hold(appeal.application.round)
    held(appeal, by)
    final = ruling_of(appeal, RulingKind.FINAL)
    if final is None or final.outcome is not BodyOutcome.SET_ASIDE or appeal.about_id is not None:
        raise RuleBroken([Objection(AppealWord.NOT_SET_ASIDE, "appeal_handling")])
    if ruling_of(appeal, RulingKind.ANEW) is not None:
        raise Conflict("decided anew already")
    group = sitting(appeal.application)
    refuse(_may_decide(appeal, group, votes, by) or _incomplete(appeal, answer))
    made = let_stand(appeal, answer, by=by, at=at)
    note_votes(group, votes, made, at=at)
    ruling = rule(appeal, RulingKind.ANEW, answer.reasons, by=by, at=at, change=made)
    return with_letter(ruling, "decided_anew", None, compose, by=by, at=at)


def _may_decide(appeal: Appeal, group: Sitting | None, votes: Votes | None, by: Person) -> list[Objection]:
    """As when deciding: the officer, or the one who leads the elected group in its open meeting, by votes."""
    return may_open_decision(by, appeal.application) or may_carry(group, votes, by)


def _incomplete(appeal: Appeal, answer: Answer) -> list[Objection]:
    """What a claim that is decided anew lacks; of an application that is the decision's own rules to tell."""
    if appeal.claim is not None:
        return what_stops(appeal, answer, taken=True, may_be_worse=True)
    return [] if answer.outcome else [Objection(AppealWord.OUTCOME_MISSING)]
