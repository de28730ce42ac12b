"""Sending a decision letter: what is sent is frozen, whole, with its PDF and its deadline."""

from datetime import date, datetime
from hashlib import sha256

from medvirkning.attachments.actions import attach
from medvirkning.attachments.words import AttachmentKind
from medvirkning.grants.models import Application
from medvirkning.grants.words import ApplicationVerb
from medvirkning.journal.actions import record
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.content_digest import digest
from medvirkning.kernel.database import db, hold
from medvirkning.kernel.deadlines import appeal_deadline
from medvirkning.kernel.errors import Conflict, refuse
from medvirkning.outbox.actions import post
from medvirkning.people.models import Person
from medvirkning.review.cases import closed_to
from medvirkning.review.deciding import LetterContent
from medvirkning.review.letters import NOTICE
from medvirkning.review.models import Letter
from medvirkning.review.rules import may_send

LAWS = ["notice", "appeal", "appeal_deadline"]


class AlreadySent(Conflict):
    """The letter has gone out. Carries it: it says who sent it and when."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        super().__init__("already sent")


def send_letter(
    letter: Letter, *, content: LetterContent, pdf: bytes, deadline: date, by: Person, at: datetime
) -> Letter:
    """Freeze the letter, attach its PDF, post the notice (without the content) and move the application on.

    `deadline` is the last day to appeal. Raises AlreadySent for the second, RuleBroken where it can't be sent.
    """
    hold(letter)
    if letter.sent_at is not None:
        raise AlreadySent(letter)
    application = letter.decision.application
    scheme = application.round.scheme
    objections = may_send(
        closed_to(by, application),
        pdf=pdf,
        deadline=deadline,
        least=appeal_deadline(oslo_date(at), scheme.appeal_weeks),
    )
    refuse(objections)
    number = application.number or ""
    attached = attach(
        letter, pdf, kind=AttachmentKind.LETTER, name=f"{number}.pdf", media_type="application/pdf", at=at
    )
    db.session.flush()
    letter.content = content.to_json()
    letter.digest = digest(
        {"language": letter.language, "content": letter.content, "pdf": sha256(pdf).hexdigest(), "deadline": deadline}
    )
    letter.attachment_id = attached.id
    letter.appeal_deadline, letter.sent_by_id, letter.sent_at = deadline, by.id, at
    application.step(ApplicationVerb.SEND_LETTER)
    _notify(application, letter.language, at)
    record(
        application,
        "letter_sent",
        by=by,
        at=at,
        programme_id=application.programme_id,
        verb=ApplicationVerb.SEND_LETTER,
        facts={
            "letter": str(letter.id),
            "digest": letter.digest,
            "appeal_deadline": deadline.isoformat(),
            "laws": LAWS,
        },
    )
    return letter


def _notify(application: Application, language: str, at: datetime) -> None:
    """Tell the one who applied, from which the deadline counts; and the contact person too, where that is another."""
    values = {"number": application.number or "", "application_id": application.id}
    post(NOTICE, to=application.owner.email, language=language, at=at, **values)
    contact = (application.contact_email or "").lower()
    if contact and contact != application.owner.email:
        post("decision_letter_copy", to=contact, language=language, at=at, **values)
