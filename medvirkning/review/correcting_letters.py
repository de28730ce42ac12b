"""Correcting a letter that has been sent: written, looked at, and sent as a letter of its own. The first one stays."""

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256

from medvirkning.attachments.actions import attach
from medvirkning.attachments.words import AttachmentKind
from medvirkning.grants.models import Application
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import Conflict, Objection, Stale, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to
from medvirkning.review.corrected_letters import CorrectedLetter
from medvirkning.review.correction_rules import may_correct, may_keep, may_send_corrected
from medvirkning.review.deciding import LetterContent
from medvirkning.review.letters import CORRECTED, corrected_letters, last_day_to_appeal, unsent_correction
from medvirkning.review.models import Letter
from medvirkning.review.standing import changes_of

LAWS = ["notice", "appeal", "appeal_deadline"]


def write_correction(
    letter: Letter,
    *,
    what: str,
    texts: Mapping[str, str],
    restarts: bool,
    version: int | None,
    by: Person,
    at: datetime,
) -> CorrectedLetter:
    """Write the corrected letter, or change the one that is written and not sent. Nobody outside sees it yet.

    `version` is of the page it was written on, None where there was none. Raises Stale where somebody has written it
    meanwhile, RuleBroken where it can't be corrected or nothing is.
    """
    hold(letter)
    decision = letter.decision
    refuse([*_stands(letter), *closed_to(by, decision.application), *may_keep(what, texts)])
    made = unsent_correction(decision.id)
    if (made.version if made else None) != version:
        raise Stale("correction")
    if made is None:
        made = CorrectedLetter(
            decision_id=decision.id,
            number=2 + len(corrected_letters(decision.id)),
            programme_id=letter.programme_id,
            language=letter.language,
        )
        db.session.add(made)
    made.decision, made.written_by, made.written_at = decision, by, at
    made.what, made.texts, made.restarts = what.strip(), dict(texts), restarts
    db.session.flush()
    return made


def drop_correction(made: CorrectedLetter, *, by: Person) -> None:
    """Let go of a corrected letter that is not sent. Raises Conflict for one that is."""
    hold(made)
    if made.sent_at is not None:
        raise Conflict("already sent")
    refuse(closed_to(by, made.decision.application))
    db.session.delete(made)


def send_corrected(
    made: CorrectedLetter, *, content: LetterContent, pdf: bytes, deadline: date, by: Person, at: datetime
) -> CorrectedLetter:
    """Freeze it, attach its PDF and post the notice (without the content). The case stays in the state it is in.

    `deadline` is the last day to appeal. Raises Conflict for the second, RuleBroken where it can't be sent.
    """
    hold(made)
    if made.sent_at is not None:
        raise Conflict("already sent")
    decision, told = made.decision, content.to_json()
    application, letter = decision.application, decision.letter
    standing = last_day_to_appeal(letter) or deadline
    anew = appeal_deadline(oslo_date(at), application.round.scheme.appeal_weeks)
    refuse(
        [
            *_stands(letter),
            *may_send_corrected(
                closed_to(by, application),
                pdf=pdf,
                told=(str(told["outcome"]), int(told["amount"] or 0)),
                decided=(decision.outcome.value, decision.amount),
                deadline=deadline,
                least=max(standing, anew) if made.restarts else standing,
            ),
        ]
    )
    name = f"{application.number}-{made.number}.pdf"
    attached = attach(made, pdf, kind=AttachmentKind.LETTER, name=name, media_type="application/pdf", at=at)
    db.session.flush()
    made.content = told
    made.digest = digest(
        {"language": made.language, "content": told, "pdf": sha256(pdf).hexdigest(), "deadline": deadline}
    )
    made.attachment_id = attached.id
    made.appeal_deadline, made.sent_by, made.sent_at = deadline, by, at
    _notify(application, made.language, at)
    facts = {
        "letter": str(made.id),
        "number": made.number,
        "digest": made.digest,
        "restarts": made.restarts,
        "appeal_deadline": deadline.isoformat(),
        "laws": LAWS,
    }
    record(application, "letter_corrected", by=by, at=at, programme_id=made.programme_id, facts=facts)
    return made


def _stands(letter: Letter) -> list[Objection]:
    return may_correct(sent=letter.sent_at is not None, changed=bool(changes_of(letter.decision_id)))


def _notify(application: Application, language: str, at: datetime) -> None:
    """Tell the one who applied, and the contact person too, where that is another."""
    values = {"number": application.number or "", "application_id": application.id}
    post(CORRECTED, to=application.owner.email, language=language, at=at, **values)
    contact = (application.contact_email or "").lower()
    if contact and contact != application.owner.email:
        post("corrected_letter_copy", to=contact, language=language, at=at, **values)
