"""How an appeal is ruled on, whatever the ruling: held, written once, with its letter, and told to the journal."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from medvirkning.appeals.answers import Change
from medvirkning.appeals.models import Appeal, Ruling, RulingLetter
from medvirkning.appeals.subjects import timing_of
from medvirkning.appeals.timing import answer_by, taken
from medvirkning.appeals.words import AppealVerb, BodyOutcome, DismissalGround, RulingKind
from medvirkning.follow_up.repayments import ClaimChange
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.errors import Conflict, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to
from medvirkning.review.deciding import LetterContent

Compose = Callable[[Ruling], LetterContent]
LAWS = ["appeal_handling", "reasons"]


def held(appeal: Appeal, by: Person, verb: AppealVerb | None = None) -> None:
    """Read the appeal anew and keep it from others.

    Raises WrongStep where the verb can't be done any more, RuleBroken where its case is closed to this person.
    """
    hold(appeal)
    db.session.expire(appeal, ["rulings"])
    if verb is not None:
        appeal.LIFECYCLE.after(appeal.state, verb)
    refuse(closed_to(by, appeal.application))


def undoes_dismissal(ruling: Ruling) -> bool:
    """Whether it undoes the dismissal that was appealed, be it the first body's or the appeal body's word."""
    about = ruling.appeal.about_id is not None
    return about and (ruling.kind is RulingKind.UNDONE or ruling.outcome is BodyOutcome.SET_ASIDE)


def reopen(appeal: Appeal, *, by: Person, at: datetime) -> None:
    """Open the appeal again whose dismissal this one got undone: it is to be looked into, and its clock starts anew."""
    first = appeal.about
    if first is None:
        raise Conflict("no dismissal was appealed")
    hold(first)
    first.step(AppealVerb.REOPEN)
    first.reopened_on = oslo_date(at)
    first.answer_by = max(first.answer_by, answer_by(first.reopened_on))
    tell_journal(first, "appeal_reopened", by, at, AppealVerb.REOPEN, against=str(appeal.id))


def is_taken(appeal: Appeal) -> bool:
    """Whether it is to be looked into: in time, late and taken all the same, or opened again."""
    return appeal.reopened_on is not None or taken(timing_of(appeal), appeal.late_ground)


def rule(
    appeal: Appeal,
    kind: RulingKind,
    reasons: str,
    *,
    by: Person,
    at: datetime,
    ground: DismissalGround | None = None,
    outcome: BodyOutcome | None = None,
    change: Change | None = None,
    decided_on: date | None = None,
) -> Ruling:
    """The row of what was made of the appeal."""
    ruling = Ruling(
        programme_id=appeal.programme_id,
        kind=kind,
        ground=ground,
        outcome=outcome,
        reasons=tidy(reasons),
        decided_on=decided_on or oslo_date(at),
        by_id=by.id,
        at=at,
    )
    ruling.appeal, ruling.by = appeal, by
    if isinstance(change, ClaimChange):
        ruling.claim_change = change
    else:
        ruling.change = change
    db.session.add(ruling)
    db.session.flush()
    return ruling


def with_letter(
    ruling: Ruling, event: str, verb: AppealVerb | None, compose: Compose, *, by: Person, at: datetime
) -> Ruling:
    """Make the ruling's letter and tell the journal; whatever `compose` raises stops all of it."""
    letter = RulingLetter(
        programme_id=ruling.programme_id,
        language=ruling.appeal.language,
        content=compose(ruling).to_json(),
        composed_at=at,
    )
    letter.ruling = ruling
    db.session.add(letter)
    facts: dict[str, Any] = {"ruling": str(ruling.id)}
    if ruling.outcome is not None:
        facts["outcome"] = ruling.outcome.value
    tell_journal(ruling.appeal, event, by, at, verb, **facts)
    return ruling


def tell_journal(appeal: Appeal, event: str, by: Person, at: datetime, verb: AppealVerb | None, **facts: Any) -> None:
    """An event of the appeal's, with the laws it rests on."""
    told = {**facts, "laws": LAWS}
    record(appeal, event, by=by, at=at, programme_id=appeal.programme_id, verb=verb, facts=told)
