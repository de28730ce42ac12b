"""Letters about appeals: composed in the language of whoever appeals, checked against the law's list, and sent."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import current_app

from medvirkning.appeals.models import Ruling, RulingLetter
from medvirkning.appeals.sending import APPEALABLE, send_ruling_letter
from medvirkning.appeals.words import Appellant, DismissalGround, RulingKind, Subject
from medvirkning.kernel.clock import oslo_date
from medvirkning.kernel.errors import Objection, RuleBroken, Stale
from medvirkning.mail import appeal_words as words
from medvirkning.mail import claim_words
from medvirkning.mail.appeal_check import missing_in_appeal
from medvirkning.mail.claim_words import ClaimFacts
from medvirkning.mail.language import speaking
from medvirkning.mail.letter_content import Block, LetterContent
from medvirkning.mail.letter_facts import LetterFacts, facts_of
from medvirkning.mail.letter_voice import opening
from medvirkning.mail.letters import write
from medvirkning.mail.pdf import pdf
from medvirkning.mail.repayment_words import CLAIM, DROPPED
from medvirkning.people.models import Person
from medvirkning.review.words import Outcome


@dataclass(frozen=True, slots=True)
class RulingFacts:
    """What a letter about an appeal is written from, beside the decision letter's own facts."""

    letter: LetterFacts
    kind: RulingKind
    ground: DismissalGround | None
    outcome: str  # of the letter: an answer, or what was made of the appeal
    reasons: str
    received_on: date
    decided_on: date
    subject: Subject = Subject.DECISION
    claim: ClaimFacts | None = None


def compose(ruling: Ruling, *, notified: date | None = None) -> LetterContent:
    """The letter about a ruling. `notified` is the day whoever appeals is told; a draft has no day and no deadline."""
    appeal = ruling.appeal
    address = f"{current_app.config['SETTINGS'].base_url}/klage/{appeal.id}"
    return write_ruling(_facts(ruling, notified), address)


def write_ruling(facts: RulingFacts, address: str) -> LetterContent:
    """The letter of these facts; a block that has nothing to say is left out."""
    told = facts.letter
    plain = write(told, address)
    if facts.kind in (RulingKind.FORWARDED, RulingKind.FINAL):  # the group's authority is not what these rest on
        facts = replace(facts, letter=replace(told, group=""))
    with speaking(told.language):
        title, sentence, blocks = _parts(facts)
    money = plain.amount if facts.outcome in set(Outcome) else None
    if facts.claim is not None and facts.outcome == CLAIM:
        money = facts.claim.amount
    return replace(
        plain,
        outcome=facts.outcome,
        deadline=told.deadline,
        title=title,
        decision=opening(sentence),
        amount=money,
        blocks=tuple(whole for block in blocks if (whole := _without_gaps(block)).passages),
    )


def send(letter: RulingLetter, *, by: Person, at: datetime, drawn: tuple[LetterContent, bytes]) -> RulingLetter:
    """Compose the letter as of today and send it with its PDF. Raises RuleBroken with all that it lacks.

    `drawn` is the letter that was read and its PDF, made before the transaction so that nobody waits for the drawing:
    raises Stale where the letter has come to say something else since.
    """
    content = compose(letter.ruling, notified=oslo_date(at))
    lacking = missing_in_appeal(content, letter.ruling.kind)
    if lacking:
        raise RuleBroken(Objection(lack, "notice") for lack in lacking)
    if drawn[0] != content:
        raise Stale("letter")
    return send_ruling_letter(letter, content=content, pdf=drawn[1], deadline=content.deadline, by=by, at=at)


def draw(content: LetterContent) -> bytes:
    """The PDF of such a letter."""
    return pdf(content)


def _facts(ruling: Ruling, notified: date | None) -> RulingFacts:
    appeal, change = ruling.appeal, ruling.change
    told = facts_of(appeal.decision, notified=notified)
    final = ruling.kind is RulingKind.FINAL
    told = replace(
        told,
        language=appeal.language,
        responsible=ruling.by.name,
        decided_by=told.appeal_body if final else told.decided_by,
        decided_on=ruling.decided_on,
        deadline=told.deadline if ruling.kind in APPEALABLE else None,
        reasons=ruling.reasons,
        deviation="",  # told why the first decision was not as the group recommended
    )
    if appeal.appellant is Appellant.OTHER:
        told = replace(
            told,
            people=1,
            applicant=appeal.name,
            organisation_number="",
            contact_name=appeal.name,
            applicant_email=appeal.owner.email if appeal.owner else ", ".join(appeal.address.splitlines()),
        )
    if change is not None and change.outcome is not None:
        told = replace(told, outcome=change.outcome, amount=change.amount, cut_reasons=change.cut_reasons)
        outcome = change.outcome.value
    else:
        outcome = ruling.outcome.value if ruling.outcome else ruling.kind.value
    about: tuple[Subject, ClaimFacts | None] = (appeal.subject, None)
    if appeal.claim is not None:
        to_pay = ruling.claim_change or appeal.claim.told
        about = (Subject.CLAIM, ClaimFacts(to_pay.amount, to_pay.due_on))
        if ruling.claim_change is not None and to_pay.amount is not None:
            outcome = CLAIM if to_pay.amount else DROPPED
    return RulingFacts(
        told, ruling.kind, ruling.ground, outcome, ruling.reasons, appeal.received_on, ruling.decided_on, *about
    )


def _without_gaps(block: Block) -> Block:
    return Block(block.heading, tuple(passage for passage in block.passages if passage))


def _parts(facts: RulingFacts) -> words.Parts:
    """Title, sentence and blocks, by what was made of the appeal and by what it is against."""
    told, kind = facts.letter, facts.kind
    if kind is RulingKind.DISMISSED:
        return words.dismissed(told, facts.ground, facts.reasons)
    if kind is RulingKind.UNDONE:
        return words.undone(told)
    if facts.claim is not None:
        return _about_claim(facts, facts.claim)
    about_dismissal = facts.subject is Subject.DISMISSAL
    match kind:
        case RulingKind.CHANGED:
            return words.changed(told, facts.received_on)
        case RulingKind.ANEW:
            return words.anew(told)
        case RulingKind.FORWARDED:
            return (words.dismissal_forwarded if about_dismissal else words.forwarded)(told, facts.reasons)
    return (words.dismissal_final if about_dismissal else words.final)(told, facts.outcome, facts.decided_on)


def _about_claim(facts: RulingFacts, claim: ClaimFacts) -> words.Parts:
    match facts.kind:
        case RulingKind.CHANGED:
            return claim_words.claim_changed(facts.letter, claim, facts.received_on)
        case RulingKind.ANEW:
            return claim_words.claim_anew(facts.letter, claim)
        case RulingKind.FORWARDED:
            return claim_words.claim_forwarded(facts.letter, facts.reasons)
    return claim_words.claim_final(facts.letter, claim, facts.outcome, facts.decided_on)
