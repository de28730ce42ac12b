"""What letters that claim money back say, first and after an appeal: why, on what condition, and what is to be paid."""

from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from medvirkning.follow_up.words import RepaymentGround
from medvirkning.grants.words import DecidingMode
from medvirkning.kernel.kroner import show
from medvirkning.mail.letter_check import ALWAYS
from medvirkning.mail.letter_content import Block, Passage, Says
from medvirkning.mail.letter_facts import LetterFacts
from medvirkning.mail.letter_rights import rights
from medvirkning.mail.letter_voice import _you, weekday

CLAIM, DROPPED = "repayment_claim", "repayment_dropped"  # the `outcome` of the letters
IN_CLAIM = (*ALWAYS, Says.PAYMENT, Says.REPAYMENT)


def must_pay(facts: LetterFacts, amount: int) -> str:
    """The title. Whole kroner."""
    people = facts.people
    return _you("You must pay back %(amount)s kroner for %(title)s", people, amount=show(amount), title=facts.title)


def ground_of(ground: RepaymentGround) -> str:
    """Why money may be claimed back, in a sentence."""
    return {
        RepaymentGround.UNUSED: _("Money from the grant is left over, or is not used as the decision says."),
        RepaymentGround.NOT_CARRIED_OUT: _("What the grant was for has not been carried out."),
        RepaymentGround.NOT_REPORTED: _("No report has come that shows what the money was used for."),
        RepaymentGround.WRONG_INFORMATION: _("The grant was given on information that was not right."),
    }[ground]


def basis(facts: LetterFacts) -> Block:
    """That the letter about the grant told of it (law key `conditions`)."""
    text = _you(
        "The letter about the grant said that you must pay back money that is not used as the decision says. That goes "
        "for money that is left over, too, and where no report comes.",
        facts.people,
    )
    return Block(_("This was a condition for the grant"), (Passage(Says.REPAYMENT, text),))


def payment(facts: LetterFacts, amount: int, due_on: date) -> Block:
    """How to pay: whole kroner, and by which day."""
    people = facts.people
    pay = _you(
        "Pay %(amount)s kroner by %(day)s. The municipality sends you an invoice with the account number.",
        people,
        amount=show(amount),
        day=weekday(due_on),
    )
    wait = _you("If you can't pay it all at once, write to us before that day.", people)
    return Block(
        _you("This is what you must do", people),
        (Passage(Says.PAYMENT, pay), Passage(Says.WHAT_NOW, wait, runs_on=True)),
    )


def rights_of(facts: LetterFacts) -> list[Block]:
    """The rights, as in other letters, with the authority of whoever decides such cases."""
    if facts.mode is DecidingMode.ELECTED:
        return rights(facts)
    values = {"name": facts.responsible, "municipality": facts.municipality}
    authority = _("%(name)s decided for %(municipality)s, on delegated authority.", **values)
    *rest, last = rights(replace(facts, group=""))
    return [*rest, replace(last, passages=(*last.passages, Passage(Says.AUTHORITY, authority)))]
