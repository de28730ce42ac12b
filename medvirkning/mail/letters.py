"""Decision letters: composed in the applicant's written language, checked against the law's list, and sent."""

from datetime import date, datetime
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import gettext as _

from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.errors import Objection, RuleBroken, Stale
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_answer import answer, sentence, title
from medvirkning.mail.letter_check import missing
from medvirkning.mail.letter_content import Block, LetterContent
from medvirkning.mail.letter_facts import LetterFacts, facts_of
from medvirkning.mail.letter_rights import rights
from medvirkning.mail.letter_voice import day, weekday
from medvirkning.mail.pdf import pdf
from medvirkning.people.models import Person
from medvirkning.review.models import Decision, Letter
from medvirkning.review.sending import send_letter
from medvirkning.review.words import Outcome


def compose(decision: Decision, *, notified: date | None = None) -> LetterContent:
    """The letter about a decision, in the application's language whatever the reader's is.

    `notified` is the day the party is told of it, from which the appeal deadline counts; a draft has neither.
    """
    address = f"{current_app.config['SETTINGS'].base_url}/soknad/{decision.application_id}/brev"
    return write(facts_of(decision, notified=notified), address)


def write(facts: LetterFacts, address: str) -> LetterContent:
    """The letter of these facts. A block that has nothing to say is left out; `missing` tells what that leaves."""
    with speaking(facts.language):
        blocks = [*answer(facts), *rights(facts)]
        return LetterContent(
            language=facts.language,
            outcome=facts.outcome.value,
            number=facts.number,
            dated=facts.dated,
            dated_text=day(facts.dated),
            deadline=facts.deadline,
            deadline_text=weekday(facts.deadline),
            municipality=facts.municipality,
            programme=facts.programme,
            group=facts.group,
            recipient=_recipient(facts),
            title=title(facts),
            decision=sentence(facts),
            amount=None if facts.outcome in (Outcome.REFUSED, Outcome.DISMISSED) else facts.amount,
            asked=facts.asked,
            blocks=tuple(block for block in map(_without_gaps, blocks) if block.passages),
            signature=_("Regards from %(group)s", group=facts.group),
            address=address,
            labels=_labels(address),
            untranslated=facts.untranslated,
        )


def send(letter: Letter, *, by: Person, at: datetime, drawn: tuple[LetterContent, bytes] | None = None) -> Letter:
    """Compose the letter as of today and send it with its PDF. Raises RuleBroken with all that it lacks.

    `drawn` is the letter that was read and its PDF, made before the transaction so that nobody waits for the drawing:
    raises Stale where the letter has come to say something else since.
    """
    content = compose(letter.decision, notified=oslo_date(at))
    lacking = missing(content)
    if lacking or content.deadline is None:
        raise RuleBroken(Objection(lack, "notice") for lack in lacking)
    if drawn is not None and drawn[0] != content:
        raise Stale("letter")
    file = drawn[1] if drawn is not None else pdf(content)
    return send_letter(letter, content=content, pdf=file, deadline=content.deadline, by=by, at=at)


def _recipient(facts: LetterFacts) -> tuple[str, ...]:
    """Who the letter is to: name, number in the register, contact, address."""
    if not facts.applicant:
        return ()
    named = facts.contact_name if facts.contact_name != facts.applicant else ""
    number = _("Organisation number %(number)s", number=facts.organisation_number) if facts.organisation_number else ""
    contact = ", ".join(filter(None, (_("c/o %(name)s", name=named) if named else "", facts.applicant_email)))
    return tuple(filter(None, (facts.applicant, number, contact)))


def _labels(address: str) -> dict[str, str]:
    """The words around the text: letterhead, box, foot and page numbers."""
    return {
        "date": _("Date"),
        "number": _("Case number"),
        "deadline": _("Appeal deadline"),
        "decision": _("Decision:"),
        "online": _("See the letter and follow the case at %(host)s", host=urlsplit(address).netloc),
        "approved": _("The letter was approved electronically and so has no signature."),
        "qr": _("QR code that opens the letter on the web"),
        "page": _("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
    }


def _without_gaps(block: Block) -> Block:
    return Block(block.heading, tuple(passage for passage in block.passages if passage))
