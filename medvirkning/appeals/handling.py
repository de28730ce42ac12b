"""The desk's own moves: ask for what is missing, take a late appeal, put one aside, or send it on."""

from datetime import date, datetime

from medvirkning.appeals.models import Appeal, Ruling
from medvirkning.appeals.rules import may_ask, may_dismiss, may_forward, may_take_late, may_undo
from medvirkning.appeals.ruling import Compose, held, is_taken, rule, tell_journal, with_letter
from medvirkning.appeals.subjects import timing_of
from medvirkning.appeals.telling import tell
from medvirkning.appeals.words import AppealVerb, DismissalGround, LateGround, RulingKind, Timing
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.errors import Conflict, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.models import Person


def ask_to_complete(appeal: Appeal, *, question: str, until: date, by: Person, at: datetime) -> None:
    """Ask for what is missing, with a short time to send it. Raises RuleBroken."""
    held(appeal, by, AppealVerb.ASK)
    refuse(may_ask(question, until, today=oslo_date(at)))
    appeal.step(AppealVerb.ASK)
    appeal.question, appeal.asked_until, appeal.added_on = tidy(question), until, None
    tell_journal(appeal, "appeal_asked", by, at, AppealVerb.ASK, until=until.isoformat())
    tell(appeal, "appeal_question", at=at, until=until)


def take_late(appeal: Appeal, *, ground: LateGround | None, note: str, by: Person, at: datetime) -> None:
    """Look into a late appeal all the same. Raises RuleBroken, Conflict where it was taken already."""
    held(appeal, by)
    refuse(may_take_late(Timing.IN_TIME if appeal.reopened_on else timing_of(appeal), ground, note))
    if appeal.late_ground is not None:
        raise Conflict("taken already")
    appeal.late_note, appeal.late_ground = tidy(note), ground
    tell_journal(appeal, "appeal_taken_late", by, at, None, ground=ground.value if ground else None)


def dismiss(
    appeal: Appeal, *, ground: DismissalGround | None, reasons: str, by: Person, at: datetime, compose: Compose
) -> Ruling:
    """Put the appeal aside without looking into it: a decision of its own, which can be appealed. Raises RuleBroken."""
    held(appeal, by, AppealVerb.DISMISS)
    late = not is_taken(appeal)
    refuse(
        may_dismiss(
            ground,
            reasons=reasons,
            late=late,
            appellant=appeal.appellant,
            asked_until=appeal.asked_until,
            answered=appeal.added_on is not None,
            today=oslo_date(at),
            undone=appeal.reopened_on is not None,
        )
    )
    appeal.step(AppealVerb.DISMISS)
    ruling = rule(appeal, RulingKind.DISMISSED, reasons, by=by, at=at, ground=ground)
    return with_letter(ruling, "appeal_dismissed", AppealVerb.DISMISS, compose, by=by, at=at)


def undo(appeal: Appeal, *, reasons: str, by: Person, at: datetime, compose: Compose) -> Ruling:
    """Undo the dismissal that is appealed. What was dismissed is opened again when the letter is sent.

    Raises RuleBroken.
    """
    held(appeal, by, AppealVerb.UNDO)
    refuse(may_undo(about_dismissal=appeal.about_id is not None, taken=is_taken(appeal), reasons=reasons))
    appeal.step(AppealVerb.UNDO)
    ruling = rule(appeal, RulingKind.UNDONE, reasons, by=by, at=at)
    return with_letter(ruling, "dismissal_undone", AppealVerb.UNDO, compose, by=by, at=at)


def forward(appeal: Appeal, *, statement: str, by: Person, at: datetime, compose: Compose) -> Ruling:
    """Let the decision stand and send the appeal on, with a statement its sender gets too. Raises RuleBroken."""
    held(appeal, by, AppealVerb.FORWARD)
    refuse(may_forward(taken=is_taken(appeal), statement=statement))
    appeal.step(AppealVerb.FORWARD)
    ruling = rule(appeal, RulingKind.FORWARDED, statement, by=by, at=at)
    return with_letter(ruling, "appeal_forwarded", AppealVerb.FORWARD, compose, by=by, at=at)
