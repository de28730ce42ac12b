"""Another answer than the one that is appealed: to an application, or a claim for money back. Never to a dismissal."""

from dataclasses import dataclass
from datetime import date, datetime

from medvirkning.appeals.models import Appeal
from medvirkning.appeals.rules import may_change, may_change_claim, pot_words
from medvirkning.appeals.words import AppealWord, Subject
from medvirkning.follow_up.reclaiming import change_claim, set_claim_aside
from medvirkning.follow_up.repayments import ClaimChange
from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationState, ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.journal.queries import history
from medvirkning.kernel.database import hold
from medvirkning.kernel.errors import Conflict, Objection, RuleBroken
from medvirkning.people.models import Person
from medvirkning.review.changing import change_decision, set_decision_aside
from medvirkning.review.models import DecisionChange
from medvirkning.review.quorum import Votes
from medvirkning.review.standing import what_stands
from medvirkning.review.voting import Sitting, note_later_ballot
from medvirkning.review.words import Outcome

Change = DecisionChange | ClaimChange


@dataclass(frozen=True, slots=True)
class Answer:
    """Another answer, with its reasons. `amount` in whole kroner: what they get in all, or are to pay back.

    An application gets an outcome, and is told why it gets less than was asked for; what is to be paid back has a day.
    """

    amount: int
    reasons: str
    outcome: Outcome | None = None
    cut_reasons: str = ""
    due_on: date | None = None


def what_stops(appeal: Appeal, answer: Answer, *, taken: bool, may_be_worse: bool) -> list[Objection]:
    """Why this can't come in the place of what is appealed, whoever decides it."""
    if appeal.claim is not None:
        stands = appeal.claim.stands.amount
        return may_change_claim(
            answer.amount, stands=stands, reasons=answer.reasons, taken=taken, may_be_worse=may_be_worse
        )
    if answer.outcome is None:
        return [Objection(AppealWord.OUTCOME_MISSING)]
    stood = what_stands(appeal.decision)
    return may_change(
        answer.outcome,
        answer.amount,
        stands=stood.amount,
        stood=stood.outcome,
        taken=taken,
        may_be_worse=may_be_worse,
        about_dismissal=appeal.subject is Subject.DISMISSAL,
    )


def let_stand(appeal: Appeal, answer: Answer, *, by: Person, at: datetime) -> Change:
    """Let it stand. Raises RuleBroken, in appeals' words about the pot.

    A case that is finished is taken up again where there is money to accept, or to pay.
    """
    if appeal.claim is not None:
        amount, reasons = answer.amount, answer.reasons
        return change_claim(appeal.claim, amount=amount, due_on=answer.due_on, reasons=reasons, by=by, at=at)
    if answer.outcome is None or appeal.about is not None:
        raise Conflict("no answer to an application")
    hold(appeal.application)
    try:
        made = change_decision(
            appeal.decision,
            outcome=answer.outcome,
            amount=answer.amount,
            reasons=answer.reasons,
            cut_reasons=answer.cut_reasons,
            by=by,
            at=at,
        )
    except RuleBroken as broken:
        raise RuleBroken(pot_words(broken.objections)) from None
    if made.amount > made.before and appeal.application.state is ApplicationState.CLOSED:
        _take_up_again(appeal.application, by, at)
    return made


def set_aside(appeal: Appeal, *, reasons: str, by: Person, at: datetime) -> Change:
    """Let nothing stand of what is appealed until it is decided anew."""
    if appeal.claim is not None:
        return set_claim_aside(appeal.claim, reasons=reasons, by=by, at=at)
    return set_decision_aside(appeal.decision, reasons=reasons, by=by, at=at)


def note_votes(group: Sitting | None, votes: Votes | None, change: Change, *, at: datetime) -> None:
    """Keep how an elected group voted on it; nothing where one person decides."""
    if isinstance(change, ClaimChange):
        note_later_ballot(group, votes, at=at, claimed=change.amount, claim_change_id=change.id)
    else:
        note_later_ballot(group, votes, at=at, change=change)


def _take_up_again(application: Application, by: Person, at: datetime) -> None:
    before = history(Application.__tablename__, application.id)
    accepted = any(each.verb == ApplicationVerb.ACCEPT for each in before)
    verb = ApplicationVerb.RESUME if accepted else ApplicationVerb.REOPEN
    application.step(verb)
    application.lapsed = False
    record(application, "case_reopened", by=by, at=at, programme_id=application.programme_id, verb=verb)
