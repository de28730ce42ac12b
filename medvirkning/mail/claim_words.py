"""What letters about appeals against claims for money back say, in the order they are read."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from medvirkning.kernel.kroner import show
from medvirkning.mail.appeal_words import Parts, ends, forwarded, reasons_of, rights_now
from medvirkning.mail.letter_content import Block, Passage, Says
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letter_rights import rights
from medvirkning.mail.letter_voice import _you, day, weekday
from medvirkning.mail.repayment_words import basis, must_pay, payment, rights_of


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What is to be paid back after the appeal: whole kroner, by a day; None where the claim was set aside."""

    amount: int | None
    due_on: date | None


def claim_changed(facts: LetterFacts, claim: ClaimFacts, received_on: date) -> Parts:
    """Another claim than the first, or none, from the same body."""
    sentence = _(
        "%(body)s has looked at the claim again after the appeal of %(day)s, and changes it.",
        body=facts.decided_by,
        day=day(received_on),
    )
    blocks = [reasons_of(facts), *_to_pay(facts, claim), *rights_now(facts, rights_of(facts))]
    return _title(facts, claim), sentence if facts.decided_by else "", blocks


def claim_anew(facts: LetterFacts, claim: ClaimFacts) -> Parts:
    """What was decided after the first claim was set aside."""
    sentence = _("%(body)s has decided anew, after the first claim was set aside.", body=facts.decided_by)
    blocks = [reasons_of(facts), *_to_pay(facts, claim), *rights_now(facts, rights_of(facts))]
    return _title(facts, claim), sentence if facts.decided_by else "", blocks


def claim_forwarded(facts: LetterFacts, statement: str) -> Parts:
    """The appeal goes on, with a copy of what we say of it."""
    title, _sentence, blocks = forwarded(facts, statement)
    return title, _("We have looked at the claim again, and do not change it."), blocks


def claim_final(facts: LetterFacts, claim: ClaimFacts, outcome: str, decided_on: date) -> Parts:
    """What the appeal body decided. It goes no further."""
    named = {"body": facts.decided_by, "day": day(decided_on)}
    match outcome:
        case "upheld":
            title = _("The claim for money back for %(title)s stands", title=facts.title)
            sentence = _("%(body)s decided on %(day)s that the claim stands.", **named)
            more = [_as_before(facts, claim)]
        case "set_aside":
            title = _("The claim for money back for %(title)s is set aside", title=facts.title)
            sentence = _("%(body)s set the claim aside on %(day)s. We decide anew.", **named)
            more = [_wait(facts)]
        case _:
            title, more = _title(facts, claim), _to_pay(facts, claim)
            sentence = _("%(body)s changed the claim on %(day)s.", **named)
    blocks = [reasons_of(facts), *more, ends(facts, outcome), *rights(facts)[1:]]
    return title, sentence if facts.decided_by else "", blocks


def _title(facts: LetterFacts, claim: ClaimFacts) -> str:
    if claim.amount:
        return must_pay(facts, claim.amount)
    return _you("You need not pay anything back for %(title)s", facts.people, title=facts.title)


def _to_pay(facts: LetterFacts, claim: ClaimFacts) -> list[Block]:
    paid = _you("If you have paid more already, we pay it out to you again.", facts.people)
    if not claim.amount or claim.due_on is None:
        heading = _("What happens now?")
        return [Block(heading, (Passage(Says.WHAT_NOW, paid),))]
    pay = payment(facts, claim.amount, claim.due_on)
    return [basis(facts), Block(pay.heading, (*pay.passages, Passage(Says.WHAT_NOW, paid, runs_on=True)))]


def _as_before(facts: LetterFacts, claim: ClaimFacts) -> Block:
    values = {"amount": show(claim.amount or 0), "day": weekday(claim.due_on)}
    text = _you("You must pay back %(amount)s kroner. The day to pay by was set to %(day)s.", facts.people, **values)
    wait = _you("If you can't pay it all at once, write to us.", facts.people)
    passages = (Passage(Says.PAYMENT, text), Passage(Says.WHAT_NOW, wait, runs_on=True))
    return Block(_you("This is what you must do", facts.people), passages)


def _wait(facts: LetterFacts) -> Block:
    text = _you("You need not pay while we decide. We write to you when the answer is here.", facts.people)
    return Block(_("What happens now?"), (Passage(Says.WHAT_NOW, text),))
