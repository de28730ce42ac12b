"""Claiming money back: an advance notice, the applicant's word, and a decision about it or none."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from medvirkning.attachments.actions import attach
from medvirkning.attachments.words import AttachmentKind
from medvirkning.follow_up.accepting import aside
from medvirkning.follow_up.giving_back import may_claim, may_note_repaid, may_notify
from medvirkning.follow_up.queries import acceptance_of, open_repayment
from medvirkning.follow_up.repayments import Repayment
from medvirkning.follow_up.rules import reasoned, second_person
from medvirkning.follow_up.telling import CLAIM_NOTICE, mail_applicant, tell_journals
from medvirkning.follow_up.words import MOST_TEXT, TO_CLAIM_BACK, FollowWord, RepaymentGround, RepaymentVerb
from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationVerb
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.kernel.plain_text import tidy
from medvirkning.people.models import Person
from medvirkning.review.cases import may_open_decision
from medvirkning.review.deciding import LetterContent
from medvirkning.review.quorum import Votes
from medvirkning.review.voting import may_carry, note_later_ballot, sitting


def notify(
    application: Application,
    *,
    ground: RepaymentGround | None,
    amount: int,
    reasons: str,
    answer_by: date,
    content: LetterContent,
    by: Person,
    at: datetime,
) -> Repayment:
    """Tell the applicant that money may be claimed back, why, and by which day they may answer. Amount in kroner.

    `content` is the notice's letter; the mail says only that it is there. Raises RuleBroken with all that is wrong;
    Conflict where nothing is paid or the case is finished.
    """
    hold(application)
    acceptance = acceptance_of(application.id)
    if acceptance is None or application.state not in TO_CLAIM_BACK:
        raise Conflict("nothing to pay back")
    said: dict[str, Any] = {"ground": ground, "amount": amount, "reasons": reasons, "answer_by": answer_by}
    refuse(what_stops_notice(application, **said, by=by, at=at))
    made = Repayment(
        programme_id=application.programme_id,
        state=Repayment.LIFECYCLE.start,
        ground=ground,
        amount=amount,
        reasons=tidy(reasons),
        answer_by=answer_by,
        notified_by_id=by.id,
        notified_at=at,
        notice=content.to_json(),
    )
    made.acceptance = acceptance
    db.session.add(made)
    db.session.flush()
    facts: dict[str, Any] = {"ground": made.ground.value, "amount": amount, "answer_by": answer_by.isoformat()}
    tell_journals(made, "repayment_notified", by, at, notice=digest(made.notice), **facts)
    mail_applicant(made, "repayment_notice", at, day=answer_by.isoformat())
    return made


def what_stops_notice(
    application: Application,
    *,
    ground: RepaymentGround | None,
    amount: int,
    reasons: str,
    answer_by: date,
    by: Person,
    at: datetime,
) -> list[Objection]:
    """Everything that stands in the way of this advance notice now. Kroner; see `notify`."""
    acceptance = acceptance_of(application.id)
    said: dict[str, Any] = {"ground": ground, "amount": amount, "reasons": reasons, "answer_by": answer_by}
    found = [Objection(FollowWord.REPAYMENT_OPEN)] if open_repayment(application.id) else []
    found += may_notify(**said, paid=acceptance.paid if acceptance else 0, today=oslo_date(at))
    return [*aside(by, application), *found]


def answer_notice(made: Repayment, text: str, *, by: Person, at: datetime) -> None:
    """What the applicant says of the advance notice. Pressed twice, it is said once. Raises RuleBroken."""
    hold(made)
    if made.answered_at is not None and made.answer == tidy(text):
        return
    if made.answered_at is not None or not made.may(RepaymentVerb.CLAIM):
        raise Conflict("answered, or settled")
    missing = [] if text.strip() else [Objection(FollowWord.ANSWER_MISSING)]
    too_long = [Objection(FollowWord.TEXT_TOO_LONG, None, most=MOST_TEXT)] if len(text) > MOST_TEXT else []
    refuse([*missing, *too_long])
    made.answer, made.answered_at = tidy(text), at
    tell_journals(made, "repayment_answered", by, at, answer=digest(made.answer))


def claim(
    made: Repayment,
    *,
    amount: int,
    reasons: str,
    due_on: date,
    content: LetterContent,
    pdf: bytes,
    by: Person,
    at: datetime,
    votes: Votes | None = None,
) -> None:
    """Decide that so much (kroner) is to be paid back by a day, as the one who decides such cases, with its letter.

    An elected group does so in its open meeting, with a quorum; without `votes`, all who were there were for it. The
    letter is frozen with its PDF, and the applicant is told that it is there. Raises RuleBroken with every objection.
    """
    hold(made)
    made.LIFECYCLE.after(made.state, RepaymentVerb.CLAIM)
    application = made.acceptance.application
    hold(application)
    hold(made.acceptance)
    refuse(what_stops_claim(made, amount=amount, reasons=reasons, due_on=due_on, votes=votes, by=by, at=at))
    note_later_ballot(sitting(application), votes, at=at, claimed=amount)
    name = f"krav-{application.number}.pdf"
    kept = attach(made, pdf, kind=AttachmentKind.LETTER, name=name, media_type="application/pdf", at=at)
    db.session.flush()
    written = content.to_json()
    made.claimed, made.claim_reasons, made.due_on, made.claim = amount, tidy(reasons), due_on, written
    made.claimed_by_id, made.claimed_at, made.attachment_id = by.id, at, kept.id
    made.appeal_deadline = appeal_deadline(oslo_date(at), application.round.scheme.appeal_weeks)
    days = {"deadline": made.appeal_deadline, "due_on": due_on}
    made.digest = digest({"language": application.language, "content": written, "pdf": sha256(pdf).hexdigest(), **days})
    made.step(RepaymentVerb.CLAIM)
    application.step(ApplicationVerb.CLAIM_BACK)
    moved = (RepaymentVerb.CLAIM, ApplicationVerb.CLAIM_BACK)
    facts = {"amount": amount, "due_on": due_on.isoformat(), "digest": made.digest}
    tell_journals(made, "repayment_claimed", by, at, moved, **facts)
    mail_applicant(made, CLAIM_NOTICE, at)


def what_stops_claim(
    made: Repayment, *, amount: int, reasons: str, due_on: date, by: Person, at: datetime, votes: Votes | None = None
) -> list[Objection]:
    """Everything that stands in the way of deciding this claim now. Kroner; see `claim`."""
    acceptance, application = made.acceptance, made.acceptance.application
    found = may_claim(
        amount=amount,
        notified=made.amount,
        reasons=reasons,
        due_on=due_on,
        answer_by=made.answer_by,
        answered=made.answered_at is not None,
        today=oslo_date(at),
        appeal_weeks=application.round.scheme.appeal_weeks,
    )
    if acceptance.listed > acceptance.paid:
        found.append(Objection(FollowWord.LIST_UNPAID))
    return (may_open_decision(by, application) or may_carry(sitting(application), votes, by)) + found


def let_go(
    made: Repayment, *, reason: str, by: Person, at: datetime, votes: Votes | None = None, appealed: bool = False
) -> None:
    """Claim nothing, or nothing more, with a word about why. A case where money was claimed is finished by it.

    Only the one who decides such cases; an elected group as when it claims. Not while an appeal against the claim waits
    (`appealed`): that is answered. Raises RuleBroken.
    """
    hold(made)
    made.LIFECYCLE.after(made.state, RepaymentVerb.LET_GO)
    application = made.acceptance.application
    waits = [Objection(FollowWord.APPEAL_WAITS)] if appealed else []
    changing = [Objection(FollowWord.NEW_LETTER_COMING)] if made.changing else []
    group = sitting(application)
    refuse((may_open_decision(by, application) or may_carry(group, votes, by)) + [*waits, *changing, *reasoned(reason)])
    note_later_ballot(group, votes, at=at, claimed=0)
    made.step(RepaymentVerb.LET_GO)
    made.let_go_reason, made.let_go_by_id, made.let_go_at = tidy(reason), by.id, at
    if made.claimed is None:
        tell_journals(made, "repayment_let_go", by, at, (RepaymentVerb.LET_GO, None))
    else:
        hold(application)
        application.step(ApplicationVerb.CLOSE)
        application.report_owed_on = None
        tell_journals(made, "repayment_let_go", by, at, (RepaymentVerb.LET_GO, ApplicationVerb.CLOSE))
    mail_applicant(made, "repayment_let_go", at)


def note_repaid(made: Repayment, *, on: date, by: Person, at: datetime) -> None:
    """The money came back on this day: the case is finished. Never by whoever claimed it. Raises RuleBroken."""
    hold(made)
    made.LIFECYCLE.after(made.state, RepaymentVerb.NOTE_REPAID)
    application, claimed_at, claimed_by = made.acceptance.application, made.claimed_at, made.claimed_by_id
    if claimed_at is None or claimed_by is None:
        raise Conflict("not claimed")
    when = may_note_repaid(on=on, claimed_on=oslo_date(claimed_at), today=oslo_date(at))
    changing = [Objection(FollowWord.NEW_LETTER_COMING)] if made.changing else []
    refuse([*aside(by, application), *second_person(claimed_by, by.id), *when, *changing])
    if made.told.amount is None:
        raise Conflict("set aside")
    hold(application)
    made.step(RepaymentVerb.NOTE_REPAID)
    made.repaid_on, made.repaid_by_id, made.repaid_amount = on, by.id, made.told.amount
    application.step(ApplicationVerb.CLOSE)
    application.report_owed_on = None  # paid back: nothing is waited for
    moved = (RepaymentVerb.NOTE_REPAID, ApplicationVerb.CLOSE)
    tell_journals(made, "repaid", by, at, moved, amount=made.repaid_amount, on=on.isoformat())
