"""Sending a letter about an appeal: frozen whole, with its PDF, as decision letters are."""

from datetime import date, datetime
from hashlib import sha256

from medvirkning.appeals.dismissals import NOTICE
from medvirkning.appeals.models import RulingLetter
from medvirkning.appeals.parts import locked_out_of
from medvirkning.appeals.rules import may_send
from medvirkning.appeals.ruling import reopen, undoes_dismissal
from medvirkning.appeals.telling import tell
from medvirkning.appeals.words import AppealState, AppealWord, Appellant, RulingKind
from medvirkning.attachments.actions import attach
from medvirkning.attachments.words import AttachmentKind
from medvirkning.follow_up.reclaiming import tell_of_claim
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import Conflict, Objection, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to
from medvirkning.review.deciding import LetterContent
from medvirkning.review.standing import tell_of

APPEALABLE = (RulingKind.DISMISSED, RulingKind.CHANGED, RulingKind.ANEW)
LAWS = ["notice", "appeal_handling"]


class RulingLetterSent(Conflict):
    """The letter has gone out already."""


def send_ruling_letter(
    letter: RulingLetter, *, content: LetterContent, pdf: bytes, deadline: date | None, by: Person, at: datetime
) -> RulingLetter:
    """Freeze the letter, attach its PDF and tell whoever appeals; the applicant too, where that is another.

    `deadline` is the last day to appeal what it tells of, where that can be appealed. Raises RulingLetterSent for the
    second, RuleBroken where it can't be sent.
    """
    hold(letter)
    if letter.sent_at is not None:
        raise RulingLetterSent("already sent")
    appeal, kind = letter.ruling.appeal, letter.ruling.kind
    hold(appeal)
    if appeal.state is AppealState.WITHDRAWN:
        refuse([Objection(AppealWord.APPEAL_WITHDRAWN, "appeal")])
    weeks = appeal.application.round.scheme.appeal_weeks
    least = appeal_deadline(oslo_date(at), weeks) if kind in APPEALABLE else None
    out = locked_out_of(by, appeal) if kind is RulingKind.FINAL else []
    refuse([*closed_to(by, appeal.application), *out, *may_send(pdf=pdf, deadline=deadline, least=least)])
    name = f"klage-{appeal.application.number}.pdf"
    attached = attach(letter, pdf, kind=AttachmentKind.LETTER, name=name, media_type="application/pdf", at=at)
    db.session.flush()
    letter.content = content.to_json()
    letter.digest = digest(
        {"language": letter.language, "content": letter.content, "pdf": sha256(pdf).hexdigest(), "deadline": deadline}
    )
    letter.attachment_id = attached.id
    letter.appeal_deadline, letter.sent_by_id, letter.sent_at = deadline, by.id, at
    if letter.ruling.change is not None:
        tell_of(letter.ruling.change, at=at)
    if letter.ruling.claim_change is not None:
        tell_of_claim(letter.ruling.claim_change, at=at)
    tell(appeal, NOTICE, at=at)
    if undoes_dismissal(letter.ruling):
        reopen(appeal, by=by, at=at)
    if appeal.appellant is Appellant.OTHER:
        application = appeal.application
        number = application.number or ""
        post(
            "appeal_by_other", to=application.owner.email, language=application.language, at=at, number=number,
            appeal_id=appeal.id,
        )  # fmt: skip
    facts = {"letter": str(letter.id), "digest": letter.digest, "kind": kind.value, "laws": LAWS}
    record(appeal, "appeal_letter_sent", by=by, at=at, programme_id=letter.programme_id, facts=facts)
    return letter
